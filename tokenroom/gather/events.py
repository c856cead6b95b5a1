"""What happens while texts are gathered, one frozen event after the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tokenroom.gather.cleaning import Taken


@dataclass(frozen=True, slots=True)
class Fetched:
    """So many bytes of a page have come in so many seconds."""

    n_bytes: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Reading:
    """So many bytes of plain text were found in files of so many bytes."""

    file: str
    n_bytes: int
    total: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Comparing:
    """So many documents were compared with what may be held out."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Added:
    """The corpus is there.

    Args:
        name: what it is called.
        folder: where it lies.
        language: as told or guessed.
        documents: how many there are.
        held_out: how many of them are held out.
        n_bytes: of all.
        held_out_bytes: of those held out.
        encodings: how many files were in which.
        skipped: files that were no text.
        repeated: pieces that came again word for word and were left out.
        dropped: pieces left out since they share runs of words with those held out.
        shared: pieces kept although they share runs of words with those held out; 0 unless all do.
        taken: what the filters took, those that took anything.
    """

    name: str
    folder: Path
    language: str
    documents: int
    held_out: int
    n_bytes: int
    held_out_bytes: int
    encodings: dict[str, int]
    skipped: int
    repeated: int
    dropped: int
    shared: int
    taken: tuple[Taken, ...]


Event = Fetched | Reading | Comparing | Added
Clock = Callable[[], float]  # seconds
