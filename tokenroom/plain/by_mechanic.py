"""Which renderer plays a session in lines: one for each mechanic."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from tokenroom.game.events import AnyEvent, SessionEnded
from tokenroom.game.mechanics import kind_of
from tokenroom.game.recorded import RecordedSession
from tokenroom.plain.chat import ChatLines
from tokenroom.plain.curate import CurateLines
from tokenroom.plain.merge import MergeLines
from tokenroom.plain.prefer import PreferLines
from tokenroom.plain.prompt import PromptLines
from tokenroom.plain.sample import SampleLines
from tokenroom.plain.steer import SteerLines
from tokenroom.plain.talk import Talk
from tokenroom.plain.turns import PredictLines
from tokenroom.plain.typed import Kind
from tokenroom.plain.verify import VerifyLines


class LineSession(Protocol):
    """A session that a person plays in lines."""

    def begin(self, events: Sequence[AnyEvent]) -> None:
        """Tell the first events."""

    def go_on(self, events: Sequence[AnyEvent]) -> None:
        """Tell again what a player who comes back needs."""

    def play(self) -> SessionEnded:
        """Take lines until the session has ended (raises Quit or EndOfInput before)."""


def lines_for(
    talk: Talk, recorded: RecordedSession, answer_in: Kind | None, wait: Callable[[float], None]
) -> LineSession:
    """Return the renderer of a session's mechanic.

    Args:
        talk: where it is told and where lines come from.
        recorded: the session.
        answer_in: the way to answer that was asked for, where there are several.
        wait: called with the seconds of each shock.
    """
    match kind_of(recorded.session.setup.level):
        case "predict":
            return PredictLines(talk, recorded, answer_in, wait)
        case "merge":
            return MergeLines(talk, recorded)
        case "curate":
            return CurateLines(talk, recorded)
        case "prefer":
            return PreferLines(talk, recorded, wait)
        case "prompt":
            return PromptLines(talk, recorded)
        case "sample":
            return SampleLines(talk, recorded, answer_in)
        case "chat":
            return ChatLines(talk, recorded, answer_in, wait)
        case "steer":
            return SteerLines(talk, recorded)
        case "verify":
            return VerifyLines(talk, recorded)
        case kind:
            raise AssertionError(f"no lines for {kind}")
