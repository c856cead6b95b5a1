"""The mechanics by kind: how a session of each is put together, and how its solution and a null play are played."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tokenroom.game import curate_check, merge_check, predict_check, verify_check
from tokenroom.game.curate_level import CurateSolution
from tokenroom.game.curate_setup import new_curate_session
from tokenroom.game.level import Level
from tokenroom.game.merge import new_merge_session
from tokenroom.game.merge_level import MergeSolution
from tokenroom.game.predict_level import PredictSolution
from tokenroom.game.predict_setup import new_predict_session
from tokenroom.game.session import Session
from tokenroom.game.verify_level import VerifySolution
from tokenroom.game.verify_setup import new_verify_session
from tokenroom.rivals.field import OpenField


@dataclass(frozen=True, slots=True)
class Mechanic:
    """What the rest of the game needs of a mechanic; its session and its solution are of types of its own.

    Attributes:
        open: gives a session of a level, with a seed and a pace, ready to begin (raises BadInput).
        solution: what `solution.toml` says; it has a `seed`.
        solve: plays a solution to the end and says in words what that gave (raises CheckFailed naming the path).
        play_null: plays to the end by pressing Enter alone.
    """

    open: Callable[[Level, int, float, OpenField], Session]
    solution: Any
    solve: Callable[[Any, Any, Path], str]
    play_null: Callable[[Any], None]


MECHANICS = {
    "predict": Mechanic(new_predict_session, PredictSolution, predict_check.play_solution, predict_check.play_null),
    "merge": Mechanic(new_merge_session, MergeSolution, merge_check.play_solution, merge_check.play_null),
    "curate": Mechanic(new_curate_session, CurateSolution, curate_check.play_solution, curate_check.play_null),
    "verify": Mechanic(new_verify_session, VerifySolution, verify_check.play_solution, verify_check.play_null),
}


def kind_of(level: Level) -> str:
    """Return the name of a level's mechanic, as its `level.toml` has it."""
    return str(level.file.mechanic.__struct_config__.tag)


def mechanic_of(level: Level) -> Mechanic:
    """Return the mechanic that a level is played with."""
    return MECHANICS[kind_of(level)]


def new_session(level: Level, seed: int, seconds_per_nat: float, open_field: OpenField) -> Session:
    """Return a session of `level`, ready to begin; the same arguments always give the same one.

    Raises:
        BadInput: the level asks for something that is not there.
    """
    return mechanic_of(level).open(level, seed, seconds_per_nat, open_field)
