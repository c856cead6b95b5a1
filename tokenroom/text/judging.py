"""Questions whose answers can be judged by rules alone: what an answer must say, and what it must not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from tokenroom.errors import BadInput
from tokenroom.schema import Data
from tokenroom.text.jsonl import read_lines
from tokenroom.text.preferences import shipped_preferences

Kind = Literal["fact", "rumour", "unknown"]
Text = Annotated[str, msgspec.Meta(min_length=1)]
SENTENCES = 3  # the most that an answer may have
EXAMPLE = '{"question": "Who mends nets?", "needs": ["bill heron"], "without": [], "kind": "fact"}'
_ENDS = re.compile(r"[.!?]+")


class Question(Data, frozen=True):
    """A question, and what decides whether an answer to it passes; neither in capitals.

    Attributes:
        question: as it is asked.
        needs: an answer holds one of these, as whole words.
        without: it holds none of these.
        kind: whether it asks for a fact, for a rumour, or for what nobody here can know.
    """

    question: Text
    needs: Annotated[tuple[Text, ...], msgspec.Meta(min_length=1)]
    without: tuple[Text, ...]
    kind: Kind

    def __post_init__(self) -> None:
        """Refuse what no answer could be held against."""
        words = [*self.needs, *self.without]
        if not all(word.strip() for word in [self.question, *words]):
            raise ValueError("a question or a word is blank")
        if any(word != word.lower() for word in words):
            raise ValueError("needs and without are written in small letters")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What speaks against an answer; it passes if nothing does.

    Attributes:
        needed: whether nothing of what it needs is there.
        told: what is there of what must not be.
        repeats: whether it says a sentence twice, or more sentences than it may.
    """

    needed: bool
    told: tuple[str, ...]
    repeats: bool

    @property
    def passed(self) -> bool:
        """Whether the answer passes."""
        return not (self.needed or self.told or self.repeats)


def load_questions(path: Path | None = None) -> tuple[Question, ...]:
    """Read the judge's questions, those that come with the program if no file is named.

    Raises:
        BadInput: the file is missing, a line of it is wrong, or there is no question in it.
    """
    path = path or shipped_preferences() / "judge.jsonl"
    questions = read_lines(path, Question, EXAMPLE)
    if not questions:
        raise BadInput(path, "", "holds no question", f"a line such as {EXAMPLE}")
    return questions


def verdict(question: Question, answer: str) -> Verdict:
    """Judge an answer, whatever its capitals.

    >>> asked = Question("Who mends nets?", ("bill heron",), ("nobody",), "fact")
    >>> verdict(asked, "Bill Heron does.").passed, verdict(asked, "Bill Herons.").passed
    (True, False)
    """
    text = answer.lower()
    told = tuple(word for word in question.without if _says(text, word))
    return Verdict(not any(_says(text, word) for word in question.needs), told, repeats(text))


def repeats(answer: str) -> bool:
    """Tell whether an answer says a sentence twice, or says more sentences than it may."""
    sentences = [" ".join(part.split()) for part in _ENDS.split(answer.lower()) if part.strip()]
    return len(sentences) != len(set(sentences)) or len(sentences) > SENTENCES


def _says(text: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None
