"""What a session of *verify* is played with, and where it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import msgspec

from tokenroom.game.level import Level
from tokenroom.game.verify_drawer import Case
from tokenroom.game.verify_level import Sound, Verify
from tokenroom.game.verify_model import Speaker
from tokenroom.model.checkpoint import Checkpoint
from tokenroom.text.sums import Sum
from tokenroom.training.policy import PolicySettings
from tokenroom.training.stages import SumsSettings

Phase = Literal["ready", "asking", "tried", "bench", "training", "ended"]


@dataclass(frozen=True)
class VerifySetup:
    """All that a session is played with; nothing in it changes.

    Attributes:
        sums: those whose tries are predicted, then those that come to lie on the bench, over and over.
        cases: the drawer.
        shipped: gives the model that ships, trained against the true checker; None if it is not there.
    """

    level: Level
    mechanic: Verify
    goal: Sound
    seed: int
    seconds_per_nat: float
    speaker: Speaker
    start: Checkpoint
    shipped: Callable[[], Checkpoint | None]
    recipe: SumsSettings
    policy: PolicySettings
    sums: tuple[Sum, ...]
    held_out: tuple[Sum, ...]
    cases: tuple[Case, ...]

    @property
    def items(self) -> int:
        """How many sums there are whose tries are predicted."""
        return len(self.mechanic.asked)

    def policy_of(self, training: int) -> PolicySettings:
        """Return how one of the trainings is done: each with tries of its own."""
        seed = 1_000 * self.seed + training
        return msgspec.structs.replace(self.policy, updates=self.mechanic.updates, seed=seed)


@dataclass(frozen=True, slots=True)
class VerifyState:
    """Where a session stands."""

    phase: Phase = "ready"
    item: int = 0  # from 1
    nats: tuple[float, ...] = ()  # yours, a try of each sum
    best: tuple[float, ...] = ()  # of somebody who had known how many are right
    rule: str = ""  # the checker in force
    sound: bool = False  # whether one has been written that the drawer cannot fool
    duels: int = 0  # answers typed
    trainings: int = 0  # begun
    hints: int = 0  # given
    told: frozenset[str] = frozenset()  # cues that are told once
    won: bool = False
