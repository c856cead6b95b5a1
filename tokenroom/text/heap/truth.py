"""How much good text is left and how much else: texts measured against the truth of a heap, by runs of words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tokenroom.text.heap.build import Heap
from tokenroom.text.overlap import Hashes, hash_runs
from tokenroom.text.words import words_of

Places = NDArray[np.intp]
RUN = 4  # words: long enough that chance makes hardly any
_FIRST = 20  # bits of a hash: a million places for some hundred thousand good runs
_REST = np.uint64(64 - _FIRST)
_GAP = "\n\n"  # between two paragraphs, where a page may put anything


@dataclass(frozen=True, slots=True)
class Measure:
    """What some texts hold, in runs of words; a run counts as good once, and every time again as bad.

    Args:
        good: good runs that are there.
        bad: all others.
    """

    good: int
    bad: int


class Truth:
    """Knows the good text of a heap and everybody's contacts."""

    def __init__(self, heap: Heap) -> None:
        self._good = _distinct([_runs(_GAP.join(page.good)) for page in heap.pages])  # (good runs,)
        self._begun = np.zeros(1 << _FIRST, bool)  # first bits of good runs: most others are out at once
        self._begun[self._good >> _REST] = True
        self._contacts = tuple(page.contacts for page in heap.pages)
        self._known: dict[str, tuple[Places, int]] = {}  # a text comes again with every setting

    @property
    def good(self) -> int:
        """All good runs of the heap."""
        return len(self._good)

    @property
    def contacts(self) -> int:
        """All contacts of the heap."""
        return sum(map(len, self._contacts))

    def measure(self, texts: Iterable[str]) -> Measure:
        """Measure texts, in any order."""
        there, runs = np.zeros(len(self._good), bool), 0
        for text in texts:
            places, count = self._places(text)
            there[places] = True
            runs += count
        good = int(there.sum())
        return Measure(good, runs - good)

    def contacts_in(self, texts: Iterable[str | None]) -> int:
        """Count the contacts that can still be read in what is left of each page, None where nothing is."""
        pages = zip(texts, self._contacts, strict=True)
        return sum(contact in text for text, contacts in pages if text for contact in contacts)

    def _places(self, text: str) -> tuple[Places, int]:
        """Which good runs a text holds, and how many runs in all."""
        if text not in self._known:
            runs = _runs(text)  # (runs,)
            likely = np.sort(runs[self._begun[runs >> _REST]])  # (likely runs,): neighbours are looked up faster
            nearest = np.searchsorted(self._good[:-1], likely)  # (likely runs,)
            self._known[text] = (nearest[self._good[nearest] == likely], len(runs))
        return self._known[text]


def _runs(text: str) -> Hashes:
    """Hash all runs of words that lie within a paragraph: (runs,)."""
    words = words_of(text)
    runs: Hashes = hash_runs(words.hashes, RUN)  # (words - RUN + 1,)
    whole = words.paragraphs[RUN - 1 :] == words.paragraphs[: len(runs)]  # (words - RUN + 1,)
    kept: Hashes = runs[whole]
    return kept


def _distinct(hashes: list[Hashes]) -> Hashes:
    """All hashes once each, sorted; several times faster than `numpy.unique`."""
    found = np.sort(np.concatenate([np.empty(0, np.uint64), *hashes]))
    first = np.ones(len(found), bool)
    first[1:] = found[1:] != found[:-1]
    return found[first]
