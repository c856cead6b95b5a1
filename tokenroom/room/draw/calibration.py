"""Your calibration as a picture: what you said from left to right, how often it came from bottom to top."""

from __future__ import annotations

from rich.text import Text

from tokenroom.game.calibration import EDGES, Bin, Calibration, calibration_words, share_of_edges
from tokenroom.game.units import NATS, Units, percent
from tokenroom.room.draw.lines import right, stack, wrapped
from tokenroom.room.ink import MUTED, TITLE, YOU

EACH = 6  # columns of a bin
LEFT, ROWS = 8, 12  # columns of the scale at the left, rows above the zero
POINT, DIAGONAL = "●", "·"
KEY = (
    f"{POINT} how often it came   {DIAGONAL} as often as you said",
    "Above the dots you were too timid, below them too sure.",
)


def calibration_text(calibration: Calibration, width: int, units: Units = NATS) -> Text:
    """Return the reliability diagram, of at most 60 columns, and its sentence in lines of at most `width`."""
    words = calibration_words(calibration.temperature, calibration.saved, calibration.proven, units)
    return stack(
        [
            Text("What you said, and how often it came", style=TITLE),
            *_rows(calibration.bins),
            *_below(calibration.bins),
            *(Text(line, style=MUTED) for line in KEY),
            *wrapped(f"{words[:1].upper()}{words[1:]}.", width),
        ]
    )


def _rows(bins: tuple[Bin, ...]) -> list[Text]:
    """The points above their bins, and the diagonal behind them, from 100 % down to 0."""
    points = {(_column(b.said), _row(b.came)) for b in bins}
    ticks = {_row(edge): percent(edge) for edge in EDGES[::2]}
    return [_line(row, points, ticks.get(row, "")) for row in range(ROWS, -1, -1)]


def _line(row: int, points: set[tuple[int, int]], tick: str) -> Text:
    line = Text.assemble((right(f"{tick} ", LEFT - 1), MUTED), ("┤" if tick else "│", MUTED))
    for column in range(EACH * (len(EDGES) - 1) + 1):
        if (column, row) in points:
            line.append(POINT, style=YOU)
        else:
            line.append(DIAGONAL if _row_of_diagonal(column) == row else " ", style=MUTED)
    line.rstrip()
    return line


def _below(bins: tuple[Bin, ...]) -> list[Text]:
    """What was said, and how many times, each bin under its point."""
    whole = EACH * (len(EDGES) - 1)
    axis = "".join("┴" if n % EACH == 0 else "─" for n in range(whole + 1))
    said = "".join(percent(edge).ljust(2 * EACH) for edge in EDGES[::2])
    times = ""
    for b in bins:
        figure = _count(b.count)
        start = max(len(times) + (times != ""), _column(b.said) - len(figure) // 2)
        times = times.ljust(start) + figure
    return [
        Text(" " * (LEFT - 1) + "└" + axis[1:], style=MUTED),
        Text(f"{'said':<{LEFT - 1}}{said}".rstrip(), style=MUTED),
        Text(f"{'times':<{LEFT}}{times}", style=MUTED),
    ]


def _count(count: int) -> str:
    """A count in at most four characters."""
    return str(count) if count < 10_000 else f"{count // 1000}k"


def _column(p: float) -> int:
    return round(share_of_edges(p) * EACH * (len(EDGES) - 1))


def _row(p: float) -> int:
    return round(share_of_edges(p) * ROWS)


def _row_of_diagonal(column: int) -> int:
    return round(column / (EACH * (len(EDGES) - 1)) * ROWS)
