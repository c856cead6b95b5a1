"""The scale of phrases read that a ladder is drawn on: where a rung stands, and which of its labels have room."""

from __future__ import annotations

import math
from collections.abc import Sequence


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
