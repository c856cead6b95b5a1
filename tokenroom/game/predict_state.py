"""What a session of *predict* is played with, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from tokenroom.game.compare import Item
from tokenroom.game.level import Level
from tokenroom.game.parts import Part
from tokenroom.game.predict_level import Predict, PredictGoal
from tokenroom.rivals.base import Learner
from tokenroom.text.number_phrases import Pattern

Phase = Literal["ready", "asked", "revealed", "ended"]


@dataclass(frozen=True)
class PredictSetup:
    """All that a session is played with; nothing in it changes."""

    level: Level
    mechanic: Predict
    goal: PredictGoal
    seed: int
    seconds_per_nat: float
    parts: tuple[Part, ...]

    @cached_property
    def places(self) -> tuple[tuple[int, int], ...]:
        """The part (from 0) and the position of each item."""
        return tuple((n, position) for n, part in enumerate(self.parts) for position in part.passage.asked)

    @property
    def items(self) -> int:
        """How many tokens are asked for."""
        return len(self.places)

    @property
    def learners(self) -> tuple[Learner, ...]:
        """Those who learn from what is shown, each once."""
        return tuple({id(learner): learner for part in self.parts for learner in part.learners}.values())


@dataclass(frozen=True, slots=True)
class PredictState:
    """Where a session stands."""

    phase: Phase = "ready"
    item: int = 0  # the item asked or last revealed, from 1; 0 before the first
    part: int = 0  # the part it belongs to, from 0
    seen: int = 0  # tokens of the part's passage in plain sight
    phrases: int = 0  # phrases that everyone has seen
    hints: int = 0  # hints given
    answers: tuple[dict[int, float], ...] = ()  # scores added to the instinct, an answer an item
    items: tuple[Item, ...] = ()
    earned: tuple[Pattern, ...] = ()
    won: bool = False
