"""`python -m benchmarks.classroom`: how much the host of a class holds, beside what it is to hold.

`--chaos`: connections cut at random and the host killed; `--thousand`: larger and larger classes; `--lesson`: what a
lesson of 90 minutes needs in memory.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.classroom.chaos import run_chaos
from benchmarks.classroom.crowd import LEVEL, Measured, measure
from benchmarks.classroom.host import HostProcess
from benchmarks.classroom.lesson import show_lesson
from benchmarks.timing import machine, median, p95

WIDE = 64
SIZES = (200, 400, 600, 800, 1_000)


def main() -> None:
    """Run what is asked for, and print it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.classroom", description=__doc__)
    parser.add_argument("--chaos", action="store_true", help="connections cut, the host killed twice")
    parser.add_argument("--thousand", action="store_true", help="classes of up to 1,000")
    parser.add_argument("--lesson", action="store_true", help="memory in a lesson of 90 minutes")
    parser.add_argument("--students", type=int, default=200)
    parser.add_argument("--seconds", type=int, default=60, help="how long --chaos lasts")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    print(machine(), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        if chosen.chaos:
            run_chaos(home, chosen.students, chosen.seconds, chosen.seed)
        elif chosen.thousand:
            show_sizes(home)
        elif chosen.lesson:
            show_lesson(home, chosen.students)
        else:
            show_class(home, chosen.students)


def show_class(home: Path, students: int) -> None:
    """Print what a class costs, beside a class of ten."""
    few, many = measured(home, 10, 1), measured(home, students, 3)
    print(f"{f'{students} students, {LEVEL}':<{WIDE}} {'measured':>12}   at most")
    line("joining, all at once", f"{many.joining:.2f} s", "5 s")
    line("answer to acknowledgement, spread over 10 s, p95", _ms(p95(many.calm)), "50 ms")
    line("the same, median", _ms(median(many.calm)))
    line("answer to acknowledgement, all in the same instant, p95", _ms(p95(many.rush)))
    line(f"reveal until the last student has it, worst of {len(many.reveals)}", _ms(max(many.reveals)), "300 ms")
    line("messages to the projector meanwhile", f"{many.projected:.1f} a s", "(1 at least)")
    line("written to disk while answers come", f"{many.written * 1000:.0f} kB/s")
    line("the host's share of one core meanwhile", f"{many.busy:.0%}")
    line("memory of the host, a class of ten, peak", f"{few.peak:.0f} MB")
    line(f"memory of the host, {students} students, peak", f"{many.peak:.0f} MB")
    line("what they need beyond ten", f"{many.peak - few.peak:.0f} MB", "150 MB")


def show_sizes(home: Path) -> None:
    """Print what classes of growing size cost."""
    print(f"{'':<40}" + "".join(f"{size:>10,}" for size in SIZES) + "   at most")
    columns = [measured(home, size, 1) for size in SIZES]
    _row("joining, all at once, s", columns, lambda m: f"{m.joining:.2f}", "5")
    _row("acknowledgement, spread, p95, ms", columns, lambda m: f"{1000 * p95(m.calm):.1f}", "50")
    _row("acknowledgement, same instant, p95, ms", columns, lambda m: f"{1000 * p95(m.rush):.0f}", "")
    _row("reveal to all, worse of two, ms", columns, lambda m: f"{1000 * max(m.reveals):.0f}", "300")
    _row("memory of the host, peak, MB", columns, lambda m: f"{m.peak:.0f}", "")
    _row("written while answers come, kB/s", columns, lambda m: f"{1000 * m.written:.0f}", "")
    _row("the host's share of one core then", columns, lambda m: f"{m.busy:.0%}", "")


def measured(home: Path, students: int, items: int) -> Measured:
    """Return what a class of its own costs on a host of its own."""
    host = HostProcess(home, (LEVEL,), name=f"class-of-{students}")
    host.start()
    try:
        return asyncio.run(measure(host, students, items))
    finally:
        host.close()


def line(what: str, found: str, limit: str = "") -> None:
    """Print a line of the table."""
    print(f"{what:<{WIDE}} {found:>12}   {limit}".rstrip(), flush=True)


def _row(what: str, columns: list[Measured], show: Callable[[Measured], str], limit: str) -> None:
    print(f"{what:<40}{''.join(f'{show(column):>10}' for column in columns)}   {limit}".rstrip(), flush=True)


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.1f} ms"


if __name__ == "__main__":
    main()
