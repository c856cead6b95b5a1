"""How a session of the mechanic *sample* ends: its figures, beside the model's, and whether the goal is reached."""

from __future__ import annotations

import math
from statistics import fmean

from tokenroom.game.events import Result
from tokenroom.game.sample_level import Fluent, Foreseen, SampleGoal
from tokenroom.game.sample_table import SampleState

NATS_A_DRAW, NATS_A_TOKEN = "nats a draw", "nats a token"


def is_reached(goal: SampleGoal, state: SampleState) -> bool:
    """Whether the goal is reached by what was done in all rounds."""
    found = result(state, goal)
    if isinstance(goal, Fluent):
        return found.yours < goal.nats
    return found.rival is not None and found.yours - found.rival <= goal.nats


def result(state: SampleState, goal: SampleGoal) -> Result:
    """Return the session in one figure: what draws cost you, or your texts the model; the model's beside it."""
    if isinstance(goal, Foreseen):
        draws = [len(each.draws) for each in state.drawn]
        yours = math.fsum(each.yours * n for each, n in zip(state.drawn, draws, strict=True)) / sum(draws)
        model = math.fsum(each.model * n for each, n in zip(state.drawn, draws, strict=True)) / sum(draws)
        return Result(yours, model, NATS_A_DRAW)
    mine = fmean(token.model for text in state.yours for token in text)
    theirs = [token.model for text in state.models for token in text]
    return Result(mine, fmean(theirs) if theirs else None, NATS_A_TOKEN)


def figures(state: SampleState, goal: SampleGoal, vocabulary_size: int) -> dict[str, float]:
    """Return the figures that a journal's entry may name.

    `chance` is the cost of spreading draws evenly, or of knowing nothing; `items` are draws, or tokens of your texts.
    """
    found = result(state, goal)
    known = {"you": found.yours} | ({} if found.rival is None else {"rival": found.rival})
    if isinstance(goal, Foreseen):
        chance, items = fmean(each.uniform for each in state.drawn), sum(len(each.draws) for each in state.drawn)
    else:
        chance, items = math.log(vocabulary_size), sum(map(len, state.yours))
    return {**known, "chance": chance, "items": float(items)}
