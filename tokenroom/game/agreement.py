"""Agreement: how often values put the better of two answers first, with the interval that so many pairs allow."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import NormalDist

import msgspec

Z = NormalDist().inv_cdf(0.975)


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


def wilson_interval(right: float, pairs: int) -> tuple[float, float]:
    """Return the 95 % interval of a share of which `right` out of `pairs` were counted; 0 to 1 where there is none.

    Wilson 1927, "Probable inference, the law of succession, and statistical inference": unlike share ± margin it stays
    between 0 and 1, and holds for few pairs.

    >>> tuple(round(end, 3) for end in wilson_interval(8, 10))
    (0.49, 0.943)
    """
    if pairs == 0:
        return 0.0, 1.0
    share, spread = right / pairs, Z * Z / pairs
    middle = (share + spread / 2) / (1 + spread)
    half = Z * math.sqrt(share * (1 - share) / pairs + spread / (4 * pairs)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)
