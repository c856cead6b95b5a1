"""What happens in the mechanic *merge*: the text as symbols, the pairs on offer, each pick, and the end.

A symbol's id is the value of its byte, or 256 and more for symbols that were made, in the order of making.
"""

from __future__ import annotations

import msgspec

from tokenroom.game.wire import Event, Shown


class ShownPair(msgspec.Struct, frozen=True):
    """Two symbols that stand beside each other somewhere in the text."""

    left: Shown
    right: Shown


class Choice(msgspec.Struct, frozen=True):
    """A pair and how many tokens merging it saves: as many as there are places where it stands."""

    left: Shown
    right: Shown
    saved: int


class MergeScore(msgspec.Struct, frozen=True):
    """How one way to cut text does on the held-out text, and how many symbols it needs for that."""

    player: str
    vocabulary: int
    tokens: int
    tokens_per_byte: float


class MergeStarted(Event, frozen=True, tag="merge_started"):
    """The first event: what is to be drafted, and on what it will be tried."""

    level: str  # folder name
    title: str
    seed: int
    merges: int  # how many are drafted
    goal: str
    n_bytes: int  # of the excerpt, in UTF-8: the tokens that it costs before the first merge
    held_out_bytes: int


class MergeText(Event, frozen=True, tag="merge_text"):
    """The excerpt as symbols; no merge crosses from one piece into the next."""

    pieces: tuple[tuple[int, ...], ...]


class MergeAsked(Event, frozen=True, tag="merge_asked"):
    """A pair is asked for; any other pair of neighbours may be picked too."""

    pick: int  # from 1
    candidates: tuple[ShownPair, ...]  # in the order of their bytes: their order tells nothing of how many there are


class MergePicked(Event, frozen=True, tag="merge_picked"):
    """A pair was merged, or nothing was (`picked` and `made` are then null)."""

    pick: int
    picked: Choice | None
    made: Shown | None  # the symbol that the pair became
    best: Choice | None  # what the greedy rule would have picked in your text; null if there was no pair in it
    tokens: int  # that your text now costs
    saved: int  # tokens, by all your merges so far
    greedy_saved: int  # tokens, by as many merges of the greedy rule on its own


class MergeScored(Event, frozen=True, tag="merge_scored"):
    """All picks are made: how every way to cut text does on the held-out text."""

    held_out_bytes: int
    scores: tuple[MergeScore, ...]  # fewest tokens first
    yours: tuple[str, ...]  # the symbols that you made
    greedys: tuple[str, ...]  # the symbols that the greedy rule makes
