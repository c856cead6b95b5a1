"""Choosing what to hold out of gathered texts, so that no long run of words of it stands in what is learned from."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass, field

from tokenroom.gather.events import Comparing
from tokenroom.text.documents import Document
from tokenroom.text.overlap import RunIndex

# Many texts share a run with something; so more of them are looked at than are wanted, all if they are few.
CANDIDATES, CANDIDATE_BYTES = 3, 3_000_000  # times as many bytes, and as many at least
HOPELESS = 20  # a candidate that shares runs with so many others is not looked at further
DROPPED = 0.25  # the share of all bytes that may be dropped so that something can be held out


@dataclass(frozen=True, slots=True)
class Choice:
    """Names of documents: held out, to be dropped since they share runs with these, or kept although they do."""

    held_out: tuple[str, ...]
    dropped: tuple[str, ...]
    shared: tuple[str, ...]


def choose(documents: Sequence[Document], wanted: int) -> Generator[Comparing, None, Choice]:
    """Choose about `wanted` bytes to hold out; yields how many documents were compared, returns the choice.

    Of the candidates, taken from all genres in an order that looks like chance but depends on the names alone, those
    that share no run of words with any other document come first. If they are too few, documents that share runs with
    further ones are dropped; and if even that leaves nothing to ask about, some that share are held out all the same.
    """
    sizes = {d.name: d.n_bytes for d in documents}
    candidates = _first(_mixed(documents), sizes, max(CANDIDATES * wanted, CANDIDATE_BYTES))
    conflicts = yield from _conflicts(candidates, documents)
    return _pick(candidates, conflicts, sizes, wanted)


def _mixed(documents: Sequence[Document]) -> list[Document]:
    """Order by the hash of the name, one document of each genre in turn."""
    turns: defaultdict[str, int] = defaultdict(int)
    keyed = []
    for document in sorted(documents, key=lambda d: hashlib.sha256(d.name.encode()).digest()):
        keyed.append((turns[document.genre], document))
        turns[document.genre] += 1
    return [document for _, document in sorted(keyed, key=lambda item: item[0])]


def _first(documents: Iterable[Document], sizes: dict[str, int], n_bytes: int) -> list[Document]:
    """Take documents until they have so many bytes, at least one."""
    taken: list[Document] = []
    total = 0
    for document in documents:
        if total >= n_bytes and taken:
            break
        taken.append(document)
        total += sizes[document.name]
    return taken


def _conflicts(
    candidates: list[Document], documents: Sequence[Document]
) -> Generator[Comparing, None, dict[str, set[str]]]:
    """Find with which others each candidate shares a run, up to the number that makes it hopeless."""
    index = RunIndex(d.text for d in candidates)
    found: dict[str, set[str]] = {d.name: set() for d in candidates}
    for done, document in enumerate(documents, start=1):
        for name in {candidates[n].name for n in index.owners(document.text)} - {document.name}:
            if len(found[name]) < HOPELESS:
                found[name].add(document.name)
        yield Comparing(done, len(documents))
    return found


def _pick(candidates: list[Document], conflicts: dict[str, set[str]], sizes: dict[str, int], wanted: int) -> Choice:
    order = sorted((d.name for d in candidates), key=lambda name: len(conflicts[name]))  # stable: keeps genres in turn
    picking = _Picking(sizes, wanted)
    for name in order:
        if picking.is_enough(sizes[name]):
            break
        if len(conflicts[name]) < HOPELESS:
            picking.try_one(name, conflicts[name])
    if not picking.held_out:
        return Choice((order[0],), (), tuple(sorted(conflicts[order[0]])))
    return Choice(tuple(sorted(picking.held_out)), tuple(sorted(picking.dropped)), ())


@dataclass
class _Picking:
    """What is held out so far, and what had to be dropped for it."""

    sizes: dict[str, int]
    wanted: int
    held_out: set[str] = field(default_factory=set)
    dropped: set[str] = field(default_factory=set)
    n_bytes: int = 0

    def is_enough(self, more: int) -> bool:
        """Whether so many bytes more would lead further away from what is wanted."""
        return bool(self.held_out) and self.n_bytes + more / 2 > self.wanted

    def try_one(self, name: str, conflicts: set[str]) -> None:
        """Hold a document out and drop what it shares runs with, unless that costs too much or leaves nothing."""
        dropped = self.dropped | (conflicts - self.held_out)
        cost = sum(self.sizes[other] for other in dropped)
        leaves_some = len(self.held_out) + len(dropped) + 1 < len(self.sizes)
        if name not in dropped and leaves_some and cost <= DROPPED * sum(self.sizes.values()):
            self.held_out.add(name)
            self.dropped = dropped
            self.n_bytes += self.sizes[name]
