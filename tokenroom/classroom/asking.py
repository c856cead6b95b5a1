"""Questions that a class answers in its own words: nothing is scored, nothing is revealed, the answers stay here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from tokenroom.classroom.from_clients import AnyAnswer, Write
from tokenroom.classroom.game import Following, NoLearning, NoTokens, Score
from tokenroom.classroom.plan import QuestionsStep
from tokenroom.classroom.views import Question, QuestionsView
from tokenroom.game.events import Said
from tokenroom.game.session import CommandError


class QuestionsGame(NoLearning, NoTokens):
    """A class before a list of questions, all asked at once.

    Args:
        step: the questions.
        number: which play of the lesson this is.
    """

    items = 1
    is_revealed_at_once = True

    def __init__(self, step: QuestionsStep, number: int) -> None:
        questions = tuple(Question(ask.name, ask.text) for ask in step.questions)
        self._view = QuestionsView(play=number, items=1, questions=questions)

    def begin(self) -> tuple[Said, ...]:
        """Nothing is told."""
        return ()

    def follow(self) -> tuple[Following, tuple[Said, ...]]:
        """Ask all of them, and then no more."""
        if self._view.item:
            return "ended", ()
        self._view = msgspec.structs.replace(self._view, item=1)
        return "asked", ()

    def score(self, item: int, answer: AnyAnswer) -> Score:
        """See that there is a text for each question (raises CommandError)."""
        if not isinstance(answer, Write) or len(answer.texts) != len(self._view.questions):
            raise CommandError(f"here {len(self._view.questions)} texts are asked for, one a question")
        return Score()

    def reveal(self, scores: Sequence[Score]) -> tuple[Said, ...]:
        """There is nothing to reveal."""
        raise CommandError("there is nothing to reveal")

    def view(self) -> QuestionsView:
        """Return the questions."""
        return self._view

    def snapshot(self) -> Any:
        """Return all that changes."""
        return self._view

    def restore(self, snapshot: Any) -> None:
        """Take back everything since `snapshot` was taken."""
        self._view = snapshot
