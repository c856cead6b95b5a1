"""The interval of a share: between which ends it lies, by what was counted."""

from __future__ import annotations

import math
from statistics import NormalDist

Z = NormalDist().inv_cdf(0.975)  # standard deviations on each side that hold 95 % of a normal distribution


def wilson_interval(right: float, of: int) -> tuple[float, float]:
    """Return the 95 % interval of a share of which `right` out of `of` were counted; 0 to 1 where nothing was.

    Wilson 1927, "Probable inference, the law of succession, and statistical inference": unlike share ± margin it stays
    between 0 and 1, and holds for few.

    >>> tuple(round(end, 3) for end in wilson_interval(8, 10))
    (0.49, 0.943)
    """
    if of == 0:
        return 0.0, 1.0
    share, spread = right / of, Z * Z / of
    middle = (share + spread / 2) / (1 + spread)
    half = Z * math.sqrt(share * (1 - share) / of + spread / (4 * of)) / (1 + spread)
    return (middle - half if right else 0.0), (middle + half if right < of else 1.0)


def difference_interval(before: tuple[float, int], after: tuple[float, int]) -> tuple[float, float]:
    """Return the 95 % interval of how much a share has risen, from (right, of) before and after, counted apart.

    Newcombe 1998, "Interval estimation for the difference between independent proportions", method 10: from the
    Wilson intervals of both. Where these do not touch, it lies above nought; it may also where they do.

    >>> tuple(round(end, 3) for end in difference_interval((29, 100), (46, 100)))
    (0.036, 0.296)
    """
    (low, high), (low_after, high_after) = wilson_interval(*before), wilson_interval(*after)
    share, share_after = (right / of if of else 0.5 for right, of in (before, after))
    risen = share_after - share
    return (
        risen - math.hypot(share_after - low_after, high - share),
        risen + math.hypot(high_after - share_after, share - low),
    )
