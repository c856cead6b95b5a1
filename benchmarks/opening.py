"""Opening each shipped level, until it asks its first item: as the first thing, after the warm-up, and once more.

The bound of half a second is for when the game runs: then the room has warmed up in a thread, or the level has been
opened before. Without that a level reads texts, counts what follows what, and loads weights: so it is in plain mode,
and for whoever is quicker in the room than the warm-up. Every opening that is not "once more" is measured in a process
of its own, in which the game is imported but nothing read.
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
WARM = "warm"  # behind a level's name: the warm-up comes before it
Timed = tuple[float, float]  # seconds, and how many of them the processor was at work


def rows() -> Iterator[Row]:
    """Open every level of the campaign, the daily phrase and practice; then tell how long the warm-up took."""
    from tokenroom.game.level import APART, level_names

    warmed: list[Timed] = []
    for name in (*level_names(), *APART):
        _, first, *again = _opened(name)
        yield Row(f"open {name}, as the first thing", first[0], None, "", _at_work(first[1]))
        warming, warm = _opened(name, WARM)[:2]
        yield Row(f"open {name}, after the warm-up", warm[0], None, BOUND, _at_work(warm[1]))
        times = [each[0] for each in again]
        note = f"median {1000 * median(times):.0f}, {_at_work(median(each[1] for each in again))}"
        yield Row(f"open {name}, once more, slowest of {AGAIN}", max(times), None, BOUND, note)
        warmed.append(warming)
    total, work = (median(each[n] for each in warmed) for n in (0, 1))
    yield Row(f"the warm-up, median of {len(warmed)}", total, None, "", _at_work(work))


def _opened(*arguments: str) -> list[Timed]:
    """How long the warm-up took in a process of its own (nothing without `WARM`), and then each opening of a level."""
    command = [sys.executable, "-m", "benchmarks.opening", *arguments]
    timed: list[Timed] = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    return timed


def _at_work(processor: float) -> str:
    """What a machine that does nothing else would take."""
    return f"{1000 * processor:.0f} of the processor"


def timed(call: Callable[[], object]) -> Timed:
    """Return how many seconds a call took, and how many of them the processor was at work for it."""
    began = time.process_time()
    return seconds(call), time.process_time() - began


def main(name: str, *options: str) -> None:
    """Print how long the warm-up took, if there is one, and each opening of the level, as JSON."""
    from functools import cache
    from pathlib import Path

    import tokenroom.cli.root  # noqa: F401 - one thread a matrix product, as in the game
    from tokenroom.game.campaign import Campaign
    from tokenroom.game.records import open_records
    from tokenroom.game.warming import warm_up
    from tokenroom.rivals.field import open_field

    with tempfile.TemporaryDirectory() as home:
        records, _ = open_records(Path(home) / "records.sqlite", now=lambda: "2026-11-22T10:00:00Z")
        seeds, kept = iter(range(1 + AGAIN)), cache(open_field)
        campaign = Campaign(records, kept, lambda: next(seeds), seconds_per_nat=0.0)
        pieces = warm_up(kept) if WARM in options else ()
        warming = timed(lambda: [piece() for piece in pieces])
        print(json.dumps([warming, *(timed(lambda: campaign.start(name)) for _ in range(1 + AGAIN))]))
        records.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
