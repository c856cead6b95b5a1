"""Line charts for the docs: every line named at its end, in the colours of the other pictures."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import cycle
from xml.etree import ElementTree as ET

from tokenroom.pages.chart import label_places
from tokenroom.pages.elements import tag

WIDTH, HEIGHT = 760.0, 320.0
LEFT, RIGHT, TOP, BOTTOM = 46.0, 170.0, 30.0, 34.0
COLOURS = ("#0b6e99", "#b5482a", "#4d7c0f", "#7a4fa3")
DASHES = ("", "7 3", "2 3", "9 3 2 3")
STYLE = "text{font:12px sans-serif;fill:#777}.grid{stroke:#8884;}.line{fill:none;stroke-width:2}"
Line = Sequence[tuple[float, float]]


def line_chart(title: str, below: str, lines: Mapping[str, Line], digits: int = 2) -> ET.Element:
    """Return lines over what stands `below`, from nothing or the least value up; each ends in its name and figure."""
    xs, ys = ([point[axis] for line in lines.values() for point in line] for axis in (0, 1))
    across, up = (0.0, max(xs)), (min(0.0, min(ys)), max(ys) * 1.04)
    picture = tag("svg", xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {WIDTH:.0f} {HEIGHT:.0f}", role="img")
    picture.append(tag("title", title))
    picture.append(tag("style", STYLE))
    picture.append(tag("text", title, x=LEFT, y=16.0))
    picture.extend(_grid(across, up, below))
    ends = {name: _y(line[-1][1], up) for name, line in lines.items()}
    places = label_places(ends)
    for (name, line), colour, dash in zip(lines.items(), cycle(COLOURS), cycle(DASHES), strict=False):
        points = " ".join(f"{_x(x, across):.1f},{_y(y, up):.1f}" for x, y in line)
        picture.append(tag("polyline", points=points, class_="line", stroke=colour, stroke_dasharray=dash))
        label = f"{name} {line[-1][1]:.{digits}f}"
        picture.append(tag("text", label, x=WIDTH - RIGHT + 6, y=places[name] + 4, style=f"fill:{colour}"))
    return picture


def _grid(across: tuple[float, float], up: tuple[float, float], below: str) -> list[ET.Element]:
    marks, right, foot = _marks(*up), WIDTH - RIGHT, HEIGHT - BOTTOM
    lines = [tag("line", x1=LEFT, x2=right, y1=_y(m, up), y2=_y(m, up), class_="grid") for m in marks]
    beside = [tag("text", f"{m:g}", x=LEFT - 6, y=_y(m, up) + 4, text_anchor="end") for m in marks]
    under = [tag("text", f"{m:g}", x=_x(m, across), y=foot + 16, text_anchor="middle") for m in _marks(*across)]
    return [*lines, *beside, *under, tag("text", below, x=right + 22, y=foot + 16)]


def _marks(low: float, high: float) -> list[float]:
    rough = (high - low) / 5
    unit = 10.0 ** math.floor(math.log10(rough))
    step = next(unit * n for n in (1, 2, 5, 10) if unit * n >= rough)
    return [step * n for n in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _x(value: float, across: tuple[float, float]) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * (value - across[0]) / (across[1] - across[0])


def _y(value: float, up: tuple[float, float]) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - (value - up[0]) / (up[1] - up[0]))
