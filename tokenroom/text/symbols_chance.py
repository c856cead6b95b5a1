"""What the processes reckon with: shares as probabilities, entropy, and Bayes' rule over hypotheses."""

from __future__ import annotations

import math
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from tokenroom.scoring import Floats

Symbols: TypeAlias = NDArray[np.integer[Any]]
Shares: TypeAlias = tuple[float, ...]  # how often each symbol comes, against the others; they need not add up to 1
MOST = 1000  # kinds of symbols, or hypotheses: enough to play with, little enough for any laptop


def probabilities(shares: Shares, least: int = 2) -> Floats:
    """Return `shares` over their sum, (k,).

    Raises:
        ValueError: fewer than `least` or more than `MOST`, a negative or endless one, or nothing but zeros.
    """
    if not least <= len(shares) <= MOST:
        raise ValueError(f"shares must be from {least} to {MOST} numbers, not {len(shares)}")
    if not all(0.0 <= share <= 1e9 for share in shares) or not sum(shares) > 0.0:
        raise ValueError("shares must be numbers from 0 to a billion, and not all 0")
    p: Floats = np.array(shares) / math.fsum(shares)
    return p


def entropy(p: Floats) -> float:
    """Return the entropy of the probabilities `p` (k,) in nats."""
    some = p[p > 0.0]
    return float(0.0 - some @ np.log(some))


def weigh(priors: Floats, each: Floats, symbols: Symbols) -> Floats:
    """Return what to expect when one of H hypotheses is true and nobody tells which: (T, k), by Bayes' rule.

    Args:
        priors: how likely each hypothesis is before the first symbol, (H,).
        each: what to expect under each hypothesis, (H, T, k).
        symbols: what came, (T,).
    """
    with np.errstate(divide="ignore"):  # ln 0 = -inf: a hypothesis that is refuted weighs nothing from then on
        said = np.log(each[:, np.arange(len(symbols)), symbols])  # (H, T)
        evidence = np.cumsum(np.column_stack([np.log(priors), said]), axis=1)[:, :-1]  # (H, T), what came before alone
    weights = np.exp(evidence - evidence.max(axis=0))  # (H, T)
    mixed: Floats = np.einsum("ht,htk->tk", weights / weights.sum(axis=0), each)
    return mixed


def check_rows(rows: tuple[Shares, ...], name: str) -> None:
    """Refuse `rows` that are not all probabilities of the same symbols (raises ValueError that begins with `name`)."""
    if not rows or any(len(row) != len(rows[0]) for row in rows):
        raise ValueError(f"{name} must be lists of shares, all of one length")
    for row in rows:
        probabilities(row)
