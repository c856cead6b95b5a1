"""The certificate: what it says, that it needs nothing from elsewhere, and that no name gets out of its place."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pages.test_report_page import items, read
from tokenroom.errors import BadInput
from tokenroom.game.compare import Item, Report, compare
from tokenroom.pages.certificate import LONGEST, certificate_page, certificate_svg

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = (
    "<script>alert(1)</script>",
    "</text></svg><img src=x onerror=alert(1)>",
    '"onload="alert(1)',
    "]]><!--",
    "&lt;b&gt; &#x202e;",
    "\x1b[2J\x00\x07",
    "\u202egnirts\u2066",
    "\ud800 lone",
    "a\nb\r\tc",
    "Z" + "\u0301" * 50,
    "x" * 100_000,
    "漢" * 80,
)

ITEMS = tuple(enumerate(items()))


def report(you: float = 2.8) -> Report:
    return compare([Item(i.text, i.n_bytes, {**i.surprises, "you": you + n}, ()) for n, i in enumerate(items())])


def elements(svg: str) -> list[str]:
    return [element.tag for element in ET.fromstring(svg).iter()]


def words(svg: str) -> list[str]:
    root = ET.fromstring(svg)
    return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


def test_it_says_what_was_shown() -> None:
    told = report()
    shown = words(certificate_svg(told, "2026-11-22", "Ama"))
    you = next(s for s in told.standings if s.player == "you")
    assert told.equals is not None
    assert told.equals.side == "on"
    assert told.equals.words.replace("on these items you equal", "equals") in shown
    for words_ in ("Foundation model", "Ama", "2026-11-22", f"{you.mean:.3f}", f"{you.bits_per_byte:.2f}", "4"):
        assert words_ in shown
    assert {"0", "1,000", "10,000", "you"} <= set(shown)


def test_the_mark_stands_among_the_rungs_where_you_stand() -> None:
    def mark(you: float) -> float:
        root = ET.fromstring(certificate_svg(report(you), "today"))
        return next(float(t.attrib["x"]) for t in root.iter(f"{SVG}text") if t.text == "you")

    places = [mark(you) for you in (9.0, 4.0, 2.5, 0.1)]
    assert places == sorted(places)
    assert len(set(places)) == 4


@pytest.mark.parametrize(
    ("you", "claim"),
    [
        (9.0, "does worse than a model that has read nothing"),
        (0.1, "does better than a model that has read 10,000 phrases"),
    ],
)
def test_off_the_ladder(you: float, claim: str) -> None:
    assert claim in words(certificate_svg(report(you), "today"))


@pytest.mark.parametrize(
    ("you", "spread", "proof"),
    [(9.0, 0.0, ": proven"), (0.1, 0.0, ": proven"), (2.0, 3.0, ": not yet proven"), (2.8, 0.0, "")],
)
def test_a_lead_is_told_as_the_comparison_tells_it(you: float, spread: float, proof: str) -> None:
    """Some items above the mean and some below: the same lead on average is then not proven."""
    swing = [Item(i.text, i.n_bytes, {**i.surprises, "you": you + n + spread * (-1) ** n}, ()) for n, i in ITEMS]
    compared = compare(swing)
    assert compared.equals is not None
    shown = words(certificate_svg(compared, "today"))
    assert [line for line in shown if line.endswith("proven")] == [
        s.words for s in compared.standings if proof and s.player == f"step-{int(compared.equals.phrases)}"
    ]
    assert any(line.endswith(proof) for line in shown)


def test_without_a_name_nobody_is_named() -> None:
    for name in ("", "   ", "\n"):
        shown = words(certificate_svg(report(), "today", name.strip()))
        assert any(line.startswith("Whoever holds this sheet was asked for 4 tokens") for line in shown)


def test_without_checkpoints_there_is_no_ladder() -> None:
    alone = compare([Item("1", 1, {"you": 1.0, "uniform": 1.4}, ())])
    shown = words(certificate_svg(alone, "today"))
    assert "has sat through the whole exam" in shown
    assert "phrases" not in shown


@pytest.mark.parametrize("n", [1, 2, 119, 1000])
def test_the_band_holds_every_exam(n: int) -> None:
    root = ET.fromstring(certificate_svg(compare((items() * 250)[:n]), "today"))
    bars = [rect for rect in root.iter(f"{SVG}rect") if rect.attrib["class"] == "bar"]
    assert len(bars) == min(n, 120)
    assert all(330 <= float(bar.attrib["x"]) <= 670 for bar in bars)


def test_nothing_answered_is_no_certificate() -> None:
    with pytest.raises(BadInput):
        certificate_svg(compare([]), "today")


def test_it_needs_nothing_from_elsewhere_and_runs_nothing() -> None:
    for made in (certificate_svg(report(), "today", "Ama"), certificate_page(report(), "today", "Ama")):
        page = read(made)
        assert not {"script", "link", "img", "image", "use", "iframe", "foreignobject"} & set(page.tags)
        assert not [name for name, _ in page.attributes if name in {"src", "href"} or name.startswith("on")]
        assert "url(" not in made
        assert "@import" not in made


def test_the_page_holds_the_same_sheet() -> None:
    page = read(certificate_page(report(), "2026-11-22", "Ama"))
    assert page.tags[0] == "html"
    assert page.tags.count("svg") == 2  # the sheet, and the window for the name
    assert all(line in page.text for line in words(certificate_svg(report(), "2026-11-22", "Ama")))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_text_and_nothing_else(name: str) -> None:
    plain, hostile = (certificate_svg(report(), date, who) for date, who in (("today", "Ama"), (name, name)))
    assert elements(hostile) == elements(plain)
    assert len(hostile) < len(plain) + 12 * LONGEST
    for character in ("\x1b", "\x00", "\u202e", "\u2066", "\ud800", "\r"):
        assert character not in hostile
    pages = [read(certificate_page(report(), "today", who)) for who in ("Ama", name)]
    assert pages[0].tags == pages[1].tags
    assert [n for n, _ in pages[0].attributes] == [n for n, _ in pages[1].attributes]


@given(st.text(min_size=1, max_size=90))
def test_any_name_makes_a_well_formed_sheet(name: str) -> None:
    root = ET.fromstring(certificate_svg(report(), "today", name).encode())
    shown = [t.text or "" for t in root.iter(f"{SVG}text") if t.attrib["class"] == "name"]
    assert len(shown) == bool(name.strip())
    assert all(len(text) <= LONGEST for text in shown)
