"""The fallback for terminals whose encoding is not UTF-8: each character becomes one of ASCII, so nothing moves."""

from __future__ import annotations

import codecs
from itertools import accumulate

from rich.cells import cell_len
from rich.text import Span, Text

_PAIRS = {
    **dict.fromkeys("─━▁▔╌┄╴╶", "-"),
    **dict.fromkeys("│┃╷╵╹╻", "|"),
    **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╰╯╺╸┏┓┗┛┣┫╒╕╞╡╔╗╚╝", "+"),
    **dict.fromkeys("█▉▊▋▇▓◉", "#"),
    **dict.fromkeys("▌▍▎▏▐╎┆┊", ":"),
    **dict.fromkeys("◆●", "*"),
    **dict.fromkeys("“”", '"'),
    **dict.fromkeys("‘’", "'"),
    **dict.fromkeys("║∥", "|"),
    **dict.fromkeys("═≡▬", "="),
    **dict.fromkeys("▂▃▄▅▆", "="),
    "░": ".",
    "▪": ".",
    "◦": ".",
    "╳": "X",
    "▽": "v",
    "▭": "o",
    "∩": "n",
    "∂": "d",
    "▚": "%",
    "▞": "%",
    "©": "c",
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
    "\u00a0": " ",
    "×": "x",
    "σ": "s",
    "↻": "@",
}


def to_ascii(text: Text) -> Text:
    """Return `text` with every character that is not ASCII replaced by one that is; styles stay where they were.

    A character of two columns becomes two.

    >>> to_ascii(Text("3 ▓ ░ · 31.2 %  숲")).plain
    '3 # . _ 31.2 %  ??'
    """
    pieces = [c if c.isascii() else _PAIRS.get(c, "?" * cell_len(c)) for c in text.plain]
    places = [0, *accumulate(len(piece) for piece in pieces)]
    shown = text.copy()
    shown.plain = "".join(pieces)
    shown.spans = [Span(places[s.start], places[min(s.end, len(pieces))], s.style) for s in text.spans]
    return shown


def shows_unicode(encoding: str | None) -> bool:
    """Return whether a terminal of this encoding can show more than ASCII."""
    try:
        return codecs.lookup(encoding or "ascii").name.startswith("utf")
    except LookupError:
        return False
