"""What was tried for the twin: its settings with one thing changed at a time, on every process of the symbols.

Only named by hand (`python -m benchmarks.twin_trials [NAME…]`). For each process a new twin, with a vocabulary of
4,096, is shown phrases of 100 symbols, each a token of its own; before each it is asked. Nats above the optimum, means
over three seeds, and milliseconds of processor time a phrase.
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
SEEDS = (1, 2, 3)
SPANS = ((5, 10), (20, 50), (50, 100), (100, 200))  # of phrases
SHOWN = {"skewed digits": "skewed-digits", "repeats": "repeats-short", "pairs": "pairs"}
TRIALS: dict[str, dict[str, Any]] = {
    "as shipped": {},
    "no smear": {"shape": {"smear": False}},
    "so, 2 layers": {"shape": {"smear": False, "layers": 2}},
    "no swapping": {"swapping": False},
    "no decay": {"rates": {"adam_decay": 0.0}},
    "400 tokens": {"tokens": 400},
    "1,600 tokens": {"tokens": 1600},
    "2 layers": {"shape": {"layers": 2}},
    "2 heads": {"shape": {"heads": 2}},
    "32 wide": {"shape": {"width": 32}},
    "half the rates": {"rates": {"muon": 0.025, "adam": 0.015}},
    "twice the rates": {"rates": {"muon": 0.1, "adam": 0.06}},
}


def settings_of(shape: Any = None, rates: Any = None, **rest: Any) -> TwinSettings:
    """Return the twin's settings with some of them changed."""
    usual, changed = TwinSettings(), msgspec.structs.replace
    return changed(usual, shape=changed(usual.shape, **shape or {}), rates=changed(usual.rates, **rates or {}), **rest)


def excess(named: NamedProcess, settings: TwinSettings, seed: int) -> Floats:
    """Return how far above the optimum the twin was at each phrase, in nats a symbol, shape (phrases,)."""
    twin, rng = Twin(VOCABULARY, seed, settings), np.random.default_rng(seed)
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
    above = {named.name: np.mean([excess(named, settings, seed) for seed in SEEDS], axis=0) for named in processes}
    yield f"{1000 * (time.process_time() - began) / (len(SEEDS) * len(above) * SPANS[-1][1]):5.1f}"
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
