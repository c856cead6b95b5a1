"""The comparison as one self-contained page: where you stand, the chart, the table, token by token."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from tokenroom.game.calibration import ENOUGH
from tokenroom.game.compare import Item, Report, Standing, most_read, standing_words
from tokenroom.game.costliest import costliest, price_words, token_words
from tokenroom.game.names import YOU, in_words, perplexity_in_words
from tokenroom.game.outcome import calibration
from tokenroom.game.units import NATS, Units, percent
from tokenroom.pages.chart import ladder, running_chart
from tokenroom.pages.elements import Node, document, tag
from tokenroom.pages.parts import parts_section
from tokenroom.pages.reliability import calibration_section
from tokenroom.text.display import token_label

STYLE = """
:root { color-scheme: light dark; --ink: #1c2024; --soft: #5d6670; --paper: #fcfcfa; --rule: #d9dcdf; --you: #b4450f;
  --rung: #2f6690; --count: #8a8f96; --won: #e3efe3; --lost: #f6e4dc; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e8ea; --soft: #a0a7ae; --paper: #16191c; --rule: #363c42;
  --you: #f2915a; --rung: #84b6dc; --count: #868c93; --won: #1f3323; --lost: #40271c; } }
body { margin: 0 auto; max-width: 46rem; padding: 1.5rem 1rem 3rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .25rem; } h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
p { margin: .25rem 0; } .soft { color: var(--soft); } svg { width: 100%; height: auto; overflow: visible; }
.grid { stroke: var(--rule); } .axis { stroke: var(--soft); } .tick { fill: var(--soft); font-size: 12px; }
.middle { text-anchor: middle; } .end { text-anchor: end; } .name { font-size: 13px; }
.line { fill: none; stroke-width: 1.5; stroke-linejoin: round; }
.line.you { stroke: var(--you); stroke-width: 3; } .name.you { fill: var(--you); font-weight: 600; }
.line.rung { stroke: var(--rung); } .name.rung { fill: var(--rung); }
.line.count { stroke: var(--count); stroke-dasharray: 5 4; } .name.count { fill: var(--soft); }
.mark { fill: var(--you); fill-opacity: .85; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: right; padding: .3rem .4rem; border-bottom: 1px solid var(--rule); vertical-align: top; }
th { font-weight: 600; color: var(--soft); font-size: .85rem; } th:first-child, td:first-child { text-align: left; }
tr.you td, td.yours { font-weight: 600; color: var(--you); } td.words { text-align: left; }
.strip { display: flex; flex-wrap: wrap; gap: .35rem; padding: 0; list-style: none; }
.strip li { padding: .2rem .45rem; border-radius: .3rem; border: 1px solid var(--rule); }
.strip .won { background: var(--won); } .strip .lost { background: var(--lost); }
.strip code { font-size: .95rem; } .strip small { color: var(--soft); display: block; }
@media (max-width: 36rem) { .wide { display: none; } }
"""


def report_page(report: Report, units: Units = NATS) -> str:
    """Return the page as HTML text; nothing in it is loaded from anywhere."""
    if not report.items:
        return document(
            "tokenroom", STYLE, tag("h1", "Nothing to compare yet"), tag("p", "Play a passage of text first.")
        )
    body: list[Node] = [*_headline(report, units), *_ladder(report)]
    body += [tag("h2", "Mean surprise as you went"), tag("figure", running_chart(report, units), style="margin:0")]
    body += [tag("h2", "Everyone on the same items"), _table(report, units)]
    body += [*parts_section(report, units), *_calibration(report, units)]
    rival = most_read(report)
    if rival is not None:
        body += _strip(report, rival, units)
    body += _costliest(report.items, units)
    return document("You and the rivals - tokenroom", STYLE, *body)


def _headline(report: Report, units: Units) -> list[Node]:
    you = next(s for s in report.standings if s.player == YOU)
    words = report.equals.words if report.equals else "How you did, beside everyone who saw the same tokens"
    mean = f"{units.figure(you.mean, 3)} {units.name}"
    figures = f"{len(report.items):,} items · {mean} an item · {you.bits_per_byte:.2f} bits a byte"
    return [tag("h1", words[:1].upper() + words[1:]), tag("p", figures, class_="soft")]


def _ladder(report: Report) -> list[Node]:
    picture = ladder(report)
    if picture is None:
        return []
    caption = tag("figcaption", "Phrases read by the rival when it did as well on these items", class_="soft")
    return [tag("figure", picture, caption, style="margin:1rem 0")]


def _table(report: Report, units: Units) -> ET.Element:
    heads = ["player", units.name, "bits/byte", "perplexity", "right", "you against it"]
    hidden = {3, 4}
    head = tag("tr", *[tag("th", name, class_="wide" if n in hidden else "") for n, name in enumerate(heads)])
    return tag("table", tag("thead", head), tag("tbody", *[_row(s, units) for s in report.standings]))


def _row(s: Standing, units: Units) -> ET.Element:
    return tag(
        "tr",
        tag("td", in_words(s.player)),
        tag("td", units.figure(s.mean, 3)),
        tag("td", f"{s.bits_per_byte:.2f}"),
        tag("td", perplexity_in_words(s.perplexity), class_="wide"),
        tag("td", percent(s.accuracy), class_="wide"),
        tag("td", standing_words(s, units), class_="words"),
        class_="you" if s.player == YOU else "",
    )


def _strip(report: Report, rival: str, units: Units) -> list[Node]:
    won = sum(item.surprises[YOU] < item.surprises[rival] for item in report.items)
    share = f"{won} of {len(report.items)}"
    words = f"▲ you were less surprised than {in_words(rival)} ({share}), ▼ it was; its {units.name} second"
    chips = [_chip(item, rival, units) for item in report.items]
    return [tag("h2", "Token by token"), tag("p", words, class_="soft"), tag("ul", *chips, class_="strip")]


def _chip(item: Item, rival: str, units: Units) -> ET.Element:
    yours, theirs = item.surprises[YOU], item.surprises[rival]
    mark, kind = ("▲", "won") if yours < theirs else ("▼", "lost") if yours > theirs else ("=", "")
    figures = f"{units.figure(yours, 2)} · {units.figure(theirs, 2)}"
    return tag("li", f"{mark} ", tag("code", token_label(item.text)), tag("small", figures), class_=kind)


def _calibration(report: Report, units: Units) -> list[Node]:
    """How far your probabilities can be taken at their word, once there are answers enough to say."""
    measured = calibration(report.items)
    kept = sum(bool(item.tempered) for item in report.items)
    return [] if measured is None or kept < ENOUGH else calibration_section(measured, units)


def _costliest(items: tuple[Item, ...], units: Units) -> list[Node]:
    several = len({item.part for item in items}) > 1
    told = [(token_words(costly, several), price_words(costly, units)) for costly in costliest(items)]
    rows = [tag("li", tag("code", name), f" {price}") for name, price in told]
    return [tag("h2", "What cost you most"), tag("ol", *rows)]
