"""Seconds of every stage after pre-training, by the shipped recipe: `python -m benchmarks.stages [--threads 2]`.

All assistants are trained anew in a temporary folder. Each stage is timed to its end, its figures on held-out texts and
the writing of its checkpoint included; the limits are those of the levels.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.timing import machine
from tokenroom.cli.assistants import schooling, shipped_base
from tokenroom.training.assistants import StageDone, StageProgress, train_assistants

LIMITS = {"chat": 60, "reward": 60, "tamed": 180, "gamed": 180, "sums-start": 300, "sums": 300}  # seconds
HEAD = f"{'stage':<12} {'steps':>6} {'seconds':>9} {'at most':>9}   figures on held-out texts"


def main(arguments: Sequence[str]) -> int:
    """Train, and print a line a stage as soon as it is done; 1 if one took too long."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stages", description=__doc__)
    parser.add_argument("--threads", type=int, default=2)
    threads = parser.parse_args(arguments).threads
    print(f"{machine()}\n{HEAD}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        taken = _seconds(Path(folder), threads)
    sums = taken["sums-start"] + taken["sums"]
    print(f"{'both of sums':<12} {'':>6} {sums:9.1f} {LIMITS['sums']:9}", flush=True)
    return int(sums > LIMITS["sums"] or any(taken[name] > limit for name, limit in LIMITS.items()))


def _seconds(folder: Path, threads: int) -> dict[str, float]:
    taken, steps = {}, 0
    for event in train_assistants(folder, schooling(shipped_base()), time.perf_counter, threads):
        if isinstance(event, StageProgress):
            steps = event.total
        elif isinstance(event, StageDone):
            taken[event.stage] = event.seconds
            figures = ", ".join(f"{name} {figure:.3f}" for name, figure in event.figures.items())
            print(f"{event.stage:<12} {steps:6} {event.seconds:9.1f} {LIMITS[event.stage]:9}   {figures}", flush=True)
    return taken


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
