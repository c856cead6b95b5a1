"""What every rival is: a name, and a distribution over the next token given what stands before it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol, runtime_checkable

from tokenroom.scoring import Floats


class Rival(Protocol):
    """Anyone who predicts. The same context always gives the same answer.

    A context is read as the beginning of a document: a rival that needs a token to start from puts it there itself.
    """

    @property
    def name(self) -> str:
        """What it is called in reports, such as "bigram" or "step-1000"."""

    def log_probs(self, context: Sequence[int]) -> Floats:
        """Return log-probabilities (nats) of every token after `context`, shape (V,); context may be empty."""

    def passage_log_probs(self, ids: Sequence[int]) -> Floats:
        """Return `log_probs(ids[:t])` for each t below len(ids), in one pass: what was expected of each, (T, V)."""


@runtime_checkable
class Learner(Protocol):
    """A rival that learns from what has been shown. To go back to a moment, keep its `state` and set it again."""

    state: Any

    def learn(self, ids: Sequence[int]) -> None:
        """Learn from a phrase (T,) that everyone has seen."""
