"""Playing a level of the mechanic *chat* by its solution, and by pressing Enter alone."""

from __future__ import annotations

from pathlib import Path

from tokenroom.errors import CheckFailed
from tokenroom.game.chat import ChatSession
from tokenroom.game.chat_commands import StopChatTuning, TakeShippedChat, TuneChat, TuneChatOn
from tokenroom.game.chat_level import ChatSolution
from tokenroom.game.commands import AnswerScores, Begin, Next
from tokenroom.game.predict_check import answer_item


def play_solution(session: ChatSession, solution: ChatSolution, path: Path) -> str:
    """Give the solution's answers, let the base model be tuned a little or take the shipped one, and say what it gave.

    Raises:
        CheckFailed: an answer does not do what the solution says.
    """
    items = session.setup.items
    if len(solution.items) != items:
        raise CheckFailed(path, "items", f"has {len(solution.items)} answers", f"the level asks {items}")
    session.apply(Begin())
    for n, item in enumerate(solution.items):
        answer_item(session.predicting, session.apply, item, path, n)
        session.apply(Next())
    _go_on(session)
    compared = session.state.compared
    assert compared is not None
    return f"{compared.yours:.2f} nats an item, the base model {compared.base:.2f}, the tuned one {compared.tuned:.2f}"


def play_null(session: ChatSession) -> None:
    """Play to the end by pressing Enter alone."""
    session.apply(Begin())
    for _ in range(session.setup.items):
        session.apply(AnswerScores({}))
        session.apply(Next())
    _go_on(session)


def _go_on(session: ChatSession) -> None:
    """Play from the last answer to the end; whether the goal is reached does not depend on it."""
    if session.setup.models.has_shipped:
        session.apply(TakeShippedChat())
    else:
        for command in (TuneChat(), TuneChatOn(), StopChatTuning(keep=True)):
            session.apply(command)
    while session.state.phase != "ended":
        session.apply(Next())
