"""What happens to pairs of answers and to reward models. Nothing tells which answer is better before `pair_told`."""

from __future__ import annotations

from typing import Literal

import msgspec

from tokenroom.game.agreement import Agreement
from tokenroom.game.prefer_commands import Whose
from tokenroom.game.wire import Event
from tokenroom.text.chat import Role

Side = Literal["first", "second"]


class Turn(msgspec.Struct, frozen=True):
    """One message of what was said before the two answers."""

    role: Role
    text: str


class PreferStarted(Event, frozen=True, tag="prefer_started"):
    """The first event: how many pairs there are, and what decides."""

    level: str  # folder name; behind an @ the file of pairs, if it is another than the level's
    title: str
    seed: int
    pairs: int  # to be valued and told, while a reward model learns from the same
    held_out: int  # to be valued at the end
    training_pairs: int  # that a reward model may learn from
    held_out_pairs: int  # that reward models are tried on
    source: str  # what the pairs are called
    guideline: str  # what decides which answer is better, as it was written; may be empty
    goal: str
    whose: Whose
    seconds_per_nat: float


class PairAsked(Event, frozen=True, tag="pair_asked"):
    """A pair is open: which answer stands first was drawn, and tells nothing."""

    pair: int  # from 1
    held_out: bool
    prompt: tuple[Turn, ...]
    first: str
    second: str
    forgotten: bool  # it is longer than the reward model can see: its beginning is forgotten


class PairTold(Event, frozen=True, tag="pair_told"):
    """Which answer is better, and what everyone's values cost: -log σ(better - worse), in nats."""

    pair: int
    held_out: bool
    values: tuple[float, float]  # yours, the first answer's first
    better: Side
    surprise: float
    model: tuple[float, float]  # the reward model's, from before it learned from this pair
    model_surprise: float
    reason: str  # the rule that decided; empty if nobody said
    contested: bool
    mean: float  # your surprise so far, on pairs of this kind
    model_mean: float  # the reward model's on the same
    nonce: str = ""  # with which its two values were sealed


class PairTurned(Event, frozen=True, tag="pair_turned"):
    """You would choose the other answer, or you would not after all."""

    pair: int
    turned: bool


class LearnsFrom(Event, frozen=True, tag="learns_from"):
    """From whose choices the reward model learns, from its next step on."""

    whose: Whose


class RewardLearned(Event, frozen=True, tag="reward_learned"):
    """The reward model beside you took its step on all pairs told so far."""

    pairs: int
    loss: float  # nats a pair on these, before the step


class FitOpened(Event, frozen=True, tag="fit_opened"):
    """All pairs of the first part are told, and the reward model of these few has been tried on held-out ones."""

    pairs: int  # that it has learned from
    few: Agreement


class FitBegan(Event, frozen=True, tag="fit_began"):
    """A reward model begins to learn from all training pairs."""

    pairs: int
    steps: int
    whose: Whose
    turned: int  # pairs that it will learn the other way round, as you would choose


class Fitted(Event, frozen=True, tag="fitted"):
    """It has taken some steps."""

    step: int
    total: int
    pairs: int  # seen so far, those that came again counted again
    total_pairs: int
    loss: float  # nats a pair, of the last step
    smoothed: float  # of recent steps


class FitEnded(Event, frozen=True, tag="fit_ended"):
    """It has taken all steps or was stopped, and has been tried on held-out pairs."""

    step: int
    total: int
    stopped: bool
    full: Agreement


class FitUndone(Event, frozen=True, tag="fit_undone"):
    """What it had learned is gone."""


class AgreementRow(msgspec.Struct, frozen=True):
    """How often one player agrees with what the guideline says of held-out pairs.

    Attributes:
        player: "few", "full", "shipped" (one that was trained before you came) or "you".
        loss: mean surprise, nats a pair.
        whole: on all held-out pairs that this player has valued.
        by_reason: the same by the rule that decided.
        contested: on those of which honest people disagree.
        settled: on the others.
    """

    player: str
    loss: float
    whole: Agreement
    by_reason: dict[str, Agreement]
    contested: Agreement
    settled: Agreement


class AgreementMeasured(Event, frozen=True, tag="agreement_measured"):
    """Everyone on held-out pairs."""

    rows: tuple[AgreementRow, ...]


PreferEvent = (
    PreferStarted
    | PairAsked
    | PairTold
    | PairTurned
    | LearnsFrom
    | RewardLearned
    | FitOpened
    | FitBegan
    | Fitted
    | FitEnded
    | FitUndone
    | AgreementMeasured
)
