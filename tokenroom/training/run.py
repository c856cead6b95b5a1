"""A training run in a folder: it resumes, saves itself, writes the rungs of the ladder, and yields its progress."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Annotated

import msgspec
import numpy as np

from tokenroom.errors import BadInput
from tokenroom.files import holding
from tokenroom.model.arrays import Arrays, Header, read_arrays, read_header, write_arrays
from tokenroom.model.checkpoint import Checkpoint, Mark, TrainingSummary, save_checkpoint
from tokenroom.model.transformer import TransformerConfig
from tokenroom.training.evaluation import held_out_loss
from tokenroom.training.mixture import Mixture, Part
from tokenroom.training.phrases import Documents
from tokenroom.training.pretrain import Diverged, PretrainSettings, TrainState, pretrain, start

Clock = Callable[[], float]  # seconds, from any beginning

NAME = "run"  # of the files that hold a run's state
_PARAM = "param."  # before the name of a weight, to tell it from the optimisers' arrays


@dataclass(frozen=True)
class TrainJob:
    """What to train, on what, and how.

    Attributes:
        parts: how each corpus takes part, by its name.
        documents: token ids of the training documents of each corpus.
        held_out: token ids of the documents that the rungs are measured on, never trained on, by corpus.
        tokenizer: the hash of the tokenizer that made the ids.
        end_of_text: the id that stands between documents.
        config: the shape of the transformer.
        settings: how to train.
    """

    parts: dict[str, Part]
    documents: dict[str, Documents]
    held_out: dict[str, Documents]
    tokenizer: str
    end_of_text: int
    config: TransformerConfig
    settings: PretrainSettings

    def supply(self) -> Mixture:
        """Return the phrases to learn from (raises ValueError if a corpus holds no tokens)."""
        return Mixture(self.documents, self.parts, self.config.context, self.end_of_text, self.settings.seed)

    @cached_property
    def fingerprint(self) -> str:
        """A hash of the token ids of all training documents in their order."""
        digest = hashlib.sha256()
        for document in chain.from_iterable(self.documents[name] for name in sorted(self.documents)):
            digest.update(np.array([len(document), *document], "<i8").tobytes())
        return digest.hexdigest()


@dataclass(frozen=True)
class Started:
    """A run begins, or goes on from `phrases` of `total`; the model has `weights` numbers to learn."""

    phrases: int
    total: int
    weights: int


@dataclass(frozen=True)
class Progress:
    """One step is done.

    Attributes:
        step: its number, from 1.
        phrases: training sequences seen so far, of `total`.
        total: training sequences in the whole run.
        loss: of recent steps, smoothed, in nats a token.
        tokens_per_second: since this process began or resumed the run.
        seconds_left: to the end of the run, at that rate.
    """

    step: int
    phrases: int
    total: int
    loss: float
    tokens_per_second: float
    seconds_left: float


@dataclass(frozen=True)
class Measured:
    """The learning curve has one more point; at a rung, a checkpoint was written into `folder`."""

    mark: Mark
    folder: Path | None


Event = Started | Progress | Measured


class RunHeader(Header, frozen=True, kw_only=True):
    """`run.json`: where the run stands, and what it must be resumed with."""

    parts: dict[str, Part]
    documents: str  # the hash of the training documents' ids
    tokenizer: str
    config: TransformerConfig
    settings: PretrainSettings
    step: Annotated[int, msgspec.Meta(ge=0)]
    phrases: Annotated[int, msgspec.Meta(ge=0)]
    loss: float | None
    curve: tuple[Mark, ...]


def run_training(
    folder: Path, job: TrainJob, clock: Clock, save_every: float = 20.0, threads: int = 1
) -> Iterator[Event]:
    """Train in `folder`, from the beginning or from where an earlier run there was stopped, and yield what happens.

    A rung is written into `folder`/step-N at every phrase count of `job.settings.rungs`, and at the end. Stopped at any
    moment, even by a power cut, the run loses what it did since the last save, and ends with the same weights.

    Args:
        folder: where the run lives; made if it is not there.
        job: what to train. To resume, it must be the same job.
        clock: tells the seconds, for the rate and the saving; the learning does not depend on it.
        save_every: seconds between two saves.
        threads: how many work at once; the result does not depend on it.

    Raises:
        BadInput: the folder holds a damaged run, one of another job, or one that another process is at.
        tokenroom.training.pretrain.Diverged: the loss or a weight is no longer a sensible number.
        ValueError: the training documents hold no tokens.
    """
    with holding(folder / ".lock", "wait for it, or train in another folder"):
        yield from _run_alone(folder, job, clock, save_every, threads)


def _run_alone(folder: Path, job: TrainJob, clock: Clock, save_every: float, threads: int) -> Iterator[Event]:
    state = load_state(folder, job)
    began, at_start, saved = clock(), state.phrases, clock()
    yield Started(state.phrases, job.settings.phrases, sum(array.size for array in state.params.values()))
    if state.phrases == 0 and is_stop(0, job.settings):
        yield measure(folder, job, state, threads)
    for step in pretrain(job.supply(), job.config, job.settings, state, threads):
        yield _progress(state, job, clock() - began, state.phrases - at_start)
        if is_stop(step.phrases, job.settings):
            yield measure(folder, job, state, threads)
        if clock() - saved >= save_every or step.phrases == job.settings.phrases:
            save_state(folder, job, state)
            saved = clock()


def settings_in(folder: Path) -> PretrainSettings | None:
    """Return the settings that the run in `folder` was begun with, to go on with them; None when there is no run.

    Raises:
        BadInput: the header of the run is damaged.
    """
    return read_header(folder, NAME, RunHeader).settings if (folder / f"{NAME}.json").exists() else None


def phrases_in(seconds: float, job: TrainJob, clock: Clock, threads: int = 1, trial_steps: int = 4) -> int:
    """Return how many phrases of `job` this machine learns from in so many seconds, from a short trial.

    The trial's model is thrown away. The answer is a whole number of batches, at least one.
    """
    state = start(job.config, job.settings)
    steps = pretrain(job.supply(), job.config, job.settings, state, threads)
    first = next(steps).phrases  # the first step also warms up the caches: it is not timed
    began, phrases = clock(), first
    for _, step in zip(range(trial_steps), steps, strict=False):
        phrases = step.phrases
    rate = (phrases - first) / max(clock() - began, 1e-9)  # phrases a second; 0 when one step was the whole run
    return job.settings.batch * max(1, int(seconds * rate / job.settings.batch))


def is_rung(phrases: int, settings: PretrainSettings) -> bool:
    """Tell whether a checkpoint is due at this phrase count: at every rung, and at the end of the run."""
    return phrases in settings.rungs or phrases == settings.phrases


def is_stop(phrases: int, settings: PretrainSettings) -> bool:
    """Tell whether the held-out loss is due at this phrase count: at every mark and every rung."""
    return phrases in settings.marks or is_rung(phrases, settings)


def measure(folder: Path, job: TrainJob, state: TrainState, threads: int = 1) -> Measured:
    """Measure the model as it stands, and at a rung write it as a checkpoint into `folder`/step-N.

    So many `threads` read what is held out; the result does not depend on them.

    Raises:
        tokenroom.training.pretrain.Diverged: a weight is NaN, infinite, or too large for a checkpoint.
    """
    _check_weights(state)
    losses = {
        name: held_out_loss(state.params, job.config, documents, job.end_of_text, threads)
        for name, documents in job.held_out.items()
    }
    mark = Mark(phrases=state.phrases, train_loss=_or_none(state.loss), held_out_losses=losses)
    state.curve = [*(old for old in state.curve if old.phrases < mark.phrases), mark]
    return Measured(mark, write_rung(folder, job, state) if is_rung(state.phrases, job.settings) else None)


def _check_weights(state: TrainState) -> None:
    largest = float(np.max([np.abs(array).max() for array in state.params.values()]))  # NaN if there is one
    if not largest <= float(np.finfo(np.float16).max):
        raise Diverged(f"training diverged at step {state.step}: the largest weight is {largest:g}; lower the rates")


def write_rung(folder: Path, job: TrainJob, state: TrainState) -> Path:
    """Write the model as it stands into `folder`/step-N, and return that folder."""
    tokens = state.phrases * job.config.context
    summary = TrainingSummary(seed=job.settings.seed, tokens=tokens, curve=tuple(state.curve))
    place = folder / f"step-{state.phrases}"
    shares = {name: part.share for name, part in job.parts.items()}
    save_checkpoint(place, Checkpoint(state.params, job.config, state.phrases, job.tokenizer, shares, summary))
    return place


def save_state(folder: Path, job: TrainJob, state: TrainState) -> None:
    """Write all that the run needs to go on, in full precision, whole or not at all."""
    header = RunHeader(
        parts=job.parts,
        documents=job.fingerprint,
        tokenizer=job.tokenizer,
        config=job.config,
        settings=job.settings,
        step=state.step,
        phrases=state.phrases,
        loss=_or_none(state.loss),
        curve=tuple(state.curve),
    )
    write_arrays(folder, NAME, header, _arrays(state))


def load_state(folder: Path, job: TrainJob) -> TrainState:
    """Return the state that `save_state` wrote into `folder`, or that of a run that begins when there is none.

    Raises:
        BadInput: the files are damaged, or belong to another job.
    """
    fresh = start(job.config, job.settings)
    if not (folder / f"{NAME}.json").exists():
        return fresh
    header = read_header(folder, NAME, RunHeader)
    _check_same_job(folder / f"{NAME}.json", header, job)
    arrays = read_arrays(folder, header, {name: array.shape for name, array in _arrays(fresh).items()})
    params = {name: arrays[_PARAM + name] for name in fresh.params}
    optimiser = {name: arrays[name] for name in fresh.optimiser}
    loss = math.nan if header.loss is None else header.loss
    return TrainState(params, optimiser, header.step, header.phrases, loss, list(header.curve))


def _arrays(state: TrainState) -> Arrays:
    return {_PARAM + name: array for name, array in state.params.items()} | state.optimiser


def _check_same_job(path: Path, header: RunHeader, job: TrainJob) -> None:
    wanted = {
        "parts": job.parts,
        "documents": job.fingerprint,
        "tokenizer": job.tokenizer,
        "config": job.config,
        "settings": job.settings,
    }
    for key, value in wanted.items():
        if msgspec.json.encode(getattr(header, key)) != msgspec.json.encode(value):  # the order of the corpora counts
            raise BadInput(path, key, "the run was begun with another one", "take back the change, or another folder")


def _progress(state: TrainState, job: TrainJob, seconds: float, phrases: int) -> Progress:
    """Describe where the run stands, `seconds` and `phrases` after this process took it up."""
    rate = phrases / max(seconds, 1e-9)  # phrases a second
    total = job.settings.phrases
    left = (total - state.phrases) / max(rate, 1e-9)
    return Progress(state.step, state.phrases, total, state.loss, rate * job.config.context, left)


def _or_none(number: float) -> float | None:
    return None if math.isnan(number) else number
