"""The running chart and the ladder as inline SVG pictures."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from tokenroom.game.compare import Report, running_means
from tokenroom.game.curve import Place
from tokenroom.game.names import YOU, in_short, phrases_read
from tokenroom.game.scale import share_of_scale, with_room
from tokenroom.game.units import NATS, Units
from tokenroom.pages.elements import tag

WIDTH, HEIGHT = 720.0, 300.0
LEFT, RIGHT, TOP, BOTTOM = 44.0, 150.0, 14.0, 30.0
LABEL_GAP = 15.0  # least distance between two labels, one above the other
NUMBER_GAP = 56.0  # the same between two numbers of phrases, side by side


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a chart: what it is called, how it is drawn (`you`, `rung`, `count` …), and a height an item."""

    name: str
    kind: str
    heights: Sequence[float | None]  # None: a gap

    @property
    def end(self) -> float:
        """The last height that there is; 0 where there is none."""
        return next((height for height in reversed(self.heights) if height is not None), 0.0)


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark on the ladder: whose it is, and where they stand."""

    name: str
    place: Place


def running_chart(report: Report, units: Units = NATS) -> ET.Element:
    """Return the mean surprise after each item as lines, you thickest, each named at its end."""
    players = [s.player for s in report.standings if s.player != "uniform"]
    means = {player: [units.of(nats) for nats in running_means(report.items, player)] for player in players}
    lines = [Line(in_short(player), _kind(player), means[player]) for player in players]
    return line_chart(f"Mean surprise after each item, in {units.name}, for you and each rival", lines)


def line_chart(label: str, lines: Sequence[Line]) -> ET.Element:
    """Return lines over items, all as long, each named at its end with its last height."""
    top = max(height for line in lines for height in line.heights if height is not None) * 1.05 or 1.0
    items = max(len(line.heights) for line in lines)
    picture = _picture(label, HEIGHT)
    picture.extend([*grid(top), *_first_and_last(items)])
    ends = {str(n): _y(line.end, top) for n, line in enumerate(lines)}
    for n, y in label_places(ends).items():
        line = lines[int(n)]
        picture.extend(tag("polyline", points=points, class_=f"line {line.kind}") for points in _runs(line, top))
        name = f"{line.name} {line.end:.2f}"
        picture.append(tag("text", name, x=WIDTH - RIGHT + 8, y=y + 4, class_=f"name {line.kind}"))
    return picture


def ladder(report: Report) -> ET.Element | None:
    """Return the rungs on a scale of phrases read, and a mark where you stand; None with fewer than two rungs."""
    rungs = [n for s in report.standings if (n := phrases_read(s.player)) is not None]
    return None if report.equals is None else rungs_chart(report.equals.words, rungs, [Mark("you", report.equals)])


def rungs_chart(label: str, rungs: Sequence[int], marks: Sequence[Mark]) -> ET.Element | None:
    """Return rungs (phrases read) on a scale with marks, the later ones above; None with fewer than two rungs."""
    if len(rungs) < 2:
        return None
    rungs = sorted(rungs)
    lift = 18.0 * (len(marks) - 1)
    picture = _picture(label, 90.0 + lift)
    axis = 56.0 + lift
    picture.append(tag("line", x1=LEFT, x2=WIDTH - LEFT, y1=axis, y2=axis, class_="axis"))
    places = [_rung_x(phrases, rungs[-1]) for phrases in rungs]
    picture.extend(tag("line", x1=x, x2=x, y1=axis - 6, y2=axis + 6, class_="axis") for x in places)
    for i in with_room(places, NUMBER_GAP):
        picture.append(tag("text", f"{rungs[i]:,}", x=places[i], y=axis + 24, class_="tick middle"))
    for n, mark in enumerate(marks):
        picture.extend(_mark(mark, _rung_x(mark.place.phrases, rungs[-1]), axis, 18.0 * n))
    return picture


def _mark(mark: Mark, x: float, axis: float, lift: float) -> list[ET.Element]:
    """A mark on the axis with its name above, and a stalk where it stands above another."""
    name = {"before": f"← {mark.name}", "on": mark.name, "beyond": f"{mark.name} →"}[mark.place.side]
    stalk = [tag("line", x1=x, x2=x, y1=axis - 22 - lift, y2=axis - 22, class_="axis")] if lift else []
    side = "end" if x > WIDTH - 2 * LEFT else "middle" if x > 2 * LEFT else "start"
    named = tag("text", name, x=x, y=axis - 30 - lift, class_=f"name you {side}")
    return [*stalk, tag("path", d=f"M{x:.1f},{axis - 8:.0f} l-8,-14 h16 z", class_="mark"), named]


def _picture(label: str, height: float) -> ET.Element:
    return tag("svg", viewBox=f"0 0 {WIDTH:.0f} {height:.0f}", role="img", aria_label=label)


def grid(top: float) -> list[ET.Element]:
    """Return lines at round heights up to `top`, with their numbers."""
    step = _round_step(top / 4)
    marks = [step * n for n in range(int(top / step) + 1)]
    lines = [tag("line", x1=LEFT, x2=WIDTH - RIGHT, y1=_y(m, top), y2=_y(m, top), class_="grid") for m in marks]
    return [*lines, *(tag("text", f"{m:g}", x=LEFT - 8, y=_y(m, top) + 4, class_="tick end") for m in marks)]


def _first_and_last(items: int) -> list[ET.Element]:
    ends = {1: "item 1", items: f"{items:,}"}
    return [tag("text", name, x=_x(n, items), y=HEIGHT - 8, class_="tick middle") for n, name in ends.items()]


def _runs(line: Line, top: float) -> list[str]:
    """The points of each stretch of a line without a gap; a single item is drawn on for a little."""
    runs: list[list[tuple[float, float]]] = [[]]
    items = len(line.heights)
    for n, height in enumerate(line.heights, start=1):
        if height is None:
            runs.append([])
        else:
            runs[-1].append((_x(n, items), _y(height, top)))
    whole = WIDTH - RIGHT if items == 1 else 0.0
    drawn = [[*run, (whole or run[0][0] + 4.0, run[0][1])] if len(run) == 1 else run for run in runs if run]
    return [" ".join(f"{x:.1f},{y:.1f}" for x, y in run) for run in drawn]


def _x(item: int, items: int) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * ((item - 1) / (items - 1) if items > 1 else 0.0)


def _y(surprise: float, top: float) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - surprise / top)


def _rung_x(phrases: float, most: int) -> float:
    return LEFT + (WIDTH - 2 * LEFT) * share_of_scale(phrases, most)


def label_places(ends: dict[str, float]) -> dict[str, float]:
    """Heights of the labels: each at its line's end, pushed down where it would touch the one above."""
    places: dict[str, float] = {}
    last = -math.inf
    for player, y in sorted(ends.items(), key=lambda item: item[1]):
        last = places[player] = max(y, last + LABEL_GAP)
    return places


def _round_step(step: float) -> float:
    unit = 10.0 ** math.floor(math.log10(step))
    return next(unit * n for n in (1, 2, 5, 10) if unit * n >= step)


def _kind(player: str) -> str:
    if player == YOU:
        return "you"
    return "count" if phrases_read(player) is None else "rung"
