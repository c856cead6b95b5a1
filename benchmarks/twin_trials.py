"""What was tried for the twin: its settings with one thing changed at a time, on every process of the symbols.

Only named by hand (`python -m benchmarks.twin_trials [NAME…]`). For each process a new twin, with a vocabulary of
4,096, is shown phrases of 100 symbols, each a token of its own; before each it is asked. Nats above the optimum, and
milliseconds of processor time a phrase.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import numpy as np
from threadpoolctl import threadpool_limits

from tokenroom.rivals.evaluation import passage_surprises
from tokenroom.rivals.twin import Twin, TwinSettings
from tokenroom.scoring import Floats
from tokenroom.text.corpus import find_corpus
from tokenroom.text.symbols import NamedProcess, draw, load_processes

VOCABULARY, LENGTH = 4096, 100
SPANS = ((5, 10), (20, 50), (50, 100), (100, 200))  # of phrases
SHOWN = {"skewed digits": "skewed-digits", "repeats": "repeats-short", "pairs": "pairs"}
TRIALS: dict[str, dict[str, Any]] = {
    "as shipped": {},
    "1 window": {"windows": 1},
    "4 windows": {"windows": 4},
    "16 windows": {"windows": 16},
    "1 layer": {"shape": {"layers": 1}},
    "3 layers": {"shape": {"layers": 3}},
    "32 wide": {"shape": {"width": 32}},
    "64 wide": {"shape": {"width": 64}},
    "rotary 10,000": {"shape": {"rotary_base": 10_000.0}},
    "gain 2": {"shape": {"attention_gain": 2.0}},
    "half the rates": {"rates": {"muon": 0.025, "adam": 0.015}},
    "twice the rates": {"rates": {"muon": 0.1, "adam": 0.06}},
}


def settings_of(shape: Any = None, rates: Any = None, **rest: int) -> TwinSettings:
    """Return the twin's settings with some of them changed."""
    usual, changed = TwinSettings(), msgspec.structs.replace
    return changed(usual, shape=changed(usual.shape, **shape or {}), rates=changed(usual.rates, **rates or {}), **rest)


def excess(named: NamedProcess, settings: TwinSettings) -> Floats:
    """Return how far above the optimum the twin was at each phrase, in nats a symbol, shape (phrases,)."""
    twin, rng = Twin(VOCABULARY, seed=1, settings=settings), np.random.default_rng(1)
    tokens = rng.choice(VOCABULARY, named.process.size, replace=False)  # each symbol is some token
    above = np.empty(SPANS[-1][1])
    for number in range(len(above)):
        sequence = draw(named.process, LENGTH, rng)
        ids = tokens[sequence.symbols].tolist()
        above[number] = (passage_surprises(twin, ids) - sequence.surprises).mean()
        twin.learn(ids)
    return above


def trial(processes: Sequence[NamedProcess], settings: TwinSettings) -> Iterator[str]:
    """Yield the milliseconds of a phrase, then the figures of the processes shown, then those of all together."""
    began = time.process_time()
    above = {named.name: excess(named, settings) for named in processes}
    yield f"{1000 * (time.process_time() - began) / (len(above) * SPANS[-1][1]):5.1f}"
    for rows in (*(above[name] for name in SHOWN.values()), np.mean(list(above.values()), axis=0)):
        yield "  " + " ".join(f"{rows[first:last].mean():5.2f}" for first, last in SPANS)


def main(arguments: Sequence[str]) -> None:
    """Read the names, and print a line for each trial."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.twin_trials", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"some of {', '.join(TRIALS)}; none for all")
    names = parser.parse_args(arguments).names
    for name in names:
        if name not in TRIALS:
            parser.error(f"there is no trial {name!r}: name some of {', '.join(TRIALS)}")
    spans = ", ".join(f"{first + 1} to {last}" for first, last in SPANS)
    print(f"nats above the optimum in phrases {spans}\n{'':<16}   ms" + "".join(f"  {x:<23}" for x in (*SHOWN, "all")))
    with threadpool_limits(1):
        processes = load_processes(find_corpus("symbols"))
        for name in names or TRIALS:
            print(f"{name:<16}" + "".join(trial(processes, settings_of(**TRIALS[name]))), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
