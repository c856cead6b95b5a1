"""The certificate of "Foundation model": one sheet to keep or print, as an SVG or as an HTML page that holds it."""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from pathlib import Path
from statistics import fmean
from xml.etree import ElementTree as ET

from tokenroom.errors import BadInput
from tokenroom.files import atomic_write_text, user_root
from tokenroom.game.compare import Report, Standing, verdict
from tokenroom.game.curve import Place, rounded
from tokenroom.game.names import YOU, checkpoint_in_words, phrases_read
from tokenroom.game.scale import share_of_scale, with_room
from tokenroom.pages.elements import document, tag
from tokenroom.text.display import safe_text

WIDTH, HEIGHT = 1000.0, 707.0  # the sides of an A4 sheet on its side
LONGEST = 60  # characters of a name
NAME_SIZE, NAME_WIDTH = 38.0, 700.0
LEFT, RIGHT, SCALE_Y = 170.0, 790.0, 436.0  # the ladder's ends and height
BAND_LEFT, BAND_WIDTH, BAND_Y, BAND_HEIGHT = 330.0, 340.0, 632.0, 44.0  # one bar an item
MOST_BARS, FULL_BAR = 120, 12.0  # bars; nats of a full one: about as much as knowing nothing costs among 128,000
LABEL_GAP = 64.0
STYLE = """
.sheet { background: #fff; font-family: Georgia, 'Times New Roman', 'Noto Serif', serif; }
.sheet text { fill: #1c2024; text-anchor: middle; }
.sheet .paper { fill: #fff; } .sheet .rule { fill: none; stroke: #1c2024; }
.sheet .thick { stroke-width: 2.5; } .sheet .thin { stroke-width: .8; }
.sheet .brand { font-size: 15px; letter-spacing: 9px; } .sheet .heading { font-size: 58px; letter-spacing: 1px; }
.sheet .sub { font-size: 18px; font-style: italic; fill: #4a525a; }
.sheet .name { unicode-bidi: isolate; }
.sheet .claim { font-size: 33px; } .sheet .strong { font-weight: bold; fill: #8f3408; }
.sheet .figure { font-size: 30px; } .sheet .caption { font-size: 14px; fill: #4a525a; }
.sheet .mark { fill: #8f3408; } .sheet .you { font-size: 16px; font-weight: bold; fill: #8f3408; }
.sheet .bar { fill: #4a525a; } .sheet .solid { fill: #1c2024; } .sheet .half { fill: #9aa1a8; }
.sheet .start { text-anchor: start; }
"""
PAGE_STYLE = """
@page { size: A4 landscape; margin: 0; }
html { background: #e7e6e2; } body { margin: 0; }
figure { break-inside: avoid; margin: 2rem auto; max-width: 70rem; box-shadow: 0 1px 6px #0003; }
figure svg { display: block; width: 100%; height: auto; }
@media print { html { background: #fff; } figure { margin: 0; max-width: none; box-shadow: none; } }
"""


def certificate_svg(report: Report, date: str, name: str = "") -> str:
    """Return the certificate as one SVG file; nothing in it is loaded from anywhere, and nothing runs.

    Args:
        report: the comparison over the items of the exam.
        date: when it was earned, as text.
        name: whom it is for; any text, of which 60 characters are shown as text; empty for nobody named.

    Raises:
        BadInput: nothing has been answered.
    """
    picture = _sheet(report, date, name)
    picture.set("xmlns", "http://www.w3.org/2000/svg")
    picture.insert(1, tag("style", STYLE))
    return ET.tostring(picture, encoding="unicode", xml_declaration=False) + "\n"


def certificate_page(report: Report, date: str, name: str = "") -> str:
    """Return the same certificate as one HTML page that prints on an A4 sheet (raises BadInput as above)."""
    return document("Foundation model - tokenroom", PAGE_STYLE + STYLE, tag("figure", _sheet(report, date, name)))


def write_certificate(report: Report, date: str, name: str = "") -> Path:
    """Write the certificate, as an SVG and as a page beside it, into the player's folder, and return where the SVG is.

    An earlier one is replaced.

    Raises:
        BadInput: nothing has been answered, or it cannot be written.
    """
    path = user_root() / "certificates" / "tokenroom-certificate.svg"
    atomic_write_text(path, certificate_svg(report, date, name))
    atomic_write_text(path.with_suffix(".html"), certificate_page(report, date, name))
    return path


def _sheet(report: Report, date: str, name: str) -> ET.Element:
    if not report.items:
        raise BadInput("certificate", "", "nothing has been answered yet", "sit the exam first")
    you = next(s for s in report.standings if s.player == YOU)
    claim = _claim(report.equals)
    label = f"Certificate: foundation model. {' '.join(claim)}"
    picture = tag("svg", viewBox=f"0 0 {WIDTH:.0f} {HEIGHT:.0f}", role="img", class_="sheet")
    picture.append(tag("title", label))
    picture.extend([*_frame(), *_heading(), *_named(name, len(report.items))])
    picture.extend([_claimed(*claim), *_proof(report), *_ladder(report), *_figures(you, len(report.items))])
    picture.extend([*_band(report), _text(_one_line(date, 40), 190, 622, "claim", size=20.0), *_seal()])
    picture.append(_text("date", 190, 650, "caption"))
    return picture


def _text(words: str, x: float, y: float, kind: str, size: float | None = None) -> ET.Element:
    element = tag("text", words, x=x, y=y, class_=kind)
    if size is not None:
        element.set("style", f"font-size:{size:.1f}px")
    return element


def _one_line(text: str, limit: int) -> str:
    shown = safe_text(" ".join(text.split(" ")).strip(), limit=4 * limit).replace("\n", "⏎")
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


def _frame() -> list[ET.Element]:
    """Paper, and two rules around it."""
    paper = tag("rect", x=0.0, y=0.0, width=WIDTH, height=HEIGHT, class_="paper")
    rules = [(26.0, "rule thick"), (34.0, "rule thin")]
    return [
        paper,
        *(tag("rect", x=d, y=d, width=WIDTH - 2 * d, height=HEIGHT - 2 * d, class_=kind) for d, kind in rules),
    ]


def _heading() -> list[ET.Element]:
    return [
        _text("TOKENROOM", WIDTH / 2, 88, "brand"),
        _text("Foundation model", WIDTH / 2, 156, "heading"),
        _text("certificate of pre-training", WIDTH / 2, 188, "sub"),
    ]


def _named(name: str, items: int) -> list[ET.Element]:
    """The name, if there is one, in a window of its own that it cannot be drawn out of; then what was done."""
    shown = _one_line(name, LONGEST)
    asked = "was asked for one token and" if items == 1 else f"was asked for {items:,} tokens, one by one, and"
    if not shown:
        return [_text(f"Whoever holds this sheet {asked}", WIDTH / 2, 276, "sub")]
    left = (WIDTH - NAME_WIDTH) / 2
    size = min(NAME_SIZE, NAME_WIDTH / (0.62 * _columns(shown)))
    window = tag("svg", x=left, y=206.0, width=NAME_WIDTH, height=58.0, overflow="hidden")
    window.append(_text(shown, NAME_WIDTH / 2, 42.0, "name", size))
    rule = tag("line", x1=left + 90, x2=WIDTH - left - 90, y1=264.0, y2=264.0, class_="rule thin")
    return [window, rule, _text(asked, WIDTH / 2, 294, "sub")]


def _columns(text: str) -> int:
    """Columns that a text takes when wide characters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _claim(place: Place | None) -> tuple[str, str]:
    """Say what was shown: how it compares, and with whom."""
    if place is None:
        return "has sat through", "the whole exam"
    how = {"before": "does worse than", "on": "equals", "beyond": "does better than"}[place.side]
    phrases = rounded(place.phrases) if place.side == "on" else int(place.phrases)
    return how, checkpoint_in_words(phrases)


def _claimed(how: str, whom: str) -> ET.Element:
    size = min(33.0, 760.0 / (0.52 * len(f"{how} {whom}")))
    line = _text(f"{how} ", WIDTH / 2, 346, "claim", size)
    line.append(tag("tspan", whom, class_="strong"))
    return line


def _proof(report: Report) -> list[ET.Element]:
    """How far ahead or behind of the rung at the end of the ladder, and whether it is proven on these items."""
    place = report.equals
    if place is None or place.side == "on":
        return []
    rung = next((s for s in report.standings if phrases_read(s.player) == int(place.phrases)), None)
    return [] if rung is None else [_text(verdict(rung.ahead, rung.margin), WIDTH / 2, 376, "sub")]


def _ladder(report: Report) -> list[ET.Element]:
    """The rival's rungs on a scale of phrases read, its mean under each, and your mark above."""
    rungs = sorted((n, s.mean) for s in report.standings if (n := phrases_read(s.player)) is not None)
    if report.equals is None or len(rungs) < 2:
        return []
    places = [_scale_x(n, rungs[-1][0]) for n, _ in rungs]
    drawn = [tag("line", x1=LEFT, x2=RIGHT, y1=SCALE_Y, y2=SCALE_Y, class_="rule thin")]
    drawn += [tag("line", x1=x, x2=x, y1=SCALE_Y - 6, y2=SCALE_Y + 6, class_="rule thin") for x in places]
    for i in with_room(places, LABEL_GAP):
        drawn.append(_text(f"{rungs[i][0]:,}", places[i], SCALE_Y + 25, "caption"))
        drawn.append(_text(_nats(rungs[i][1], 2), places[i], SCALE_Y + 43, "caption"))
    drawn.append(tag("text", "phrases", x=RIGHT + 50, y=SCALE_Y + 25, class_="caption start"))
    drawn.append(tag("text", "nats", x=RIGHT + 50, y=SCALE_Y + 43, class_="caption start"))
    return [*drawn, *_mark(report.equals, rungs[-1][0])]


def _scale_x(phrases: float, most: int) -> float:
    return LEFT + (RIGHT - LEFT) * share_of_scale(phrases, most)


def _mark(place: Place, most: int) -> list[ET.Element]:
    x = _scale_x(place.phrases, most) + {"before": -22.0, "on": 0.0, "beyond": 22.0}[place.side]
    triangle = tag("path", d=f"M{x:.1f},{SCALE_Y - 8:.0f} l-8,-15 h16 z", class_="mark")
    return [triangle, _text("you", x, SCALE_Y - 30, "you")]


def _figures(you: Standing, items: int) -> list[ET.Element]:
    figures = (
        (_nats(you.mean, 3), "nats of surprise, on average"),
        (_nats(you.bits_per_byte, 2), "bits a byte"),
        (f"{items:,}", "item" if items == 1 else "items"),
    )
    drawn = []
    for n, (figure, caption) in enumerate(figures):
        x = WIDTH / 2 + (n - 1) * 250
        drawn += [_text(figure, x, 534, "figure"), _text(caption, x, 558, "caption")]
    return drawn


def _nats(value: float, decimals: int) -> str:
    return f"{value:.{decimals}f}" if value < 1e6 else f"{value:.0e}"


def _band(report: Report) -> list[ET.Element]:
    """Your surprise item by item as a band of bars; of a long exam, means of a few items a bar."""
    surprises = [item.surprises[YOU] for item in report.items]
    bars = min(len(surprises), MOST_BARS)
    ends = [n * len(surprises) // bars for n in range(bars + 1)]
    means = [fmean(surprises[a:b]) for a, b in pairwise(ends)]
    each = min(14.0, BAND_WIDTH / bars)
    left = BAND_LEFT + (BAND_WIDTH - each * bars) / 2
    highs = [max(1.0, BAND_HEIGHT * min(1.0, mean / FULL_BAR)) for mean in means]
    drawn = [
        tag("rect", x=left + n * each, y=BAND_Y - high, width=each * 0.7, height=high, class_="bar")
        for n, high in enumerate(highs)
    ]
    return [*drawn, _text("surprise, item by item", WIDTH / 2, 650, "caption")]


def _seal() -> list[ET.Element]:
    """A seal: a token that is seen, one that is asked for, one that is hidden."""
    x, y = 810.0, 616.0
    rings = [tag("circle", cx=x, cy=y, r=r, class_=kind) for r, kind in ((44.0, "rule thick"), (38.0, "rule thin"))]
    seen = _text("3", x - 23, y + 7, "claim", size=21.0)
    asked = tag("rect", x=x - 10, y=y - 8, width=16.0, height=16.0, class_="solid")
    hidden = tag("rect", x=x + 13, y=y - 8, width=16.0, height=16.0, class_="half")
    return [*rings, seen, asked, hidden]
