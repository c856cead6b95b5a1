"""Playing a level of the mechanic *prompt* by its solution, and by pressing Enter alone."""

from __future__ import annotations

from pathlib import Path

from tokenroom.errors import CheckFailed
from tokenroom.game.commands import Begin, Next
from tokenroom.game.prompt import PromptSession
from tokenroom.game.prompt_commands import TryContext
from tokenroom.game.prompt_events import ContextTried
from tokenroom.game.prompt_level import PromptSolution
from tokenroom.game.prompt_model import ALONE
from tokenroom.game.session import CommandError


def play_solution(session: PromptSession, solution: PromptSolution, path: Path) -> str:
    """Try the contexts in order, and say what that gave (raises CheckFailed for one that cannot be tried)."""
    session.apply(Begin())
    events = list(session.apply(Next()))
    for n, context in enumerate(solution.contexts):
        try:
            events += session.apply(TryContext(context))
        except CommandError as error:
            raise CheckFailed(path, f"contexts[{n}]", str(error), "write one that can be tried") from error
    session.apply(Next())
    tries = [event for event in events if isinstance(event, ContextTried)]
    losses = ", ".join(f"{event.loss:.2f}" for event in tries[1:])
    return f"{losses} nats a token, {tries[0].without:.2f} without a context, {tries[0].rival:.2f} the rival"


def play_null(session: PromptSession) -> None:
    """Play to the end with no context, which is what the screen starts from."""
    session.apply(Begin())
    session.apply(Next())
    session.apply(TryContext(ALONE))
    session.apply(Next())
