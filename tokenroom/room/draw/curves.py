"""Curves in text: a mark a column for each, on axes with figures; no colour and no font is needed to read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rich.text import Text

from tokenroom.room.draw.lines import right, stack
from tokenroom.room.ink import MUTED

AXIS = 6  # columns of the figures on the left


@dataclass(frozen=True, slots=True)
class Curve:
    """Points (x, y), the mark that they are drawn with, and its ink."""

    points: Sequence[tuple[float, float]]
    mark: str
    ink: str


def curves_text(curves: Sequence[Curve], most_x: float, width: int, height: int) -> Text:
    """Return curves on common axes; x runs from 0 to `most_x`, y over what there is.

    Args:
        curves: a later one is drawn over earlier ones.
        most_x: the right end, so that what is still to come is seen as room.
        width: columns, those of the figures among them.
        height: lines, that of the axis among them.
    """
    ys = [y for curve in curves for _, y in curve.points]
    columns, rows = width - AXIS - 1, height - 1
    if not ys or columns < 8 or rows < 2:
        return Text()
    low, high = min(ys), max(max(ys), min(ys) + 0.1)
    grid = [[(" ", "")] * columns for _ in range(rows)]
    for curve in curves:
        for x, y in _between(curve.points, columns):
            column = min(columns - 1, round(x / most_x * (columns - 1)))
            row = min(rows - 1, round((high - y) / (high - low) * (rows - 1)))
            grid[row][column] = (curve.mark, curve.ink)
    labels = {0: f"{high:.2f}", rows - 1: f"{low:.2f}"}
    lines = [Text.assemble((right(labels.get(n, ""), AXIS), MUTED), ("│", MUTED), *row) for n, row in enumerate(grid)]
    return stack([*lines, Text(" " * AXIS + "└" + "─" * columns, style=MUTED)])


def _between(points: Sequence[tuple[float, float]], columns: int) -> list[tuple[float, float]]:
    """Fill the gaps between points with some on the straight line, so that a curve has no holes."""
    filled = list(points[:1])
    for (x0, y0), (x1, y1) in pairwise(points):
        parts = 1 + 2 * columns // len(points)
        filled += [(x0 + (x1 - x0) * n / parts, y0 + (y1 - y0) * n / parts) for n in range(1, parts + 1)]
    return filled
