"""What is asked once more before an answer is taken: one with nothing in it, one with a score that nobody means."""

from __future__ import annotations

from tokenroom.game.goal import misses_without
from tokenroom.game.parts import Part
from tokenroom.game.predict_level import PredictGoal

FIND = {"numbers": " To find a number, type / first.", "tokens": "", "symbols": ""}


def nothing_written(part: Part, goal: PredictGoal) -> str:
    """Say what Space would do with an answer in which nothing is written."""
    does = "leaves it to chance" if part.instinct.name == "uniform" else "lets your instinct answer alone"
    missed = ". The goal is then missed: it asks for a score of your own every time" if misses_without(goal) else ""
    return f"Nothing is written yet. Space {does}{missed}."


def large_score(part: Part, token: int, score: float) -> str:
    """Say what a score is that is beyond all doubt, and how it is kept."""
    beside = part.vocabulary.label(token)
    find = FIND.get(part.vocabulary.named, "")
    return f"A score of {score:.10g} beside {beside}? 20 is as good as certain.{find} Enter again keeps it."
