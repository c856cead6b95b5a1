"""Playing a level of the mechanic *steer* by its solution, and by pressing Enter alone."""

from __future__ import annotations

from pathlib import Path

from tokenroom.errors import CheckFailed
from tokenroom.game.commands import Begin, Next
from tokenroom.game.session import CommandError
from tokenroom.game.steer import SteerSession
from tokenroom.game.steer_commands import SetKnob, Steer, SteerOn, StopSteering, TryAnswer
from tokenroom.game.steer_level import SteerSolution


def play_solution(session: SteerSession, solution: SteerSolution, path: Path) -> str:
    """Take the solution's run, write its answers, and say what that gave (raises CheckFailed)."""
    session.apply(Begin())
    if solution.kl_weight is not None:
        _run(session, solution, solution.kl_weight, path)
    session.apply(Next())
    for place, text in enumerate(solution.answers):
        try:
            session.apply(TryAnswer(text))
        except CommandError as error:
            raise CheckFailed(path, f"answers[{place}]", str(error)) from error
    if session.state.phase != "ended":
        session.apply(Next())
    return _words(session)


def play_null(session: SteerSession) -> None:
    """Train nothing, write nothing, and go on."""
    session.apply(Begin())
    while session.state.phase != "ended":
        session.apply(Next())


def _run(session: SteerSession, solution: SteerSolution, kl_weight: float, path: Path) -> None:
    try:
        session.apply(SetKnob(kl_weight, solution.updates))
    except CommandError as error:
        raise CheckFailed(path, "kl_weight", str(error)) from error
    session.apply(Steer())
    taken = 0
    while session.state.phase == "steering":
        session.apply(StopSteering() if taken == solution.stop else SteerOn())
        taken += 1


def _words(session: SteerSession) -> str:
    state, words = session.state, []
    if state.kept is not None:
        run = state.kept
        words.append(
            f"reward {run.reward[0]:.2f} to {run.reward[1]:.2f}, KL {run.kl:.3f} nats a token, "
            f"judge {run.passed[0]} to {run.passed[1]} of {run.asked}"
        )
    if state.best is not None:
        words.append(f"an answer that does not pass valued {state.best:+.2f} beside a good one")
    return "; ".join(words) or "nothing was trained and nothing written"
