"""The campaign: which levels there are, how you stand on each, and starting or going on with one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

from tokenroom.errors import BadInput
from tokenroom.files import content_root
from tokenroom.game.compare import Report, compare
from tokenroom.game.events import AnyEvent, SessionEnded
from tokenroom.game.items import answered_items
from tokenroom.game.journal import JournalEntry
from tokenroom.game.level import Level, level_names, load_level, own_level_names, own_levels
from tokenroom.game.mechanics import new_session
from tokenroom.game.milestones import Milestone, Sample, before_and_after
from tokenroom.game.practice import open_level
from tokenroom.game.recorded import RecordedSession, resume_recorded, start_recorded
from tokenroom.game.records import Records, SessionRecord
from tokenroom.game.standing import LevelStanding, standing
from tokenroom.game.warming import Piece
from tokenroom.rivals.field import OpenField

Play = tuple[RecordedSession, tuple[AnyEvent, ...]]  # a session and its events so far
DAILY = "daily"
EXAM = "08-foundation-model"  # behind which a certificate is to be had
MILESTONES_OF = "english"  # the corpus whose players pass the milestones


class Campaign:
    """Everything a front end needs to let someone play.

    Args:
        records: where sessions are kept.
        open_field: gives the field of a corpus by name.
        new_seed: gives the seed of the next session.
        seconds_per_nat: the pace of the shocks.
        notice: one line about the records for the player, such as that a damaged file was set aside; or empty.
        today: gives the date as `2026-11-22`; the daily phrase is drawn from it.
        all_open: whether every level is open from the start.
        certify: writes the certificate of an exam, from its report, the date and a name, and returns where (raises
            BadInput); None where nobody can.
        warm_up: gives work that can be done ahead, so that levels open sooner, as pieces; they may fail.
    """

    def __init__(
        self,
        records: Records,
        open_field: OpenField,
        new_seed: Callable[[], int],
        seconds_per_nat: float,
        notice: str = "",
        today: Callable[[], str] = lambda: "2000-01-01",
        all_open: bool = False,
        certify: Callable[[Report, str, str], Path] | None = None,
        warm_up: Callable[[], Iterable[Piece]] = tuple,
    ) -> None:
        self.records, self.seconds_per_nat, self.notice, self.all_open = records, seconds_per_nat, notice, all_open
        self._open_field, self._new_seed, self.today = open_field, new_seed, today
        self._certify, self.warm_up = certify, warm_up

    def levels(self) -> list[LevelStanding]:
        """Return all levels in order, the user's own behind the shipped ones, with your standing.

        A level opens when the one before it has been played to its end; one's own are open. An own level that cannot
        be read is left out: `tokenroom check` says why.
        """
        ended: dict[str, list[SessionEnded]] = {}
        for event in self.records.all_events("session_ended"):
            if isinstance(event, SessionEnded):
                ended.setdefault(event.level, []).append(event)
        listed, is_open = [], True
        for name in level_names():
            played = ended.get(name, [])
            listed.append(standing(_kept(content_root() / "levels" / name), played, is_open or self.all_open))
            is_open = bool(played)
        own = [level for name in own_level_names() if (level := _readable(own_levels() / name)) is not None]
        return [*listed, *(standing(level, ended.get(level.name, []), True) for level in own)]

    def start(self, level: str) -> Play:
        """Start a session of the level called `level` (raises BadInput if there is none)."""
        opened = open_level(level)
        session = new_session(opened, self._seed(opened), self.seconds_per_nat, self._open_field)
        return start_recorded(session, self.records)

    def _seed(self, level: Level) -> int:
        """What a session is drawn from; against a class, what the class's was."""
        if level.against is not None:
            return level.against.play.seed
        return self.daily_seed if level.name == DAILY else self._new_seed()

    @property
    def daily_seed(self) -> int:
        """The seed of today's phrase: the date as a number, the same for everyone."""
        return int(self.today().replace("-", ""))

    def daily_report(self) -> Report | None:
        """Return how today's phrase went when it was first played; None before that."""
        for started, ended, _ in self.records.ended_sessions():
            if started.level == DAILY and started.seed == self.daily_seed:
                return ended.report
        return None

    def unfinished(self) -> SessionRecord | None:
        """Return the session that can be gone on with, if there is one."""
        return self.records.unfinished()

    def resume(self, record: SessionRecord) -> Play:
        """Go on with a session at the pace it was begun with.

        Raises:
            BadInput: the level cannot be opened; or it has changed, and then the session is closed. What it holds is
                kept.
        """
        session = new_session(open_level(record.level), record.seed, record.seconds_per_nat, self._open_field)
        play = resume_recorded(session, self.records, record)
        if play is None:
            self.records.abandon(record.id)
            raise BadInput("session", record.level, "has changed since it was begun", "start the level again")
        return play

    def next_level(self, level: str) -> str | None:
        """Return the name of the level after `level`; None after the last, and after one that belongs to no act."""
        names = level_names()
        if level not in names or level == names[-1]:
            return None
        return names[names.index(level) + 1]

    def said(self, milestone: Milestone) -> tuple[Sample, ...]:
        """Let the rival speak as it did before a milestone and after it."""
        return before_and_after(milestone, self._open_field(MILESTONES_OF))

    def certifier(self, ended: SessionEnded) -> Callable[[str], Path] | None:
        """Return what writes the certificate of an exam that was passed, given a name; None if none was."""
        certify = self._certify
        if certify is None or ended.level != EXAM or not ended.won:
            return None
        return lambda name: certify(ended.report, self.today(), name)

    def earned_certificate(self) -> Callable[[str], Path] | None:
        """Return what writes the certificate of the exam that was passed last, given a name; None before that."""
        exams = [ended for _, ended, _ in self.records.ended_sessions() if ended.level == EXAM and ended.won]
        return self.certifier(exams[-1]) if exams else None

    def journal(self) -> tuple[JournalEntry, ...]:
        """Return what each level that was played to its end has taught, the one last played at the end."""
        entries: dict[str, JournalEntry] = {}
        for started, ended, at in self.records.ended_sessions():
            if ended.journal:
                entries.pop(ended.level, None)
                entries[ended.level] = JournalEntry(ended.level, started.title, at[:10], ended.journal)
        return tuple(entries.values())

    def report(self) -> Report:
        """Compare you with the rivals over every item you have answered on real text."""
        return compare(answered_items(self.records))


def _kept(folder: Path) -> Level:
    return _read(folder, (folder / "level.toml").stat().st_mtime_ns, (folder / "story.md").stat().st_mtime_ns)


@lru_cache(maxsize=4096)
def _read(folder: Path, _level_changed: int, _story_changed: int) -> Level:
    """Read a level once; a file that has changed is read again."""
    return load_level(folder)


def _readable(folder: Path) -> Level | None:
    try:
        return _kept(folder)
    except (BadInput, OSError):
        return None
