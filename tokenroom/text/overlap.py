"""Held-out proof: no long run of words that is asked about may also stand in the training text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tokenroom.text.documents import Document

# GPT-3 used runs of 13 words (Brown et al. 2020, appendix C); a shorter run is a stricter proof.
RUN_LENGTH = 8
_WORD = re.compile(r"\w+")
_BASE = np.uint64(0x9E3779B97F4A7C15)  # odd, so that no bit of a word is lost when it is multiplied

Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Overlap:
    """A run of words that two documents share."""

    held_out: str
    training: str
    words: str


def overlaps(held_out: Iterable[Document], training: Iterable[Document], length: int = RUN_LENGTH) -> list[Overlap]:
    """Return each run of `length` words that a held-out document shares with a training document.

    Case and punctuation are left aside; documents are compared by their text, never by their name. Training documents
    are read one at a time and not kept.
    """
    asked = list(held_out)
    index = RunIndex((d.text for d in asked), length)
    return [Overlap(asked[i].name, d.name, words) for d in training for i, words in index.find(d.text)]


class RunIndex:
    """All runs of words in some texts, sixteen bytes a run, to look other texts up in.

    Runs are compared by 64-bit hashes: two different ones in a gigabyte are taken for the same about once in a hundred
    million times, and a shared one is never missed.

    Args:
        texts: they are read once, and not kept.
        length: words in a run.
    """

    def __init__(self, texts: Iterable[str], length: int = RUN_LENGTH) -> None:
        self.length = length
        hashes = [hash_runs(hash_words(_words(text)), length) for text in texts]
        owners = np.repeat(np.arange(len(hashes)), [len(h) for h in hashes])  # (runs,)
        joined = np.concatenate([np.empty(0, np.uint64), *hashes])  # (runs,)
        order = np.argsort(joined, kind="stable")
        joined, owners = joined[order], owners[order]
        new = np.ones(len(joined), bool)  # the first of all runs that are alike in one text
        new[1:] = (joined[1:] != joined[:-1]) | (owners[1:] != owners[:-1])
        self._hashes, self._owners = joined[new], owners[new]

    def find(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield, for each different run of `text` that is known, the number of each text it stands in and its words.

        Runs come in the order of `text`.
        """
        words = _words(text)
        places, owners = self._hits(words)
        for n in np.argsort(places, kind="stable"):
            yield int(owners[n]), " ".join(words[places[n] : places[n] + self.length])

    def owners(self, text: str) -> list[int]:
        """Return the numbers of the texts that share a run with `text`."""
        _, owners = self._hits(_words(text))
        return [int(owner) for owner in np.unique(owners)]

    def _hits(self, words: list[str]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Where a run begins that is known, and in which text it stands: (hits,) each."""
        runs, places = np.unique(hash_runs(hash_words(words), self.length), return_index=True)  # (different runs,) each
        first = np.searchsorted(self._hashes, runs, "left")
        count = np.searchsorted(self._hashes, runs, "right") - first  # texts that each run stands in
        among = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)  # 0 … count-1 for each run
        return np.repeat(places, count), self._owners[np.repeat(first, count) + among]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def hash_words(words: list[str]) -> Hashes:
    """Hash each word: (words,). Good for one process alone, for Python salts its hashes."""
    return np.fromiter(map(hash, words), np.int64, len(words)).view(np.uint64)


def hash_runs(hashed: Hashes, length: int) -> Hashes:
    """Hash every run of `length` words: a polynomial of their hashes, modulo 2^64: (words,) → (words - length + 1,)."""
    runs = np.zeros(max(0, len(hashed) - length + 1), np.uint64)
    for place in range(length):
        runs = runs * _BASE + hashed[place : place + len(runs)]
    return runs
