"""The likeliest tokens of a distribution, in an order that never depends on the machine."""

from __future__ import annotations

import numpy as np

from tokenroom.scoring import Floats

LISTED = 8  # tokens of a distribution that are shown after the reveal


def likeliest(scores: Floats, n: int) -> list[int]:
    """Return the `n` tokens of highest score (V,), likeliest first, ties by id."""
    n = min(n, len(scores))
    least = np.partition(scores, -n)[-n]
    candidates = np.flatnonzero(scores >= least)  # all that tie with the last one, so that ids decide and not chance
    order = np.lexsort((candidates, -scores[candidates]))[:n]
    return [int(token) for token in candidates[order]]


def with_truth(scores: Floats, token: int) -> list[int]:
    """Return the likeliest tokens, and the true one behind them if it is not among them."""
    first = likeliest(scores, LISTED)
    return first if token in first else [*first, token]


def is_top(scores: Floats, token: int) -> bool:
    """Return whether `token` alone is the likeliest."""
    return bool(scores[token] == scores.max() and (scores == scores[token]).sum() == 1)
