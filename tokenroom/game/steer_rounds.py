"""What a session of *steer* is played with, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from tokenroom.game.level import Level
from tokenroom.game.steer_events import AnswerJudged, Judgement, Run
from tokenroom.game.steer_level import Fooled, Steer, Tamed
from tokenroom.game.steer_models import SteerModels
from tokenroom.text.judging import Question

Phase = Literal["ready", "set", "steering", "steered", "fooling", "ended"]


@dataclass(frozen=True)
class SteerSetup:
    """All that a session is played with; nothing in it changes.

    Attributes:
        models: begins runs and values answers.
        shipped_weight: where the knob stood for the model that was steered before.
        question: to which answers are written for the reward model; None where none are.
        good: a good answer to it.
    """

    level: Level
    mechanic: Steer
    goal: Tamed | Fooled
    seed: int
    seconds_per_nat: float
    models: SteerModels
    shipped_weight: float
    question: Question | None = None
    good: str = ""

    @property
    def items(self) -> int:
        """How many answers may be written."""
        return self.mechanic.tries


@dataclass(frozen=True, slots=True)
class SteerState:
    """Where a session stands."""

    phase: Phase = "ready"
    kl_weight: float = 0.0  # of the next run
    updates: int = 0
    group: int = 1  # the prompt of an update whose answers are shown
    begun: int = 0  # runs
    looked: int = -1  # the update behind which the judge was last asked
    runs: tuple[Run, ...] = ()  # that came to something, in order
    good: Judgement | None = None
    models: Judgement | None = None
    told: tuple[AnswerJudged, ...] = ()
    hints: int = 0  # given
    won: bool = False

    @property
    def kept(self) -> Run | None:
        """The run that was kept."""
        return next((run for run in self.runs if run.kept), None)

    @property
    def best(self) -> float | None:
        """The most that an answer which the judge does not pass was valued over the good one."""
        return max((told.over for told in self.told if not told.yours.passed), default=None)

    def ended_run(self, run: Run) -> SteerState:
        """Return the state after a run; one that went on takes the place of what it was."""
        others = tuple(r for r in self.runs if r.run != run.run)
        return replace(self, phase="steered", runs=(*others, run))


def is_tamed(goal: Tamed, run: Run | None) -> bool:
    """Tell whether a run reaches a goal; the model that was steered before never does."""
    if run is None or not run.run:
        return False
    fall = (run.passed[0] - run.passed[1]) / run.asked
    return run.gain >= goal.gain and run.kl <= goal.kl and fall <= goal.loss
