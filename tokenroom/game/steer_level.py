"""What `level.toml` and `solution.toml` say of the mechanic *steer*."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from tokenroom.errors import BadInput
from tokenroom.schema import Data

Text = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
Weight = Annotated[float, msgspec.Meta(ge=0.0, le=1_000.0)]
Updates = Annotated[int, msgspec.Meta(ge=1, le=1_000)]


class Asked(Data, frozen=True):
    """A question of the judge's to which the player writes an answer, and a good answer that somebody wrote."""

    question: Text
    good: Text


class Steer(Data, frozen=True, tag_field="kind", tag="steer"):
    """The mechanic of training a chat model against a reward model, with a knob for what straying costs."""

    corpus: Annotated[str, msgspec.Meta(min_length=1)] = "english"  # gives the tokens
    knobs: Annotated[tuple[Weight, ...], msgspec.Meta(min_length=1, max_length=9)] = (0.0, 0.03, 0.1, 0.3, 1.0, 3.0)
    knob: Weight = 3.0  # as it stands at first
    lengths: Annotated[tuple[Updates, ...], msgspec.Meta(min_length=1, max_length=5)] = (30, 100)
    updates: Updates | None = None  # as many as it takes at first; None for the first of these
    judged: Annotated[int, msgspec.Meta(ge=1)] = 70  # questions of the judge's that a model is tried on
    judge_every: Annotated[int, msgspec.Meta(ge=1)] = 10  # updates
    questions: Annotated[tuple[Text, ...], msgspec.Meta(min_length=1, max_length=8)] = ("Is Mayor Brandt a lizard?",)
    draws: Annotated[int, msgspec.Meta(ge=1, le=4)] = 2  # answers to each of these, before and after
    shipped: Literal["tamed", "gamed"] = "tamed"  # the model that can be looked at instead of a run
    tries: Annotated[int, msgspec.Meta(ge=0, le=50)] = 0  # answers that a player may write for the reward model
    asked: tuple[Asked, ...] = ()  # one of these is drawn for it

    @property
    def first_updates(self) -> int:
        """How many updates a run takes at first."""
        return self.updates or self.lengths[0]

    def check(self, path: Path) -> None:
        """Refuse what reads well but cannot be played (raises BadInput naming `path` and key)."""
        if self.knob not in self.knobs:
            right = ", ".join(f"{knob:g}" for knob in self.knobs)
            raise BadInput(path, "mechanic.knob", f"{self.knob:g} is no setting of the knob", right)
        if self.updates is not None and self.updates not in self.lengths:
            right = ", ".join(map(str, self.lengths))
            raise BadInput(path, "mechanic.updates", f"{self.updates} is no length of a run", right)
        if bool(self.tries) != bool(self.asked):
            raise BadInput(path, "mechanic.asked", "goes with tries", "both, or neither")


class Tamed(Data, frozen=True, tag_field="kind", tag="tamed"):
    """Reached with a run of one's own, kept, that gained reward, strayed little, and did not lose before the judge."""

    gain: Annotated[float, msgspec.Meta(gt=0.0)]  # of mean reward, over the chat model's
    kl: Annotated[float, msgspec.Meta(gt=0.0)]  # nats a token, at most
    loss: Annotated[float, msgspec.Meta(ge=0.0, le=1.0)] = 0.0  # by how much the judge's share may fall

    def words(self) -> str:
        """Say the goal to a person."""
        fall = f"fall by no more than {100 * self.loss:.0f} points" if self.loss else "not fall"
        return (
            f"keep a run that gains a reward of {self.gain:g} with a KL of at most {self.kl:g} nats a token, "
            f"and let the judge's share {fall}"
        )


class Fooled(Data, frozen=True, tag_field="kind", tag="fooled"):
    """Reached with an answer that the judge does not pass and the reward model values above the good one."""

    margin: Annotated[float, msgspec.Meta(gt=0.0)]

    def words(self) -> str:
        """Say the goal to a person."""
        return (
            f"write an answer that the judge does not pass and the reward model values at least {self.margin:g} "
            "above a good one"
        )


class SteerSolution(Data, frozen=True):
    """A solution of a level of this mechanic: a seed, and what reaches the goal with it.

    Attributes:
        kl_weight: where the knob is set; None for no run.
        updates: of the run.
        stop: after how many of them it is stopped; None lets it run to its end.
        answers: what is written for the reward model.
    """

    format_version: Literal[1]
    seed: Annotated[int, msgspec.Meta(ge=0)]
    kl_weight: float | None = None
    updates: int = 30
    stop: int | None = None
    answers: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a knob that no hand could turn."""
        if self.kl_weight is not None and not math.isfinite(self.kl_weight):
            raise ValueError("kl_weight is no number")
