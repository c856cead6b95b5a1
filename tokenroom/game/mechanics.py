"""The mechanics by kind: how a session of each is put together, and how its solution and a null play are played."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tokenroom.game import (
    chat_check,
    curate_check,
    merge_check,
    predict_check,
    prefer_check,
    prompt_check,
    sample_check,
    steer_check,
    verify_check,
)
from tokenroom.game.chat_level import ChatSolution
from tokenroom.game.chat_setup import new_chat_session
from tokenroom.game.curate_level import CurateSolution
from tokenroom.game.curate_setup import new_curate_session
from tokenroom.game.level import Level
from tokenroom.game.merge import new_merge_session
from tokenroom.game.merge_level import MergeSolution
from tokenroom.game.predict import PredictSession
from tokenroom.game.predict_level import PredictSolution
from tokenroom.game.predict_setup import new_predict_session
from tokenroom.game.prefer_level import PreferSolution
from tokenroom.game.prefer_setup import new_prefer_session
from tokenroom.game.prompt import new_prompt_session
from tokenroom.game.prompt_level import PromptSolution
from tokenroom.game.sample_level import SampleSolution
from tokenroom.game.sample_setup import new_sample_session
from tokenroom.game.session import Session
from tokenroom.game.steer_level import SteerSolution
from tokenroom.game.steer_setup import new_steer_session
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
        cues: the numbered cues of the story that it tells, such as `part`; each gives how far it counts in a session.
            `part of a side` stands for those with better, same or worse behind the number.
    """

    open: Callable[[Level, int, float, OpenField], Session]
    solution: Any
    solve: Callable[[Any, Any, Path], str]
    play_null: Callable[[Any], None]
    cues: Mapping[str, Callable[[Any], int]]


def _items(session: Session) -> int:
    return session.setup.items


def _parts(session: PredictSession) -> int:
    return len(session.setup.parts)


ROUNDS: dict[str, Callable[[Any], int]] = {"before": _items, "after": _items}
PREDICT = ROUNDS | {"part": _parts}
PREFER = ROUNDS | {"part": lambda _: 3}
SAMPLE = {"part": _items, "after": _items}
CHAT = ROUNDS | {
    "part": lambda session: _parts(session.predicting),
    "answer": lambda session: len(session.setup.mechanic.questions),
}
STEER = {"part": lambda _: 3, "part of a side": lambda _: 2, "after": _items}
VERIFY = ROUNDS | {"part": lambda _: 4}
MECHANICS = {
    "predict": Mechanic(
        new_predict_session, PredictSolution, predict_check.play_solution, predict_check.play_null, PREDICT
    ),
    "merge": Mechanic(new_merge_session, MergeSolution, merge_check.play_solution, merge_check.play_null, ROUNDS),
    "curate": Mechanic(new_curate_session, CurateSolution, curate_check.play_solution, curate_check.play_null, ROUNDS),
    "prefer": Mechanic(new_prefer_session, PreferSolution, prefer_check.play_solution, prefer_check.play_null, PREFER),
    "prompt": Mechanic(new_prompt_session, PromptSolution, prompt_check.play_solution, prompt_check.play_null, ROUNDS),
    "sample": Mechanic(new_sample_session, SampleSolution, sample_check.play_solution, sample_check.play_null, SAMPLE),
    "chat": Mechanic(new_chat_session, ChatSolution, chat_check.play_solution, chat_check.play_null, CHAT),
    "steer": Mechanic(new_steer_session, SteerSolution, steer_check.play_solution, steer_check.play_null, STEER),
    "verify": Mechanic(new_verify_session, VerifySolution, verify_check.play_solution, verify_check.play_null, VERIFY),
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
