"""The records: every command and event of every session, in one SQLite file, written as they happen."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from tokenroom.errors import BadInput
from tokenroom.game.commands import AnyCommand
from tokenroom.game.events import AnyEvent

T = TypeVar("T")
_COMMANDS: msgspec.json.Decoder[AnyCommand] = msgspec.json.Decoder(AnyCommand)
_EVENTS: msgspec.json.Decoder[AnyEvent] = msgspec.json.Decoder(AnyEvent)
SCHEMA_VERSION = 1
_TABLES = """
CREATE TABLE IF NOT EXISTS session (
    id INTEGER PRIMARY KEY, level TEXT NOT NULL, seed INTEGER NOT NULL, seconds_per_nat REAL NOT NULL,
    content TEXT NOT NULL, started TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'open');
CREATE TABLE IF NOT EXISTS command (
    session INTEGER NOT NULL REFERENCES session, n INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (session, n));
CREATE TABLE IF NOT EXISTS event (
    session INTEGER NOT NULL REFERENCES session, n INTEGER NOT NULL, command INTEGER NOT NULL, at TEXT NOT NULL,
    kind TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (session, n));
"""


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """How a session was set up, and whether it is open, ended or abandoned."""

    id: int
    level: str
    seed: int
    seconds_per_nat: float
    content: str  # fingerprint of what it is played with; another one cannot be gone on with
    started: str
    state: str


class Records:
    """The record file, opened.

    Args:
        path: the SQLite file; made if it is not there.
        now: returns the time as ISO 8601 text, written beside each event.
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

    def start(self, level: str, seed: int, seconds_per_nat: float, content: str) -> int:
        """Open a session and return its number; an earlier open one is thereby abandoned."""
        with self._transaction():
            self._db.execute("UPDATE session SET state = 'abandoned' WHERE state = 'open'")
            row = (level, seed, seconds_per_nat, content, self._now())
            insert = "INSERT INTO session (level, seed, seconds_per_nat, content, started) VALUES (?, ?, ?, ?, ?)"
            number = self._db.execute(insert, row).lastrowid
        assert number is not None
        return number

    def append(self, session: int, command: AnyCommand, events: Sequence[AnyEvent], ended: bool) -> None:
        """Keep a command and what it brought about: all of it or nothing."""
        with self._transaction():
            n = self._count("command", session)
            self._db.execute("INSERT INTO command VALUES (?, ?, ?)", (session, n, _dump(command)))
            first, at = self._count("event", session), self._now()
            rows = [(session, first + i, n, at, _kind(e), _dump(e)) for i, e in enumerate(events)]
            self._db.executemany("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?)", rows)
            if ended:
                self._db.execute("UPDATE session SET state = 'ended' WHERE id = ?", (session,))

    def unfinished(self) -> SessionRecord | None:
        """Return the session that can be gone on with, if there is one."""
        return next(iter(self._sessions("WHERE state = 'open' ORDER BY id DESC LIMIT 1")), None)

    def sessions(self) -> list[SessionRecord]:
        """Return all sessions, oldest first."""
        return self._sessions("ORDER BY id")

    def abandon(self, session: int) -> None:
        """Say that a session will not be gone on with; what it holds is kept."""
        self._db.execute("UPDATE session SET state = 'abandoned' WHERE id = ?", (session,))

    def commands(self, session: int) -> list[AnyCommand]:
        """Return the commands of a session in order (raises BadInput if the file holds others)."""
        rows = self._db.execute("SELECT body FROM command WHERE session = ? ORDER BY n", (session,))
        return [self._load(body, _COMMANDS) for (body,) in rows]

    def events(self, session: int | None = None, kind: str | None = None) -> list[AnyEvent]:
        """Return events in order, of one session or all, of one kind or all."""
        query = "SELECT body FROM event WHERE (?1 IS NULL OR session = ?1) AND (?2 IS NULL OR kind = ?2)"
        rows = self._db.execute(query + " ORDER BY session, n", (session, kind))
        return [self._load(body, _EVENTS) for (body,) in rows]

    def _prepare(self) -> None:
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        tables = self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if version not in {0, SCHEMA_VERSION} or (version == 0 and tables):
            raise sqlite3.DatabaseError(f"a record file of version {version}")
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.execute("PRAGMA foreign_keys = ON")
        self._db.executescript(f"{_TABLES} PRAGMA user_version = {SCHEMA_VERSION};")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def _count(self, table: str, session: int) -> int:
        row = self._db.execute(f"SELECT count(*) FROM {table} WHERE session = ?", (session,)).fetchone()
        return int(row[0])

    def _sessions(self, clause: str) -> list[SessionRecord]:
        query = "SELECT id, level, seed, seconds_per_nat, content, started, state FROM session "
        return [SessionRecord(*row) for row in self._db.execute(query + clause)]

    def _load(self, body: str, decoder: msgspec.json.Decoder[T]) -> T:
        try:
            return decoder.decode(body)
        except (msgspec.DecodeError, msgspec.ValidationError) as error:
            raise BadInput(self.path, "", f"holds a line that this version cannot read: {error}") from error


def open_records(path: Path, now: Callable[[], str]) -> tuple[Records, str]:
    """Open the record file; one that cannot be read is set aside under a new name, never overwritten.

    Returns:
        The records, and one line that says what was set aside (empty if all is well).
    """
    try:
        return Records(path, now), ""
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):  # locked, no permission, disk full: the file itself is sound
            raise BadInput(
                path, "", f"cannot be opened: {error}", "close the other program or free the disk"
            ) from error
        aside = _set_aside(path)
        return Records(path, now), f"{path}: cannot be read ({error}); it is kept as {aside.name}, a new file is begun"


def _set_aside(path: Path) -> Path:
    n = 1
    while (aside := path.with_name(f"{path.name}.damaged-{n}")).exists():
        n += 1
    for suffix in ("", "-wal", "-shm"):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.rename(aside.with_name(aside.name + suffix))
    return aside


def _dump(struct: msgspec.Struct) -> str:
    return msgspec.json.encode(struct).decode()


def _kind(event: AnyEvent) -> str:
    return str(event.__struct_config__.tag)
