"""What `level.toml` and `solution.toml` say of the mechanic *chat*."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import msgspec

from tokenroom.errors import BadInput
from tokenroom.game.predict_level import SolvedItem
from tokenroom.schema import Data

Text = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Question = Annotated[str, msgspec.Meta(min_length=1, max_length=120)]


class Chat(Data, frozen=True, tag_field="kind", tag="chat"):
    """The mechanic of being the assistant, and of watching a base model become one.

    The dialogues are those that come with the program; the player is asked about held-out ones.
    """

    questions: tuple[Question, ...]  # put to both models, before and after
    corpus: Text = "english"  # which gives tokens, instincts and the base model
    base: Text = "step-200000"  # a checkpoint of its ladder
    dialogues: Annotated[int, msgspec.Meta(ge=1, le=20)] = 5  # that are asked about
    items: Annotated[int, msgspec.Meta(ge=1, le=20)] = 2  # tokens asked for in each
    ends: Annotated[int, msgspec.Meta(ge=0, le=20)] = 2  # dialogues in which one of them is the end of an answer
    topics: tuple[Text, ...] = ()  # that the dialogues are of; empty for all
    instinct: Literal["uniform", "unigram", "bigram"] = "bigram"
    answer_in: Literal["scores", "chips", "guess"] = "chips"

    def check(self, path: Path) -> None:
        """Refuse what reads well but cannot be played (raises BadInput naming `path` and key)."""
        if not 1 <= len(self.questions) <= 12:
            raise BadInput(path, "mechanic.questions", f"holds {len(self.questions)} questions", "1 to 12")
        if not all(question.strip() for question in self.questions):
            raise BadInput(path, "mechanic.questions", "holds one that is all space", "a question in words")
        if self.ends > self.dialogues:
            raise BadInput(path, "mechanic.ends", "asks for more ends than dialogues", f"at most {self.dialogues}")


class Ahead(Data, frozen=True, tag_field="kind", tag="ahead"):
    """Reached with a mean surprise so far below that of the base model, and of the instinct alone."""

    nats: Annotated[float, msgspec.Meta(gt=0.0, le=20.0)]

    def words(self) -> str:
        """Say the goal to a person."""
        return (
            f"speak for the assistant: be {self.nats:.2f} nats an item less surprised than the base model, and than "
            "your instinct alone"
        )


class ChatSolution(Data, frozen=True):
    """A solution of a level of this mechanic: a seed, and answers that reach the goal with it."""

    format_version: Literal[1]
    seed: Annotated[int, msgspec.Meta(ge=0)]
    items: tuple[SolvedItem, ...]
