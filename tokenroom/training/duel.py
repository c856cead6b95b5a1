"""Two rivals trained side by side: the same weights to begin with, the same number of phrases, different texts."""

from __future__ import annotations

import copy
import math
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from tokenroom.model.layers import Integers
from tokenroom.model.sampling import surprises
from tokenroom.model.transformer import TransformerConfig, forward
from tokenroom.scoring import log_softmax
from tokenroom.training.mixture import Mixture, Part
from tokenroom.training.phrases import Documents
from tokenroom.training.pretrain import PretrainSettings, TrainState, pretrain, start

Surprises = NDArray[np.float64]


@dataclass(frozen=True)
class DuelPlan:
    """What both rivals have in common.

    Args:
        config: the shape of both.
        settings: how both are trained, the seed among them.
        end_of_text: the id that stands between documents.
        held_out: token ids that neither is trained on, to measure both by.
        glance: tokens of each held-out document that are looked at while they train.
    """

    config: TransformerConfig
    settings: PretrainSettings
    end_of_text: int
    held_out: Documents
    glance: int = 64

    @property
    def steps(self) -> int:
        """Steps in the whole training."""
        return math.ceil(self.settings.phrases / self.settings.batch)


@dataclass(frozen=True)
class DuelStep:
    """Where both stand.

    Args:
        step: taken by each so far.
        phrases: read by each so far, of `total`.
        losses: on its own text, smoothed, by rival, nats a token.
        held_out: on the beginnings of the held-out documents, by rival, nats a token.
    """

    step: int
    phrases: int
    total: int
    losses: dict[str, float]
    held_out: dict[str, float]


@dataclass(frozen=True)
class Duel:
    """Two rivals at one moment of their training; `advanced` returns them at a later one, and changes nothing.

    Args:
        plan: what they have in common.
        supplies: the phrases that each reads, by rival.
        states: how far each is, by rival.
    """

    plan: DuelPlan
    supplies: Mapping[str, Mixture]
    states: Mapping[str, TrainState]

    @property
    def phrases(self) -> int:
        """Training sequences that each has read."""
        return min(state.phrases for state in self.states.values())

    @property
    def is_done(self) -> bool:
        """Whether both have read all."""
        return self.phrases >= self.plan.settings.phrases

    def advanced(self, steps: int, threads: int) -> Duel:
        """Return both rivals after so many more steps, or at the end (raises Diverged).

        Args:
            steps: of each.
            threads: how many work at once; the result does not depend on it.
        """
        moved: dict[str, TrainState] = {}
        for name, state in self.states.items():
            twin = next((other for other in moved if self.supplies[other] is self.supplies[name]), None)
            moved[name] = moved[twin] if twin else self._moved(name, state, steps, threads)
        return replace(self, states=moved)

    def step(self) -> DuelStep:
        """Measure where both stand."""
        losses = {name: state.loss for name, state in self.states.items()}
        held_out = {name: float(nats.mean()) for name, nats in self._measured(_glance).items()}
        step = max(state.step for state in self.states.values())
        return DuelStep(step, self.phrases, self.plan.settings.phrases, losses, held_out)

    def held_out(self) -> dict[str, Surprises]:
        """Return the surprise of each held-out token, in nats, by rival: (tokens,) each, in the same order."""
        return self._measured(_held_out)

    def _moved(self, name: str, state: TrainState, steps: int, threads: int) -> TrainState:
        plan, state = self.plan, copy.deepcopy(state)
        training = pretrain(self.supplies[name], plan.config, plan.settings, state, threads)
        with closing(training):  # its threads end with it
            for _ in islice(training, steps):
                pass
        return state

    def _measured(self, measure: Callable[[TrainState, DuelPlan], Surprises]) -> dict[str, Surprises]:
        """Measure each rival; two that are one are measured once. Small products gain nothing from more threads."""
        with ThreadpoolController().limit(limits=1, user_api="blas"):
            found = {id(state): measure(state, self.plan) for state in self.states.values()}
        return {name: found[id(state)] for name, state in self.states.items()}


def new_duel(plan: DuelPlan, texts: Mapping[str, Documents]) -> Duel:
    """Return rivals that have read nothing; two that are given the very same documents are trained once.

    Raises:
        ValueError: the documents of one hold no tokens.
    """
    first = start(plan.config, plan.settings)
    supplies: dict[str, Mixture] = {}
    for name, documents in texts.items():
        same = next((other for other in supplies if texts[other] is documents), None)
        supplies[name] = supplies[same] if same else _supply(plan, documents)
    return Duel(plan, supplies, dict.fromkeys(texts, first))


def train_side_by_side(plan: DuelPlan, texts: Mapping[str, Documents], every: int, threads: int) -> Iterator[DuelStep]:
    """Train rivals to the end and yield where they stand after every so many steps; whoever stops asking stops it.

    Raises:
        Diverged: a loss is no longer a sensible number.
        ValueError: the documents of one hold no tokens.
    """
    duel = new_duel(plan, texts)
    while not duel.is_done:
        duel = duel.advanced(every, threads)
        yield duel.step()


def _supply(plan: DuelPlan, documents: Documents) -> Mixture:
    ids = [np.asarray(document, np.int32) for document in documents]
    part = {"text": Part(noise=0.0)}
    return Mixture({"text": ids}, part, plan.config.context, plan.end_of_text, plan.settings.seed)


def _glance(state: TrainState, plan: DuelPlan) -> Surprises:
    """The surprise of the first tokens of every held-out document: (documents · tokens,)."""
    length = min([plan.glance, plan.config.context, *map(len, plan.held_out)])
    ids: Integers = np.array([[plan.end_of_text, *document[:length]] for document in plan.held_out])  # (B, T + 1)
    logits = forward(state.params, plan.config, ids[:, :-1])  # (B, T, V)
    places = np.arange(length)  # one document after another, for all of them in double precision are large
    return np.concatenate([-log_softmax(said)[places, row[1:]] for said, row in zip(logits, ids, strict=True)])


def _held_out(state: TrainState, plan: DuelPlan) -> Surprises:
    rows = [[plan.end_of_text, *document] for document in plan.held_out]
    return np.concatenate([surprises(state.params, plan.config, row) for row in rows])
