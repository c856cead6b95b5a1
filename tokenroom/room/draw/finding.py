"""The find line: what is typed, and the tokens that begin with it."""

from __future__ import annotations

from collections.abc import Callable

from rich.text import Text

from tokenroom.room.finder import Finder
from tokenroom.room.ink import CURRENT, MUTED
from tokenroom.text.display import safe_text

UNLISTED = {
    "": "every token is listed",
    "tokens": "type a word to find any other token",
    "numbers": "type / and a number to find it",
}
SHOWN = 24  # matches drawn before and behind the chosen one, at most


def find_text(finder: Finder, label: Callable[[int], str], named: str, width: int) -> Text:
    """Return the find line in one line; the chosen match stands in brackets.

    Args:
        finder: what is typed and found.
        label: how a token is shown.
        named: what is looked for: "tokens", "numbers", or "" where all are listed.
        width: columns.
    """
    if not finder.is_open:
        return Text(UNLISTED[named], style=MUTED)
    text = Text.assemble("find: ", (safe_text(finder.typed), CURRENT), "▏  ")
    if not finder.typed:
        text.append("type the beginning of a token", style=MUTED)
    elif not finder.matches:
        text.append("no token begins so", style=MUTED)
    if finder.are_pieces:
        text.append("in pieces, the first: ", style=MUTED)
    for n, token in enumerate(finder.matches[finder.place : finder.place + SHOWN]):
        text.append(f"[{label(token)}]" if n == 0 else f" {label(token)} ", style=CURRENT if n == 0 else MUTED)
    text.truncate(width, overflow="ellipsis")
    return text
