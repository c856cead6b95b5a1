"""The spread of a class as an inline SVG picture: a dot a student, item by item, and where class and rival stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from tokenroom.pages.chart import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, grid
from tokenroom.pages.elements import tag

RADIUS = 2.6


@dataclass(frozen=True, slots=True)
class ItemSpread:
    """What an item cost: each student in time, the class on average and together, and the rival; nats."""

    surprises: Sequence[float]
    mean: float | None
    together: float | None
    rival: float | None


def spread_chart(items: Sequence[ItemSpread], rival: str) -> ET.Element:
    """Return the picture; `rival` is what the rival is called, empty where nobody plays against the class."""
    top = max((cost for item in items for cost in _heights(item)), default=1.0) * 1.05 or 1.0
    label = f"What each of {len(items)} items cost every student, in nats, beside the class"
    picture = tag("svg", viewBox=f"0 0 {WIDTH:.0f} {HEIGHT:.0f}", role="img", aria_label=label)
    picture.extend(grid(top))
    room = (WIDTH - LEFT - RIGHT) / max(len(items), 1)
    for n, item in enumerate(items):
        middle = LEFT + room * (n + 0.5)
        picture.append(tag("text", str(n + 1), x=middle, y=HEIGHT - 8, class_="tick middle"))
        picture.extend(_dots(item.surprises, middle, room, top))
        picture.extend(_marks(item, middle, room, top))
    picture.extend(_legend(rival))
    return picture


def _heights(item: ItemSpread) -> list[float]:
    return [*item.surprises, *(cost for cost in (item.mean, item.together, item.rival) if cost is not None)]


def _dots(surprises: Sequence[float], middle: float, room: float, top: float) -> list[ET.Element]:
    """Students who paid about the same stand side by side, as close as they must."""
    rows: dict[int, list[float]] = {}
    for cost in sorted(surprises):
        rows.setdefault(int(_y(cost, top) / (2 * RADIUS)), []).append(cost)
    found = []
    for row in rows.values():
        gap = min(2 * RADIUS + 0.6, (room - 4 * RADIUS) / max(len(row) - 1, 1))
        for n, cost in enumerate(row):
            x = middle + gap * (n - (len(row) - 1) / 2)
            found.append(tag("circle", cx=x, cy=_y(cost, top), r=RADIUS, class_="dot"))
    return found


def _marks(item: ItemSpread, x: float, room: float, top: float) -> list[ET.Element]:
    half = min(room / 2 - 2, 14.0)
    found = [] if item.mean is None else [_mean(x, _y(item.mean, top), half)]
    found += [] if item.together is None else [_diamond(x, _y(item.together, top))]
    return found if item.rival is None else [*found, _triangle(x, _y(item.rival, top))]


def _mean(x: float, y: float, half: float) -> ET.Element:
    return tag("rect", x=x - half, y=y - 1.2, width=2 * half, height=2.4, class_="bar")


def _diamond(x: float, y: float) -> ET.Element:
    return tag("path", d=f"M{x:.1f},{y - 6:.1f} l6,6 l-6,6 l-6,-6 z", class_="own-mark")


def _triangle(x: float, y: float) -> ET.Element:
    return tag("path", d=f"M{x:.1f},{y - 5:.1f} l5.5,9.5 h-11 z", class_="open-mark")


def _legend(rival: str) -> list[ET.Element]:
    x, named = WIDTH - RIGHT + 18, WIDTH - RIGHT + 34
    rows = [
        (tag("circle", cx=x, cy=TOP + 20, r=RADIUS + 0.6, class_="dot"), "a student"),
        (_mean(x, TOP + 42, 9.0), "class, mean"),
        (_diamond(x, TOP + 64), "class together"),
    ]
    rows += [(_triangle(x, TOP + 86), rival)] if rival else []
    texts = [tag("text", words, x=named, y=TOP + 24 + 22 * n, class_="name") for n, (_, words) in enumerate(rows)]
    return [*(mark for mark, _ in rows), *(_inked(text) for text in texts)]


def _inked(text: ET.Element) -> ET.Element:
    text.set("fill", "currentColor")
    return text


def _y(cost: float, top: float) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - cost / top)
