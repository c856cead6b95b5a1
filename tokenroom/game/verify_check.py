"""Playing a level of the mechanic *verify* by its solution, and by pressing Enter alone."""

from __future__ import annotations

from pathlib import Path

from tokenroom.errors import CheckFailed
from tokenroom.game.commands import Begin, Next
from tokenroom.game.session import CommandError
from tokenroom.game.verify import VerifySession
from tokenroom.game.verify_commands import PredictPass, WriteChecker
from tokenroom.game.verify_figures import COIN
from tokenroom.game.verify_level import VerifySolution


def play_solution(session: VerifySession, solution: VerifySolution, path: Path) -> str:
    """Predict, write the checkers, and say what it gave (raises CheckFailed where the solution does not fit)."""
    if len(solution.sure) != session.setup.items:
        raise CheckFailed(
            path, "sure", f"has {len(solution.sure)} figures", f"one for each of {session.setup.items} sums"
        )
    session.apply(Begin())
    for sure in solution.sure:
        session.apply(PredictPass(sure))
        session.apply(Next())
    for place, expression in enumerate(solution.checkers, start=1):
        try:
            session.apply(WriteChecker(expression))
        except CommandError as error:
            raise CheckFailed(path, f"checkers: number {place}", str(error)) from error
    session.apply(Next())
    nats = session.state.nats
    return f"{sum(nats) / len(nats):.3f} nats a try, a coin {COIN:.3f}; the last checker: {session.state.rule}"


def play_null(session: VerifySession) -> None:
    """Say one half each time, and go on with the checker that lies there."""
    session.apply(Begin())
    while session.state.phase == "asking":
        session.apply(PredictPass(50.0))
        session.apply(Next())
    session.apply(Next())
