"""`tokenroom train`, `tokenroom generate` and `tokenroom tokenizer`: making a model and hearing it speak."""

from __future__ import annotations

import dataclasses
import math
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from tokenroom.cli.say import can_say_over, say, say_over

if TYPE_CHECKING:
    from tokenroom.rivals.field import Field
    from tokenroom.training.run import Event, Progress, TrainJob


class Finite(click.FloatRange):
    """A number in a range; NaN, which is in no range and outside of none, is refused too."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the number (raises click.BadParameter)."""
        number = float(super().convert(value, param, ctx))
        if math.isnan(number):
            self.fail("nan is not a number", param, ctx)
        return number


@click.command()
@click.argument("corpus", default="english")
@click.option("--phrases", type=click.IntRange(1), help="Stop after so many training sequences.")
@click.option("--minutes", type=Finite(0.05, 10_000), help="Stop after about so many minutes on this machine.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="The folder of the run.")
@click.option("--seed", type=click.IntRange(0), help="Draw weights and the order of phrases from this number.")
def train(corpus: str, phrases: int | None, minutes: float | None, out: Path | None, seed: int | None) -> int:
    """Train a transformer on CORPUS and write its checkpoints; run it again to go on where it stopped."""
    from tokenroom.errors import CheckFailed
    from tokenroom.files import user_root
    from tokenroom.rivals.field import open_field
    from tokenroom.training.pretrain import Diverged
    from tokenroom.training.run import phrases_in, run_training, settings_in

    if phrases is not None and minutes is not None:
        raise click.UsageError("--phrases and --minutes exclude each other: give one")
    folder = out or user_root() / "runs" / corpus
    job = _job(open_field(corpus), seed)
    begun = settings_in(folder)
    if phrases is not None:
        job = _with_phrases(job, phrases)
    elif minutes is not None and begun is not None:  # how far it goes was measured when it began
        job = _with_phrases(job, begun.phrases)
    elif minutes is not None:
        say("measuring the speed of this machine …", err=True)
        job = _with_phrases(job, phrases_in(60.0 * minutes, job, time.perf_counter))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for event in run_training(folder, job, time.perf_counter):
            with suppress(BrokenPipeError):  # nobody looks on any more: that is no reason to stop
                _show(event)
    except KeyboardInterrupt:
        say("", err=True)
        say(f"stopped; the same command goes on from the last save in {folder}, if there was time for one", err=True)
        return 130
    except Diverged as error:
        raise CheckFailed("train", folder.name, str(error)) from error
    return 0


@click.command()
@click.argument("prompt")
@click.option("--rival", help="Who speaks, such as step-10000; by default the checkpoint that has read most.")
@click.option("--corpus", default="english", help="The corpus it was trained on.")
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

    from tokenroom.errors import BadInput
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


@click.command()
@click.argument("corpus", default="english")
@click.option(
    "--size", type=click.IntRange(260, 200_000), default=2048, help="Tokens, the three special ones included."
)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The .tiktoken file to write."
)
def tokenizer(corpus: str, size: int, out: Path) -> int:
    """Learn byte-pair merges from CORPUS's training documents and write them in tiktoken's format."""
    from tokenroom.text.corpus import find_corpus, load_corpus
    from tokenroom.text.tokenizer import SPECIAL_TOKENS, save_ranks, train_ranks

    texts = [document.text for document in load_corpus(find_corpus(corpus)).training]
    ranks = train_ranks(texts, size)
    save_ranks(out, ranks)
    say(f"{out}: {len(ranks):,} tokens and {len(SPECIAL_TOKENS)} special ones from {len(texts)} documents")
    return 0


def _job(field: Field, seed: int | None) -> TrainJob:
    from tokenroom.model.transformer import TransformerConfig
    from tokenroom.training.pretrain import PretrainSettings
    from tokenroom.training.run import TrainJob

    return TrainJob(
        corpus=field.corpus.name,
        documents=field.training_ids,
        held_out=field.held_out_ids,
        tokenizer=field.tokenizer.sha256,
        end_of_text=field.tokenizer.end_of_text,
        config=TransformerConfig(vocab_size=field.tokenizer.size),
        settings=PretrainSettings() if seed is None else PretrainSettings(seed=seed),
    )


def _with_phrases(job: TrainJob, phrases: int) -> TrainJob:
    return dataclasses.replace(job, settings=msgspec.structs.replace(job.settings, phrases=phrases))


def _show(event: Event) -> None:
    """Print one event of a run; on a terminal the line of progress is written over, else one comes in a hundred."""
    from tokenroom.training.run import Progress, RungReached, Started

    over = can_say_over()
    match event:
        case Started():
            say(f"{event.weights:,} weights; phrase {event.phrases:,} of {event.total:,}", err=True)
        case Progress() if over:
            say_over(_progress_line(event))
        case Progress() if event.step % 100 == 0 or event.phrases == event.total:
            say(_progress_line(event), err=True)
        case RungReached():
            loss = "" if event.held_out_loss is None else f"held-out loss {event.held_out_loss:.3f} nats/token, "
            if over:
                say("", err=True)
            say(f"phrase {event.phrases:,}: {loss}written to {event.folder}")


def _progress_line(event: Progress) -> str:
    left = f"{event.seconds_left / 60:.1f} min" if event.seconds_left >= 90 else f"{event.seconds_left:.0f} s"
    share = event.phrases / event.total
    return (
        f"step {event.step:,}  phrase {event.phrases:,} of {event.total:,} ({share:.0%})  loss {event.loss:.3f}  "
        f"{event.tokens_per_second:,.0f} tokens/s  {left} left"
    )
