"""How much good text is left and how much else: texts measured against the truth of a heap, by runs of words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tokenroom.text.heap.build import Heap
from tokenroom.text.overlap import Hashes, run_hashes

RUN = 4  # words: long enough that chance makes hardly any


@dataclass(frozen=True, slots=True)
class Measure:
    """What some texts hold, in runs of words; a run counts as good once, and every time again as bad.

    Args:
        good: good runs that are there.
        bad: all others.
        contacts: numbers and addresses of people that can still be read.
    """

    good: int
    bad: int
    contacts: int


class Truth:
    """Knows the good text of a heap and everybody's contacts."""

    def __init__(self, heap: Heap) -> None:
        paragraphs = (paragraph for page in heap.pages for paragraph in page.good)
        self._good = np.unique(_joined([run_hashes(paragraph, RUN) for paragraph in paragraphs]))  # (good runs,)
        self._contacts = sorted({contact for page in heap.pages for contact in page.contacts})
        self._kept: dict[str, Hashes] = {}  # a text comes again with every setting

    @property
    def good(self) -> int:
        """All good runs of the heap."""
        return len(self._good)

    @property
    def contacts(self) -> int:
        """All contacts of the heap."""
        return len(self._contacts)

    def measure(self, texts: Sequence[str], contacts: bool = False) -> Measure:
        """Measure texts; contacts are looked for only if they are asked for, since that takes longer."""
        runs = _joined([self._runs(text) for text in texts])
        good = int(np.isin(np.unique(runs), self._good, assume_unique=True).sum())
        whole = "\n".join(texts) if contacts else ""
        return Measure(good, len(runs) - good, sum(contact in whole for contact in self._contacts))

    def _runs(self, text: str) -> Hashes:
        """Runs within paragraphs, since a page may put anything between two."""
        if text not in self._kept:
            self._kept[text] = _joined([run_hashes(part, RUN) for part in text.split("\n\n")])
        return self._kept[text]


def _joined(hashes: list[Hashes]) -> Hashes:
    return np.concatenate([np.empty(0, np.uint64), *hashes])
