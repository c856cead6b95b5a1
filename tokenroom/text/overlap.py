"""Held-out proof: no long run of words that is asked about may also stand in the training text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tokenroom.text.corpus import Document

# GPT-3 used runs of 13 words (Brown et al. 2020, appendix C); a shorter run is a stricter proof.
RUN_LENGTH = 8
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Overlap:
    """A run of words that two documents share."""

    held_out: str
    training: str
    words: str


def overlaps(held_out: Iterable[Document], training: Iterable[Document], length: int = RUN_LENGTH) -> list[Overlap]:
    """Return each run of `length` words that a held-out document shares with a training document.

    Case and punctuation are left aside; documents are compared by their text, never by their name.
    """
    seen = {run: d.name for d in training for run in runs(d.text, length)}
    return [Overlap(d.name, seen[run], " ".join(run)) for d in held_out for run in runs(d.text, length) if run in seen]


def runs(text: str, length: int) -> Iterator[tuple[str, ...]]:
    """Yield every run of `length` words in `text`."""
    words = [word.casefold() for word in _WORD.findall(text)]
    return zip(*(words[i:] for i in range(length)), strict=False)
