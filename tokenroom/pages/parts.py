"""The report part by part as tables, and what they say in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from xml.etree import ElementTree as ET

from tokenroom.game.compare import PartStanding, Report
from tokenroom.game.names import YOU, in_short
from tokenroom.game.part_by_part import crosses_languages, part_label, part_players, part_words
from tokenroom.game.units import Units
from tokenroom.pages.elements import Node, tag

Figure = Callable[[PartStanding, str], str]


def parts_section(report: Report, units: Units) -> list[Node]:
    """Return everyone's means on each part, in bits a byte too where the parts are passages; nothing without parts."""
    if not report.parts:
        return []
    players = part_players(report)
    body: list[Node] = [tag("h2", "Part by part")]
    body.append(_table(f"{units.name} an item", report.parts, players, lambda p, who: units.figure(p.means[who], 2)))
    if crosses_languages(report):
        by_byte = _table("bits a byte", report.parts, players, lambda p, who: f"{p.bits_per_byte[who]:.2f}")
        body.append(tag("div", by_byte, style="margin-top:1rem"))
    return [*body, *(tag("p", words, style="margin-top:.6rem") for words in part_words(report, None, units))]


def _table(title: str, parts: Sequence[PartStanding], players: Sequence[str], figure: Figure) -> ET.Element:
    heads = tag("tr", *[tag("th", name) for name in (title, "items", *map(in_short, players))])
    return tag("table", tag("thead", heads), tag("tbody", *[_row(part, players, figure) for part in parts]))


def _row(part: PartStanding, players: Sequence[str], figure: Figure) -> ET.Element:
    cells = [
        tag("td", figure(part, p) if p in part.means else "–", class_="yours" if p == YOU else "") for p in players
    ]
    return tag("tr", tag("td", part_label(part.part)), tag("td", str(part.items), class_="soft"), *cells)
