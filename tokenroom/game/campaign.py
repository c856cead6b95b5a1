"""The campaign: which levels there are, how you stand on each, and starting or going on with one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tokenroom.errors import BadInput
from tokenroom.files import content_root
from tokenroom.game.compare import Report, compare
from tokenroom.game.events import AnyEvent, SessionEnded
from tokenroom.game.items import answered_items
from tokenroom.game.journal import Ended, JournalEntry, journal_entries
from tokenroom.game.level import Level, find_level, level_names, load_level
from tokenroom.game.mechanics import new_session
from tokenroom.game.names import YOU
from tokenroom.game.recorded import RecordedSession, resume_recorded, start_recorded
from tokenroom.game.records import Records, SessionRecord
from tokenroom.rivals.field import OpenField

Play = tuple[RecordedSession, tuple[AnyEvent, ...]]  # a session and its events so far


@dataclass(frozen=True, slots=True)
class LevelStanding:
    """One line of the list of levels: what it is, and how you stand."""

    name: str
    title: str
    act: int
    plays: int  # sessions played to the end
    won: bool
    best: float | None  # your lowest mean surprise, nats an item


class Campaign:
    """Everything a front end needs to let someone play.

    Args:
        records: where sessions are kept.
        open_field: gives the field of a corpus by name.
        new_seed: gives the seed of the next session.
        seconds_per_nat: the pace of the shocks.
        notice: one line about the records for the player, such as that a damaged file was set aside; or empty.
    """

    def __init__(
        self,
        records: Records,
        open_field: OpenField,
        new_seed: Callable[[], int],
        seconds_per_nat: float,
        notice: str = "",
    ) -> None:
        self.records, self.seconds_per_nat, self.notice = records, seconds_per_nat, notice
        self._open_field, self._new_seed = open_field, new_seed

    def levels(self) -> list[LevelStanding]:
        """Return all levels in order, with your standing."""
        ended = [(e.level, e) for e in self.records.all_events("session_ended") if isinstance(e, SessionEnded)]
        return [_standing(_shipped(name), [e for level, e in ended if level == name]) for name in level_names()]

    def start(self, level: str) -> Play:
        """Start a session of the level called `level` (raises BadInput if there is none)."""
        session = new_session(load_level(find_level(level)), self._new_seed(), self.seconds_per_nat, self._open_field)
        return start_recorded(session, self.records)

    def unfinished(self) -> SessionRecord | None:
        """Return the session that can be gone on with, if there is one."""
        return self.records.unfinished()

    def resume(self, record: SessionRecord) -> Play:
        """Go on with a session at the pace it was begun with.

        Raises:
            BadInput: the level cannot be opened; or it has changed, and then the session is closed. What it holds is
                kept.
        """
        level = load_level(find_level(record.level))
        session = new_session(level, record.seed, record.seconds_per_nat, self._open_field)
        play = resume_recorded(session, self.records, record)
        if play is None:
            self.records.abandon(record.id)
            raise BadInput("session", record.level, "has changed since it was begun", "start the level again")
        return play

    def next_level(self, level: str) -> str | None:
        """Return the name of the level after `level`, None after the last."""
        names = level_names()
        place = names.index(level) + 1
        return names[place] if place < len(names) else None

    def journal(self) -> tuple[JournalEntry, ...]:
        """Return what each level that was played to its end has taught."""
        played = self.records.ended_sessions()
        sessions = [Ended(ended.level, at, ended.report, started.rival) for started, ended, at in played]
        files = [(name, _shipped(name).file) for name in level_names()]
        return journal_entries(sessions, {name: (file.title, file.journal) for name, file in files})

    def report(self) -> Report:
        """Compare you with the rivals over every item you have answered on real text."""
        return compare(answered_items(self.records))


def _shipped(name: str) -> Level:
    return load_level(content_root() / "levels" / name)


def _standing(level: Level, ended: list[SessionEnded]) -> LevelStanding:
    bests = [yours for e in ended if (yours := _yours(e)) is not None]
    return LevelStanding(
        name=level.name,
        title=level.file.title,
        act=level.file.act,
        plays=len(ended),
        won=any(e.won for e in ended),
        best=min(bests, default=None),
    )


def _yours(ended: SessionEnded) -> float | None:
    """The figure of a session; an older version kept it in the report alone."""
    if ended.result is not None:
        return ended.result.yours
    return next((s.mean for s in ended.report.standings if s.player == YOU), None)
