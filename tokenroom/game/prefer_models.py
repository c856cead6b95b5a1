"""The reward models of a session: one learns from few pairs beside the player, another from all training pairs."""

from __future__ import annotations

import copy
from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from functools import cached_property, partial

import numpy as np
from numpy.typing import NDArray

from tokenroom.model.checkpoint import Checkpoint
from tokenroom.model.layers import Params
from tokenroom.model.optimisers import Rates
from tokenroom.model.transformer import TransformerConfig
from tokenroom.text.preferences import Pair, valued_text
from tokenroom.text.tokenizer import Tokenizer
from tokenroom.training.reward import PairTokens, RewardSettings, fit_reward, reward_model, steps_in, values
from tokenroom.training.tuning import TuneState, TuneStep, Tuning, start_from

THREADS = 2  # they change the time and nothing else
BESIDE = Rates(muon=0.001, adam=0.001)  # so slow that a pair or two do not carry it away
Fitting = Tuning[TuneStep]


class RewardModels:
    """Begins reward models on one trunk, lets them learn, and asks what they hold answers to be worth.

    Args:
        tokenizer: whose ids the trunk speaks.
        open_trunk: reads the model whose trunk they all begin with; asked for once, and not before it is needed.
        open_shipped: reads a reward model that was trained before; None where there is none for these pairs.
        settings: how one is fitted to all pairs; their seed holds for the few as well.
    """

    def __init__(
        self,
        tokenizer: Tokenizer,
        open_trunk: Callable[[], Checkpoint],
        open_shipped: Callable[[], Checkpoint] | None,
        settings: RewardSettings,
    ) -> None:
        self._tokenizer, self._open_trunk, self._open_shipped = tokenizer, open_trunk, open_shipped
        self.settings = settings

    @cached_property
    def _trunk(self) -> Checkpoint:
        return self._open_trunk()

    @cached_property
    def _beginning(self) -> tuple[Params, TransformerConfig]:
        """Weights with a head of zeros, and their shape."""
        return reward_model(self._trunk.params, self._trunk.config)

    @property
    def context(self) -> int:
        """How many tokens a reward model sees at once."""
        return self._trunk.config.context

    @cached_property
    def shipped(self) -> Checkpoint | None:
        """The reward model that was trained before the player came; None where there is none for these pairs."""
        return None if self._open_shipped is None else self._open_shipped()

    def begin(self) -> TuneState:
        """Return the state of a reward model that has learned nothing: it finds all answers equally good."""
        return start_from(self._beginning[0])

    def learned(self, state: TuneState, pairs: Sequence[Pair]) -> tuple[TuneState, float]:
        """Return the state after one step on all of `pairs`, and what they cost before it, nats a pair."""
        state = copy.deepcopy(state)
        settings = RewardSettings(
            epochs=state.step + 1,  # one step an epoch, and all but one are behind it
            batch=len(pairs),
            rates=BESIDE,
            warm_up=0.0,
            cool_down=0.0,
            dropout=0.0,
            seed=self.settings.seed,
        )
        (told,) = fit_reward(self._beginning[1], self.tokens(pairs), settings, state, THREADS)
        return state, told.loss

    def fitting(self, pairs: Sequence[Pair]) -> Fitting:
        """Return the training of another one on all of `pairs`, not yet begun."""
        train = partial(_fit, self._beginning[1], self.tokens(pairs), self.settings)
        return Tuning(train, steps_in(self.settings, len(pairs)), self.begin())

    def differences(self, params: Params, pairs: Sequence[Pair]) -> NDArray[np.float64]:
        """Return how much more the weights `params` value the better answer of each pair than the worse one: (P,)."""
        tokens = self.tokens(pairs)
        texts = [*(pair.chosen for pair in tokens), *(pair.rejected for pair in tokens)]
        worth = values(params, self._beginning[1], texts)
        return worth[: len(pairs)] - worth[len(pairs) :]

    def worth(self, params: Params, pair: Pair) -> tuple[float, float]:
        """Return what the weights `params` hold the better answer to be worth, and the worse one."""
        (tokens,) = self.tokens([pair])
        chosen, rejected = values(params, self._beginning[1], [tokens.chosen, tokens.rejected]).tolist()
        return chosen, rejected

    def tokens(self, pairs: Sequence[Pair]) -> list[PairTokens]:
        """Return pairs as tokens, none longer than the context."""
        return [PairTokens(self._ids(pair, pair.chosen), self._ids(pair, pair.rejected)) for pair in pairs]

    def is_forgotten(self, pair: Pair) -> bool:
        """Return whether a side of a pair is longer than the context, so that its beginning is not seen."""
        sides = (pair.chosen, pair.rejected)
        return any(len(valued_text(self._tokenizer, pair.prompt, side)) > self.context for side in sides)

    def _ids(self, pair: Pair, answer: str) -> list[int]:
        """Whole turns are forgotten before the answer is cut; of an answer longer than the context the end is seen."""
        said = len(self._tokenizer.encode(answer)) + 1
        room = self.context if said < self.context // 2 else said + self.context // 2
        return valued_text(self._tokenizer, pair.prompt, answer, room)[-self.context :]


def _fit(
    config: TransformerConfig, pairs: Sequence[PairTokens], settings: RewardSettings, state: TuneState, threads: int
) -> Generator[TuneStep, None, None]:
    return fit_reward(config, pairs, settings, state, threads)


def taken_over(fitting: Fitting, params: Params, step: int) -> Fitting:
    """Return a training that stands where an earlier one stood (raises ValueError if it was of another model)."""
    shapes, known = ({name: array.shape for name, array in p.items()} for p in (params, fitting.state.params))
    if shapes != known:
        raise ValueError("these are no weights of this model")
    return replace(fitting, state=replace(fitting.state, params=params, step=step))
