"""What `level.toml` and `solution.toml` say of the mechanic *verify*."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import msgspec

from tokenroom.errors import BadInput
from tokenroom.schema import Data
from tokenroom.text.checker import CheckerError, read_rule
from tokenroom.text.sums import Way

Expression = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class Verify(Data, frozen=True, tag_field="kind", tag="verify"):
    """The mechanic of sums that can be checked: a model tries them, a checker says which tries were right."""

    corpus: str = "english"  # whose tokens the model speaks
    asked: Annotated[tuple[Way, ...], msgspec.Meta(min_length=1, max_length=12)] = ("at once", "aloud") * 2
    tries: Annotated[int, msgspec.Meta(ge=4, le=32)] = 12  # of each sum
    updates: Annotated[int, msgspec.Meta(ge=1, le=400)] = 40  # of each training
    trainings: Annotated[int, msgspec.Meta(ge=1, le=20)] = 6  # that may be begun
    held_out: Annotated[int, msgspec.Meta(ge=4, le=400)] = 100  # sums that both models are asked in both ways
    checkers: Annotated[tuple[Expression, ...], msgspec.Meta(min_length=1, max_length=9)] = ("has(total)",)

    def check(self, path: Path) -> None:
        """Refuse what reads well but cannot be played (raises BadInput naming `path` and key)."""
        for place, expression in enumerate(self.checkers, start=1):
            try:
                read_rule(expression)
            except CheckerError as error:
                raise BadInput(path, f"mechanic.checkers: number {place}", str(error)) from error


class Sound(Data, frozen=True, tag_field="kind", tag="sound"):
    """Reached when a checker was written that takes every right answer in the drawer, and no wrong one."""

    def words(self) -> str:
        """Say the goal to a person."""
        return "write a checker that accepts every right answer in the drawer and no wrong one"


class VerifySolution(Data, frozen=True):
    """A solution of a level of this mechanic: a seed, how sure to be of each try, and checkers to write in turn."""

    format_version: Literal[1]
    seed: Annotated[int, msgspec.Meta(ge=0)]
    sure: tuple[Annotated[float, msgspec.Meta(ge=1.0, le=99.0)], ...]  # per cent, for each sum that is asked
    checkers: tuple[Expression, ...]
