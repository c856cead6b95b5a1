"""Chance for making pages: choices, numbers and shuffles from one generator that is passed in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

T = TypeVar("T")


class Dice:
    """Draws from a numpy generator, by plain Python values."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng

    def one(self, of: Sequence[T]) -> T:
        """Return one of a sequence."""
        return of[int(self._rng.integers(len(of)))]

    def some(self, of: Sequence[T], count: int) -> list[T]:
        """Return so many of a sequence, some perhaps twice."""
        return [self.one(of) for _ in range(count)]

    def different(self, of: Sequence[T], count: int) -> list[T]:
        """Return so many of a sequence, none twice; all of them if there are fewer."""
        return [of[int(i)] for i in self._rng.permutation(len(of))[:count]]

    def number(self, low: int, high: int) -> int:
        """Return a whole number, both ends among them."""
        return int(self._rng.integers(low, high + 1))

    def hit(self, share: float) -> bool:
        """Whether something happens that happens so often."""
        return bool(self._rng.random() < share)

    def places(self, share: float, count: int) -> list[int]:
        """Return which of so many things happen that each happen so often."""
        hits: list[int] = np.flatnonzero(self._rng.random(count) < share).tolist()
        return hits

    def digits(self, form: str) -> str:
        """Return a form with a digit for each #."""
        # all at once: the generator gives the same digits as one by one, and sooner
        drawn = iter(self._rng.integers(10, size=form.count("#")).tolist())
        return "".join(str(next(drawn)) if c == "#" else c for c in form)
