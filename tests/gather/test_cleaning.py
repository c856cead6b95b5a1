"""Adding texts through the filters: what each leaves out is counted and told, and unasked nothing is taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gather.conftest import Add
from tokenroom.errors import BadInput
from tokenroom.gather.events import Added
from tokenroom.gather.request import AS_IT_IS
from tokenroom.text.corpus import load_corpus
from tokenroom.text.curation.filters import Filters

ENGLISH = (
    "The lamp on the quay number {n} had been lit since four, and nobody on the ferry had seen the dog. They asked the "
    "baker, who had not seen it either, and the harbour master, who had seen {n} other dogs and wrote them all down. "
)
FRENCH = (
    "Il était une fois un phare numéro {n} qui n'aimait pas la nuit. Chaque soir, son gardien lui parlait de la mer, "
    "et le phare comprit enfin, au bout de {n} ans, pourquoi on l'avait bâti si haut et si loin du village. "
)


def page(text: str, n: int, head: str = "") -> str:
    menu = "<nav><a href=/>Home</a> <a href=/b>Basket</a></nav>"
    body = "".join(f"<p>{text.format(n=100 * n + part)}</p>" for part in range(6))
    return f"<html><head><title>Page {n}</title>{head}</head><body>{menu}<article>{body}</article></body></html>"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Four English pages, two French ones, one from a blocked host, one that says it was saved from one, one letter."""
    folder = tmp_path / "pages"
    for name, html in (
        *((f"good/{n}.html", page(ENGLISH, n)) for n in range(1, 5)),
        *((f"autre/{n}.html", page(FRENCH, n)) for n in range(5, 7)),
        ("spam.example/7.html", page(ENGLISH, 7)),
        ("saved/8.html", page(ENGLISH, 8, "<!-- saved from url=(0028)https://www.spam.example/8 -->")),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(html)
    (folder / "letter.txt").write_text(
        "A letter\n\n"
        + "\n\n".join(ENGLISH.format(n=n) for n in range(900, 912))
        + "\n\nOdo Larkenby, Rope Lane 4. Tel. 0417 220 318\n"
    )
    return folder


def texts(added: Added) -> str:
    return "\n".join(d.text for d in load_corpus(added.folder).documents)


def test_unasked_nothing_is_taken(add: Add, pages: Path) -> None:
    added = add(pages)
    assert added.taken == ()
    assert "Il était" in texts(added)
    assert "0417 220 318" in texts(added)
    assert "Basket" not in texts(added)


def test_all_of_a_page_can_be_asked_for(add: Add, pages: Path) -> None:
    assert "Basket" in texts(add(pages, filters=Filters(extraction="all")))


def test_pages_from_blocked_hosts_are_not_read(add: Add, pages: Path) -> None:
    added = add(pages, filters=Filters(("spam.example",), "main"))
    (taken,) = added.taken
    assert (taken.filter, taken.count) == ("addresses", 2)
    assert set(taken.examples) == {"spam.example/7.html (spam.example)", "saved/8.html (spam.example)"}
    assert "number 700" not in texts(added)
    assert "number 100" in texts(added)
    assert added.skipped == 0


def test_other_languages_are_left_out(add: Add, pages: Path) -> None:
    added = add(pages, filters=Filters(extraction="main", language="en-GB"))
    assert "Il était" not in texts(added)
    assert (added.taken[0].filter, added.language) == ("language", "en")
    assert any(example.startswith("fr, ") for example in added.taken[0].examples)


def test_near_copies_are_left_out(add: Add, pages: Path) -> None:
    plain, added = add(pages, name="plain"), add(pages, filters=Filters(extraction="main", alike=0.5))
    assert added.taken[0].filter == "duplicates"  # the English pages differ in their numbers alone
    assert added.n_bytes < plain.n_bytes
    assert "like " in added.taken[0].examples[0]


def test_personal_data_is_taken_out(add: Add, pages: Path) -> None:
    added = add(pages, filters=Filters(extraction="main", personal="contacts"))
    assert "0417" not in texts(added)
    assert (added.taken[0].filter, added.taken[0].count) == ("personal", 1)
    assert added.taken[0].n_bytes >= len("Odo Larkenby, Rope Lane 4. Tel. 0417 220 318")


def test_filters_that_leave_nothing_are_named(add: Add, pages: Path) -> None:
    with pytest.raises(BadInput, match=r"holds no text; .*; the filters took something: language"):
        add(pages, filters=Filters(extraction="main", language="ko"))


@pytest.mark.parametrize(
    ("filters", "wrong"),
    [
        (Filters(language="tlh"), "--only-language: tlh: is no language that can be told; such as en"),
        (Filters(("two words",)), "--block: rule 1, 'two words', is no host and no pattern"),
    ],
)
def test_filters_that_cannot_be_followed(add: Add, pages: Path, filters: Filters, wrong: str) -> None:
    with pytest.raises(BadInput) as caught:
        add(pages, filters=filters)
    assert wrong in caught.value.line()


def test_the_filters_unasked_are_those_of_old() -> None:
    assert Filters(extraction="main") == AS_IT_IS
