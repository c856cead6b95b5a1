"""A player that is made when it is first asked: to count a corpus takes a while, and its passage may come later."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from tokenroom.rivals.base import Rival
from tokenroom.scoring import Floats


class Deferred:
    """Answers as the player that `make` gives, and is called `name` before there is one.

    Args:
        name: the player's name.
        make: makes the player; it must not fail.
    """

    def __init__(self, name: str, make: Callable[[], Rival]) -> None:
        self.name, self._make = name, make

    def log_probs(self, context: Sequence[int]) -> Floats:
        """Return the player's log-probabilities after `context`, shape (V,)."""
        return self._player.log_probs(context)

    def passage_log_probs(self, ids: Sequence[int]) -> Floats:
        """Return the player's log-probabilities at each of `ids`, shape (T, V)."""
        return self._player.passage_log_probs(ids)

    @cached_property
    def _player(self) -> Rival:
        return self._make()
