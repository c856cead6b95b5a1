"""Softmax, cross-entropy and shock: the one implementation that scores people, n-grams and transformers.

Everything here is in nats and float64. *Scores* (logits) are any finite numbers, one for each token of a vocabulary;
only their differences matter. Sources: Goodfellow, Bengio & Courville, *Deep Learning* (2016), sections 3.13 and 6.2.2.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


LARGEST = 1e100  # beyond it differences of scores would overflow


class ScoringError(ValueError):
    """Scores that are not a list of finite numbers, or a token that is not in the list."""


def as_scores(scores: ArrayLike) -> Floats:
    """Return `scores` as float64, the vocabulary on the last axis.

    Args:
        scores: numbers, shape (..., V) with V >= 1.

    Raises:
        ScoringError: not numbers, no numbers, NaN, infinite or beyond 1e100.
    """
    array = _as_floats(scores)
    if array.ndim == 0 or array.shape[-1] == 0:
        raise ScoringError("no scores: give one number for each token")
    if not (np.abs(array) <= LARGEST).all():  # also false for NaN
        raise ScoringError("a score is NaN, infinite or beyond 1e100: every score must be a finite number")
    return array


def log_sum_exp(scores: ArrayLike) -> Floats:
    """Return ln Σ exp(scores) over the last axis, shape (..., V) -> (..., 1).

    The largest score is taken out first, so that exp never overflows: stable for scores of ±1e6 and beyond.
    """
    z = as_scores(scores)  # (..., V)
    top = z.max(axis=-1, keepdims=True)  # (..., 1)
    total: Floats = top + np.log(np.exp(z - top).sum(axis=-1, keepdims=True))
    return total


def log_softmax(scores: ArrayLike) -> Floats:
    """Return the log-probability of each token in nats, shape (..., V) -> (..., V)."""
    z = as_scores(scores)  # (..., V)
    shifted: Floats = z - z.max(axis=-1, keepdims=True)  # differences first: 1e6 + ln 2 would lose digits
    shifted -= np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return shifted


def softmax(scores: ArrayLike) -> Floats:
    """Return the probabilities exp(score) / Σ exp(scores), shape (..., V) -> (..., V); they sum to 1."""
    p: Floats = np.exp(log_softmax(scores))
    return p


def adjusted(scores: ArrayLike) -> Floats:
    """Return the story's adjusted list: log-sum-exp minus score, the surprise that each token would bring, in nats.

    >>> adjusted([3.0, 1.0, 6.0, 2.0]).round(3).tolist()
    [3.072, 5.072, 0.072, 4.072]
    """
    surprises: Floats = 0.0 - log_softmax(scores)  # 0.0 - x, for -x would turn certainty into -0.0
    return surprises


def cross_entropy(scores: ArrayLike, token: int) -> float:
    """Return the surprise of one item in nats: -ln softmax(scores)[token].

    Args:
        scores: shape (V,).
        token: index of the token that came, 0 <= token < V.

    Raises:
        ScoringError: bad scores, or `token` is not an index of them.
    """
    surprises = _one_item(adjusted(scores))
    return float(surprises[_as_index(token, len(surprises))])


def entropy(scores: ArrayLike) -> float:
    """Return the entropy of softmax(scores) in nats: the surprise it expects if it is right about itself."""
    log_p = _one_item(log_softmax(scores))  # (V,)
    return float(0.0 - (np.exp(log_p) * log_p).sum())


def kl_divergence(scores_p: ArrayLike, scores_q: ArrayLike) -> float:
    """Return KL(p ‖ q) in nats: the surprise added by expecting q where p is true.

    Raises:
        ScoringError: the two lists differ in length.
    """
    log_p, log_q = _one_item(log_softmax(scores_p)), _one_item(log_softmax(scores_q))  # (V,) both
    if log_p.shape != log_q.shape:
        raise ScoringError(f"lists of different lengths: {log_p.shape[-1]} and {log_q.shape[-1]} scores")
    return max(0.0, float((np.exp(log_p) * (log_p - log_q)).sum()))


def perplexity(mean_nats: float) -> float:
    """Return exp(mean surprise): the number of equally likely tokens that would surprise as much."""
    return math.exp(mean_nats) if mean_nats < 709.0 else math.inf


def bits_per_byte(total_nats: float, n_bytes: int) -> float:
    """Return the surprise per byte of text in bits, which compares across vocabularies.

    Args:
        total_nats: surprise summed over the tokens.
        n_bytes: length of those tokens' text in UTF-8.

    Raises:
        ScoringError: no bytes.
    """
    if n_bytes <= 0:
        raise ScoringError("bits per byte need at least one byte of text")
    return total_nats / math.log(2.0) / n_bytes


def shock_seconds(surprise: float, seconds_per_nat: float) -> float:
    """Return how long the shock lasts: surprise (nats) × pace (seconds a nat).

    Raises:
        ScoringError: either is negative or not finite.
    """
    if not (math.isfinite(surprise) and math.isfinite(seconds_per_nat) and surprise >= 0 and seconds_per_nat >= 0):
        raise ScoringError("surprise and pace must be finite and not negative")
    return surprise * seconds_per_nat


def _as_floats(numbers: ArrayLike) -> Floats:
    try:
        return np.asarray(numbers, dtype=np.float64)
    except (TypeError, ValueError, OverflowError) as error:
        raise ScoringError("scores must be numbers, as many in each row as in the others") from error


def _one_item(array: Floats) -> Floats:
    if array.ndim != 1:
        raise ScoringError(f"scores of one item have one axis, these have {array.ndim}")
    return array


def _as_index(token: Any, size: int) -> int:
    if isinstance(token, bool) or not isinstance(token, int | np.integer) or not 0 <= token < size:
        raise ScoringError(f"unknown token {token!r}: there are tokens 0 to {size - 1}")
    return int(token)
