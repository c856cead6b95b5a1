"""Whether the goal of a level is reached; a null play, which only presses Enter, must never reach one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean

from tokenroom.game.compare import Item
from tokenroom.game.names import YOU
from tokenroom.game.predict_level import Beat, PredictGoal, ScoreEveryItem


def is_reached(goal: PredictGoal, answers: Sequence[Mapping[int, float]], items: Sequence[Item]) -> bool:
    """Return whether the answers to a whole session reach its goal."""
    match goal:
        case ScoreEveryItem():
            return all(any(score != 0 for score in answer.values()) for answer in answers)
        case Beat(player=player):
            return fmean(i.surprises[YOU] for i in items) < fmean(i.surprises[player] for i in items)
