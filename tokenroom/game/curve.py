"""You equal step N: where a mean surprise falls on the rival's own learning curve, measured on the same items."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise
from typing import Literal

import msgspec

from tokenroom.game.names import checkpoint_in_words

LEVEL = 0.005  # nats: a smaller difference is none
Curve = list[tuple[int, float]]  # phrases read and mean surprise, more phrases and less surprise at each place


class Place(msgspec.Struct, frozen=True):
    """A place on the learning curve."""

    phrases: float  # on the curve; at its end when it lies beyond
    side: Literal["before", "on", "beyond"]  # worse than every rung, between rungs, better than every rung
    words: str  # the same for people, as a sentence without its capital and full stop


def place_on_curve(mean: float, rungs: Mapping[int, float]) -> Place | None:
    """Return where `mean` (nats) lies among rungs (phrases read -> mean in nats); None without rungs.

    Few items make the curve rough. Neighbouring rungs that do not fall are therefore pooled, and between two rungs
    the curve is straight over ln(1 + phrases).
    """
    if not rungs:
        return None
    curve = _falling(rungs)
    (first, worst), (last, best) = curve[0], curve[-1]
    if mean > worst + LEVEL:
        return Place(float(first), "before", f"on these items you do worse than {checkpoint_in_words(first)}")
    if mean < best:
        return Place(float(last), "beyond", f"on these items you do better than {checkpoint_in_words(last)}")
    phrases = _invert(curve, mean)
    return Place(phrases, "on", f"on these items you equal {checkpoint_in_words(rounded(phrases))}")


def rounded(phrases: float) -> int:
    """Round to two figures: the curve is not known better."""
    if phrases < 1:
        return 0
    unit = 10 ** max(0, math.floor(math.log10(phrases)) - 1)
    return int(round(phrases / unit) * unit)


def _falling(rungs: Mapping[int, float]) -> Curve:
    """Pool adjacent violators (Ayer et al. 1955): the nearest falling curve, level where the rungs do not fall."""
    pools: list[tuple[list[int], float]] = []
    for phrases, mean in sorted(rungs.items()):
        members = [phrases]
        while pools and pools[-1][1] <= mean:
            earlier, level = pools.pop()
            mean = (level * len(earlier) + mean * len(members)) / (len(earlier) + len(members))
            members = earlier + members
        pools.append((members, mean))
    return [(phrases, mean) for members, mean in pools for phrases in members]


def _invert(curve: Curve, mean: float) -> float:
    """Phrases at which the curve reaches `mean` first."""
    for (n0, m0), (n1, m1) in pairwise(curve):
        if m0 > mean >= m1:
            part = (m0 - mean) / (m0 - m1)
            return math.expm1(math.log1p(n0) + part * (math.log1p(n1) - math.log1p(n0)))
    return float(curve[0][0])
