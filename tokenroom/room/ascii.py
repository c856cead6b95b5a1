"""The fallback for terminals whose encoding is not UTF-8: each character becomes one of ASCII, so nothing moves."""

from __future__ import annotations

import codecs

from rich.text import Text

_PAIRS = {
    **dict.fromkeys("─━═▁▔", "-"),
    **dict.fromkeys("│┃", "|"),
    **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╰╯╺╸┏┓┗┛┣┫", "+"),
    **dict.fromkeys("█▉▊▋▇▓◉", "#"),
    **dict.fromkeys("▌▍▎▏", ":"),
    **dict.fromkeys("◆●", "*"),
    **dict.fromkeys("“”", '"'),
    **dict.fromkeys("‘’", "'"),
    "░": ".",
    "▲": "^",
    "△": "^",
    "▸": ">",
    "▾": "v",
    "▼": "v",
    "→": ">",
    "←": "<",
    "↑": "^",
    "↓": "v",
    "╲": "\\",
    "╱": "/",
    "−": "-",
    "–": "-",
    "—": "-",
    "±": "~",
    "·": "_",
    "…": ".",
    "⏎": "\\",
    "⇥": ">",
    "♪": "~",
    "○": "o",
    "✓": "x",
    "×": "x",
}


def to_ascii(text: Text) -> Text:
    """Return `text` with every character that is not ASCII replaced by one that is; styles stay where they were.

    >>> to_ascii(Text("3 ▓ ░ · 31.2 %  ■")).plain
    '3 # . _ 31.2 %  ?'
    """
    shown = text.copy()
    shown.plain = "".join(c if c.isascii() else _PAIRS.get(c, "?") for c in text.plain)
    return shown


def shows_unicode(encoding: str | None) -> bool:
    """Return whether a terminal of this encoding can show more than ASCII."""
    try:
        return codecs.lookup(encoding or "ascii").name.startswith("utf")
    except LookupError:
        return False
