"""A session that is kept: each command and its events go into the records as they happen."""

from __future__ import annotations

from tokenroom.game.commands import AnyCommand, Begin
from tokenroom.game.events import AnyEvent
from tokenroom.game.predict import PredictSession
from tokenroom.game.records import Records, SessionRecord
from tokenroom.game.setup import content_fingerprint


class RecordedSession:
    """Wraps a session; whatever `apply` returns is on disk before it is returned."""

    def __init__(self, session: PredictSession, records: Records, number: int) -> None:
        self.session, self.number = session, number
        self._records = records

    def apply(self, command: AnyCommand) -> tuple[AnyEvent, ...]:
        """Carry out `command`, keep it and its events, and return the events."""
        events = self.session.apply(command)
        self._records.append(self.number, command, events, ended=self.session.state.phase == "ended")
        return events


def start_recorded(session: PredictSession, records: Records) -> tuple[RecordedSession, tuple[AnyEvent, ...]]:
    """Begin a session and keep it; returns it with its first events."""
    setup = session.setup
    fingerprint = content_fingerprint(session)
    number = records.start(setup.level.name, setup.seed, setup.seconds_per_nat, fingerprint)
    recorded = RecordedSession(session, records, number)
    return recorded, recorded.apply(Begin())


def resume_recorded(
    session: PredictSession, records: Records, record: SessionRecord
) -> tuple[RecordedSession, tuple[AnyEvent, ...]] | None:
    """Bring a fresh session to where a recorded one stopped, by carrying out its commands again.

    Returns:
        The session and all its events so far; None if the level, its text or its players have changed since, so that
        the same commands would mean something else.
    """
    if content_fingerprint(session) != record.content:
        return None
    recorded = RecordedSession(session, records, record.id)
    commands = records.commands(record.id)
    if not commands:  # killed between opening the session and keeping its `begin`
        return recorded, recorded.apply(Begin())
    return recorded, tuple(event for command in commands for event in session.apply(command))
