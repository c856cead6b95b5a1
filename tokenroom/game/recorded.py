"""A session that is kept: each command and its events go into the records as they happen."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import msgspec

from tokenroom.game.answer import AnswerError
from tokenroom.game.commands import AnyCommand, Begin
from tokenroom.game.events import AnyEvent, Revealed, RivalLocked
from tokenroom.game.records import Records, SessionRecord, UnreadableRow
from tokenroom.game.session import CommandError, Session

DIGITS = 5  # to which a figure must come out again; the last ones may differ between versions of NumPy


class RecordedSession:
    """Wraps a session; whatever `apply` returns is on disk before it is returned."""

    def __init__(self, session: Session, records: Records, number: int, commands: int = 0) -> None:
        self.session, self.number = session, number
        self._records, self._commands = records, commands

    def apply(self, command: AnyCommand) -> tuple[AnyEvent, ...]:
        """Carry out `command`, keep it and its events, and return the events.

        Raises:
            BadInput: it could not be kept; the session is then as it was.
        """
        before = self.session.snapshot()
        try:
            events = self.session.apply(command)
            ended = self.session.state.phase == "ended"
            self._records.append(self.number, self._commands, command, events, ended)
        except BaseException:
            self.session.restore(before)
            raise
        self._commands += 1
        return events


def start_recorded(session: Session, records: Records) -> tuple[RecordedSession, tuple[AnyEvent, ...]]:
    """Begin a session and keep it; returns it with its first events."""
    setup = session.setup
    recorded = RecordedSession(session, records, records.start(setup.level.name, setup.seed, setup.seconds_per_nat))
    return recorded, recorded.apply(Begin())


def resume_recorded(
    session: Session, records: Records, record: SessionRecord
) -> tuple[RecordedSession, tuple[AnyEvent, ...]] | None:
    """Bring a fresh session to where a recorded one stopped, by carrying out its commands again.

    Returns:
        The session and all its events so far; None if other events come out than were recorded (the level, its texts
        or its players have changed since), or if nothing is left to play.
    """
    try:
        commands = records.commands(record.id)
        events = tuple(event for command in commands for event in session.apply(command))
        same = _told(events) == _told(records.events(record.id))
    except (AnswerError, CommandError, UnreadableRow):
        return None
    if not same or session.state.phase == "ended":
        return None
    recorded = RecordedSession(session, records, record.id, len(commands))
    return recorded, events or recorded.apply(Begin())  # a session killed before it began begins now


def _told(events: Sequence[AnyEvent]) -> list[Any]:
    """What events tell, figures rounded; the seal, which covers every last digit, is left out with its nonce."""
    kept = [_unsealed(event) for event in events]
    return [json.loads(msgspec.json.encode(e), parse_float=lambda text: round(float(text), DIGITS)) for e in kept]


def _unsealed(event: AnyEvent) -> AnyEvent:
    if isinstance(event, RivalLocked):
        return msgspec.structs.replace(event, seal="")
    return msgspec.structs.replace(event, nonce="") if isinstance(event, Revealed) else event
