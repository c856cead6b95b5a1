"""Near-duplicates: of texts that share most of their runs of words only the first is kept, by rensa's MinHash.

A text is kept as 128 numbers, however long it is, so that a million of them can be compared while they are read.
Source: Broder 1997, "On the resemblance and containment of documents".
"""

from __future__ import annotations

import re

from rensa import RMinHash, RMinHashDeduplicator

ALIKE = 0.5  # the share of common runs from which two texts are usually called copies
RUN = 4  # words in a run
NUMBERS = 128  # in a signature
SEED = 1
_WORD = re.compile(r"\w+")


class Duplicates:
    """Remembers texts and tells whether one is much like an earlier one.

    Args:
        alike: the share of their runs of words (Jaccard's index, 0 to 1) from which two texts are copies.
    """

    def __init__(self, alike: float) -> None:
        self._known = RMinHashDeduplicator(alike, NUMBERS, True, _bands(alike), SEED)
        self._names: list[str] = []

    def is_new(self, text: str, name: str) -> str | None:
        """Keep a text under its name and return None; if it is much like an earlier one, return the name of that."""
        signature = RMinHash(NUMBERS, SEED)
        signature.update(_runs(text))
        if self._known.add(str(len(self._names)), signature):
            self._names.append(name)
            return None
        return self._names[min(map(int, self._known.get_duplicates(signature)))]


def _bands(alike: float) -> int:
    """Into how many bands a signature is cut: a pair just alike enough shares one of them 17 times in 20 or more."""
    return 16 if alike >= 0.7 else 32 if alike >= 0.45 else 64


def _runs(text: str) -> list[str]:
    words = _WORD.findall(text.casefold())
    return [" ".join(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1))]
