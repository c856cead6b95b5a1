"""What a session of *prefer* is played with, and where it stands; and what everyone's values of one pair cost."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean
from typing import Literal

import numpy as np

from tokenroom.game.level import Level
from tokenroom.game.prefer_commands import Whose
from tokenroom.game.prefer_events import AgreementRow, PairTold, Side
from tokenroom.game.prefer_level import Prefer, Valued
from tokenroom.game.prefer_models import RewardModels
from tokenroom.game.seal import seal
from tokenroom.model.reward import pair_loss
from tokenroom.text.preferences import Pair

Phase = Literal["ready", "asked", "told", "fit", "fitting", "fitted", "ended"]
Values = tuple[float, float]  # of the first answer on the screen, and of the second


@dataclass(frozen=True)
class Round:
    """A pair that is valued: where it stands among its like, and whether the worse answer stands first."""

    pair: Pair
    place: int
    flipped: bool
    held_out: bool

    @property
    def better(self) -> Side:
        """Which answer on the screen is the better one."""
        return "second" if self.flipped else "first"

    def on_screen(self, better: float, worse: float) -> Values:
        """Return two values in the order of the screen."""
        return (worse, better) if self.flipped else (better, worse)

    def on_screen_texts(self) -> tuple[str, str]:
        """Return the two answers in the order of the screen."""
        pair = self.pair
        return (pair.rejected, pair.chosen) if self.flipped else (pair.chosen, pair.rejected)

    def surprise(self, values: Values) -> float:
        """Return what values cost, -log σ(better - worse), in nats."""
        first, second = values
        better, worse = (second, first) if self.flipped else (first, second)
        return float(pair_loss(np.array([better]), np.array([worse]))[0][0])

    def difference(self, values: Values) -> float:
        """Return how much more the better answer is valued."""
        return values[1] - values[0] if self.flipped else values[0] - values[1]


@dataclass(frozen=True)
class PreferSetup:
    """All that a session is played with; nothing in it changes.

    Attributes:
        source: what the pairs are called.
        guideline: what decides which answer is better; may be empty.
        training: all pairs that a reward model may learn from.
        held_out: all that it is tried on.
        rounds: those that are valued: the training pairs first.
        models: begins reward models.
    """

    level: Level
    mechanic: Prefer
    goal: Valued
    seed: int
    seconds_per_nat: float
    source: str
    guideline: str
    training: tuple[Pair, ...]
    held_out: tuple[Pair, ...]
    rounds: tuple[Round, ...]
    models: RewardModels

    @property
    def items(self) -> int:
        """How many pairs are valued."""
        return len(self.rounds)

    @property
    def pairs(self) -> int:
        """How many of them come before the reward model is fitted to all."""
        return sum(not r.held_out for r in self.rounds)


@dataclass(frozen=True, slots=True)
class PreferState:
    """Where a session stands."""

    phase: Phase = "ready"
    pair: int = 0  # asked or last told, from 1
    model: Values = (0.0, 0.0)  # the reward model's of that pair, sealed until it is told
    told: tuple[PairTold, ...] = ()
    turned: frozenset[int] = frozenset()  # pairs of which the player would choose the other answer
    whose: Whose = "guideline"
    hints: int = 0  # given
    few: AgreementRow | None = None  # of the reward model that learned beside the player
    full: AgreementRow | None = None  # of the one that learned from all, or was trained before
    won: bool = False

    def of_kind(self, held_out: bool) -> tuple[PairTold, ...]:
        """Return what was told of the pairs of one kind."""
        return tuple(told for told in self.told if told.held_out == held_out)


def tell(state: PreferState, asked: Round, values: Values, secret: str) -> PairTold:
    """Return what is told of a pair once it has been valued."""
    before = state.of_kind(asked.held_out)
    mine, models = asked.surprise(values), asked.surprise(state.model)
    return PairTold(
        pair=state.pair,
        held_out=asked.held_out,
        values=values,
        better=asked.better,
        surprise=mine,
        model=state.model,
        model_surprise=models,
        reason=asked.pair.reason,
        contested=asked.pair.contested,
        mean=fmean([*(told.surprise for told in before), mine]),
        model_mean=fmean([*(told.model_surprise for told in before), models]),
        nonce=secret,
    )


def seal_of(secret: str, values: Values) -> str:
    """Return the seal on two values in the order of the screen, with the nonce that is told with them."""
    return seal(secret, np.array(values))
