"""The file of a class: what it was founded on and every message that was carried out, on disk before anyone is told.

One SQLite file a class, in WAL mode with synchronous=FULL: a commit returns when the log has reached the disk, so that
neither `kill -9` nor an empty battery takes back what was acknowledged. (NORMAL would do for the first: what a killed
process has written stays with the system. A laptop in a school loses its power more often than that.) Messages that
come together are committed together, so that a class of two hundred costs few syncs.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec

from tokenroom.classroom.from_clients import Role
from tokenroom.classroom.plan import Plan
from tokenroom.classroom.play import OpenPlay
from tokenroom.classroom.room import Founding, Room
from tokenroom.classroom.sending import Entry, Kept, Who
from tokenroom.errors import BadInput
from tokenroom.files import user_root

SCHEMA_VERSION = 1
WEEK = 7 * 24 * 3600.0  # seconds, after which a class is deleted unless somebody says otherwise
KEPT, DOOMED = 1, -1  # what `keep` says beside 0: for longer than a week, and not any longer
_TABLES = """
CREATE TABLE founding (secret BLOB NOT NULL, seed INTEGER NOT NULL, plan TEXT NOT NULL, at REAL NOT NULL,
    keep INTEGER NOT NULL DEFAULT 0, over INTEGER NOT NULL DEFAULT 0);
CREATE TABLE entry (n INTEGER PRIMARY KEY, at REAL NOT NULL, role TEXT NOT NULL, seat INTEGER NOT NULL,
    body TEXT NOT NULL);
CREATE TABLE memory (play INTEGER PRIMARY KEY, body BLOB NOT NULL);
"""
_KEPT: msgspec.json.Decoder[Kept] = msgspec.json.Decoder(Kept)
_PLAN: msgspec.json.Decoder[Plan] = msgspec.json.Decoder(Plan)


class Store:
    """The file of one class, opened; it may be used by one thread after another.

    Args:
        path: the SQLite file.

    Raises:
        BadInput: there is no such file, it cannot be opened, or it is no file of a class.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        if not path.is_file():
            raise BadInput(path, "", "there is no such class", "tokenroom class list")
        try:
            self._db = sqlite3.connect(path, isolation_level=None, timeout=5.0, check_same_thread=False)
        except sqlite3.Error as error:
            raise self._trouble(error) from error
        try:
            self._prepare()
        except BaseException:
            self._db.close()
            raise

    @classmethod
    def found(cls, path: Path, founding: Founding) -> Store:
        """Make the file of a new class (raises BadInput if there is one, or it cannot be made)."""
        if path.exists():
            raise BadInput(path, "", "there is a class already", "choose another name")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)  # what students wrote is the teacher's alone
            with closing(sqlite3.connect(path, isolation_level=None)) as db:
                db.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;")
                plan = msgspec.json.encode(founding.plan).decode()
                row = (founding.secret, founding.seed, plan, founding.at)
                db.execute("INSERT INTO founding (secret, seed, plan, at) VALUES (?, ?, ?, ?)", row)
        except (sqlite3.Error, OSError) as error:
            raise BadInput(path, "", f"cannot be made: {error}", "choose another place, or make room there") from error
        return cls(path)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def founding(self) -> Founding:
        """Return what the class was founded on."""
        try:
            ((secret, seed, plan, at),) = self._rows("SELECT secret, seed, plan, at FROM founding")
            return Founding(bytes(secret), int(seed), _PLAN.decode(plan), float(at))
        except (msgspec.MsgspecError, TypeError, ValueError) as error:
            raise BadInput(self.path, "founding", f"cannot be read by this version: {error}") from error

    def append(self, entries: Iterable[Entry]) -> None:
        """Keep entries, all of them or none; when this returns they are on disk (raises BadInput)."""
        rows = [(e.at, e.who.role, e.who.seat, msgspec.json.encode(e.message).decode()) for e in entries]
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                self._db.executemany("INSERT INTO entry (at, role, seat, body) VALUES (?, ?, ?, ?)", rows)
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            raise self._trouble(error) from error

    def entries(self) -> Iterator[Entry]:
        """Yield all that was kept, in order (raises BadInput if a line cannot be read)."""
        for n, at, role, seat, body in self._rows("SELECT n, at, role, seat, body FROM entry ORDER BY n"):
            try:
                yield Entry(at, Who(msgspec.convert(role, Role), int(seat)), _KEPT.decode(body))
            except (msgspec.MsgspecError, TypeError, ValueError) as error:
                raise BadInput(self.path, f"entry {n}", f"cannot be read by this version: {error}") from error

    def room(self, open_play: OpenPlay) -> Room:
        """Return the room as it was when the last entry was kept."""
        room = Room(self.founding(), open_play)
        for entry in self.entries():
            room.replay(entry, self.recall)
        return room

    def remember(self, play: int, memory: bytes) -> None:
        """Keep what a model has learned in a play; without it the same would be learned once more (raises BadInput)."""
        self._set("INSERT OR REPLACE INTO memory VALUES (?, ?)", play, memory)

    def recall(self, play: int) -> bytes:
        """Return what was learned in a play; empty if it was not kept."""
        rows = self._rows(f"SELECT body FROM memory WHERE play = {int(play)}")
        return bytes(rows[0][0]) if rows else b""

    @property
    def is_kept(self) -> bool:
        """Whether the class is kept for longer than a week."""
        return int(self._rows("SELECT keep FROM founding")[0][0]) == KEPT

    def keep(self) -> None:
        """Say that the class is to be kept until somebody deletes it."""
        self._set(f"UPDATE founding SET keep = {KEPT}")

    @property
    def is_doomed(self) -> bool:
        """Whether the teacher has had the class deleted, and the file is still there."""
        return int(self._rows("SELECT keep FROM founding")[0][0]) == DOOMED

    def doom(self) -> None:
        """Say that the class is to be deleted, by whoever opens it next if not by us."""
        self._set(f"UPDATE founding SET keep = {DOOMED}")

    @property
    def is_over(self) -> bool:
        """Whether the lesson had come to its end when it was last hosted."""
        return bool(self._rows("SELECT over FROM founding")[0][0])

    def finish(self, is_over: bool) -> None:
        """Say whether the lesson has come to its end; the room does not depend on it."""
        self._set("UPDATE founding SET over = 1" if is_over else "UPDATE founding SET over = 0")

    def last_used(self) -> float:
        """Return when the last message was kept, or when the class was founded; seconds since the epoch."""
        newest = self._rows("SELECT max(at) FROM entry")[0][0]
        return float(newest) if newest is not None else float(self._rows("SELECT at FROM founding")[0][0])

    def _set(self, statement: str, *values: object) -> None:
        try:
            self._db.execute(statement, values)
        except sqlite3.Error as error:
            raise self._trouble(error) from error

    def _prepare(self) -> None:
        try:
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
            tables = {name for (name,) in self._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if version != SCHEMA_VERSION or not {"founding", "entry", "memory"} <= tables:
                raise BadInput(self.path, "", "is no class that this version can read")
            answer = self._db.execute("PRAGMA integrity_check(1)").fetchone()[0]
            if answer != "ok":
                raise BadInput(self.path, "", f"is damaged: {answer}")
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = FULL")
        except sqlite3.Error as error:
            raise self._trouble(error) from error

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        try:
            return self._db.execute(query).fetchall()
        except sqlite3.Error as error:
            raise self._trouble(error) from error

    def _trouble(self, error: sqlite3.Error) -> BadInput:
        return BadInput(self.path, "", f"cannot be used: {error}", "close what else uses it, or free the disk")


def classes_root() -> Path:
    """Return the folder of this person's classes."""
    return user_root() / "classes"


def class_paths() -> list[Path]:
    """Return the files of all classes, the newest first by name."""
    return sorted(classes_root().glob("*.sqlite"), reverse=True)


def delete(path: Path) -> None:
    """Delete a class: its file, what SQLite keeps beside it, and its lock (raises BadInput if it cannot be)."""
    try:
        means = path.with_suffix(".means.json")  # what it left behind as a rival
        for beside in (f"{path}-wal", f"{path}-shm", f"{path}.lock", str(means), str(path)):
            Path(beside).unlink(missing_ok=True)
    except OSError as error:
        raise BadInput(path, "", f"cannot be deleted: {error.strerror or error}") from error


def delete_old(now: float) -> list[Path]:
    """Delete the classes that nobody has used for a week, unless they are to be kept, and the doomed; return which."""
    deleted = []
    for path in class_paths():
        try:
            with closing(Store(path)) as store:
                is_old = (not store.is_kept and now - store.last_used() > WEEK) or store.is_doomed
        except BadInput:  # of another version, or in use: it is not ours to judge
            continue
        if is_old:
            delete(path)
            deleted.append(path)
    return deleted
