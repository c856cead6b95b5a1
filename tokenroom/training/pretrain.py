"""Pre-training: from random weights to a language model, one batch of phrases a step."""

from __future__ import annotations

import math
from collections.abc import Generator
from dataclasses import dataclass, field

import numpy as np

from tokenroom.model import optimisers
from tokenroom.model.checkpoint import Mark
from tokenroom.model.layers import Dropout, Integers, Params
from tokenroom.model.transformer import TransformerConfig, init_params
from tokenroom.schema import Data
from tokenroom.training.lanes import Lanes, MicroBatch
from tokenroom.training.mixture import Mixture
from tokenroom.training.phrases import noised

LOSS_MEMORY = 0.95  # of the smoothed loss, a step
MOST = 10**12  # of all that is counted: more than any machine sees, and few enough for every sum made of it
_INIT_STREAM, _STEP_STREAM = 0, 2  # separate streams of chance from one seed; the shuffles have their own


class PretrainSettings(Data, frozen=True, kw_only=True):
    """How to train on a corpus of some hundred kilobytes; `checkpoints/*/recipe.toml` has the ladder's settings.

    Raises:
        ValueError: a number is out of range.
    """

    phrases: int = 10_000  # in the whole run; the learning rate falls to nothing at its end
    batch: int = 16  # phrases a step
    micro_batch: int = 4  # phrases that go through the model at once; their gradients are added up
    lanes: int = 2  # how many add up gradients side by side, each on a thread if there are cores for it
    rungs: tuple[int, ...] = (0, 100, 1_000, 10_000, 100_000)  # phrase counts at which a checkpoint is written
    marks: tuple[int, ...] = ()  # further ones at which the held-out loss is measured
    rates: optimisers.Rates = optimisers.Rates()
    warm_up: float = 0.02  # share of the run
    cool_down: float = 0.9  # share of the run
    dropout: float = 0.1  # share of the stream's values that is dropped at every layer
    seed: int = 1

    def __post_init__(self) -> None:
        """Refuse numbers that no run can have."""
        for name in ("phrases", "batch", "micro_batch", "lanes"):
            if not 1 <= getattr(self, name) <= MOST:
                raise ValueError(f"{name} must be from 1 to {MOST:,}, not {getattr(self, name)}")
        if self.seed < 0:
            raise ValueError(f"seed must be 0 or more, not {self.seed}")
        for name, most in (("dropout", 0.9), ("warm_up", 1.0), ("cool_down", 1.0)):
            if not 0.0 <= getattr(self, name) <= most:
                raise ValueError(f"{name} must be from 0 to {most}, not {getattr(self, name)}")
        for name in ("rungs", "marks"):
            if any(stop < 0 for stop in getattr(self, name)):
                raise ValueError(f"{name} must be 0 or more, not {min(getattr(self, name))}")


class Diverged(ArithmeticError):  # noqa: N818 - it tells what the run did
    """The loss of a run is no longer a sensible number; the message names the step and why."""


@dataclass
class TrainState:
    """All that a run needs to go on from where it stands, bit for bit; `pretrain` moves it."""

    params: Params
    optimiser: Params
    step: int = 0
    phrases: int = 0
    loss: float = math.nan  # of recent steps, smoothed; NaN before the first
    curve: list[Mark] = field(default_factory=list)


@dataclass(frozen=True)
class TrainStep:
    """What one step did.

    Attributes:
        step: its number, from 1.
        phrases: training sequences seen so far.
        tokens: tokens seen so far.
        loss: mean loss of this batch before the step, in nats a token.
        learning_rate: the part of the full learning rate that was used.
        grad_norm: the length of the gradient over all weights.
    """

    step: int
    phrases: int
    tokens: int
    loss: float
    learning_rate: float
    grad_norm: float


def start(config: TransformerConfig, settings: PretrainSettings) -> TrainState:
    """Return the state of a run that has seen nothing yet."""
    params = init_params(config, np.random.default_rng((settings.seed, _INIT_STREAM)))
    return TrainState(params, optimisers.init_state(params))


def pretrain(
    supply: Mixture, config: TransformerConfig, settings: PretrainSettings, state: TrainState, threads: int = 1
) -> Generator[TrainStep, None, None]:
    """Train to the end of the run, from wherever `state` stands, and yield after every step.

    `state` is changed in place; between two steps it may be saved, and a run from the saved state takes the same steps
    to the last bit on the same machine, for all chance is drawn anew from the seed and the step's number.

    Args:
        supply: the phrases to learn from; held-out documents must not be among them.
        config: the shape of the transformer.
        settings: how to train.
        state: from `start`, or as an earlier run left it.
        threads: how many work at once; more than `settings.lanes` are of little use. The result does not depend on it.

    Raises:
        Diverged: the loss or the gradient is NaN or infinite, or the loss is far above that of guessing.
    """
    with Lanes(settings.lanes, threads) as lanes:
        while state.phrases < settings.phrases:
            count = batch_size(state.phrases, settings)
            chance = np.random.default_rng((settings.seed, _STEP_STREAM, state.step))
            ids, targets, noise = supply.take(state.phrases, count)  # (count, context) each, (count, 1)
            yield _take_step(state, lanes, config, settings, noised(ids, noise, chance), targets)


def batch_size(phrases: int, settings: PretrainSettings) -> int:
    """Return how many phrases the next step takes, so that it does not run past a rung, a mark or the end."""
    stops = [stop for stop in (*settings.rungs, *settings.marks, settings.phrases) if stop > phrases]
    return min([settings.batch, *(stop - phrases for stop in stops)])


def _take_step(
    state: TrainState,
    lanes: Lanes,
    config: TransformerConfig,
    settings: PretrainSettings,
    ids: Integers,
    targets: Integers,
) -> TrainStep:
    loss, grads = lanes.loss_and_grads(state.params, config, _micro_batches(settings, state.step, ids, targets))
    grad_norm = math.sqrt(sum(float(np.vdot(grad, grad)) for grad in grads.values()))
    state.step += 1
    _check_sane(state.step, loss, grad_norm, config.vocab_size)
    lr = optimisers.schedule((state.phrases + len(ids) / 2) / settings.phrases, settings.warm_up, settings.cool_down)
    lanes.step(state.params, grads, state.optimiser, settings.rates, lr)
    state.phrases += len(ids)
    state.loss = loss if math.isnan(state.loss) else state.loss + (1.0 - LOSS_MEMORY) * (loss - state.loss)
    return TrainStep(state.step, state.phrases, state.phrases * config.context, loss, lr, grad_norm)


def _micro_batches(settings: PretrainSettings, step: int, ids: Integers, targets: Integers) -> list[MicroBatch]:
    """Cut the phrases of one step into micro-batches; each draws its zeros from a stream of its own."""
    batches = []
    for first in range(0, len(ids), settings.micro_batch):
        rows = slice(first, first + settings.micro_batch)
        chance = np.random.default_rng((settings.seed, _STEP_STREAM, step, first))
        batches.append(MicroBatch(ids[rows], targets[rows], Dropout(settings.dropout, chance)))
    return batches


def _check_sane(step: int, loss: float, grad_norm: float, vocab_size: int) -> None:
    guessing = math.log(vocab_size)
    if not math.isfinite(loss) or not math.isfinite(grad_norm):
        raise Diverged(f"training diverged at step {step}: loss {loss}, gradient norm {grad_norm}; lower the rates")
    if loss > 2.0 * guessing:
        raise Diverged(f"training diverged at step {step}: loss {loss:.2f}, and guessing costs {guessing:.2f} nats")
