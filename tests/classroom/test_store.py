"""The file of a class: what is in it is the room; whoever was told has been kept; deleting leaves nothing."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.classroom.lessons import PLAN, SECRET, Lessons, SmallGames, picture
from tokenroom.classroom.from_clients import GoOn, Reveal, Time
from tokenroom.classroom.hosting import Came, Host
from tokenroom.classroom.room import Founding
from tokenroom.classroom.store import WEEK, Store, class_paths, classes_root, delete, delete_old
from tokenroom.classroom.to_clients import Kept
from tokenroom.errors import BadInput
from tokenroom.game.commands import AnswerGuess, AnswerScores
from tokenroom.rivals.field import Field

FOUNDING = Founding(SECRET, 7, PLAN, 0.0)
KILLED = """
import os, signal, sys
from pathlib import Path
from tests.classroom.test_store import play_some
play_some(Path(sys.argv[1]), on_kept=lambda message: print(message, flush=True))
os.kill(os.getpid(), signal.SIGKILL)
"""


def say(host: Host, connection: int, now: float, **message: object) -> list[object]:
    """What the connection is answered."""
    goes = host.handle([Came(connection, json.dumps(message))], now)
    return [d.message for d in goes.deliveries if connection in d.connections]


def open_host(folder: Path, games: SmallGames) -> Host:
    path = folder / "class.sqlite"
    store = Store(path) if path.exists() else Store.found(path, FOUNDING)

    def fail(fault: Exception) -> None:
        raise fault

    return Host(store.room(games), store, fail)


def play_some(folder: Path, on_kept: object) -> Host:
    """Two students and a teacher play two items; what is acknowledged is told to `on_kept`."""
    from tokenroom.classroom import codes

    host = open_host(folder, SmallGames(folder))
    for connection in (1, 2, 3):
        host.handle([Came(connection, address="::1")], 1.0)
    say(host, 1, 1.0, kind="enter", version=1, role="remote", code=codes.remote_code(SECRET))
    for connection, name in ((2, "Ada"), (3, "Ben")):
        say(host, connection, 2.0, kind="enter", version=1, role="student", code=codes.class_code(SECRET))
        say(host, connection, 2.0, kind="join", id="j", device=f"device-of-{name}-0123456789", name=name)
    acts = iter(range(100))
    for _ in range(3):
        say(host, 1, 3.0, kind="next", id=f"t{next(acts)}")
    for item in (1, 2):
        for connection in (2, 3):
            answer = {"command": "scores", "scores": {str(connection): 1.5}}
            told = say(host, connection, 4.0, kind="answer", id=f"a{item}", play=1, item=item, answer=answer)
            for message in told:
                if isinstance(message, Kept):
                    on_kept(f"{connection} {message.item} {message.id}")  # type: ignore[operator]
        if item == 1:
            say(host, 1, 5.0, kind="reveal", id=f"t{next(acts)}")
            say(host, 1, 5.0, kind="next", id=f"t{next(acts)}")
    return host


def test_the_room_is_rebuilt_from_its_file(tmp_path: Path, small: Field) -> None:
    lessons = Lessons(SmallGames(tmp_path, small))
    ada, ben = lessons.join("Ada"), lessons.join("Ben")
    lessons.to_first_item()
    lessons.teach(Time, seconds=60.0)
    lessons.answer(ada, AnswerScores({1: 2.0, 3: -4.5}))
    lessons.teach(Reveal)
    lessons.answer(ben, AnswerGuess(5, 33.25))
    lessons.say(ben, GoOn(id="g", play=1, item=1))
    with closing(Store.found(tmp_path / "class.sqlite", lessons.founding)) as store:
        store.append(lessons.log)
    with closing(Store(tmp_path / "class.sqlite")) as store:
        assert list(store.entries()) == lessons.log
        assert store.founding() == lessons.founding
        assert picture(store.room(SmallGames(tmp_path, small))) == picture(lessons.room)
        assert store.last_used() == lessons.log[-1].at


def test_a_host_that_is_killed_has_lost_nothing_that_it_acknowledged(tmp_path: Path, small: Field) -> None:
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path)], capture_output=True, text=True, env=dict(os.environ), timeout=120
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    acknowledged = killed.stdout.split("\n")[:-1]
    assert acknowledged == ["2 1 a1", "3 1 a1", "2 2 a2", "3 2 a2"]
    other = tmp_path / "other"
    other.mkdir()
    unharmed = play_some(other, on_kept=lambda _: None)
    rebuilt = open_host(tmp_path, SmallGames(tmp_path, small))
    assert picture(rebuilt.room) == picture(unharmed.room)
    assert rebuilt.room.lesson.item == 2


def test_entries_are_kept_together_or_not_at_all(tmp_path: Path) -> None:
    lessons = Lessons(SmallGames(tmp_path))
    lessons.join("Ada")
    with closing(Store.found(tmp_path / "class.sqlite", FOUNDING)) as store:
        broken = [*lessons.log, lessons.log[0].__class__(None, lessons.log[0].who, lessons.log[0].message)]  # type: ignore[arg-type]
        with pytest.raises(BadInput, match="cannot be used"):
            store.append(broken)
        assert list(store.entries()) == []


def test_nobody_is_told_what_could_not_be_kept(tmp_path: Path) -> None:
    host = play_some(tmp_path, on_kept=lambda _: None)
    host._store.close()
    with pytest.raises(BadInput):
        say(host, 1, 9.0, kind="reveal", id="last")


def test_a_fault_of_ours_costs_one_message(tmp_path: Path, small: Field) -> None:
    faults: list[Exception] = []
    store = Store.found(tmp_path / "class.sqlite", FOUNDING)
    host = Host(store.room(SmallGames(tmp_path, small)), store, faults.append)
    host.handle([Came(1, address="::1")], 1.0)
    host.reception.receive = None  # type: ignore[assignment, method-assign]
    goes = host.handle([Came(1, "{}"), Came(1, "{}")], 2.0)
    assert len(goes.deliveries) == len(faults) == 2


def test_syncs_are_full_and_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "class.sqlite"
    with closing(Store.found(path, FOUNDING)) as store:
        assert store._rows("PRAGMA synchronous") == [(2,)]
        assert store._rows("PRAGMA journal_mode") == [("wal",)]
        assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("kind", ["missing", "text", "other", "newer", "unreadable"])
def test_what_is_no_class_is_refused_by_name(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "class.sqlite"
    if kind == "text":
        path.write_text("hello " * 1000)
    elif kind == "other":
        sqlite3.connect(path).execute("CREATE TABLE a (b)").connection.close()
    elif kind in {"newer", "unreadable"}:
        Store.found(path, FOUNDING).close()
        with closing(sqlite3.connect(path)) as db:
            db.execute("PRAGMA user_version = 99" if kind == "newer" else "UPDATE founding SET plan = '{}'")
            db.commit()
    with pytest.raises(BadInput, match=r"class\.sqlite"):
        Store(path).founding()


def test_a_class_is_deleted_whole_and_after_a_week_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOKENROOM_HOME", str(tmp_path))
    old, kept, new = (classes_root() / f"{name}.sqlite" for name in ("old", "kept", "new"))
    for path, at in ((old, 0.0), (kept, 0.0), (new, WEEK)):
        with closing(Store.found(path, Founding(SECRET, 7, PLAN, at))) as store:
            if path == kept:
                store.keep()
    assert delete_old(WEEK) == []
    assert delete_old(WEEK + 1.0) == [old]
    assert class_paths() == [new, kept]
    delete(new)
    assert sorted(path.name for path in classes_root().iterdir()) == ["kept.sqlite"]
