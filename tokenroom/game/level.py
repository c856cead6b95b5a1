"""Levels as data: what `level.toml` may say. The story lies beside it in `story.md`, the proof in `solution.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from tokenroom.errors import BadInput
from tokenroom.files import content_root
from tokenroom.game.journal import TemplateError, check_template
from tokenroom.game.names import in_words
from tokenroom.game.story import Story, read_story
from tokenroom.schema import Data, read_toml

Text = Annotated[str, msgspec.Meta(min_length=1)]
Count = Annotated[int, msgspec.Meta(ge=1)]


class SymbolPassage(Data, frozen=True, tag_field="from", tag="symbols"):
    """A sequence of symbols that is written in the level; the first `shown` are in sight from the start."""

    vocabulary: tuple[Text, ...]
    tokens: tuple[Text, ...]
    shown: Count = 1


class CorpusPassage(Data, frozen=True, tag_field="from", tag="corpus"):
    """Some paragraphs of a held-out document, chosen by the seed; `items` of their tokens are asked for."""

    corpus: Text
    genres: tuple[Text, ...] = ()  # empty: all of them
    tokens: Annotated[int, msgspec.Meta(ge=2, le=8192)] = 120
    shown: Count = 24  # tokens in sight before the first that may be asked for
    items: Count = 12


class Predict(Data, frozen=True, tag_field="kind", tag="predict"):
    """The mechanic of scoring what comes next."""

    passage: SymbolPassage | CorpusPassage
    instinct: Literal["uniform", "unigram", "bigram"] = "uniform"
    rival: str | None = None
    answer_in: Literal["scores", "chips", "guess"] = "scores"


class ScoreEveryItem(Data, frozen=True, tag_field="kind", tag="score_every_item"):
    """Reached by giving scores of one's own to each item, however they turn out."""

    def words(self) -> str:
        """Say the goal to a person."""
        return "give scores of your own for every token"


class Beat(Data, frozen=True, tag_field="kind", tag="beat"):
    """Reached with a mean surprise below that of `player` on the same items."""

    player: Text

    def words(self) -> str:
        """Say the goal to a person."""
        return f"be less surprised than {in_words(self.player)}"


class LevelFile(Data, frozen=True):
    """What `level.toml` says."""

    format_version: Literal[1]
    title: Text
    act: Annotated[int, msgspec.Meta(ge=0, le=8)]
    mechanic: Predict
    goal: ScoreEveryItem | Beat
    hints: tuple[Text, ...] = ()
    journal: str = ""  # what it taught, in two sentences; {you}, {rival} and the like stand for figures


class SolvedItem(Data, frozen=True):
    """One item of `solution.toml`: scores by the token's text, and the surprise they must give."""

    scores: dict[str, float]
    surprise: float | None = None  # nats, compared to three decimals


class SolutionFile(Data, frozen=True):
    """What `solution.toml` says: a seed, and answers that reach the goal with it."""

    format_version: Literal[1]
    seed: Annotated[int, msgspec.Meta(ge=0)]
    items: tuple[SolvedItem, ...]


@dataclass(frozen=True)
class Level:
    """A level, read and checked for form."""

    name: str  # the folder's name, such as "00-tutorial"
    file: LevelFile
    story: Story
    folder: Path


def load_level(folder: Path) -> Level:
    """Read `level.toml` and `story.md` in `folder` (raises BadInput naming file and key)."""
    file = read_toml(folder / "level.toml", LevelFile)
    _check_symbols(folder / "level.toml", file.mechanic.passage)
    _check_journal(folder / "level.toml", file.journal)
    return Level(folder.name, file, read_story(folder / "story.md"), folder)


def load_solution(folder: Path) -> SolutionFile:
    """Read `solution.toml` in `folder` (raises BadInput naming file and key)."""
    return read_toml(folder / "solution.toml", SolutionFile)


def level_names() -> list[str]:
    """Return the names of the shipped levels in the order of the campaign."""
    return sorted(path.parent.name for path in (content_root() / "levels").glob("*/level.toml"))


def find_level(name: str) -> Path:
    """Return the folder of a shipped level: by its full name, number or the part behind it (raises BadInput)."""
    names = level_names()
    for known in names:
        number, _, rest = known.partition("-")
        if name in {known, rest, number} or (number.isdecimal() and name == str(int(number))):
            return content_root() / "levels" / known
    raise BadInput("level", name, "there is no such level", f"there is {', '.join(names)}")


def _check_journal(path: Path, template: str) -> None:
    try:
        check_template(template)
    except TemplateError as error:
        raise BadInput(path, "journal", str(error), "write a figure as {you} or {rival}") from error


def _check_symbols(path: Path, passage: SymbolPassage | CorpusPassage) -> None:
    if isinstance(passage, CorpusPassage):
        if passage.shown + passage.items > passage.tokens:
            raise BadInput(path, "mechanic.passage.items", "more items than hidden tokens", "raise tokens")
        return
    unknown = [token for token in passage.tokens if token not in passage.vocabulary]
    if unknown:
        raise BadInput(path, "mechanic.passage.tokens", f"{unknown[0]!r} is not in the vocabulary", "add it there")
    if len(set(passage.vocabulary)) < len(passage.vocabulary):
        raise BadInput(path, "mechanic.passage.vocabulary", "names a token twice", "name each once")
    if passage.shown >= len(passage.tokens):
        raise BadInput(path, "mechanic.passage.shown", "leaves nothing hidden", "show fewer tokens")
