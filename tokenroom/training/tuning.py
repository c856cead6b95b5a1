"""Fine-tuning: a trained model goes on learning from something else, one step at a time, and may be undone.

What the steps have in common whatever they are made of: lanes, the optimisers' memory, the learning rate's way, the
smoothed loss. Supervised fine-tuning, the reward model and the policy differ in the works they give to a step.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Generic, TypeVar

import numpy as np

from tokenroom.model import optimisers
from tokenroom.model.layers import Integers, Params
from tokenroom.training.lanes import Lanes, Work
from tokenroom.training.pretrain import Diverged

S = TypeVar("S")
LOSS_MEMORY = 0.9  # of the smoothed loss, a step


@dataclass
class TuneState:
    """All that a fine-tuning needs to go on from where it stands; each step moves it."""

    params: Params
    optimiser: Params
    step: int = 0
    loss: float = math.nan  # of recent steps, smoothed; NaN before the first
    curve: list[float] = field(default_factory=list)  # the loss of every step


@dataclass(frozen=True)
class TuneStep:
    """What one step did.

    Attributes:
        step: its number, from 1, of `total`.
        total: steps in all.
        loss: of this step's examples, before the step.
        smoothed: of recent steps.
        grad_norm: the length of the gradient over all weights.
    """

    step: int
    total: int
    loss: float
    smoothed: float
    grad_norm: float


def start_from(params: Params) -> TuneState:
    """Return the state of a fine-tuning that has not begun; `params` stay as they are, so that all can be undone."""
    copies = {name: array.copy() for name, array in params.items()}
    return TuneState(copies, optimisers.init_state(copies))


def take_step(
    state: TuneState, lanes: Lanes, works: Sequence[Work], rates: optimisers.Rates, lr: float, total: int
) -> TuneStep:
    """Add up the works of one step, move the weights, and tell what it did.

    Raises:
        Diverged: the loss or the gradient is NaN or infinite.
    """
    loss, grads = lanes.total(state.params, works)
    grad_norm = math.sqrt(sum(float(np.vdot(grad, grad)) for grad in grads.values()))
    if not (math.isfinite(loss) and math.isfinite(grad_norm)):
        raise Diverged(f"training diverged at step {state.step + 1}: loss {loss}, gradient norm {grad_norm}")
    lanes.step(state.params, grads, state.optimiser, rates, lr)
    state.step += 1
    state.curve.append(loss)
    state.loss = loss if math.isnan(state.loss) else state.loss + (1.0 - LOSS_MEMORY) * (loss - state.loss)
    return TuneStep(state.step, total, loss, state.loss, grad_norm)


def flush_left(texts: Sequence[Sequence[int]], filler: int) -> Integers:
    """Return texts of any lengths as ids (B, T) that begin together; padding behind them, which no token sees."""
    longest = max(map(len, texts))
    return np.array([list(text) + [filler] * (longest - len(text)) for text in texts])


def by_length(lengths: Sequence[int], size: int) -> list[list[int]]:
    """Return the places of texts in groups of at most `size`, like lengths together: there is little padding."""
    order = sorted(range(len(lengths)), key=lambda i: lengths[i])
    return [order[first : first + size] for first in range(0, len(order), size)]


def micro_batches(lengths: Sequence[int], size: int, lanes: int) -> list[list[int]]:
    """Return the places of texts in the groups that go through the model at once, for lanes that take them in turn.

    Like lengths stand together, and each group has about as many tokens, `size` texts on the average: so there is
    little padding, and no lane waits long for another.

    >>> micro_batches([9, 2, 30, 3, 10, 4, 14, 12], size=2, lanes=2)
    [[1, 3, 5, 0], [4, 7], [2], [6]]
    """
    order = np.argsort(lengths, kind="stable")
    tokens = np.cumsum(np.asarray(lengths)[order])  # up to each and with it
    groups = lanes * -(-len(order) // (size * lanes))  # as many for each
    ends = np.searchsorted(tokens, tokens[-1] * np.arange(1, groups) / groups)
    parts = [part.tolist() for part in np.split(order, ends) if len(part)]
    rounds = [parts[first : first + lanes] for first in range(0, len(parts), lanes)]
    return [part for number, some in enumerate(rounds) for part in (some[::-1] if number % 2 else some)]


@dataclass(frozen=True)
class Tuning(Generic[S]):
    """A fine-tuning at one moment; `advanced` returns it at a later one and changes nothing, so all can be undone.

    Args:
        train: goes on from a state with so many threads and yields after every step, such as `sft.fine_tune`.
        total: steps in all.
        state: how far it is.
    """

    train: Callable[[TuneState, int], Generator[S, None, None]]
    total: int
    state: TuneState

    @property
    def is_done(self) -> bool:
        """Whether all steps are taken."""
        return self.state.step >= self.total

    def advanced(self, steps: int, threads: int) -> tuple[Tuning[S], list[S]]:
        """Return the tuning after so many more steps, or at the end, and what each of them told (raises Diverged).

        Args:
            steps: how many to take at most.
            threads: how many work at once; the result does not depend on it.
        """
        state = copy.deepcopy(self.state)
        training = self.train(state, threads)
        with closing(training):  # its threads end with it
            told = list(islice(training, steps))
        return replace(self, state=state), told
