"""Votes: what most want is done; of what equally many want, that which was listed first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from tokenroom.classroom.game import Score

C = TypeVar("C", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Vote(Score):
    """What somebody wants; nothing is scored."""

    choice: Hashable = None


def most_wanted(votes: Counter[C], listed: Sequence[C]) -> C:
    """Return what has most votes; of equals the first that is listed, then the first that was voted for.

    Without any vote that is the first that is listed.

    >>> most_wanted(Counter("abcb"), ["c", "b", "a"]), most_wanted(Counter("ab"), ["b", "a"])
    ('b', 'b')
    """
    order = [*listed, *(choice for choice in votes if choice not in listed)]
    return max(order, key=lambda choice: votes[choice])
