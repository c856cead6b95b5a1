"""The journal as text: an entry for each level, its title and date above two sentences."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from tokenroom.game.journal import JournalEntry
from tokenroom.room.draw.lines import rule, stack, wrapped
from tokenroom.room.ink import MUTED
from tokenroom.text.display import safe_text

WIDEST = 84  # columns; longer lines are hard to read
EMPTY = "Nothing is written here yet. Each level that you play to its end leaves two sentences, with your own figures."
TITLE_LENGTH, TEXT_LENGTH = 60, 1_000  # characters


def journal_text(entries: Sequence[JournalEntry], width: int) -> Text:
    """Return all entries below each other, or what to do to have one."""
    width = min(width, WIDEST)
    if not entries:
        return stack(wrapped(EMPTY, width, MUTED))
    lines: list[Text] = []
    for entry in entries:
        title, when = (safe_text(text.replace("\n", " "), TITLE_LENGTH) for text in (entry.title, entry.when))
        lines += [rule(title, when, width), *wrapped(safe_text(entry.text, TEXT_LENGTH), width), Text()]
    return stack(lines[:-1])
