"""The running chart and the ladder as inline SVG pictures."""

from __future__ import annotations

import math
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from tokenroom.game.compare import Report, running_means
from tokenroom.game.names import YOU, in_short, phrases_read
from tokenroom.game.scale import share_of_scale, with_room
from tokenroom.game.units import NATS, Units
from tokenroom.pages.elements import tag

WIDTH, HEIGHT = 720.0, 300.0
LEFT, RIGHT, TOP, BOTTOM = 44.0, 150.0, 14.0, 30.0
LABEL_GAP = 15.0  # least distance between two labels, one above the other
NUMBER_GAP = 56.0  # the same between two numbers of phrases, side by side


def running_chart(report: Report, units: Units = NATS) -> ET.Element:
    """Return the mean surprise after each item as lines, you thickest, each named at its end."""
    players = [s.player for s in report.standings if s.player != "uniform"]
    lines = {player: [units.of(nats) for nats in running_means(report.items, player)] for player in players}
    top = max(max(values) for values in lines.values()) * 1.05
    picture = _picture(f"Mean surprise after each item, in {units.name}, for you and each rival", HEIGHT)
    picture.extend(_grid(top, len(report.items)))
    for player, y in label_places({p: _y(values[-1], top) for p, values in lines.items()}).items():
        kind = _kind(player)
        picture.append(tag("polyline", points=_points(lines[player], top), class_=f"line {kind}"))
        name = f"{in_short(player)} {lines[player][-1]:.2f}"
        picture.append(tag("text", name, x=WIDTH - RIGHT + 8, y=y + 4, class_=f"name {kind}"))
    return picture


def ladder(report: Report) -> ET.Element | None:
    """Return the rungs on a scale of phrases read, and a mark where you stand; None with fewer than two rungs."""
    rungs = sorted(n for s in report.standings if (n := phrases_read(s.player)) is not None)
    if report.equals is None or len(rungs) < 2:
        return None
    picture = _picture(report.equals.words, 90.0)
    picture.append(tag("line", x1=LEFT, x2=WIDTH - LEFT, y1=56.0, y2=56.0, class_="axis"))
    places = [_rung_x(phrases, rungs[-1]) for phrases in rungs]
    picture.extend(tag("line", x1=x, x2=x, y1=50.0, y2=62.0, class_="axis") for x in places)
    for i in with_room(places, NUMBER_GAP):
        picture.append(tag("text", f"{rungs[i]:,}", x=places[i], y=80.0, class_="tick middle"))
    x = _rung_x(report.equals.phrases, rungs[-1])
    name = {"before": "← you", "on": "you", "beyond": "you →"}[report.equals.side]
    picture.append(tag("path", d=f"M{x:.1f},48 l-8,-14 h16 z", class_="mark"))
    picture.append(tag("text", name, x=x, y=26.0, class_="name you middle"))
    return picture


def _picture(label: str, height: float) -> ET.Element:
    return tag("svg", viewBox=f"0 0 {WIDTH:.0f} {height:.0f}", role="img", aria_label=label)


def _grid(top: float, items: int) -> list[ET.Element]:
    step = _round_step(top / 4)
    marks = [step * n for n in range(int(top / step) + 1)]
    lines = [tag("line", x1=LEFT, x2=WIDTH - RIGHT, y1=_y(m, top), y2=_y(m, top), class_="grid") for m in marks]
    ticks = [tag("text", f"{m:g}", x=LEFT - 8, y=_y(m, top) + 4, class_="tick end") for m in marks]
    ends = {1: "item 1", items: f"{items:,}"}
    below = [tag("text", name, x=_x(n, items), y=HEIGHT - 8, class_="tick middle") for n, name in ends.items()]
    return [*lines, *ticks, *below]


def _points(values: Sequence[float], top: float) -> str:
    places = [(_x(n, len(values)), _y(value, top)) for n, value in enumerate(values, start=1)]
    if len(places) == 1:
        places.append((WIDTH - RIGHT, places[0][1]))
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in places)


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
