"""Opening each shipped level, until it asks its first item: in a process that just began, and once more in it.

The bound of half a second is for the second time, when the game runs; the first reads texts, counts what follows what,
and loads weights. Each level has a process of its own, in which the game is imported but nothing read.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator

from benchmarks.timing import Row, median, seconds

AGAIN = 5  # times that a level is opened once more, each with another seed
BOUND = "500 ms"


def rows() -> Iterator[Row]:
    """Open every level of the campaign, the daily phrase and practice."""
    from tokenroom.game.level import APART, level_names

    for name in (*level_names(), *APART):
        command = [sys.executable, "-m", "benchmarks.opening", name]
        first, *again = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
        yield Row(f"open {name}, as the first thing", first[0], None, "", _at_work(first[1]))
        times = [each[0] for each in again]
        note = f"median {1000 * median(times):.0f}, {_at_work(median(each[1] for each in again))}"
        yield Row(f"open {name}, once more, slowest of {AGAIN}", max(times), None, BOUND, note)


def _at_work(processor: float) -> str:
    """What a machine that does nothing else would take."""
    return f"{1000 * processor:.0f} of the processor"


def timed(call: Callable[[], object]) -> tuple[float, float]:
    """Return how many seconds a call took, and how many of them the processor was at work for it."""
    began = time.process_time()
    return seconds(call), time.process_time() - began


def main(name: str) -> None:
    """Print how long each opening of the level took, as JSON."""
    from functools import cache
    from pathlib import Path

    import tokenroom.cli.root  # noqa: F401 - one thread a matrix product, as in the game
    from tokenroom.game.campaign import Campaign
    from tokenroom.game.records import open_records
    from tokenroom.rivals.field import open_field

    with tempfile.TemporaryDirectory() as home:
        records, _ = open_records(Path(home) / "records.sqlite", now=lambda: "2026-11-22T10:00:00Z")
        seeds = iter(range(1 + AGAIN))
        campaign = Campaign(records, cache(open_field), lambda: next(seeds), seconds_per_nat=0.0)
        print(json.dumps([timed(lambda: campaign.start(name)) for _ in range(1 + AGAIN)]))
        records.close()


if __name__ == "__main__":
    main(sys.argv[1])
