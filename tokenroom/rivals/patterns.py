"""Patterns: an instinct that starts knowing nothing, and is lent the patterns of number phrases one by one.

It mixes what each pattern that it was lent expects with what one expects who knows nothing, in fixed weights. A pattern
that says nothing at a place takes no part there. The weights are whole numbers near those that cost least over 3,000
phrases of the usual settings with all three patterns lent (2.7, 0.8 and 5.9 against 3, by trying one after the other
until none got better); `python -m benchmarks.number_phrases patterns` shows that half or double of any costs more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from tokenroom.scoring import Floats
from tokenroom.text.number_phrases import OFTEN, PATTERNS, Pattern, came_often
from tokenroom.text.sparse import Sparse, dense, evenly, mixed

WEIGHTS: dict[Pattern, float] = {"repeats": 3.0, "frequent": 1.0, "pairs": 6.0}
NOTHING = 3.0  # the weight of knowing nothing, which is part of every answer


@dataclass(frozen=True, slots=True)
class Came:
    """How often a token came in the phrases shown so far, and in how many of them."""

    times: int = 0
    phrases: int = 0


@dataclass(frozen=True)
class PatternsState:
    """All that is known at one moment. Learning makes a new state and leaves the old one as it is."""

    lent: frozenset[Pattern] = frozenset()
    came: Mapping[int, Came] = field(default_factory=dict)

    def lending(self, pattern: Pattern) -> PatternsState:
        """Return the state with one pattern more (raises ValueError if there is no such pattern)."""
        if pattern not in PATTERNS:
            raise ValueError(f"there is no pattern {pattern!r}: there are {', '.join(PATTERNS)}")
        return replace(self, lent=self.lent | {pattern})

    def having_seen(self, ids: Sequence[int]) -> PatternsState:
        """Return the state after one more phrase (T,)."""
        fresh = {token: self._after(token, times) for token, times in Counter(ids).items()}
        return replace(self, came={**self.came, **fresh})

    def _after(self, token: int, times: int) -> Came:
        before = self.came.get(token, Came())
        return Came(before.times + times, before.phrases + 1)


class Patterns:
    """A rival that knows the patterns which it was lent, and nothing else: without any, all V tokens are as likely.

    What it says depends on the context, on the phrases shown and on the patterns lent. To go back to a moment, keep its
    `state` and set it again.
    """

    name = "patterns"

    def __init__(self, vocabulary_size: int) -> None:
        self.vocabulary_size = vocabulary_size
        self.state = PatternsState()

    def lend(self, pattern: Pattern) -> None:
        """Let it use a pattern from now on (raises ValueError if there is no such pattern)."""
        self.state = self.state.lending(pattern)

    def learn(self, ids: Sequence[int]) -> None:
        """Count the tokens of a phrase (T,), also while no pattern is lent that needs the counts.

        Raises:
            ValueError: an id outside the vocabulary.
        """
        self._check(ids)
        self.state = self.state.having_seen(ids)

    def prediction(self, context: Sequence[int]) -> Sparse:
        """Return what it expects after `context`; raises ValueError for an id outside the vocabulary."""
        self._check(context)
        voices = [(NOTHING, evenly(self.vocabulary_size))]
        for pattern in (pattern for pattern in PATTERNS if pattern in self.state.lent):
            counts = self._expected(pattern, context)
            total = sum(counts.values())
            if total:
                shares = {token: times / total for token, times in counts.items()}
                voices.append((WEIGHTS[pattern], Sparse(self.vocabulary_size, 0.0, shares)))
        weights, each = zip(*voices, strict=True)
        return mixed(weights, each)

    def log_probs(self, context: Sequence[int]) -> Floats:
        """Return log-probabilities of every token after `context`, shape (V,); raises as `prediction` does."""
        return self.prediction(context).log_probs()

    def passage_log_probs(self, ids: Sequence[int]) -> Floats:
        """Return `log_probs(ids[:t])` for each t below len(ids), shape (T, V); raises as `prediction` does."""
        return dense([self.prediction(ids[:t]) for t in range(len(ids))], self.vocabulary_size)

    def _expected(self, pattern: Pattern, context: Sequence[int]) -> Mapping[int, int]:
        """Return the tokens that a pattern expects after `context`, each as much as its number says.

        Repeats: what came more than twice in the phrase. Frequent: what came in more than two of the phrases shown.
        Pairs: what followed the last token when it stood in the phrase before.
        """
        if pattern == "repeats":
            return came_often(context)
        if pattern == "frequent":
            return {token: came.times for token, came in self.state.came.items() if came.phrases >= OFTEN}
        return Counter(after for token, after in pairwise(context) if token == context[-1])

    def _check(self, ids: Sequence[int]) -> None:
        if not all(0 <= token < self.vocabulary_size for token in ids):
            raise ValueError(f"every token must be from 0 to {self.vocabulary_size - 1}")
