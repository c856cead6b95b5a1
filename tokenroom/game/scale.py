"""The scale of phrases read that a ladder is drawn on: where a rung stands, and which of its labels have room."""

from __future__ import annotations

import math
from collections.abc import Sequence

NEVER_CUT = 24.0  # in whatever unit: twice what knowing nothing costs in nats, in the largest vocabulary there is


def share_of_scale(phrases: float, most: float) -> float:
    """Return where so many phrases stand, from 0 to 1 at `most`; straight in ln(1 + n), as the curve is read."""
    return math.log1p(phrases) / math.log1p(most)


def with_room(places: Sequence[float], gap: float) -> list[int]:
    """Return which labels of a scale are shown, places rising: the last, and each that has `gap` to the next shown."""
    kept: list[int] = []
    for n in reversed(range(len(places))):
        if not kept or places[kept[-1]] - places[n] >= gap:
            kept.append(n)
    return kept[::-1]


def top_of_scale(yours: Sequence[float], theirs: Sequence[float]) -> float:
    """Return where a scale of surprises ends: one absurd figure of yours must not make all others look alike.

    >>> top_of_scale([5.0, 9.0], [11.0, 12.0]), top_of_scale([5.0, 21620.0], [11.0, 12.0])
    (12.0, 24.0)
    """
    most = max(theirs, default=0.0)
    return min(max([*yours, most]), max(2.0 * most, NEVER_CUT))
