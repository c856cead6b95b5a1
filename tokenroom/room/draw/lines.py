"""Small pieces that all drawings are made of: cells of a fixed width, bars, wrapped lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from tokenroom.room.ink import MUTED

_EIGHTHS = " ▏▎▍▌▋▊▉█"


def cell(text: str, width: int) -> str:
    """Return `text` in exactly `width` columns, cut with an ellipsis or filled with spaces."""
    if width <= 0:
        return ""
    return set_cell_size(text, width) if cell_len(text) <= width else set_cell_size(text, width - 1) + "…"


def padded(text: str, style: str, width: int) -> Text:
    """Return `text` in `width` columns, the style on its own characters alone."""
    whole = cell(text, width)
    return Text.assemble((whole.rstrip(), style), whole[len(whole.rstrip()) :])


def right(text: str, width: int) -> str:
    """Return `text` at the right end of `width` columns."""
    return " " * (width - cell_len(text)) + text if cell_len(text) < width else cell(text, width)


def bar(share: float, width: int) -> str:
    """Return a bar that fills `share` (0 to 1) of `width` columns, to an eighth of a column.

    >>> bar(0.5, 4), bar(0.15, 4)
    ('██  ', '▋   ')
    """
    eighths = round(max(0.0, min(1.0, share)) * width * 8)
    full, part = divmod(eighths, 8)
    return ("█" * full + (_EIGHTHS[part] if part else "")).ljust(width)


def percent(p: float) -> str:
    """Return a probability for people: `31.2 %`, and never 0 for what is only small."""
    return "<0.1 %" if 0 < p < 0.0005 else f"{100 * p:.1f} %"


def rule(left: str, right_end: str, width: int) -> Text:
    """Return a line across: words at both ends, a thin rule between them."""
    left = cell(left, min(cell_len(left), max(0, width - cell_len(right_end) - 4)))
    gap = max(1, width - cell_len(left) - cell_len(right_end) - 2)
    return Text.assemble((left, "room.title"), " ", ("─" * gap, MUTED), " ", right_end)


def stack(lines: Iterable[Text | str]) -> Text:
    """Return lines below each other as one text."""
    return Text("\n").join(Text(line) if isinstance(line, str) else line for line in lines)


def wrap_spans(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Yield where each line of `text` starts and ends when it is broken at spaces to fit `width` columns.

    A line end breaks too; a word longer than a line is cut.
    """
    start = 0
    for paragraph in text.split("\n"):
        yield from _wrap_paragraph(text, start, start + len(paragraph), max(1, width))
        start += len(paragraph) + 1


def _wrap_paragraph(text: str, start: int, stop: int, width: int) -> Iterator[tuple[int, int]]:
    used, gap = 0, -1  # columns used, and the last space seen
    at = start
    while at < stop:
        columns = cell_len(text[at])
        if used + columns > width and text[at] != " " and at > start:
            end = gap if gap > start else at
            yield start, end
            start = at = end + 1 if end == gap else end
            used, gap = 0, -1
            continue
        gap = at if text[at] == " " else gap
        used += columns
        at += 1
    yield start, stop


def wrapped(text: str, width: int, style: str = "") -> list[Text]:
    """Return `text` broken into lines of at most `width` columns."""
    return [Text(text[a:b], style=style) for a, b in wrap_spans(text, width)]
