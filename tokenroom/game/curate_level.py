"""What `level.toml` and `solution.toml` say of the mechanic *curate*."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import msgspec

from tokenroom.errors import BadInput
from tokenroom.game.units import percent
from tokenroom.schema import Data
from tokenroom.text.curation.filters import FilterName
from tokenroom.text.heap.files import NAME

Share = Annotated[float, msgspec.Meta(ge=0.0, le=1.0)]


class Curate(Data, frozen=True, tag_field="kind", tag="curate"):
    """The mechanic of cleaning a heap of pages: filters are set, and two rivals learn from what they leave."""

    heap: str  # the name of one that comes with the program; never a path
    trainings: Annotated[int, msgspec.Meta(ge=1, le=20)] = 3  # that may be begun
    phrases: Annotated[int, msgspec.Meta(ge=16, le=20_000)] = 1_536  # that each rival reads

    def check(self, path: Path) -> None:
        """Refuse what reads well but cannot be played (raises BadInput naming `path` and key)."""
        if not NAME.fullmatch(self.heap):
            raise BadInput(path, "mechanic.heap", f"{self.heap[:60]!r} is no name of a heap", "such as english-pages")


class Cleaned(Data, frozen=True, tag_field="kind", tag="cleaned"):
    """Reached when the rival that reads cleaned text is so far ahead, and the cleaning took not too much."""

    gain: Annotated[float, msgspec.Meta(gt=0.0, le=20.0)]  # nats a token, on clean held-out text
    spared: Share  # of the good text, at least
    contacts: Annotated[int, msgspec.Meta(ge=0)] = 0  # of people that may still be read, at most

    def words(self) -> str:
        """Say the goal to a person."""
        left = "no contact" if self.contacts == 0 else f"at most {self.contacts:,} contacts"
        return (
            f"let the rival that reads your text be ahead by {self.gain:.2f} nats a token, with {percent(self.spared)} "
            f"of the good text spared and {left} of a person left"
        )


class CurateSolution(Data, frozen=True):
    """A solution of a level of this mechanic: a seed, and settings that reach the goal with it."""

    format_version: Literal[1]
    seed: Annotated[int, msgspec.Meta(ge=0)]
    filters: dict[FilterName, str]
