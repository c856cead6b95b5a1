"""The filters: what each takes and spares, and that no page, however bad, brings them down or holds them up."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenroom.text.corpus import find_corpus, load_corpus
from tokenroom.text.curation.addresses import BadRule, address_in, parse_rules
from tokenroom.text.curation.duplicates import Duplicates
from tokenroom.text.curation.extraction import DEEPEST, TooDeep, page_blocks
from tokenroom.text.curation.filters import FILTERS, Filters
from tokenroom.text.curation.language import known_languages, nearest_language
from tokenroom.text.curation.personal import without_personal_data
from tokenroom.text.curation.pipeline import Page, curate

TALE = "The lamp on the quay had been lit since four, and nobody on the ferry had seen the dog that lived there. "
PAGE = f"""<html><head><title>The Lamp</title><script>var hidden = 1;</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/b">Basket</a></li></ul></nav>
<article><h1>The Lamp</h1><p>{TALE * 3}</p><p>{TALE.replace("lamp", "bell") * 3}</p></article>
<footer>All rights kept</footer></body></html>"""
ALL = Filters(("*spam*",), "main", "en", 1_200, 0.5, "contacts")
MEGABYTE = 1_000_000
BAD = {
    "empty": "",
    "one line": "<p>" + "goose " * (MEGABYTE // 6),
    "one word": "x" * MEGABYTE,
    "one tag": "<" * MEGABYTE,
    "one attribute": '<a href="' + "a" * MEGABYTE,
    "one comment": "<!--" + "x" * MEGABYTE,
    "one script": "<script>" + "if(a<b){c}" * (MEGABYTE // 10),
    "headings": "<h1>" * 1_900 + "word " * 100_000,
    "deep": "<div>" * 100_000 + "word",
    "digits": "1" * MEGABYTE,
    "groups of digits": "12 " * (MEGABYTE // 3),
    "at signs": "a@" * (MEGABYTE // 2),
    "dots": "a." * (MEGABYTE // 2),
    "crossed": "<b><i>x</b></i></p></div></table><td>y<tr><form><form>" * 1_000,
    "entities": "&#55296;&#0;&amp&lt;script&gt;&" * 1_000,
    "controls": "<p>\x1b[2J\x1b]0;t\x07\x00\u202e\ud800 red</p>",
    "no markup": TALE * 100,
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("filters", [Filters(), Filters(extraction="all"), ALL], ids=["off", "all text", "all filters"])
def test_no_page_brings_the_pipeline_down_or_holds_it_up(name: str, filters: Filters) -> None:
    begun = time.perf_counter()
    curated = curate([Page("https://x.example/", BAD[name])], filters)
    assert time.perf_counter() - begun < 20  # a machine may be busy; what is not linear takes minutes
    assert len(curated.reports) == len(FILTERS)
    assert all(text.replace("\n", "").replace("\t", "").isprintable() for text in curated.texts)


@given(st.text(max_size=300), st.sampled_from([Filters(), ALL]))
def test_any_text_can_be_a_page(html: str, filters: Filters) -> None:
    curated = curate([Page(html[:40], html)], filters)
    assert all(before.after == after.before for trail in curated.trails for before, after in pairwise(trail))
    for report in curated.reports:
        assert 0 <= report.pages_taken <= report.pages_in <= 1


def test_each_filter_takes_what_it_is_for_and_says_so() -> None:
    pages = [
        Page("https://good.example/a", PAGE),
        Page("https://spam.example/b", PAGE),
        Page("https://copy.example/c", PAGE.replace("since four", "since five", 1)),
        Page("https://autre.example/d", f"<p>{FRENCH * 4}</p>"),
    ]
    curated = curate(pages, ALL)
    by_name = {report.filter: report for report in curated.reports}
    assert {name: report.pages_taken for name, report in by_name.items()} == {
        "addresses": 1,
        "extraction": 0,
        "language": 1,
        "duplicates": 1,
        "personal": 0,
    }
    assert by_name["addresses"].examples[0].url == "https://spam.example/b"
    assert by_name["duplicates"].examples[0].text.startswith("like https://good.example/a: The Lamp")
    assert by_name["extraction"].bytes_taken > 300
    assert [report.pages_in for report in curated.reports] == [4, 3, 3, 2, 1]
    (text,) = curated.texts
    assert TALE.strip() in text
    assert not re.search("hidden|Basket|rights|<", text)


def test_what_is_extracted() -> None:
    main, everything, raw = (
        "\n".join(block.text for block in page_blocks(PAGE, how)) for how in ("main", "all", "raw")
    )
    assert "Basket" not in main
    assert "Basket" in everything
    assert "hidden" not in everything
    assert '<a href="/b">Basket</a>' in raw
    with pytest.raises(TooDeep):
        list(page_blocks("<div>" * (DEEPEST + 1), "main"))


@pytest.mark.parametrize(
    ("url", "rule"),
    [
        ("https://geese.example/a", "geese.example"),
        ("https://WWW.Geese.example:8080/a", "geese.example"),
        ("https://notgeese.example/a", None),
        ("https://geese.example.other.example/a", None),
        ("https://other.example/free-goose/1", "*/free-*"),
        ("https://other.example/FREE?[x]", None),
        ("https://other.example/a?[x]", "*a?[x]*"),
        ("http://[/", None),
        ("", None),
    ],
)
def test_addresses(url: str, rule: str | None) -> None:
    rules = parse_rules(["# reported", "geese.example  # twice", "", "*/free-*", "*a?[x]*"])
    assert rules.blocks(url) == rule


@pytest.mark.parametrize("line", ["two words", "*" * 5, "a" * 2_001])
def test_rules_that_cannot_be_followed(line: str) -> None:
    with pytest.raises(BadRule, match=r"rule 2, .* is no host and no pattern"):
        parse_rules(["fine.example", line])


def test_a_pattern_of_many_stars_takes_no_time() -> None:
    rules = parse_rules(["*a*a*a*b"])
    begun = time.perf_counter()
    assert rules.blocks("https://x.example/" + "a" * MEGABYTE) is None
    assert time.perf_counter() - begun < 5


@pytest.mark.parametrize(
    ("html", "url"),
    [
        ("<!-- saved from url=(0030)https://good.example/a?b=c -->", "https://good.example/a?b=c"),
        ("<head><LINK rel='canonical' href='https://good.example/'>", "https://good.example/"),
        ("<p>nothing", None),
    ],
)
def test_pages_that_say_where_they_are_from(html: str, url: str | None) -> None:
    assert address_in(html) == url


FRENCH = "Il était une fois un phare qui n'aimait pas la nuit, et son gardien lui parlait chaque soir de la mer. "


def test_languages() -> None:
    assert nearest_language(TALE * 3)[0] == "en"
    assert nearest_language(FRENCH * 3)[0] == "fr"
    assert nearest_language(f"<div class='content main'>{FRENCH}</div>" * 3)[0] == "fr"
    assert nearest_language(TALE * 3, loosest=1) == ("und", 0)
    assert {"en", "fr", "pt", "ko"} <= known_languages()


def test_near_copies_are_found_and_others_are_not() -> None:
    texts = [d.text for d in load_corpus(find_corpus("english")).training[:60]]
    known = Duplicates(0.5)
    assert all(known.is_new(text, str(n)) is None for n, text in enumerate(texts))
    changed = [text.replace(" the ", " that ", 3) for text in texts]
    assert [known.is_new(text, "copy") for text in changed] == [str(n) for n in range(len(texts))]
    assert [known.is_new(text, "again") for text in ("", "")] == [None, "again"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Write to ada.ferro@bakery.example about the loaf that you would like to have on Friday.", "Write to … about"),
        ("Or ada(at)bakery.example, who answers on every second Tuesday of the month.", "Or …, who answers"),
        ("If you have seen the dog, please ring Dagny Mossbridge at 0417 220 318 before supper.", "at … before supper"),
        ("The office can be reached under +990 417 220 318 on every day but Monday.", "under … on every"),
        ("In the shop on the quay, Tel. 22 03 18, they will know what to do about it.", "Tel. …, they"),
        ("Odo Larkenby, Rope Lane 4, Kestle. Tel. 0417 220 318", None),
        ("odo@quaymail.example Odo Larkenby", None),
    ],
)
def test_contacts_go(text: str, left: str | None) -> None:
    done, taken = without_personal_data(text, "contacts")
    assert taken
    assert (left in done) if left else done == ""
    assert without_personal_data(text, "keep") == (text, [])


@pytest.mark.parametrize(
    "text",
    [
        "Between 1914 and 1918 the lamp was dark; in 1953-1954 it was painted.",
        "On 22.11.2026 and on 2026-11-22 it rained 1,250.75 litres.",
        "There are 350,341,796 sessions and 128,000 tokens, 8192 at a time.",
        "The train at 9.15 met the train at 10.45; 4 of 12 people waved @ them.",
        "Add 250 g flour, 2 eggs, 1/2 litre of milk, and bake at 180.",
        "It costs 3.50 and 12.40, or 15.90 with soup; version 1.2.3.4 of the menu.",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert without_personal_data(text, "contacts") == (text, [])


def test_no_number_in_the_corpora_is_taken_for_somebodys() -> None:
    for name in ("english", "french", "portuguese", "korean"):
        taken = [
            t for d in load_corpus(find_corpus(name)).training for t in without_personal_data(d.text, "contacts")[1]
        ]
        assert taken == []


def test_digits_take_the_recipe_with_the_number() -> None:
    text = "Bring two eggs.\nAdd 250 g of flour.\nStir."
    assert without_personal_data(text, "digits") == ("Bring two eggs.\nStir.", ["Add 250 g of flour."])
