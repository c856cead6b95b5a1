"""Heaps: the same from the same seed, with nothing held out in them, and a truth by which filters can be measured."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tokenroom.errors import BadInput
from tokenroom.text.corpus import Corpus, find_corpus, load_corpus
from tokenroom.text.curation.extraction import page_blocks
from tokenroom.text.curation.filters import Filters
from tokenroom.text.curation.pipeline import curate
from tokenroom.text.documents import Document
from tokenroom.text.heap.build import Heap, build_heap
from tokenroom.text.heap.files import find_heap, read_heap
from tokenroom.text.heap.truth import Truth
from tokenroom.text.overlap import overlaps


def open_corpus(name: str) -> Corpus:
    return load_corpus(find_corpus(name))


@pytest.fixture(scope="module")
def heap() -> Heap:
    return build_heap(read_heap(find_heap("english-pages")), open_corpus, 1)


def test_a_few_hundred_pages_of_every_kind(heap: Heap) -> None:
    kinds = [page.kind for page in heap.pages]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "articles": 110,
        "copies": 120,
        "others": 60,
        "spam": 70,
        "shops": 45,
        "directories": 30,
    }
    assert kinds != sorted(kinds)


def test_the_same_seed_gives_the_same_heap(heap: Heap) -> None:
    files = read_heap(find_heap("english-pages"))
    assert build_heap(files, open_corpus, 1) == heap
    assert build_heap(files, open_corpus, 2) != heap


def test_nothing_that_is_held_out_is_in_it(heap: Heap) -> None:
    gap = "\nGAP\n"  # a title that stands above itself makes runs that nobody wrote
    texts = [gap.join(block.text for block in page_blocks(page.page.html, "all")) for page in heap.pages]
    pages = [Document(f"page/{n}", text, held_out=False) for n, text in enumerate(texts)]
    for name in ("english", "french", "portuguese", "korean"):
        assert overlaps(open_corpus(name).held_out, pages) == []


def test_every_host_leads_nowhere(heap: Heap) -> None:
    for page in heap.pages:
        host = page.page.url.split("/")[2]
        assert host.endswith((".example", ".invalid"))


def test_good_text_and_contacts_are_where_the_truth_says(heap: Heap) -> None:
    for page in heap.pages:
        text = "\n".join(block.text for block in page_blocks(page.page.html, "all"))
        assert all(contact in text for contact in page.contacts)
        assert bool(page.good) == (page.kind == "articles")
        if page.good:
            joined = " ".join(text.split())
            assert " ".join(page.good[-1].split()) in joined


def test_the_truth_counts_good_text_once(heap: Heap) -> None:
    truth = Truth(heap)
    article = next(page for page in heap.pages if page.good)
    text = "\n\n".join(article.good)
    once, twice = truth.measure([text]), truth.measure([text, text])
    assert 0 < once.good < truth.good
    assert once.bad <= 0.02 * once.good  # runs that come twice in one text
    assert (twice.good, twice.bad) == (once.good, once.good + 2 * once.bad)
    spam = next(page for page in heap.pages if page.kind == "spam")
    assert truth.measure([spam.page.html]).good < 10  # chance makes a few
    assert truth.contacts_in([page.page.html for page in heap.pages]) == truth.contacts
    assert truth.contacts_in([None] * len(heap.pages)) == 0


def test_an_empty_truth_measures() -> None:
    truth = Truth(Heap("nothing", ()))
    assert (truth.good, truth.measure(["one two three four five"]).bad) == (0, 2)


def test_filters_take_what_is_bad_and_spare_what_is_good(heap: Heap) -> None:
    truth, pages = Truth(heap), [page.page for page in heap.pages]
    raw = truth.measure(curate(pages, Filters()).texts)
    filters = Filters((), "main", "en", 400, 0.5, "contacts")
    curated = curate(pages, filters)
    left = truth.measure(curated.texts)
    assert left.good > 0.95 * truth.good
    assert left.bad < 0.15 * raw.bad
    assert truth.contacts_in([trail[-1].after for trail in curated.trails]) == 0


@pytest.mark.parametrize(
    "name", ["../english-pages", "/etc", "", "english pages", "nothing", "english-pages/templates"]
)
def test_a_heap_is_named_and_never_a_path(name: str) -> None:
    with pytest.raises(BadInput, match="there is no such heap; there is english-pages"):
        find_heap(name)


@pytest.mark.parametrize(
    ("file", "old", "new", "wrong"),
    [
        ("heap.toml", "articles = 110", "articles = 0", "pages.articles"),
        ("heap.toml", "spam = 70", "spam = 70\nham = 1", "is not a key of this file"),
        ("sites.toml", 'template = "divs"', 'template = "../divs"', r"sites\[1\].template: there is no template"),
        ("sites.toml", 'kind = "shops"', 'kind = "copies"', "has no site of the kind 'shops'"),
        ("people.toml", "jobs = [", "jobs = []\njoobs = [", "Expected|expected|joobs"),
        ("templates/divs.html", "$body", "$secret", r"has an unknown place \$secret"),
        ("templates/divs.html", "$body", "$1", r"has a \$ that begins no place"),
    ],
)
def test_bad_files_are_named(tmp_path: Path, file: str, old: str, new: str, wrong: str) -> None:
    folder = tmp_path / "heap"
    shutil.copytree(find_heap("english-pages"), folder)
    text = (folder / file).read_text()
    assert old in text
    (folder / file).write_text(text.replace(old, new))
    with pytest.raises(BadInput, match=wrong) as caught:
        read_heap(folder)
    assert caught.value.file == str(folder / file)
