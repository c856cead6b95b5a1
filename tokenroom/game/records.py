"""The records: every command and event of every session, in one SQLite file, written as they happen."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, get_args

import msgspec

from tokenroom.errors import BadInput
from tokenroom.game.commands import AnyCommand
from tokenroom.game.curate_events import CurateStarted
from tokenroom.game.events import AnyEvent, SessionEnded, SessionStarted
from tokenroom.game.merge_events import MergeStarted
from tokenroom.game.prefer_events import PreferStarted
from tokenroom.game.prompt_events import PromptStarted
from tokenroom.game.sample_events import SampleStarted

Started = SessionStarted | MergeStarted | CurateStarted | PreferStarted | PromptStarted | SampleStarted


T = TypeVar("T")
_COMMANDS: msgspec.json.Decoder[AnyCommand] = msgspec.json.Decoder(AnyCommand)
_EVENTS: msgspec.json.Decoder[AnyEvent] = msgspec.json.Decoder(AnyEvent)
SCHEMA_VERSION = 1
_TABLES = {
    "session": """id INTEGER PRIMARY KEY, level TEXT NOT NULL, seed INTEGER NOT NULL, seconds_per_nat REAL NOT NULL,
        started TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'open'""",
    "command": """session INTEGER NOT NULL REFERENCES session, n INTEGER NOT NULL, body TEXT NOT NULL,
        PRIMARY KEY (session, n)""",
    "event": """session INTEGER NOT NULL REFERENCES session, n INTEGER NOT NULL, command INTEGER NOT NULL,
        at TEXT NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (session, n)""",
}
_WITH = "SELECT DISTINCT session FROM event WHERE kind = ? ORDER BY session"
_SESSION = "SELECT id, level, seed, seconds_per_nat, started, state FROM session "


class UnreadableRow(BadInput):
    """A command or an event that this version cannot read."""


class SessionRecord(msgspec.Struct, frozen=True, array_like=True):
    """How a session was set up, and whether it is open, ended or abandoned."""

    id: int
    level: str
    seed: Annotated[int, msgspec.Meta(ge=0)]
    seconds_per_nat: Annotated[float, msgspec.Meta(ge=0.0, le=100.0)]
    started: str
    state: Literal["open", "ended", "abandoned"]


class Records:
    """The record file, opened. Every method raises BadInput when SQLite cannot read or write the file.

    Args:
        path: the SQLite file; made if it is not there.
        now: returns the time as ISO 8601 text, written beside each event.

    Raises:
        sqlite3.DatabaseError: the file is damaged or is no record file; see `open_records`.
    """

    def __init__(self, path: Path, now: Callable[[], str]) -> None:
        self.path, self._now = path, now
        path.parent.mkdir(parents=True, exist_ok=True)
        # isolation_level=None: transactions are the explicit ones of `_transaction`
        self._db = sqlite3.connect(path, isolation_level=None, timeout=10.0, check_same_thread=False)
        try:
            self._prepare()
        except BaseException:
            self._db.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def start(self, level: str, seed: int, seconds_per_nat: float) -> int:
        """Open a session and return its number; an earlier open one is thereby abandoned."""
        with self._transaction():
            self._db.execute("UPDATE session SET state = 'abandoned' WHERE state = 'open'")
            insert = "INSERT INTO session (level, seed, seconds_per_nat, started) VALUES (?, ?, ?, ?)"
            number = self._db.execute(insert, (level, seed, seconds_per_nat, self._now())).lastrowid
        assert number is not None
        return number

    def append(self, session: int, n: int, command: AnyCommand, events: Sequence[AnyEvent], ended: bool) -> None:
        """Keep the n-th command (from 0) and what it brought about: all of it or nothing.

        Raises:
            BadInput: there is an n-th command already, since another program goes on with the same session.
        """
        with self._transaction():
            if self._count("command", session) != n:
                raise BadInput(
                    self.path, f"session {session}", "another tokenroom plays it too", "go on in one of them"
                )
            self._db.execute("INSERT INTO command VALUES (?, ?, ?)", (session, n, _dump(command)))
            first, at = self._count("event", session), self._now()
            rows = [(session, first + i, n, at, _kind(e), _dump(e)) for i, e in enumerate(events)]
            self._db.executemany("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?)", rows)
            if ended:
                self._db.execute("UPDATE session SET state = 'ended' WHERE id = ?", (session,))

    def unfinished(self) -> SessionRecord | None:
        """Return the session that can be gone on with, if there is one."""
        rows = self._read(_SESSION + "WHERE state = 'open' ORDER BY id DESC LIMIT 1")
        try:
            return msgspec.convert(rows[0], SessionRecord) if rows else None
        except msgspec.ValidationError:  # no such session can have been: it is closed, what it holds is kept
            self.abandon(rows[0][0])
            return None

    def abandon(self, session: int) -> None:
        """Say that a session will not be gone on with; what it holds is kept."""
        with self._transaction():
            self._db.execute("UPDATE session SET state = 'abandoned' WHERE id = ?", (session,))

    def commands(self, session: int) -> list[AnyCommand]:
        """Return the commands of a session in order (raises UnreadableRow if one cannot be read)."""
        rows = self._read("SELECT body FROM command WHERE session = ? ORDER BY n", session)
        return [self._load(body, _COMMANDS) for (body,) in rows]

    def events(self, session: int) -> list[AnyEvent]:
        """Return the events of a session in order (raises UnreadableRow if one cannot be read)."""
        rows = self._read("SELECT body FROM event WHERE session = ? ORDER BY n", session)
        return [self._load(body, _EVENTS) for (body,) in rows]

    def all_events(self, kind: str) -> list[AnyEvent]:
        """Return the events of one kind of all sessions in order; those of another version are passed over."""
        rows = self._read("SELECT body FROM event WHERE kind = ? ORDER BY session, n", kind)
        return [event for (body,) in rows if (event := _load_or_none(body)) is not None]

    def sessions_with(self, kind: str) -> list[int]:
        """Return the numbers of the sessions in which an event of one kind happened, in order."""
        return [int(number) for (number,) in self._read(_WITH, kind)]

    def ended_sessions(self) -> list[tuple[Started, SessionEnded, str]]:
        """Return how each session that was played to its end began and ended, and when (ISO 8601), in order."""
        kinds = ", ".join(f"'{kind.__struct_config__.tag}'" for kind in get_args(Started))
        rows = self._read(
            "SELECT first.body, last.body, last.at FROM event AS last JOIN event AS first USING (session) "
            f"WHERE last.kind = 'session_ended' AND first.kind IN ({kinds}) ORDER BY session"
        )
        read = [(_load_or_none(first), _load_or_none(last), str(at)) for first, last, at in rows]
        return [(a, b, at) for a, b, at in read if isinstance(a, Started) and isinstance(b, SessionEnded)]

    def _prepare(self) -> None:
        """Make the tables in a new file; refuse one that is damaged or not ours."""
        self._db.execute("PRAGMA foreign_keys = ON")
        self._db.execute("BEGIN IMMEDIATE")  # two programs may find the new file at the same moment
        found = {name for (name,) in self._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not found:
            for name, columns in _TABLES.items():
                self._db.execute(f"CREATE TABLE {name} ({columns})")
            self._db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        self._check_sound()
        self._db.execute("COMMIT")
        with suppress(sqlite3.OperationalError):  # locked: another program is switching it this very moment
            self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.execute("PRAGMA busy_timeout = 500")  # ms: a screen waits for each answer to be kept

    def _check_sound(self) -> None:
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        if version != SCHEMA_VERSION:
            raise sqlite3.DatabaseError(f"a record file of version {version}")
        for name, columns in _TABLES.items():
            if _columns(self._db, name) != _expected_columns(name, columns):
                raise sqlite3.DatabaseError(f"its table {name} is another one")
        answer = self._db.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if answer != "ok":
            raise sqlite3.DatabaseError(str(answer))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:  # where the disk is full, SQLite has rolled back by itself
                    self._db.execute("ROLLBACK")
                raise
        except sqlite3.Error as error:
            raise self._trouble(error) from error

    def _read(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        try:
            return self._db.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise self._trouble(error) from error

    def _trouble(self, error: sqlite3.Error) -> BadInput:
        return BadInput(self.path, "", f"cannot be used: {error}", "close what else uses it, or free the disk")

    def _count(self, table: str, session: int) -> int:
        row = self._db.execute(f"SELECT count(*) FROM {table} WHERE session = ?", (session,)).fetchone()
        return int(row[0])

    def _load(self, body: str, decoder: msgspec.json.Decoder[T]) -> T:
        try:
            return decoder.decode(body)
        except (msgspec.DecodeError, msgspec.ValidationError) as error:
            raise UnreadableRow(self.path, "", f"holds a line that this version cannot read: {error}") from error


def open_records(path: Path, now: Callable[[], str]) -> tuple[Records, str]:
    """Open the record file; one that cannot be read is set aside under a new name, never overwritten.

    Returns:
        The records, and one line that says what was set aside (empty if all is well).

    Raises:
        BadInput: the file cannot be opened, for a reason that is not in the file: locked, no permission, disk full.
    """
    notice = ""
    for _ in range(3):  # of several programs that find a damaged file at once, one sets it aside, the others try again
        found = _identity(path)
        try:
            return Records(path, now), notice
        except (sqlite3.OperationalError, OSError) as error:
            wrong = f"cannot be opened: {error}"
            raise BadInput(
                path, "", f"{wrong} ({notice})" if notice else wrong, "see that it can be written"
            ) from error
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            if _identity(path) == found:
                aside = _set_aside(path)
                notice = f"{path}: cannot be used ({error}); it is kept as {aside.name}, and a new file is begun"
    raise BadInput(path, "", "cannot be opened: it is damaged again and again", "see what else writes it")


def _identity(path: Path) -> tuple[int, int] | None:
    """Tell one file from another of the same name."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _set_aside(path: Path) -> Path:
    n = 1
    while (aside := path.with_name(f"{path.name}.set-aside-{n}")).exists():
        n += 1
    for suffix in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            path.with_name(path.name + suffix).rename(aside.with_name(aside.name + suffix))
    return aside


def _columns(db: sqlite3.Connection, table: str) -> list[tuple[Any, ...]]:
    return db.execute(f"PRAGMA table_info({table})").fetchall()


def _expected_columns(name: str, columns: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute(f"CREATE TABLE {name} ({columns})")
        return _columns(db, name)


def _load_or_none(body: str) -> AnyEvent | None:
    try:
        return _EVENTS.decode(body)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return None


def _dump(struct: msgspec.Struct) -> str:
    return msgspec.json.encode(struct).decode()


def _kind(event: AnyEvent) -> str:
    return str(event.__struct_config__.tag)
