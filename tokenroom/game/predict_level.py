"""What `level.toml` and `solution.toml` say of the mechanic *predict*."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import msgspec

from tokenroom.errors import BadInput
from tokenroom.game.names import in_words
from tokenroom.schema import Data

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

    def check(self, path: Path) -> None:
        """Refuse what reads well but cannot be played (raises BadInput naming `path` and key)."""
        _check_passage(path, self.passage)


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


class SolvedItem(Data, frozen=True):
    """One item of `solution.toml`: scores by the token's text, and the surprise they must give."""

    scores: dict[str, float]
    surprise: float | None = None  # nats, compared to three decimals


PredictGoal = ScoreEveryItem | Beat


class PredictSolution(Data, frozen=True):
    """A solution of a level of this mechanic: a seed, and answers that reach the goal with it."""

    format_version: Literal[1]
    seed: Annotated[int, msgspec.Meta(ge=0)]
    items: tuple[SolvedItem, ...]


def _check_passage(path: Path, passage: SymbolPassage | CorpusPassage) -> None:
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
