"""What `level.toml` and `solution.toml` say of the mechanic *prefer*."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from tokenroom.errors import BadInput
from tokenroom.game.prefer_commands import Whose
from tokenroom.schema import Data

Text = Annotated[str, msgspec.Meta(min_length=1)]
FILE = re.compile(r"[a-z0-9][a-z0-9-]{0,63}\.jsonl")


class Prefer(Data, frozen=True, tag_field="kind", tag="prefer"):
    """The mechanic of valuing two answers to one question, while a reward model learns from the same pairs."""

    corpus: Text = "english"  # gives the tokens and the trunk of the reward model
    preferences: str = ""  # a file of pairs beside `level.toml`; empty for the pairs that come with the program
    pairs: Annotated[int, msgspec.Meta(ge=1, le=200)] = 20  # drawn from the training pairs
    held_out: Annotated[int, msgspec.Meta(ge=0, le=200)] = 10  # drawn from the held-out ones, valued at the end
    whose: Whose = "guideline"  # whose choices a reward model learns from, to begin with

    def check(self, path: Path) -> None:
        """Refuse what reads well but cannot be played (raises BadInput naming `path` and key)."""
        if self.preferences and not FILE.fullmatch(self.preferences):
            right = "small letters, digits and -, then .jsonl"
            raise BadInput(path, "mechanic.preferences", f"{self.preferences[:60]!r} is no name of a file", right)


class Valued(Data, frozen=True, tag_field="kind", tag="valued"):
    """Reached with a mean surprise below `nats` on the pairs that are told; equal values cost ln 2 = 0.693."""

    nats: Annotated[float, msgspec.Meta(gt=0.0, le=0.69)]

    def words(self) -> str:
        """Say the goal to a person."""
        return f"pay less than {self.nats:.2f} nats a pair, over the pairs from which the reward model learns too"


class PreferSolution(Data, frozen=True):
    """A solution of a level of this mechanic: a seed, and values that reach the goal with it.

    Attributes:
        values: of each pair, in the order of the screen; those of the held-out pairs behind the others.
        train: whether the reward model is let to learn from all pairs in between.
    """

    format_version: Literal[1]
    seed: Annotated[int, msgspec.Meta(ge=0)]
    values: tuple[tuple[float, float], ...]
    train: bool = False
