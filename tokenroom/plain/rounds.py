"""What sessions in lines share whose rounds are asked, answered and gone on from: telling, and the loop to the end."""

from __future__ import annotations

from collections.abc import Sequence

from tokenroom.game.commands import Next
from tokenroom.game.events import AnyEvent, SessionEnded
from tokenroom.game.recorded import RecordedSession


class Rounds:
    """Plays a session round by round; what is told, and what a line means, is for each mechanic to say.

    Args:
        recorded: the session; while it waits for a line its phase is "asked".
    """

    def __init__(self, recorded: RecordedSession) -> None:
        self._recorded = recorded

    def tell(self, events: Sequence[AnyEvent]) -> None:
        """Say events in order."""
        raise NotImplementedError

    def take_line(self) -> None:
        """Read one line and do what it asks."""
        raise NotImplementedError

    def tell_from_last(self, events: Sequence[AnyEvent], kind: type) -> None:
        """Say again what has happened since the last event of a kind."""
        last = max(at for at, event in enumerate(events) if isinstance(event, kind))
        self.tell(events[last:])

    def play(self) -> SessionEnded:
        """Take lines until the session has ended (raises Quit or EndOfInput before)."""
        while True:
            if self._recorded.session.state.phase == "asked":
                self.take_line()
                continue
            events = self._recorded.apply(Next())
            self.tell(events)
            if isinstance(events[-1], SessionEnded):
                return events[-1]
