"""Lanes: one training step shared among threads, with a result that does not depend on how many there are.

NumPy lets go of Python's lock inside matrix products and element-wise work, so two threads with one BLAS thread each
are faster than one with two: nobody waits for the other within a product. The phrases of a step are cut into
micro-batches, which the lanes take in turn; every lane adds up its gradients, and the lanes' sums are added in order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from types import TracebackType
from typing import TypeAlias, TypeVar

import numpy as np
from threadpoolctl import ThreadpoolController

from tokenroom.model import optimisers
from tokenroom.model.arena import Arena
from tokenroom.model.layers import NOT_COUNTED, Dropout, Integers, New, Params
from tokenroom.model.loss import loss_and_grads
from tokenroom.model.transformer import TransformerConfig

T = TypeVar("T")
R = TypeVar("R")
Work: TypeAlias = Callable[[Params, New], tuple[float, Params]]  # a part of a step: its loss and its gradients


@dataclass(frozen=True)
class MicroBatch:
    """A few phrases that go through the model at once: ids and targets (B, T), and their own chance."""

    ids: Integers
    targets: Integers
    dropout: Dropout

    @property
    def counted(self) -> int:
        """How many targets the model is asked about."""
        return int(np.count_nonzero(self.targets != NOT_COUNTED))

    def work(self, config: TransformerConfig, weight: float) -> Work:
        """Return what a lane does with it, where each target weighs `weight`."""

        def run(params: Params, new: New) -> tuple[float, Params]:
            return loss_and_grads(params, config, self.ids, self.targets, self.dropout, new, weight)

        return run


@dataclass
class _Lane:
    """What one lane keeps from step to step: memory for the layers, and the gradients added up so far."""

    arena: Arena = field(default_factory=Arena)
    grads: Params = field(default_factory=dict)

    def run(self, params: Params, share: Sequence[Work]) -> float:
        """Go through the works of this lane; return their part of the loss, gradients in `grads`."""
        self.grads = {}  # the last step's are not needed any more, and their memory is
        loss = 0.0
        for work in share:
            loss += self._take(*work(params, self.arena))
        return loss

    def _take(self, loss: float, grads: Params) -> float:
        """Add up the gradients of a work, which nobody else holds, and return its part of the loss."""
        for name, grad in grads.items():
            if name in self.grads:
                self.grads[name] += grad
            else:
                self.grads[name] = grad
        return loss


class Lanes:
    """One lane or more, and the threads that work on them; to be closed, or used in a `with` statement.

    Args:
        lanes: into how many the work is shared; part of the recipe, for sums of floats depend on their order.
        threads: how many work on them; changes the time and nothing else.
    """

    def __init__(self, lanes: int, threads: int) -> None:
        self._lanes = [_Lane() for _ in range(lanes)]
        self._threads = ThreadPoolExecutor(threads, "lane")
        self._one_each = ThreadpoolController().limit(limits=1, user_api="blas")

    def __enter__(self) -> Lanes:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._threads.shutdown(cancel_futures=True)
        self._one_each.restore_original_limits()

    def loss_and_grads(
        self, params: Params, config: TransformerConfig, batches: Sequence[MicroBatch]
    ) -> tuple[float, Params]:
        """Return the mean loss over all counted targets of the batches in nats, and its gradient for every array.

        The gradients are good until the next call.
        """
        counted = sum(batch.counted for batch in batches)
        return self.total(params, [batch.work(config, 1.0 / counted) for batch in batches])

    def total(self, params: Params, works: Sequence[Work]) -> tuple[float, Params]:
        """Return what the losses of all works add up to, and the gradient of that for every array of weights.

        The gradients are good until the next call.
        """
        shares = [works[i :: len(self._lanes)] for i in range(len(self._lanes))]
        busy = [(lane, share) for lane, share in zip(self._lanes, shares, strict=True) if share]
        losses = self.map(lambda job: job[0].run(params, job[1]), busy)
        first, *others = (lane.grads for lane, _ in busy)

        def add(name: str) -> None:
            for grads in others:
                first[name] += grads[name]

        self.map(add, params)
        return sum(losses), first

    def step(self, params: Params, grads: Params, state: Params, rates: optimisers.Rates, lr: float) -> None:
        """Move all weights one step, in place, as `optimisers.step` does."""
        state["steps"] += 1
        largest_first = sorted(params, key=lambda name: -params[name].size)
        self.map(lambda name: optimisers.step_one(name, params, grads, state, rates, lr), largest_first)

    def map(self, work: Callable[[T], R], items: Iterable[T]) -> list[R]:
        """Do a work for each item, as many side by side as there are threads; return the results in their order."""
        return list(self._threads.map(work, items))
