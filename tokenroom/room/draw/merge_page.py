"""The text of the mechanic *merge*: what was merged stands in brackets; each character knows its symbol."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from rich.cells import cell_len
from rich.text import Text

from tokenroom.room.draw.lines import stack, wrap_spans
from tokenroom.room.ink import BAR, CURRENT, MUTED
from tokenroom.text.display import safe_text
from tokenroom.text.merging import Piece, symbol_text
from tokenroom.text.symbol_names import symbol_label


@dataclass(frozen=True)
class MarkedPage:
    """A text as it is drawn, before it is wrapped.

    Attributes:
        text: the characters with their styles.
        symbols: for each character, the number of its symbol in the text.
        pairs: for each symbol in the text, it and the one behind it; None for the last of a piece.
    """

    text: Text
    symbols: tuple[int, ...]
    pairs: tuple[tuple[bytes, bytes] | None, ...]


def marked_page(pieces: Sequence[Piece], fresh: bytes | None = None) -> MarkedPage:
    """Return a text with every symbol that was made in brackets; those made last stand out."""
    text, numbers = Text(), []
    pairs: list[tuple[bytes, bytes] | None] = []
    for piece in pieces:
        for shown, number, made in _shown(piece):
            style = "" if not made else BAR if piece[number] == fresh else CURRENT
            for part, ink in ((shown, style),) if not made else (("[", MUTED), (shown, style), ("]", MUTED)):
                text.append(part, style=ink)
                numbers += [len(pairs) + number] * len(part)
        pairs += [*pairwise(piece), None]
    return MarkedPage(text, tuple(numbers), tuple(pairs))


def page_text(page: MarkedPage, width: int) -> Text:
    """Return the page wrapped to `width` columns."""
    spans = wrap_spans(page.text.plain, width)
    return stack(page.text[start:end] if end > start else Text() for start, end in spans)


def pair_at(page: MarkedPage, width: int, x: int, y: int) -> tuple[bytes, bytes] | None:
    """Return the symbol at column `x` of line `y` and the one behind it; None where there are no two."""
    spans = list(wrap_spans(page.text.plain, width))
    if not 0 <= y < len(spans):
        return None
    start, end = spans[y]
    for at in range(start, end):
        if x < cell_len(page.text.plain[start : at + 1]):
            return page.pairs[page.symbols[at]]
    return None


def _shown(piece: Piece) -> Iterator[tuple[str, int, bool]]:
    """What is seen of a piece: text, the place of its symbol in the piece, whether the symbol was made."""
    for made, run in groupby(enumerate(piece), key=lambda each: len(each[1]) > 1):
        if made:
            yield from ((symbol_label(symbol_text(symbol)), place, True) for place, symbol in run)
        else:
            yield from ((shown, place, False) for shown, place in _singles(list(run)))


def _singles(run: list[tuple[int, bytes]]) -> Iterator[tuple[str, int]]:
    """Single bytes as characters where they are some, else each as an escape."""
    at = 0
    for character in b"".join(symbol for _, symbol in run).decode("utf-8", "surrogateescape"):
        raw = character.encode("utf-8", "surrogateescape")
        yield safe_text(symbol_text(raw)), run[at][0]
        at += len(raw)
