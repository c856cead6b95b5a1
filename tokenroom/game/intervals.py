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
