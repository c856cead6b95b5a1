"""How often something may be done: a bucket of tries that fills up again as time passes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limit:
    """So many at once, and one more every so many seconds."""

    at_once: int
    seconds_each: float


CODES = Limit(60, 2.0)  # wrong codes of one address: of forty students each may mistype, and half of them again
WORDS = Limit(5, 60.0)  # wrong words for one name
MESSAGES = Limit(40, 0.1)  # of one connection


class Tries:
    """Counts what is tried, each key by itself; times are passed in, in seconds."""

    MOST = 10_000  # keys that are remembered: those that are full again go first

    def __init__(self, limit: Limit) -> None:
        self._limit = limit
        self._left: dict[str, tuple[float, float]] = {}  # by key: how many were left, and when

    def left(self, key: str, now: float) -> float:
        """Return how many tries `key` has left; below 1 it may not try."""
        left, at = self._left.get(key, (float(self._limit.at_once), now))
        return min(float(self._limit.at_once), left + max(0.0, now - at) / self._limit.seconds_each)

    def may(self, key: str, now: float) -> bool:
        """Whether `key` may try."""
        return self.left(key, now) >= 1.0

    def take(self, key: str, now: float) -> None:
        """Count one try of `key`."""
        self._left[key] = (self.left(key, now) - 1.0, now)
        if len(self._left) > self.MOST:
            full = float(self._limit.at_once)
            self._left = {k: v for k, v in self._left.items() if self.left(k, now) < full}

    def forget(self, key: str) -> None:
        """Let a key go that will not come back."""
        self._left.pop(key, None)
