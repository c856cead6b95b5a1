"""A class as a rival: at each place that it was asked about, the mean of its distributions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from tokenroom.rivals.base import Learner, Rival
from tokenroom.rivals.patterns import Patterns
from tokenroom.scoring import Floats, log_softmax
from tokenroom.text.number_phrases import Pattern


@dataclass(frozen=True, slots=True)
class Meant:
    """What a class meant at one place: scores on top of the instinct, and what that instinct had been lent by then."""

    scores: Mapping[int, float]  # by token id
    lent: tuple[Pattern, ...] = ()


@dataclass
class Averaged:
    """Adds the scores of a class to the instinct that it had; where it has none, it says what the instinct says.

    Attributes:
        name: what the class is called among players.
        instinct: whose log-probabilities the scores stand on; nobody else may lend it anything.
        meant: by place, which is how many tokens stand before.
    """

    name: str
    instinct: Rival
    meant: Mapping[int, Meant] = field(default_factory=dict)

    @property
    def state(self) -> Any:
        """What the instinct has learned; None if it learns nothing."""
        return self.instinct.state if isinstance(self.instinct, Learner) else None

    @state.setter
    def state(self, state: Any) -> None:
        if isinstance(self.instinct, Learner):
            self.instinct.state = state

    def learn(self, ids: Sequence[int]) -> None:
        """Let the instinct learn from a phrase (T,), if it learns."""
        if isinstance(self.instinct, Learner):
            self.instinct.learn(ids)

    def log_probs(self, context: Sequence[int]) -> Floats:
        """Return log-probabilities of every token after `context`, shape (V,)."""
        meant = self.meant.get(len(context), Meant({}))
        if isinstance(self.instinct, Patterns):
            for pattern in meant.lent:
                self.instinct.lend(pattern)
        logits = np.array(self.instinct.log_probs(context))
        logits[list(meant.scores)] += list(meant.scores.values())
        return log_softmax(logits)

    def passage_log_probs(self, ids: Sequence[int]) -> Floats:
        """Return `log_probs(ids[:t])` for each t below len(ids), shape (T, V)."""
        return np.array([self.log_probs(ids[:t]) for t in range(len(ids))])
