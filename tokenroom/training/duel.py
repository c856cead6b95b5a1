"""Two rivals trained side by side: the same weights to begin with, the same number of phrases, different texts."""

from __future__ import annotations

import copy
import math
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from tokenroom.model.sampling import surprises
from tokenroom.model.transformer import TransformerConfig
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
        texts: the token ids of the documents that each reads, by rival.
        states: how far each is, by rival.
    """

    plan: DuelPlan
    texts: Mapping[str, Documents]
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
            twin = next((other for other in moved if self.texts[other] is self.texts[name]), None)
            moved[name] = moved[twin] if twin else self._moved(name, state, steps, threads)
        return replace(self, states=moved)

    def step(self) -> DuelStep:
        """Measure where both stand."""
        total, plan = self.plan.settings.phrases, self.plan
        glance = [list(document[: plan.glance]) for document in plan.held_out]
        losses = {name: state.loss for name, state in self.states.items()}
        held_out = {name: float(found.mean()) for name, found in self._surprises(glance).items()}
        return DuelStep(max(s.step for s in self.states.values()), self.phrases, total, losses, held_out)

    def held_out(self) -> dict[str, Surprises]:
        """Return the surprise of each held-out token, in nats, by rival: (tokens,) each, in the same order."""
        return self._surprises(self.plan.held_out)

    def _moved(self, name: str, state: TrainState, steps: int, threads: int) -> TrainState:
        plan, state = self.plan, copy.deepcopy(state)
        with closing(_training(self._supplies[name], plan, state, threads)) as training:
            for _ in islice(training, steps):
                pass
        return state

    def _surprises(self, documents: Documents) -> dict[str, Surprises]:
        found: dict[int, Surprises] = {}
        for state in self.states.values():
            if id(state) not in found:
                found[id(state)] = _surprises(state, self.plan, documents)
        return {name: found[id(state)] for name, state in self.states.items()}

    @cached_property
    def _supplies(self) -> dict[str, Mixture]:
        config, seed = self.plan.config, self.plan.settings.seed
        part = {"text": Part(noise=0.0)}
        return {
            name: Mixture({"text": documents}, part, config.context, self.plan.end_of_text, seed)
            for name, documents in self.texts.items()
        }


def new_duel(plan: DuelPlan, texts: Mapping[str, Documents]) -> Duel:
    """Return rivals that have read nothing; two that are given the very same documents are trained once.

    Raises:
        ValueError: the documents of one hold no tokens.
    """
    first = start(plan.config, plan.settings)
    duel = Duel(plan, texts, dict.fromkeys(texts, first))
    duel._supplies  # noqa: B018 - finds out now whether there is anything to read
    return duel


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


def _training(supply: Mixture, plan: DuelPlan, state: TrainState, threads: int) -> Iterator[object]:
    return pretrain(supply, plan.config, plan.settings, state, threads)


def _surprises(state: TrainState, plan: DuelPlan, documents: Documents) -> Surprises:
    rows = [[plan.end_of_text, *document] for document in documents if len(document)]
    return np.concatenate([surprises(state.params, plan.config, row) for row in rows])
