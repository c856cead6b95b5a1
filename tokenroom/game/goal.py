"""Whether the goal of a level is reached; a null play, which only presses Enter, must never reach one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean

from tokenroom.game.compare import Item
from tokenroom.game.names import YOU
from tokenroom.game.predict_level import Beat, Below, PredictGoal, ScoreEveryItem

ROUNDING = 1e-9  # nats: a null play gives the instinct's own figure, but for the last digits


def misses_without(goal: PredictGoal) -> bool:
    """Return whether one answer without a score of one's own is enough to miss the goal."""
    return isinstance(goal, ScoreEveryItem)


def is_reached(goal: PredictGoal, answers: Sequence[Mapping[int, float]], items: Sequence[Item]) -> bool:
    """Return whether the answers to a whole session reach its goal."""
    match goal:
        case ScoreEveryItem():
            return all(any(score != 0 for score in answer.values()) for answer in answers)
        case Beat(player=player):
            return fmean(i.surprises[YOU] for i in items) < fmean(i.surprises[player] for i in items) - ROUNDING
        case Below(nats=nats):
            return fmean(i.surprises[YOU] for i in items) < nats
