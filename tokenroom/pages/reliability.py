"""Your calibration as an inline SVG picture: what you said from left to right, how often it came from bottom to top."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from tokenroom.game.calibration import EDGES, Bin, Calibration, calibration_words, share_of_edges
from tokenroom.game.units import NATS, Units, percent
from tokenroom.pages.elements import Node, tag

WIDTH, HEIGHT = 720.0, 400.0
LEFT, RIGHT, TOP, BOTTOM = 84.0, 220.0, 14.0, 44.0
LEAST, MOST = 3.0, 11.0  # radius of a point: the more statements, the larger


def calibration_section(calibration: Calibration, units: Units = NATS) -> list[Node]:
    """Return the picture with a heading and its sentence."""
    words = calibration_words(calibration.temperature, calibration.saved, calibration.proven, units)
    caption = tag("figcaption", f"{words[:1].upper()}{words[1:]}.")
    figure = tag("figure", _picture(calibration), caption, style="margin:0")
    return [tag("h2", "What you said, and how often it came"), figure]


def _picture(calibration: Calibration) -> ET.Element:
    told = "; ".join(f"said {percent(b.said)}, came {percent(b.came)}, {b.count:,} times" for b in calibration.bins)
    picture = tag("svg", viewBox=f"0 0 {WIDTH:.0f} {HEIGHT:.0f}", role="img", aria_label=f"Calibration: {told}")
    for edge in EDGES:
        x, y = _x(edge), _y(edge)
        picture.append(tag("line", x1=x, x2=x, y1=TOP, y2=HEIGHT - BOTTOM, class_="grid"))
        picture.append(tag("line", x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y, class_="grid"))
        picture.append(tag("text", percent(edge), x=x, y=HEIGHT - BOTTOM + 16, class_="tick middle"))
        picture.append(tag("text", percent(edge), x=LEFT - 8, y=y + 4, class_="tick end"))
    picture.append(tag("line", x1=_x(0.0), y1=_y(0.0), x2=_x(1.0), y2=_y(1.0), class_="line count"))
    picture.extend(_words())
    most = max(b.count for b in calibration.bins)
    for b in calibration.bins:
        picture.extend(_point(b, most))
    return picture


def _words() -> list[ET.Element]:
    beside, middle = WIDTH - RIGHT + 16, (TOP + HEIGHT - BOTTOM) / 2
    told = ((TOP + 4, "dashed: as often as said"), (middle, "above it: too timid"), (middle + 18, "below it: too sure"))
    named = [tag("text", words, x=beside, y=y + 4, class_="name count") for y, words in told]
    said = tag("text", "said", x=(LEFT + WIDTH - RIGHT) / 2, y=HEIGHT - 8, class_="tick middle")
    return [*named, said, tag("text", "came", x=4.0, y=middle, class_="tick")]


def _point(b: Bin, most: int) -> list[ET.Element]:
    """A point whose area tells how many statements it stands for, and their number."""
    radius = LEAST + (MOST - LEAST) * (b.count / most) ** 0.5
    x, y = _x(b.said), _y(b.came)
    return [
        tag("circle", cx=x, cy=y, r=radius, class_="mark"),
        tag("text", f"{b.count:,}", x=x, y=y - radius - 4, class_="name you middle"),
    ]


def _x(p: float) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * share_of_edges(p)


def _y(p: float) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - share_of_edges(p))
