"""Interleaved runs and their medians."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from statistics import median, quantiles


@dataclass(frozen=True)
class Row:
    """One line of the table: ours, the peer's, and what their ratio should be at most."""

    what: str
    ours: float  # seconds
    peer: float | None  # seconds; None where there is none
    limit: str
    note: str = ""

    def line(self) -> str:
        """Return the line, in milliseconds."""
        peer = "" if self.peer is None else _milliseconds(self.peer)
        ratio = "" if self.peer is None else f"{self.ours / self.peer:6.2f}"
        line = f"{self.what:<{WIDE}} {_milliseconds(self.ours)} {peer:>9} {ratio:>6}   {self.limit:<7} {self.note}"
        return line.rstrip()


WIDE = 64
HEAD = f"{'milliseconds':<{WIDE}} {'ours':>9} {'peer':>9} {'ratio':>6}   at most"


def _milliseconds(value: float) -> str:
    return f"{1000 * value:9.2f}" if value < 1.0 else f"{1000 * value:9.0f}"


def show(rows: Iterable[Row]) -> None:
    """Print the table, each line as soon as it is known, and what the machine is doing besides."""
    print(f"{machine()}\n{HEAD}", flush=True)
    for row in rows:
        print(row.line(), flush=True)


def machine() -> str:
    """Return what this is measured on, and how busy it is."""
    python = f"Python {platform.python_version()}, NumPy {version('numpy')}"
    peer = f"PyTorch {version('torch')}" if find_spec("torch") else "no PyTorch: no peers to the model"
    return f"{python}, {peer}, {os.cpu_count()} cores, {platform.machine()}, load {os.getloadavg()[0]:.1f} before"


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


def medians(calls: Sequence[Callable[[], float] | None], runs: int) -> list[float | None]:
    """Call each of `calls` in turn, `runs` times over, and return the median of each; None where there is no call."""
    times = iter(interleaved([call for call in calls if call is not None], runs))
    return [None if call is None else median(next(times)) for call in calls]


__all__ = ["Row", "interleaved", "machine", "median", "medians", "p95", "seconds", "show"]
