"""The mechanic *prompt* as data: what `level.toml` says of it, its goal, its questions, and its `solution.toml`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import msgspec

from tokenroom.errors import BadInput
from tokenroom.game.beside import check_beside
from tokenroom.rivals.in_context import MARK, STOP
from tokenroom.schema import Data, read_toml

LONGEST = 4_000  # characters of a context
Text = Annotated[str, msgspec.Meta(min_length=1)]
Context = Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST)]
Line = Annotated[str, msgspec.Meta(min_length=2, max_length=80, pattern=r"\A[^\r\n]+\Z")]


class NamedContext(Data, frozen=True):
    """A context that is tried at the end, to tell what helps from what does not."""

    name: Text
    context: Context


class Prompt(Data, frozen=True, tag_field="kind", tag="prompt"):
    """The mechanic of writing a context that makes a model answer; nothing of the model is trained."""

    corpus: Text  # its ladder has the model: the rung that has read most
    rival: Context  # the context of somebody who knows the point
    questions: Annotated[str, msgspec.Meta(pattern=r"\A[a-z0-9][a-z0-9-]{0,60}\.toml\Z")] = "questions.toml"
    tries: Annotated[int, msgspec.Meta(ge=1, le=100)] = 12
    shown: Annotated[int, msgspec.Meta(ge=1, le=8)] = 4  # visible questions that the model answers after each try
    others: Annotated[tuple[NamedContext, ...], msgspec.Meta(max_length=8)] = ()

    def check(self, path: Path) -> None:
        """Refuse what reads well but cannot be played (raises BadInput naming `path` and key)."""
        contexts = {"rival": self.rival} | {f"others[{n}].context": o.context for n, o in enumerate(self.others)}
        for key, context in contexts.items():
            if MARK not in context:
                raise BadInput(path, f"mechanic.{key}", "has no place for the question", f"write {MARK} there")


class Cheaper(Data, frozen=True, tag_field="kind", tag="cheaper"):
    """Reached when a context makes the hidden answers cheaper than no context does by so much."""

    gain: Annotated[float, msgspec.Meta(gt=0.0, le=20.0)]  # nats a token

    def words(self) -> str:
        """Say the goal to a person."""
        return f"write a context that makes hidden answers {self.gain:.2f} nats a token cheaper than no context does"


class Asked(Data, frozen=True):
    """A question and an answer to it, a sentence each."""

    question: Line
    answer: Line


class Questions(Data, frozen=True):
    """The file beside `level.toml`: questions that are shown, and those that the loss is measured on."""

    format_version: Literal[1]
    visible: Annotated[tuple[Asked, ...], msgspec.Meta(min_length=1, max_length=100)]
    hidden: Annotated[tuple[Asked, ...], msgspec.Meta(min_length=2, max_length=200)]


class PromptSolution(Data, frozen=True):
    """What `solution.toml` says of such a level: a seed, and contexts, one of which reaches the goal with it."""

    format_version: Literal[1]
    seed: Annotated[int, msgspec.Meta(ge=0)]
    contexts: Annotated[tuple[Context, ...], msgspec.Meta(min_length=1)]


def read_questions(folder: Path, name: str) -> Questions:
    """Read the questions that lie in a level's folder (raises BadInput naming file and key)."""
    check_beside(folder, name)
    path = folder / name
    questions = read_toml(path, Questions)
    for kind, asked in (("visible", questions.visible), ("hidden", questions.hidden)):
        for n, each in enumerate(asked):
            if not (each.answer.endswith(STOP) and each.answer[-2].isalnum()):  # one token, in any vocabulary
                wrong, right = "does not end in a word and a full stop", "write a whole sentence"
                raise BadInput(path, f"{kind}[{n}].answer", wrong, right)
    return questions
