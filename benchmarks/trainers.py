"""Who is timed at training: ours, and the same model with the same optimisers in eager PyTorch, if it is there."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from importlib.util import find_spec
from typing import Protocol

import numpy as np

from tokenroom.model import optimisers
from tokenroom.model.layers import Dropout, Integers, Params
from tokenroom.model.transformer import TransformerConfig, init_params
from tokenroom.training.lanes import Lanes, MicroBatch

THREADS = int(os.environ.get("BENCHMARK_THREADS", "2"))  # of every trainer, ours and theirs
TOKENS_TOGETHER = 512  # of a micro-batch: what lies between the layers then stays in a core's cache


class Trainer(Protocol):
    """Takes steps on batches of ids and targets (B, T)."""

    def step(self, ids: Integers, targets: Integers, lr: float = 1.0) -> float:
        """Take one step, and return the mean loss before it."""
        ...


class Ours:
    """The transformer in NumPy, on two lanes, as `tokenroom train` runs it.

    Args:
        config: the shape of the transformer.
        rates: learning rates at full height.
        params: the first weights; the trainer moves them in place.
        dropout: share of the stream's values that is dropped.
    """

    def __init__(
        self, config: TransformerConfig, rates: optimisers.Rates, params: Params, dropout: float = 0.0
    ) -> None:
        self.config, self.params = config, params
        self._rates, self._dropout, self._chance = rates, dropout, np.random.default_rng(0)
        self._state = optimisers.init_state(params)
        self._lanes = Lanes(lanes=THREADS, threads=THREADS)

    def step(self, ids: Integers, targets: Integers, lr: float = 1.0) -> float:
        """Cut the batch into micro-batches, an equal number for each lane, and take one step."""
        size = max(1, min(TOKENS_TOGETHER // ids.shape[1], len(ids) // THREADS))
        batches = [self._micro_batch(ids[i : i + size], targets[i : i + size]) for i in range(0, len(ids), size)]
        loss, grads = self._lanes.loss_and_grads(self.params, self.config, batches)
        self._lanes.step(self.params, grads, self._state, self._rates, lr)
        return loss

    def _micro_batch(self, ids: Integers, targets: Integers) -> MicroBatch:
        return MicroBatch(ids, targets, Dropout(self._dropout, self._chance.spawn(1)[0]))


def random_params(config: TransformerConfig) -> Params:
    """Return weights of which none is zero, so that nobody is spared any work."""
    rng = np.random.default_rng(0)
    return {
        name: rng.normal(0, 0.05, array.shape).astype(array.dtype) for name, array in init_params(config, rng).items()
    }


def pair(config: TransformerConfig, rates: optimisers.Rates) -> list[Trainer | None]:
    """Return our trainer and its peer, from the same weights; None where torch is not installed."""
    params = random_params(config)
    return [Ours(config, rates, {name: array.copy() for name, array in params.items()}), peer(config, rates, params)]


def peer(config: TransformerConfig, rates: optimisers.Rates, params: Params) -> Trainer | None:
    """Return the trainer in PyTorch, or None."""
    if find_spec("torch") is None:
        return None
    from benchmarks.torch_training import TorchTrainer

    return TorchTrainer(config, rates, params, THREADS)


def step_time(trainer: Trainer | None, batch: tuple[Integers, Integers], steps: int) -> Callable[[], float] | None:
    """Return a call that takes a step to warm up and then measures the seconds of each of `steps`."""
    if trainer is None:
        return None

    def measure() -> float:
        trainer.step(*batch)
        began = time.perf_counter()
        for _ in range(steps):
            trainer.step(*batch)
        return (time.perf_counter() - began) / steps

    return measure
