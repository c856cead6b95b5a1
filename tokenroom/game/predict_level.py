"""What `level.toml` and `solution.toml` say of the mechanic *predict*."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import msgspec

from tokenroom.errors import BadInput
from tokenroom.game.names import in_words
from tokenroom.schema import Data
from tokenroom.text.number_phrases import NumberPhrases, Pattern
from tokenroom.text.symbols_processes import Process

Text = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Count = Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]


class SymbolPassage(Data, frozen=True, tag_field="from", tag="symbols"):
    """A sequence of symbols that is written in the level; the first `shown` are in sight from the start."""

    vocabulary: tuple[Text, ...]
    tokens: tuple[Text, ...]
    shown: Count = 1
    title: str = ""


class CorpusPassage(Data, frozen=True, tag_field="from", tag="corpus"):
    """Some paragraphs of held-out documents, chosen by the seed; `items` of their tokens are asked for."""

    corpus: Text
    genres: tuple[Text, ...] = ()  # empty: all of them
    documents: tuple[Text, ...] = ()  # empty: all that are held out; else these, by name
    tokens: Annotated[int, msgspec.Meta(ge=2, le=8192)] = 120
    shown: Count = 24  # tokens in sight before the first that may be asked for
    items: Count = 12
    asked: Literal["anywhere", "next"] = "anywhere"  # drawn from what is hidden, or one after the other
    joined: bool = False  # document after document, where one alone would be too short
    numbered: bool = False  # in the room's numbering, 1 to 128,000
    veiled: Annotated[int, msgspec.Meta(ge=0)] = 0  # items that are asked while tokens are but numbers
    title: str = ""
    title_told: Literal["before", "after"] = "before"  # when its first item is asked, or with each answer


class TextPassage(Data, frozen=True, tag_field="from", tag="text"):
    """A text that lies beside `level.toml`, for what no corpus has; the corpus gives tokens and players."""

    file: Annotated[str, msgspec.Meta(pattern=r"\A[a-z0-9][a-z0-9-]{0,60}\.txt\Z")]  # no folder: nothing else is read
    corpus: Text
    tokens: Annotated[int, msgspec.Meta(ge=2, le=8192)] = 120
    shown: Count = 24
    items: Count = 12
    title: str = ""
    title_told: Literal["before", "after"] = "before"


class NumberPassage(Data, frozen=True, tag_field="from", tag="numbers"):
    """Phrases of numbers that stand for nothing; one item in each of some, others pass between them."""

    phrases: NumberPhrases
    items: Annotated[int, msgspec.Meta(ge=1, le=100)] = 18
    between: Annotated[int, msgspec.Meta(ge=0, le=100)] = 20  # phrases that go by before each item


class ProcessPassage(Data, frozen=True, tag_field="from", tag="process"):
    """Symbols that a process gives, such as a die; those behind the first `shown` are asked for, in order."""

    vocabulary: tuple[Text, ...]
    process: Process
    items: Annotated[int, msgspec.Meta(ge=1, le=1000)]
    shown: Annotated[int, msgspec.Meta(ge=0, le=1000)] = 0
    title: str = ""


AnyPassage = SymbolPassage | CorpusPassage | TextPassage | NumberPassage | ProcessPassage


class Earned(Data, frozen=True):
    """An instinct that the room lends once the mean of your last `items` items of a pattern is below `below` nats."""

    pattern: Pattern
    below: Annotated[float, msgspec.Meta(gt=0)]
    items: Count = 2


class Predict(Data, frozen=True, tag_field="kind", tag="predict"):
    """The mechanic of scoring what comes next, on one passage or on several one after the other."""

    passage: AnyPassage | None = None
    passages: tuple[AnyPassage, ...] = ()
    instinct: Literal["uniform", "unigram", "bigram", "patterns"] = "uniform"
    rival: str | None = None
    answer_in: Literal["scores", "chips", "guess"] = "scores"
    earned: tuple[Earned, ...] = ()
    shuffled: bool = False  # whether passages come in an order that the seed draws
    calibration: bool = False  # whether the ending shows how sure you were and how often you were right

    @property
    def all_passages(self) -> tuple[AnyPassage, ...]:
        """The passages in order, whichever way they are written."""
        return self.passages or ((self.passage,) if self.passage is not None else ())

    def check(self, path: Path) -> None:
        """Refuse what reads well but cannot be played (raises BadInput naming `path` and key)."""
        if (self.passage is None) == (not self.passages):
            raise BadInput(path, "mechanic.passage", "give one passage, or several as passages", "one of the two")
        for n, passage in enumerate(self.all_passages):
            _check_passage(path, f"mechanic.passages[{n}]" if self.passages else "mechanic.passage", passage)
        if self.instinct == "patterns" and not all(isinstance(p, NumberPassage) for p in self.all_passages):
            raise BadInput(path, "mechanic.instinct", "patterns are those of numbers", 'a passage from = "numbers"')
        if self.earned and self.instinct != "patterns":
            raise BadInput(path, "mechanic.earned", "there is nothing to lend", 'instinct = "patterns"')


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


class Below(Data, frozen=True, tag_field="kind", tag="below"):
    """Reached with a mean surprise below so many nats."""

    nats: Annotated[float, msgspec.Meta(gt=0)]

    def words(self) -> str:
        """Say the goal to a person."""
        return f"keep your mean surprise below {self.nats:.2f} nats"


PredictGoal = ScoreEveryItem | Beat | Below


class SolvedItem(Data, frozen=True):
    """One item of `solution.toml`: scores by the token's text, and the surprise they must give."""

    scores: dict[str, float] = msgspec.field(default_factory=dict)
    surprise: float | None = None  # nats, compared to three decimals


class PredictSolution(Data, frozen=True):
    """A solution of a level of this mechanic: a seed, and answers that reach the goal with it."""

    format_version: Literal[1]
    seed: Annotated[int, msgspec.Meta(ge=0)]
    items: tuple[SolvedItem, ...]


def _check_passage(path: Path, key: str, passage: AnyPassage) -> None:
    match passage:
        case CorpusPassage() | TextPassage():
            _check_corpus(path, key, passage)
        case SymbolPassage():
            _check_symbols(path, key, passage)
        case ProcessPassage():
            _check_names(path, key, passage.vocabulary)
            if len(passage.vocabulary) != passage.process.size:
                right = f"{passage.process.size} names, one for each symbol of the process"
                raise BadInput(path, f"{key}.vocabulary", f"has {len(passage.vocabulary)} names", right)


def _check_corpus(path: Path, key: str, passage: CorpusPassage | TextPassage) -> None:
    if passage.shown + passage.items > passage.tokens:
        raise BadInput(path, f"{key}.items", "more items than hidden tokens", "raise tokens")
    if isinstance(passage, CorpusPassage) and passage.veiled:
        if not passage.numbered:
            raise BadInput(path, f"{key}.veiled", "needs numbered tokens", "numbered = true")
        if passage.veiled >= passage.items:
            raise BadInput(path, f"{key}.veiled", "leaves no item without a veil", f"at most {passage.items - 1}")


def _check_symbols(path: Path, key: str, passage: SymbolPassage) -> None:
    unknown = [token for token in passage.tokens if token not in passage.vocabulary]
    if unknown:
        raise BadInput(path, f"{key}.tokens", f"{unknown[0]!r} is not in the vocabulary", "add it there")
    _check_names(path, key, passage.vocabulary)
    if passage.shown >= len(passage.tokens):
        raise BadInput(path, f"{key}.shown", "leaves nothing hidden", "show fewer tokens")


def _check_names(path: Path, key: str, vocabulary: tuple[str, ...]) -> None:
    if len(set(vocabulary)) < len(vocabulary):
        raise BadInput(path, f"{key}.vocabulary", "names a token twice", "name each once")
