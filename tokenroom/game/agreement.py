"""Agreement: how often values put the better of two answers first, with the interval that so many pairs allow."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tokenroom.game.intervals import wilson_interval


class Agreement(msgspec.Struct, frozen=True):
    """How many of `pairs` were right; equal values count half, as a coin would do."""

    right: float
    pairs: int
    share: float  # 0 to 1; 0.5 where there is no pair
    low: float  # the 95 % interval
    high: float


def agreement(differences: Sequence[float]) -> Agreement:
    """Return how often values agree, from what the better answer was valued more than the worse one."""
    right = sum(1.0 if difference > 0 else 0.5 if difference == 0 else 0.0 for difference in differences)
    low, high = wilson_interval(right, len(differences))
    return Agreement(right, len(differences), right / len(differences) if differences else 0.5, low, high)
