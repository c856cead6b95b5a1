"""A player that counts what came in the sequence so far: Laplace's rule of succession, no more."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tokenroom.scoring import Floats


class Counting:
    """Expects each of V symbols as often as it came, each counted once more than it came.

    That is the best that can be said of symbols that come independently, when any shares are as likely as any others.
    Source: Jaynes (2003), *Probability Theory*, section 18.9.
    """

    name = "counting"

    def __init__(self, vocabulary_size: int) -> None:
        self.vocabulary_size = vocabulary_size

    def log_probs(self, context: Sequence[int]) -> Floats:
        """Return log-probabilities of every symbol after `context`, shape (V,)."""
        counts = np.bincount(np.array(context, np.int64), minlength=self.vocabulary_size) + 1.0  # (V,)
        log_p: Floats = np.log(counts / counts.sum())
        return log_p

    def passage_log_probs(self, ids: Sequence[int]) -> Floats:
        """Return `log_probs(ids[:t])` for each t below len(ids), shape (T, V)."""
        return np.stack([self.log_probs(ids[:t]) for t in range(len(ids))])
