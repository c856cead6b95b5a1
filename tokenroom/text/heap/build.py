"""Making a heap: pages of every kind in one order, from files, corpora and a seed, with the truth about each.

Good text comes from training documents alone; a document that is held out is never opened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from tokenroom.text.corpus import Corpus
from tokenroom.text.curation.pipeline import Page
from tokenroom.text.documents import Document
from tokenroom.text.heap.dice import Dice
from tokenroom.text.heap.dress import dressed
from tokenroom.text.heap.files import HeapFiles, Kind
from tokenroom.text.heap.people import Line, byline, entry, note

HEAP_STREAM = 7  # keeps the heap's chance apart from other chance that is drawn from the same seed
LONGEST_ARTICLE = 40  # paragraphs of a document that a page shows
NOTES = 0.35  # share of the articles that end with somebody's contacts
BYLINES = 0.4
CHANGED = 1 / 40  # of the words of a copy


@dataclass(frozen=True, slots=True)
class HeapPage:
    """A page and the truth about it.

    Args:
        page: address and HTML.
        kind: what it is.
        good: its good paragraphs, the title first; none if nothing of it is wanted.
        contacts: numbers and addresses of people in it.
    """

    page: Page
    kind: Kind
    good: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Heap:
    """All pages of a heap, in the order in which they came."""

    title: str
    pages: tuple[HeapPage, ...]


def build_heap(files: HeapFiles, open_corpus: Callable[[str], Corpus], seed: int) -> Heap:
    """Return the heap that a seed gives; the same arguments always give the same one.

    Args:
        files: what it is made from.
        open_corpus: gives a corpus by name.
        seed: of all chance.

    Raises:
        BadInput: a corpus that is not there.
    """
    dice, counts = Dice(np.random.default_rng((seed, HEAP_STREAM))), files.heap.pages
    articles = dice.different(open_corpus(files.heap.wanted).training, counts.articles)
    foreign = [d for name in files.heap.others for d in dice.different(open_corpus(name).training, counts.others)]
    maker = _Maker(files, dice)
    pages = [
        *map(maker.article, articles),
        *(maker.copy(dice.one(articles[: counts.copied])) for _ in range(counts.copies)),
        *map(maker.other, dice.different(foreign, counts.others)),
        *(maker.spam() for _ in range(counts.spam)),
        *(maker.shop() for _ in range(counts.shops)),
        *(maker.directory() for _ in range(counts.directories)),
    ]
    return Heap(files.heap.title, tuple(dice.different(pages, len(pages))))


@dataclass(frozen=True)
class _Maker:
    """Makes pages one by one."""

    files: HeapFiles
    dice: Dice

    def article(self, document: Document) -> HeapPage:
        """A training document, perhaps with its writer's contacts."""
        title, *body = paragraphs_of(document)
        before = [byline(self.files.people, self.dice)] if self.dice.hit(BYLINES) else []
        after = [note(self.files.people, self.dice)] if self.dice.hit(NOTES) else []
        good = (title, *body)
        return self._dressed("articles", title, body, document.name, good, before, after)

    def copy(self, document: Document) -> HeapPage:
        """The same again with a few words changed and a paragraph gone: nothing that is not there already."""
        title, *body = (self._changed(paragraph) for paragraph in paragraphs_of(document))
        gone = self.dice.number(0, max(0, len(body) - 1))
        body = [paragraph for n, paragraph in enumerate(body) if n != gone or len(body) < 4]
        return self._dressed("copies", title, body, f"{document.name}-{self.dice.number(2, 999)}")

    def other(self, document: Document) -> HeapPage:
        """A training document in another language."""
        title, *body = paragraphs_of(document)
        return self._dressed("others", title, body, document.name)

    def spam(self) -> HeapPage:
        """What wants something of its reader."""
        spam, dice = self.files.spam, self.dice
        body = [" ".join(dice.some(spam.sentences, dice.number(2, 4))) for _ in range(dice.number(8, 20))]
        body = [f"{paragraph} {dice.one(spam.calls)}" for paragraph in body]
        url = f"https://{dice.one(spam.hosts)}/{dice.one(spam.paths)}?id={dice.number(1_000, 999_999)}"
        site = dice.one(self.files.sites_of("shops"))
        html = dressed(site, dice.one(spam.titles), body, self.files, dice, "go")
        return HeapPage(Page(url, html), "spam")

    def shop(self) -> HeapPage:
        """A list of goods."""
        shops, dice = self.files.shops, self.dice
        body = [
            f"{dice.one(shops.makes)} {dice.one(shops.goods)}, {dice.one(shops.colours)} {dice.number(2, 99)}.90 "
            + " ".join(["crowns", *dice.some(shops.words, dice.number(2, 5))])
            for _ in range(dice.number(25, 50))
        ]
        title = f"{dice.one(shops.goods).capitalize()}: {dice.one(shops.offers)}"
        return self._dressed("shops", title, body, f"catalogue/{dice.number(100, 999)}")

    def directory(self) -> HeapPage:
        """A list of people and how to reach them."""
        entries = [entry(self.files.people, self.dice) for _ in range(self.dice.number(25, 60))]
        return self._dressed("directories", "Entries", [], f"list/{self.dice.number(1, 400)}", after=entries)

    def _dressed(
        self,
        kind: Kind,
        title: str,
        body: list[str],
        slug: str,
        good: tuple[str, ...] = (),
        before: list[Line] | None = None,
        after: list[Line] | None = None,
    ) -> HeapPage:
        site, lines = self.dice.one(self.files.sites_of(kind)), [*(before or ()), *(after or ())]
        told = [*(line.text for line in before or ()), *body, *(line.text for line in after or ())]
        html = dressed(site, title, told, self.files, self.dice, slug)
        contacts = tuple(contact for line in lines for contact in line.contacts)
        return HeapPage(Page(f"https://{site.host}/{slug}", html), kind, good, contacts)

    def _changed(self, text: str) -> str:
        """A word in forty is another of the same text."""
        words = text.split(" ")
        for place in self.dice.places(CHANGED, len(words)):
            words[place] = self.dice.one(words)
        return " ".join(words)


def paragraphs_of(document: Document) -> list[str]:
    """Return the title of a document and its paragraphs, as many as a page shows."""
    return list(_not_blank(document.text))[:LONGEST_ARTICLE]


def _not_blank(text: str) -> Iterator[str]:
    return (part.strip("\n") for part in text.split("\n\n") if part.strip())
