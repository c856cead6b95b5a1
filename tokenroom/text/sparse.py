"""A prediction over a large vocabulary: shares for a few tokens that are named, and one for each of all the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from tokenroom.scoring import Floats


@dataclass(frozen=True, slots=True)
class Sparse:
    """A distribution over V tokens that differ in few places.

    Attributes:
        size: the number V of tokens.
        other: the probability of each token that is not named.
        named: the probability of each token that is.
    """

    size: int
    other: float
    named: Mapping[int, float] = field(default_factory=dict)

    def of(self, token: int) -> float:
        """Return the probability of one token."""
        return self.named.get(token, self.other)

    def log_probs(self) -> Floats:
        """Return the log-probability of every token in nats, shape (V,); -inf for what cannot come."""
        p = np.full(self.size, self.other)
        p[list(self.named)] = list(self.named.values())
        with np.errstate(divide="ignore"):
            log_p: Floats = np.log(p, out=p)
        return log_p


def evenly(size: int) -> Sparse:
    """Return the prediction of one who knows nothing: every one of `size` tokens is as likely."""
    return Sparse(size, 1.0 / size)


def mixed(weights: Sequence[float], each: Sequence[Sparse]) -> Sparse:
    """Return the sum of predictions over one vocabulary, weighted; weights are not negative, and their sum not 0."""
    shares = [weight / sum(weights) for weight in weights]
    named = {token for prediction in each for token in prediction.named}

    def of(token: int) -> float:
        return sum(share * prediction.of(token) for share, prediction in zip(shares, each, strict=True))

    other = sum(share * prediction.other for share, prediction in zip(shares, each, strict=True))
    return Sparse(each[0].size, other, {token: of(token) for token in sorted(named)})


def dense(predictions: Sequence[Sparse], size: int) -> Floats:
    """Return the log-probabilities of T predictions over `size` tokens, shape (T, V)."""
    return np.array([prediction.log_probs() for prediction in predictions]).reshape(-1, size)
