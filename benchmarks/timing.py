"""Interleaved runs and their medians."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True)
class Row:
    """One line of the table: ours, the peer's, and what their ratio should be at most."""

    what: str
    ours: float  # seconds
    peer: float | None  # seconds
    limit: str

    def line(self) -> str:
        """Return the line, in milliseconds."""
        peer = "" if self.peer is None else f"{1000 * self.peer:9.1f}"
        ratio = "" if self.peer is None else f"{self.ours / self.peer:6.2f}"
        return f"{self.what:<58} {1000 * self.ours:9.1f} {peer:>9} {ratio:>6}   {self.limit}"


HEAD = f"{'milliseconds':<58} {'ours':>9} {'peer':>9} {'ratio':>6}   at most"


def interleaved(calls: Sequence[Callable[[], float]], runs: int) -> list[list[float]]:
    """Call each of `calls` in turn, `runs` times over; each returns the seconds it measured itself."""
    times: list[list[float]] = [[] for _ in calls]
    for _ in range(runs):
        for place, call in enumerate(calls):
            times[place].append(call())
    return times


def seconds(call: Callable[[], object]) -> float:
    """Return how long one call took."""
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def p95(values: Sequence[float]) -> float:
    """Return the 95th percentile."""
    return quantiles(values, n=20)[-1]


__all__ = ["HEAD", "Row", "interleaved", "median", "p95", "seconds"]
