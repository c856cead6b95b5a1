"""The mechanic *merge* as data: what `level.toml` says of it, its goal, and what `solution.toml` holds."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import msgspec

from tokenroom.errors import BadInput
from tokenroom.schema import Data

Text = Annotated[str, msgspec.Meta(min_length=1)]


class Merge(Data, frozen=True, tag_field="kind", tag="merge"):
    """The mechanic of drafting byte-pair merges on an excerpt of the training documents, chosen by the seed."""

    corpus: Text
    genres: tuple[Text, ...] = ()  # empty: all of them
    characters: Annotated[int, msgspec.Meta(ge=200, le=20_000)] = 1500  # of the excerpt
    merges: Annotated[int, msgspec.Meta(ge=1, le=100)] = 12  # how many are drafted
    held_out: Annotated[int, msgspec.Meta(ge=1000, le=1_000_000)] = 20_000  # characters that the merges are tried on

    def check(self, path: Path) -> None:
        """Refuse what reads well but cannot be played (raises BadInput naming `path` and key)."""
        if self.merges * 10 > self.characters:
            right = "ask for at least ten characters a merge"
            raise BadInput(path, "mechanic.merges", "is more than so short an excerpt gives", right)


class Within(Data, frozen=True, tag_field="kind", tag="within"):
    """Reached with at most `percent` more tokens on the held-out text than as many merges of the greedy rule need."""

    percent: Annotated[float, msgspec.Meta(ge=0, le=100)]

    def words(self) -> str:
        """Say the goal to a person."""
        return f"need at most {self.percent:g} % more tokens than the machine, on text that neither has seen"


class MergeSolution(Data, frozen=True):
    """What `solution.toml` says of a merge level: a seed, and pairs that reach the goal with it.

    A symbol is written as it is shown, its leading space as a space; an empty pair lets a merge pass.
    """

    format_version: Literal[1]
    seed: Annotated[int, msgspec.Meta(ge=0)]
    picks: tuple[tuple[str, ...], ...]
