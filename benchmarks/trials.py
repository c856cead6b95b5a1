"""What was tried for the ladder: the shipped recipe with one thing changed at a time, each given equal minutes.

Only named by hand (`python -m benchmarks.trials --minutes 3 [NAME…]`), and each trial learns anew how many phrases its
minutes hold, so the table is of this machine. Held-out losses of the seven corpora, in nats a token, and their mean.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from statistics import mean
from typing import Any

import msgspec

from tokenroom.cli.training import job_from
from tokenroom.training.evaluation import held_out_loss
from tokenroom.training.pretrain import pretrain, start
from tokenroom.training.recipe import Recipe, load_recipe, shipped_recipe
from tokenroom.training.run import TrainJob, phrases_in

TRIALS: dict[str, dict[str, Any]] = {
    "as shipped": {},
    "again, seed 2": {"settings": {"seed": 2}},
    "batch 16": {"settings": {"batch": 16}},
    "batch 64": {"settings": {"batch": 64}},
    "half the rates": {"rates": {"muon": 0.0075, "adam": 0.0075}},
    "twice the rates": {"rates": {"muon": 0.03, "adam": 0.03}},
    "Muon 0.03": {"rates": {"muon": 0.03}},
    "no dropout": {"settings": {"dropout": 0.0}},
    "no noise": {"noise": 0.0},
    "attention gain 1": {"model": {"attention_gain": 1.0}},
    "3 layers of 192": {"model": {"layers": 3, "width": 192}},
    "6 layers of 128": {"model": {"layers": 6, "width": 128}},
    "8 heads": {"model": {"heads": 8}},
    "context 64": {"model": {"context": 64}, "settings": {"batch": 64}},  # as many tokens a step
}


def changed(recipe: Recipe, model: Any = None, settings: Any = None, rates: Any = None, noise: Any = None) -> Recipe:
    """Return the recipe with some of its keys changed, by section; `noise` is that of every corpus."""
    replace = msgspec.structs.replace
    rates = replace(recipe.settings.rates, **rates or {})
    short = {"rungs": (), "marks": (), "rates": rates, **(settings or {})}
    corpora = recipe.corpora
    if noise is not None:
        corpora = {name: replace(part, noise=noise) for name, part in corpora.items()}
    return replace(
        recipe,
        corpora=corpora,
        model=replace(recipe.model, **model or {}),
        settings=replace(recipe.settings, **short),
    )


def lines(names: Sequence[str], seconds: float, threads: int) -> Iterator[str]:
    """Carry out the trials of these names, and tell of each in a line."""
    recipe = load_recipe(shipped_recipe())
    yield f"{'':<18}{'phrases':>9}{'mean':>7}" + "".join(f"{name[:7]:>8}" for name in recipe.corpora)
    for name in names:
        job = job_from(changed(recipe, **TRIALS[name]), seed=None)
        phrases = phrases_in(seconds, job, time.perf_counter, threads)
        losses = trial(job, phrases, threads)
        figures = "".join(f"{loss:8.3f}" for loss in losses)
        yield f"{name:<18}{phrases:9,}{mean(losses):7.3f}{figures}"


def trial(job: TrainJob, phrases: int, threads: int) -> list[float]:
    """Train on so many phrases, warming up as long as the long run, and return the held-out loss of each corpus."""
    warm_up = min(1.0, job.settings.warm_up * job.settings.phrases / phrases)
    settings = msgspec.structs.replace(job.settings, phrases=phrases, warm_up=warm_up)
    state = start(job.config, settings)
    for _ in pretrain(job.supply(), job.config, settings, state, threads):
        pass
    return [held_out_loss(state.params, job.config, documents, job.end_of_text) for documents in job.held_out.values()]


def main(arguments: Sequence[str]) -> None:
    """Read the options, and print a line for each trial as soon as it is done."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.trials", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"some of {', '.join(TRIALS)}; none for all")
    parser.add_argument("--minutes", type=float, default=3.0, help="of training, for each")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args(arguments)
    for name in options.names:
        if name not in TRIALS:
            parser.error(f"there is no trial {name!r}: name some of {', '.join(TRIALS)}")
    for line in lines(options.names or list(TRIALS), 60 * options.minutes, options.threads):
        print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
