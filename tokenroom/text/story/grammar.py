"""What a storyteller's grammar is: plots, the cast of each, its beats, and the steps that may fill a beat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tokenroom.text.story.facts import Condition, Effect, World
from tokenroom.text.story.lexicon import Lexicon
from tokenroom.text.story.template import Part

PARAGRAPH = "|"


@dataclass(frozen=True, slots=True)
class Line:
    """One wording, and when it may be used."""

    needs: tuple[Condition, ...]
    parts: tuple[Part, ...]
    key: str


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """Something that can happen at a beat."""

    file: Path
    key: str
    beat: str
    needs: tuple[Condition, ...]
    makes: tuple[Effect, ...]
    lines: tuple[Line, ...]
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Beat:
    """A place in a plot, and the steps that may fill it; none of them starts a paragraph."""

    name: str
    steps: tuple[Step, ...]
    may_fail: bool
    percent: int


@dataclass(frozen=True, slots=True)
class Casting:
    """Who may play a role: the facts of each candidate, by their keys; `needs` is asked when the others are known."""

    role: str
    table: str
    candidates: tuple[World, ...]
    needs: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """One kind of tale."""

    file: Path
    name: str
    titles: tuple[Line, ...]
    cast: tuple[Casting, ...]
    numbers: Mapping[str, tuple[int, int]]
    start: tuple[Effect, ...]
    story: tuple[Beat, ...]
    asks: tuple[tuple[Line, Line], ...]


@dataclass(frozen=True, slots=True)
class Grammar:
    """All that a storyteller knows."""

    plots: tuple[Plot, ...]
    lexicon: Lexicon
