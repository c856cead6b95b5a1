"""What an item cost: oneself, the class on average, the class together, the rival; and their curves so far."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from tokenroom.classroom.to_clients import Yours
from tokenroom.classroom.views import Figures
from tokenroom.game.names import CLASS, TOGETHER, YOU, in_short
from tokenroom.game.units import Units
from tokenroom.room.draw.curves import Curve, curves_text
from tokenroom.room.draw.lines import cell, right, stack, wrapped
from tokenroom.room.ink import BETTER, CURRENT, MUTED, RIVAL, TITLE
from tokenroom.room.ink import YOU as YOUR_INK

MARKS = {YOU: "●", CLASS: "○", TOGETHER: "◆"}  # in the table and on the curves
RIVALS_MARK = "×"
FIGURE = 8  # columns of a figure
ALWAYS = ("uniform", "unigram", "bigram")  # who is named beside the class, in this order, if they play
LEAST_CURVES = 5  # lines


def figures_text(figures: Figures, yours: Yours | None, rival: str | None, units: Units, width: int) -> Text:
    """Return a table: this item, and the mean so far.

    Args:
        figures: of the class and the players.
        yours: the student's own; None on a teacher's remote.
        rival: whom the class plays against.
        units: in which surprise is told.
        width: columns.
    """
    name = max(8, width - 2 - 2 * FIGURE)
    head = Text(f"{cell(f'in {units.name}', name + 2)}{right('here', FIGURE)}{right('so far', FIGURE)}", style=MUTED)
    rows = [_row(*entry, rival, units, name) for entry in _entries(figures, yours, rival)]
    words = f"{figures.answered} answered in time."
    told = f"{words} This class {figures.equals}." if figures.equals else words
    return stack([head, *rows, *wrapped(told, width, MUTED)])


def _entries(figures: Figures, yours: Yours | None, rival: str | None) -> list[tuple[str, float | None, float | None]]:
    """Each player with what this item cost and the mean so far."""
    entries: list[tuple[str, float | None, float | None]] = []
    if yours is not None:
        entries.append((YOU, yours.surprise, yours.mean))
    entries.append((CLASS, figures.mean, _last(figures, CLASS)))
    entries.append((TOGETHER, figures.together if figures.mean is not None else None, _last(figures, TOGETHER)))
    shown = [name for name in (rival, *ALWAYS) if name is not None and name in figures.players]
    return entries + [(name, figures.players[name], _last(figures, name)) for name in dict.fromkeys(shown)]


def _last(figures: Figures, name: str) -> float | None:
    known = [mean for mean in figures.curves.get(name, ()) if mean is not None]
    return known[-1] if known else None


def _row(player: str, here: float | None, mean: float | None, rival: str | None, units: Units, name: int) -> Text:
    ink = {YOU: YOUR_INK, CLASS: CURRENT, TOGETHER: BETTER, rival: RIVAL}.get(player, "")
    mark = RIVALS_MARK if player == rival else MARKS.get(player, " ")
    figures = (right("–" if nats is None else units.fitting(nats, 2, FIGURE - 1), FIGURE) for nats in (here, mean))
    return Text.assemble((f"{mark} {cell(in_short(player), name)}", ink), *figures)


def class_curves(
    figures: Figures, own: Sequence[float | None], rival: str | None, items: int, units: Units, width: int, height: int
) -> Text:
    """Return running means item by item: your own, the class's, the rival's; nothing where lines are too few."""
    lines = {CLASS: figures.curves.get(CLASS, ()), TOGETHER: figures.curves.get(TOGETHER, ()), YOU: tuple(own)}
    rivals = {rival: figures.curves.get(rival, ())} if rival is not None else {}
    drawn = [
        Curve(points, RIVALS_MARK if name == rival else MARKS[name], _ink(name, rival))
        for name, means in {**rivals, **lines}.items()
        if (points := _points(means, units))
    ]
    if height < LEAST_CURVES or max((len(curve.points) for curve in drawn), default=0) < 2:
        return Text()
    title = Text(cell(f"mean so far, in {units.name}, item by item", width), style=TITLE)
    return stack([title, curves_text(drawn, float(max(2, items)), width, height - 1)])


def _points(means: Sequence[float | None], units: Units) -> list[tuple[float, float]]:
    return [(float(n), units.of(mean)) for n, mean in enumerate(means, start=1) if mean is not None]


def _ink(name: str, rival: str | None) -> str:
    return RIVAL if name == rival else {CLASS: CURRENT, TOGETHER: BETTER, YOU: YOUR_INK}[name]
