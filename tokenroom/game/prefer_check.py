"""Playing a level of the mechanic *prefer* by its solution, and by pressing Enter alone."""

from __future__ import annotations

from pathlib import Path

from tokenroom.errors import CheckFailed
from tokenroom.game.commands import Begin, Next
from tokenroom.game.prefer import PreferSession
from tokenroom.game.prefer_commands import Fit, FitOn, ValuePair
from tokenroom.game.prefer_level import PreferSolution
from tokenroom.game.session import CommandError


def play_solution(session: PreferSession, solution: PreferSolution, path: Path) -> str:
    """Value every pair and say what that gave (raises CheckFailed for a value that there cannot be)."""
    items = session.setup.items
    if len(solution.values) != items:
        raise CheckFailed(path, "values", f"has {len(solution.values)} pairs", f"the level asks {items}")
    session.apply(Begin())
    while session.state.phase != "ended":
        if session.state.phase == "asked":
            _value(session, solution, path)
        elif session.state.phase == "fit" and solution.train:
            _fit(session)
        session.apply(Next())
    told = session.state.of_kind(held_out=False)[-1]
    return f"{told.mean:.3f} nats a pair, the reward model beside it {told.model_mean:.3f}"


def play_null(session: PreferSession) -> None:
    """Value all answers alike, let no model learn from all pairs, and go on."""
    session.apply(Begin())
    while session.state.phase != "ended":
        if session.state.phase == "asked":
            session.apply(ValuePair(0.0, 0.0))
        session.apply(Next())


def _value(session: PreferSession, solution: PreferSolution, path: Path) -> None:
    place = session.state.pair - 1
    try:
        session.apply(ValuePair(*solution.values[place]))
    except CommandError as error:
        raise CheckFailed(path, f"values[{place}]", str(error)) from error


def _fit(session: PreferSession) -> None:
    session.apply(Fit())
    while session.state.phase == "fitting":
        session.apply(FitOn())
