"""`tokenroom train` and `tokenroom generate`: making a model and hearing it speak."""

from __future__ import annotations

import dataclasses
import math
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from tokenroom.cli.say import can_say_over, say, say_over
from tokenroom.errors import BadInput
from tokenroom.game.units import percent

if TYPE_CHECKING:
    from tokenroom.training.recipe import Recipe
    from tokenroom.training.run import Event, Progress, TrainJob


MOST_PHRASES = 10**12  # `training.pretrain.MOST`: NumPy, which comes with it, is loaded only when a command needs it


class Finite(click.FloatRange):
    """A number in a range; NaN, which is in no range and outside of none, is refused too."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the number (raises click.BadParameter)."""
        number = float(super().convert(value, param, ctx))
        if math.isnan(number):
            self.fail("nan is not a number", param, ctx)
        return number


@click.command()
@click.argument("corpora", nargs=-1)
@click.option("--ladder", is_flag=True, help="Make the shipped ladder of checkpoints again, from nothing.")
@click.option("--assistants", is_flag=True, help="Take the stages after pre-training again, from the last rung.")
@click.option("--all", "everything", is_flag=True, help="Make the ladder and then the assistants, from nothing.")
@click.option("--recipe", "recipe_file", type=click.Path(dir_okay=False, path_type=Path), help="Train by this file.")
@click.option("--phrases", type=click.IntRange(1, MOST_PHRASES), help="Stop after so many training sequences.")
@click.option("--minutes", type=Finite(0.05, 10_000), help="Stop after about so many minutes on this machine.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="The folder of the run.")
@click.option("--seed", type=click.IntRange(0), help="Draw weights and the order of phrases from this number.")
@click.option("--threads", type=click.IntRange(1, 64), help="Work on so many cores; by default on all.")
def train(
    corpora: tuple[str, ...],
    ladder: bool,
    assistants: bool,
    everything: bool,
    recipe_file: Path | None,
    phrases: int | None,
    minutes: float | None,
    out: Path | None,
    seed: int | None,
    threads: int | None,
) -> int:
    """Train a transformer on CORPORA (default: english) and write its checkpoints.

    Run the same command again to go on where it stopped.
    """
    from tokenroom.files import user_root

    if phrases is not None and minutes is not None:
        raise click.UsageError("--phrases and --minutes exclude each other: give one")
    if sum(map(bool, (corpora, ladder, recipe_file, assistants, everything))) > 1:
        raise click.UsageError("CORPORA, --ladder, --recipe, --assistants and --all exclude each other: give one")
    threads = threads or os.cpu_count() or 1
    if assistants or everything:
        if any(option is not None for option in (phrases, minutes, seed)):
            raise click.UsageError("--phrases, --minutes and --seed are settled by the recipes here: leave them out")
        return _train_all(out or user_root() / "runs" / "all", everything, threads)
    names = tuple(dict.fromkeys(corpora)) or ("english",)
    made_by = "ladder" if ladder else recipe_file.stem if recipe_file else None
    name = f"{made_by}.recipe" if made_by else "+".join(names)  # no corpus has a dot in its name
    folder = out or user_root() / "runs" / name
    with _faults_told(folder):
        job = job_from(_recipe(names, ladder, recipe_file), seed)
        return _run(folder, _long_enough(job, folder, phrases, minutes, threads), threads)


def _train_all(folder: Path, from_nothing: bool, threads: int) -> int:
    """Make the ladder in `folder`, if it is to be made, and take the stages after it."""
    from tokenroom.cli.assistants import shipped_base, train_assistants_in
    from tokenroom.model.checkpoint import load_checkpoint
    from tokenroom.training.recipe import load_recipe, shipped_recipe

    with _faults_told(folder):
        if from_nothing:
            job = job_from(load_recipe(shipped_recipe()), None)
            if status := _run(folder / "ladder", job, threads):
                return status
            base = load_checkpoint(folder / "ladder" / f"step-{job.settings.phrases}", job.tokenizer)
        else:
            base = shipped_base()
        return train_assistants_in(folder / "assistant", base, threads)


def _recipe(names: tuple[str, ...], ladder: bool, recipe_file: Path | None) -> Recipe:
    from tokenroom.training.mixture import Part
    from tokenroom.training.recipe import Recipe, load_recipe, shipped_recipe

    if ladder or recipe_file:
        return load_recipe(recipe_file or shipped_recipe())
    return Recipe(corpora={name: Part() for name in names})


def _long_enough(job: TrainJob, folder: Path, phrases: int | None, minutes: float | None, threads: int) -> TrainJob:
    """Return the job with as many phrases as are wanted, or as this machine learns from in so many minutes."""
    from tokenroom.training.run import phrases_in, settings_in

    begun = settings_in(folder)
    if minutes is not None and begun is not None:  # how far it goes was measured when it began
        phrases = begun.phrases
    elif minutes is not None:
        say("measuring the speed of this machine …", err=True)
        phrases = phrases_in(60.0 * minutes, job, time.perf_counter, threads)
    if phrases is None:
        return job
    return dataclasses.replace(job, settings=msgspec.structs.replace(job.settings, phrases=phrases))


@contextmanager
def _faults_told(folder: Path) -> Iterator[None]:
    """Tell in one line what can go wrong in a run of any kind."""
    from tokenroom.errors import CheckFailed
    from tokenroom.training.pretrain import Diverged

    try:
        yield
    except Diverged as error:
        raise CheckFailed("train", folder.name, str(error)) from error
    except MemoryError as error:
        wrong = "does not fit into the memory of this machine"
        raise BadInput("train", folder.name, wrong, "make the model or the corpus smaller") from error


def _run(folder: Path, job: TrainJob, threads: int) -> int:
    from tokenroom.training.run import run_training

    try:
        for event in run_training(folder, job, time.perf_counter, threads=threads):
            with suppress(BrokenPipeError):  # nobody looks on any more: that is no reason to stop
                _show(event)
    except KeyboardInterrupt:
        say("", err=True)
        say(f"stopped; the same command goes on from the last save in {folder}, if there was time for one", err=True)
        return 130
    return 0


@click.command()
@click.argument("prompt")
@click.option("--rival", help="Who speaks, such as step-10000; by default the checkpoint that has read most.")
@click.option("--corpus", default="english", help="A corpus whose tokens it speaks.")
@click.option("--temperature", type=Finite(0.0, 1000.0), default=1.0, help="0 takes the likeliest token always.")
@click.option("--top-k", type=click.IntRange(1), help="Draw from the K likeliest tokens alone.")
@click.option("--top-p", type=Finite(1e-6, 1.0), help="Draw from the likeliest share P alone.")
@click.option("--seed", type=click.IntRange(0), default=0, help="Draw from this number.")
@click.option("--tokens", type=click.IntRange(1, 100_000), default=60, help="How many tokens to draw.")
def generate(
    prompt: str,
    rival: str | None,
    corpus: str,
    temperature: float,
    top_k: int | None,
    top_p: float | None,
    seed: int,
    tokens: int,
) -> int:
    """Let a checkpoint go on from PROMPT, token by token."""
    import numpy as np

    from tokenroom.model.sampling import generate as sample
    from tokenroom.rivals.field import open_field

    field = open_field(corpus)
    speaker = field.checkpoint(rival)
    ids = [field.tokenizer.end_of_text, *field.tokenizer.encode(prompt)]
    rng = np.random.default_rng(seed)
    drawn: list[int] = []
    try:
        for token in sample(speaker.params, speaker.config, ids, tokens, temperature, top_k, top_p, rng):
            if token == field.tokenizer.end_of_text:
                break
            drawn.append(token)
    except ValueError as error:
        raise BadInput("generate", "", str(error)) from error
    for line in (prompt + field.tokenizer.decode(drawn)).split("\n"):
        say(line)
    return 0


def job_from(recipe: Recipe, seed: int | None) -> TrainJob:
    """Open the corpora of a recipe and return the job; `seed` takes the place of the recipe's.

    Raises:
        BadInput: a corpus that is not there, or that has another tokenizer than the first.
    """
    from tokenroom.rivals.field import open_field
    from tokenroom.training.recipe import job_of

    fields = {name: open_field(name) for name in recipe.corpora}
    first = next(iter(fields.values()))
    for field in fields.values():
        if field.tokenizer.sha256 != first.tokenizer.sha256:
            wrong = f"{field.corpus.name} has another tokenizer than {first.corpus.name}"
            raise BadInput("train", "", wrong, "train on corpora that share one")
    if seed is not None:
        recipe = msgspec.structs.replace(recipe, settings=msgspec.structs.replace(recipe.settings, seed=seed))
    training = {name: field.training_ids for name, field in fields.items()}
    held_out = {name: field.held_out_ids for name, field in fields.items()}
    return job_of(recipe, training, held_out, first.tokenizer)


def _show(event: Event) -> None:
    """Print one event of a run; on a terminal the line of progress is written over, else one comes in a hundred."""
    from tokenroom.training.run import Measured, Progress, Started

    over = can_say_over()
    match event:
        case Started():
            say(f"{event.weights:,} weights; phrase {event.phrases:,} of {event.total:,}", err=True)
        case Progress() if over:
            say_over(_progress_line(event))
        case Progress() if event.step % 100 == 0 or event.phrases == event.total:
            say(_progress_line(event), err=True)
        case Measured(mark, folder):
            losses = ", ".join(f"{name} {loss:.3f}" for name, loss in mark.held_out_losses.items())
            written = f"; written to {folder}" if folder else ""
            if over:
                say("", err=True)
            say(f"phrase {mark.phrases:,}: held out {losses or 'nothing'} (nats/token){written}")


def _progress_line(event: Progress) -> str:
    left = f"{event.seconds_left / 60:.1f} min" if event.seconds_left >= 90 else f"{event.seconds_left:.0f} s"
    share = event.phrases / event.total
    return (
        f"step {event.step:,}  phrase {event.phrases:,} of {event.total:,} ({percent(share)})  loss {event.loss:.3f}  "
        f"{event.tokens_per_second:,.0f} tokens/s  {left} left"
    )
