"""`python -m benchmarks`: every benchmark, one table; or those that are named: `python -m benchmarks room growth`.

`python -m benchmarks.far` is not among them: it takes twenty minutes, and prints a curve. Nor is
`python -m benchmarks.stages`, which trains all assistants.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable

from benchmarks import generation, growth, map, opening, rival, rollouts, room, throughput, time_to_loss, tuning, twin
from benchmarks.timing import Row, show

PARTS: dict[str, Callable[[], Iterable[Row]]] = {
    "room": room.rows,
    "map": map.rows,
    "opening": opening.rows,
    "rival": rival.rows,
    "twin": twin.rows,
    "throughput": throughput.rows,
    "generation": generation.rows,
    "rollouts": rollouts.rows,
    "tuning": tuning.rows,
    "growth": growth.rows,
    "time_to_loss": time_to_loss.rows,
}


def main() -> None:
    """Run them, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"some of {', '.join(PARTS)}; none for all")
    names = parser.parse_args().names
    for name in names:
        if name not in PARTS:
            parser.error(f"there is no benchmark {name!r}: name some of {', '.join(PARTS)}")
    show(row for name in names or PARTS for row in PARTS[name]())


if __name__ == "__main__":
    main()
