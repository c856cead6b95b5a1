"""Phrases of numbers that stand for nothing, each with a pattern in it, and their best predictor.

The best predictor knows the settings, but neither which pattern a phrase has nor what was drawn for it: that it works
out by Bayes' rule from the numbers so far. Nobody can be less surprised on average. A number is a token id, from 0 to
V-1; the vocabulary is large, so a prediction is kept as shares for a few numbers and one for all others.
Letters in the shape comments: T numbers in a phrase, V in the vocabulary.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias, get_args

import msgspec
import numpy as np

from tokenroom.schema import Data
from tokenroom.scoring import Floats
from tokenroom.text.sparse import Sparse, dense, mixed
from tokenroom.text.symbols_chance import MOST, probabilities

Pattern: TypeAlias = Literal["repeats", "frequent", "pairs"]
PATTERNS: tuple[Pattern, ...] = get_args(Pattern)
OFTEN = 3  # a number that came so many times, more than twice, tends to come again
Share = Annotated[float, msgspec.Meta(gt=0, lt=1)]


@dataclass(frozen=True, slots=True)
class NumberPhrase:
    """A phrase that was drawn: its numbers (T,), and which pattern is in them."""

    ids: tuple[int, ...]
    kind: Pattern


class NumberPhrases(Data, frozen=True):
    """What phrases are drawn from. Each has one of three patterns, as often as `priors` say.

    - repeats: a number drawn for the phrase keeps coming back, at each place with probability `again`.
    - frequent: some numbers, the same in every such phrase, come with their shares at each place.
    - pairs: `pairs` cues and their partners, all different, are drawn for the phrase; the pairs take turns at random,
      each as likely, and after a cue its partner always comes.

    What no pattern decides is a fresh number, every one of the vocabulary as likely.

    Raises:
        ValueError: shares that leave nothing, a number outside the vocabulary or named twice, priors that are none, or
            more pairs than the vocabulary has numbers for.
    """

    vocabulary_size: Annotated[int, msgspec.Meta(ge=2, le=10_000_000)] = 128_000
    length: Annotated[int, msgspec.Meta(ge=1, le=MOST)] = 16
    again: Share = 0.6
    frequent: tuple[tuple[int, Share], ...] = ((124, 0.4), (10_931, 0.25))
    pairs: Annotated[int, msgspec.Meta(ge=1, le=MOST)] = 2
    priors: tuple[float, float, float] = (1.0, 1.0, 1.0)  # in the order of PATTERNS

    def __post_init__(self) -> None:
        """Refuse settings from which nothing could be drawn."""
        numbers = [number for number, _ in self.frequent]
        if len(set(numbers)) < len(numbers) or not all(0 <= n < self.vocabulary_size for n in numbers):
            raise ValueError(f"frequent must name different numbers from 0 to {self.vocabulary_size - 1}")
        if not sum(share for _, share in self.frequent) < 1.0:
            raise ValueError("frequent must leave a share for other numbers: theirs must add up to less than 1")
        if 2 * self.pairs > self.vocabulary_size:
            raise ValueError(f"pairs must be at most half as many as the numbers, {self.vocabulary_size // 2}")
        probabilities(self.priors)

    def draw(self, rng: np.random.Generator, kind: Pattern | None = None) -> NumberPhrase:
        """Return a phrase of `length` numbers, of `kind` or of one that is drawn too."""
        kind = kind or PATTERNS[int(rng.choice(len(PATTERNS), p=probabilities(self.priors)))]
        draws = {"repeats": self._draw_repeats, "frequent": self._draw_frequent, "pairs": self._draw_pairs}
        return NumberPhrase(tuple(draws[kind](rng)), kind)

    def mix(self, count: int, rng: np.random.Generator) -> tuple[Pattern, ...]:
        """Return `count` patterns in any order, each as often as `priors` say or once more or less."""
        shares = np.cumsum(probabilities(self.priors))  # (patterns,)
        places = (np.arange(count) + rng.random()) / max(1, count)  # (count,), evenly apart
        drawn = rng.permutation(np.minimum(np.searchsorted(shares, places, side="right"), len(PATTERNS) - 1))
        return tuple(PATTERNS[int(n)] for n in drawn)

    def predictions(self, ids: Sequence[int]) -> list[Sparse]:
        """Return what the best predictor expects at each of `ids` (T,) from those before it, and after the last: T + 1.

        Raises:
            ValueError: a number outside the vocabulary, or numbers that cannot come from these settings.
        """
        if not all(0 <= number < self.vocabulary_size for number in ids):
            raise ValueError(f"every number must be from 0 to {self.vocabulary_size - 1}")
        with np.errstate(divide="ignore"):  # ln 0 = -inf: a pattern that is refuted weighs nothing from then on
            evidence = np.log(probabilities(self.priors)).tolist()
        out = []
        for t, each in enumerate(zip(self._repeats(ids), self._frequent(ids), self._pairs(ids), strict=True)):
            out.append(mixed(_weights(evidence), each))
            if t < len(ids):
                evidence = [e + _log(expected.of(ids[t])) for e, expected in zip(evidence, each, strict=True)]
        return out

    def log_probs(self, context: Sequence[int]) -> Floats:
        """Return what the best predictor expects after `context`, shape (V,), nats; raises as `predictions` does."""
        return self.predictions(context)[-1].log_probs()

    def passage_log_probs(self, ids: Sequence[int]) -> Floats:
        """Return `log_probs(ids[:t])` for each t below len(ids), shape (T, V); raises as `predictions` does."""
        return dense(self.predictions(ids)[:-1], self.vocabulary_size)

    def surprises(self, ids: Sequence[int]) -> Floats:
        """Return what each of `ids` (T,) costs the best predictor, in nats: (T,); raises as `predictions` does."""
        return np.array([0.0 - _log(p.of(number)) for p, number in zip(self.predictions(ids), ids, strict=False)])

    def _draw_repeats(self, rng: np.random.Generator) -> list[int]:
        ids = rng.integers(self.vocabulary_size, size=self.length)  # (T,)
        ids[rng.random(self.length) < self.again] = rng.integers(self.vocabulary_size)
        drawn: list[int] = ids.tolist()
        return drawn

    def _draw_frequent(self, rng: np.random.Generator) -> list[int]:
        ids = rng.integers(self.vocabulary_size, size=self.length)  # (T,)
        bounds = np.cumsum([share for _, share in self.frequent])
        which = np.searchsorted(bounds, rng.random(self.length), side="right")  # (T,), len(bounds) for a fresh one
        drawn: list[int] = np.choose(which, [*(number for number, _ in self.frequent), ids]).tolist()
        return drawn

    def _draw_pairs(self, rng: np.random.Generator) -> list[int]:
        numbers = rng.choice(self.vocabulary_size, 2 * self.pairs, replace=False).reshape(-1, 2)  # (pairs, 2)
        turns = rng.integers(self.pairs, size=-(-self.length // 2))
        drawn: list[int] = numbers[turns].ravel()[: self.length].tolist()
        return drawn

    def _repeats(self, ids: Sequence[int]) -> Iterator[Sparse]:
        """What one expects who knows that a number keeps coming back: which, is told by how often each came.

        A number that came n times is as likely to be the one as the next is after n times `gain`, in logarithms.
        """
        fresh = (1.0 - self.again) / self.vocabulary_size
        gain = math.log1p(self.again / fresh)
        seen: Counter[int] = Counter()
        for number in [*ids, None]:
            most = max(seen.values(), default=0)
            weights = {n: math.exp(gain * (times - most)) for n, times in seen.items()}
            unseen = math.exp(-gain * most)
            total = sum(weights.values()) + unseen * (self.vocabulary_size - len(seen))
            named = {n: self.again * weight / total + fresh for n, weight in weights.items()}
            yield Sparse(self.vocabulary_size, self.again * unseen / total + fresh, named)
            seen.update(() if number is None else (number,))

    def _frequent(self, ids: Sequence[int]) -> Iterator[Sparse]:
        """What one expects who knows that this phrase has frequent numbers: always the same."""
        fresh = (1.0 - sum(share for _, share in self.frequent)) / self.vocabulary_size
        always = Sparse(self.vocabulary_size, fresh, {number: share + fresh for number, share in self.frequent})
        return iter([always] * (len(ids) + 1))

    def _pairs(self, ids: Sequence[int]) -> Iterator[Sparse]:
        """What one expects who knows that the phrase is made of pairs; of no account once the numbers refute it."""
        bound: dict[int, int] = {}  # the partner of each cue that has come
        for t, number in enumerate([*ids, -1]):
            cue = ids[t - 1] if t % 2 else None
            yield self._pairs_at(bound, cue)
            if cue is not None:
                bound[cue] = number

    def _pairs_at(self, bound: dict[int, int], cue: int | None) -> Sparse:
        """What comes after `cue`, or where a pair begins (None)."""
        seen = dict.fromkeys([*bound, *bound.values(), *([] if cue is None else [cue])], 0.0)
        unseen = max(1, self.vocabulary_size - len(seen))
        if cue is None:
            begun = dict.fromkeys(bound, 1.0 / self.pairs)
            return Sparse(self.vocabulary_size, max(0, self.pairs - len(bound)) / self.pairs / unseen, seen | begun)
        if cue in bound:
            return Sparse(self.vocabulary_size, 0.0, {bound[cue]: 1.0})
        return Sparse(self.vocabulary_size, 1.0 / unseen, seen)


def pattern_places(phrase: NumberPhrase) -> tuple[int, ...]:
    """Return the places of a phrase where the numbers before show its pattern, so that something can be expected.

    Repeats: some number came more than twice. Frequent: anywhere but at the start. Pairs: after a cue that came before.
    What stands at the place itself, or behind it, does not matter.
    """
    ids = phrase.ids
    if phrase.kind == "repeats":
        return tuple(t for t in range(len(ids)) if came_often(ids[:t]))
    if phrase.kind == "frequent":
        return tuple(range(1, len(ids)))
    return tuple(t for t in range(1, len(ids), 2) if ids[t - 1] in ids[: t - 1 : 2])


def came_often(ids: Sequence[int]) -> dict[int, int]:
    """Return the numbers that came more than twice among `ids`, with how often."""
    return {number: times for number, times in Counter(ids).items() if times >= OFTEN}


def _weights(evidence: Sequence[float]) -> list[float]:
    """How much each pattern weighs, the likeliest 1, from the logarithms of how likely each has made the numbers."""
    most = max(evidence)
    if most == -math.inf:
        raise ValueError("these numbers cannot come from these settings")
    return [math.exp(e - most) for e in evidence]


def _log(p: float) -> float:
    return math.log(p) if p > 0.0 else -math.inf
