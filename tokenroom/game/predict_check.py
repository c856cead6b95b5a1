"""Playing a level of the mechanic *predict* by its solution, and by pressing Enter alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tokenroom.errors import CheckFailed
from tokenroom.game.answer import AnswerError
from tokenroom.game.commands import AnswerScores, AnyCommand, Begin, Next
from tokenroom.game.predict import PredictSession
from tokenroom.game.predict_level import PredictSolution, SolvedItem


def play_solution(session: PredictSession, solution: PredictSolution, path: Path) -> str:
    """Play the solution and say what it gave (raises CheckFailed if it does not do what it says)."""
    items = session.setup.items
    if len(solution.items) != items:
        raise CheckFailed(path, "items", f"has {len(solution.items)} answers", f"the level asks {items}")
    session.apply(Begin())
    for n, item in enumerate(solution.items):
        answer_item(session, session.apply, item, path, n)
        session.apply(Next())
    return " ".join(f"{item.surprises['you']:.3f}" for item in session.state.items)


def play_null(session: PredictSession) -> None:
    """Play to the end by pressing Enter alone."""
    session.apply(Begin())
    while session.state.phase != "ended":
        session.apply(AnswerScores({}))
        session.apply(Next())


def answer_item(
    session: PredictSession, apply: Callable[[AnyCommand], object], item: SolvedItem, path: Path, n: int
) -> None:
    """Give a solution's answer to the item that is asked.

    Args:
        session: what is played, or the session of *predict* in what is played.
        apply: carries a command out.
        item: the answer, and perhaps the surprise that it must give.
        path: of the solution.
        n: which answer, from 0.

    Raises:
        CheckFailed: it does not do what the solution says.
    """
    scores = {_token(session, text, path, n): score for text, score in item.scores.items()}
    try:
        apply(AnswerScores(scores))
    except AnswerError as error:
        raise CheckFailed(path, f"items[{n}].scores", str(error)) from error
    _check_surprise(session, item.surprise, path, n)


def _check_surprise(session: PredictSession, expected: float | None, path: Path, n: int) -> None:
    got = session.state.items[-1].surprises["you"]
    if expected is not None and not abs(got - expected) <= 0.0005:  # also true for NaN
        raise CheckFailed(path, f"items[{n}].surprise", f"is {got:.3f}", f"the solution says {expected:.3f}")


def _token(session: PredictSession, text: str, path: Path, n: int) -> int:
    token = session.part.vocabulary.find_text(text)
    if token is None:
        wrong = f"{text!r} is no token of this level"
        raise CheckFailed(path, f"items[{n}].scores", wrong, "name one of its vocabulary")
    return token
