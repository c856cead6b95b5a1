"""How a session of *steer* ends: whether the goal is reached, and its figures."""

from __future__ import annotations

from tokenroom.game.compare import Report
from tokenroom.game.events import Result, SessionEnded
from tokenroom.game.outcome import debrief, journal_text
from tokenroom.game.steer_level import Fooled
from tokenroom.game.steer_rounds import SteerSetup, SteerState, is_tamed

FAILED = "answers not passed"  # a share of those that the judge was given
BEHIND = "behind a good answer"  # in points of reward


def ended(setup: SteerSetup, state: SteerState) -> SessionEnded:
    """Return the last event of a session."""
    goal = setup.goal
    won = any(told.fooled for told in state.told) if isinstance(goal, Fooled) else is_tamed(goal, state.kept)
    return SessionEnded(
        level=setup.level.name,
        won=won,
        goal=goal.words(),
        source="",
        report=Report((), (), None),
        result=_tried(state) if setup.question is not None else _judged(state),
        debrief=debrief(setup.level),
        journal=journal_text(setup.level, _figures(state)),
    )


def _judged(state: SteerState) -> Result | None:
    """What the judge does not pass of the kept model's answers, beside the chat model's; without a run, nothing."""
    run = state.kept or (state.runs[-1] if state.runs else None)
    if run is None:
        return None
    before, after = (1.0 - passed / run.asked for passed in run.passed)
    return Result(after if run.kept else before, before, FAILED)


def _tried(state: SteerState) -> Result | None:
    """How far the best answer that fools, and the model's, stay behind a good one; below zero is above it."""
    if state.best is None or state.good is None or state.models is None:
        return None
    return Result(-state.best, state.good.reward - state.models.reward, BEHIND)


def _figures(state: SteerState) -> dict[str, float]:
    """Return what a journal's entry may name: rewards in `before` and `after`, the judge's percentages and the rest."""
    run, found = state.kept, dict[str, float]()
    if run is not None:
        found |= {"before": run.reward[0], "after": run.reward[1], "kl": run.kl}
        found |= {"judge_before": 100 * run.passed[0] / run.asked, "judge_after": 100 * run.passed[1] / run.asked}
    if state.good is not None and state.models is not None:
        found |= {"good": state.good.reward, "rival": state.models.reward}
        if state.best is not None:
            found["you"] = state.good.reward + state.best
    return found
