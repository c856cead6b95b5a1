"""Deleting a class from the remote: once the lesson is over, asked once more, and then nothing is left."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from tests.classroom.lessons import PLAN, SECRET, Lessons, SmallGames, refusal
from tokenroom.classroom import codes
from tokenroom.classroom.from_clients import Delete, Open
from tokenroom.classroom.hosting import Came, Host
from tokenroom.classroom.room import Founding
from tokenroom.classroom.store import WEEK, Store, classes_root, delete_old
from tokenroom.classroom.to_clients import Done, RefusedMessage
from tokenroom.game.commands import AnswerScores
from tokenroom.plain.class_teacher import TeacherLines
from tokenroom.plain.page import Page


def over(tmp_path: Path) -> Lessons:
    lessons = Lessons(SmallGames(tmp_path))
    student = lessons.join("Ada")
    lessons.to_first_item()
    lessons.answer(student, AnswerScores({5: 2.0}))
    lessons.teach(Open, step=len(PLAN.steps))
    return lessons


def test_only_what_is_over_is_deleted_and_only_by_who_is_sure(tmp_path: Path) -> None:
    lessons = Lessons(SmallGames(tmp_path))
    assert refusal(lessons.teach(Delete, sure=True)) == "not_now"
    lessons = over(tmp_path)
    asked = lessons.teach(Delete)
    assert refusal(asked) == "sure"
    assert "its 1 answers" in next(s.message.why for s in asked.sends if isinstance(s.message, RefusedMessage))
    assert not asked.deletes
    kept = len(lessons.log)
    sure = lessons.teach(Delete, sure=True)
    assert sure.deletes
    assert [type(send.message) for send in sure.sends] == [Done]
    assert len(lessons.log) == kept  # it stands nowhere


def test_a_student_deletes_nothing(tmp_path: Path) -> None:
    lessons = over(tmp_path)
    handled = lessons.say(lessons.join("Bela"), Delete(id="d", sure=True))
    assert refusal(handled) == "not_yours"
    assert not handled.deletes


def test_the_host_ends_and_a_file_that_is_left_goes_with_the_next_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOKENROOM_HOME", str(tmp_path))
    path = classes_root() / "7b.sqlite"
    with closing(Store.found(path, Founding(SECRET, 7, PLAN, 0.0))) as store:
        store.keep()
        host = Host(store.room(SmallGames(tmp_path)), store, lambda fault: pytest.fail(str(fault)))
        enter = f'{{"kind":"enter","version":1,"role":"remote","code":"{codes.remote_code(SECRET)}"}}'
        host.handle([Came(1, address="::1"), Came(1, enter)], 1.0)
        host.handle([Came(1, f'{{"kind":"open","id":"a","step":{len(PLAN.steps)}}}')], 2.0)
        host.handle([Came(1, '{"kind":"delete","id":"b"}')], 3.0)
        assert not host.is_deleted
        host.handle([Came(1, '{"kind":"delete","id":"c","sure":true}')], 4.0)
        assert host.is_deleted
    path.with_suffix(".means.json").write_text("{}")
    assert delete_old(5.0) == [path]  # kept or not, a week old or not
    assert list(classes_root().iterdir()) == []


def test_a_class_that_is_used_is_a_week_old_a_week_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOKENROOM_HOME", str(tmp_path))
    path, lessons = classes_root() / "7b.sqlite", over(tmp_path)
    with closing(Store.found(path, lessons.founding)) as store:
        store.append(lessons.log)
    last = lessons.log[-1].at
    assert delete_old(last + WEEK) == []
    assert delete_old(last + WEEK + 0.1) == [path]


def test_the_remote_in_lines_deletes_when_asked_twice(capsys: pytest.CaptureFixture[str]) -> None:
    import sys

    ids = iter("abcdefgh")
    lines = TeacherLines(Page(sys.stdout), lambda: next(ids))
    assert lines.read("delete") == Delete(id="a")
    assert lines.read("delete") == Delete(id="b")  # nobody has asked yet
    lines.hear(RefusedMessage(id="b", code="sure", why="this deletes the class and its 1 answers for good"))
    assert lines.read("who") is None  # so it was not meant
    assert lines.read("delete") == Delete(id="c")
    lines.hear(RefusedMessage(id="c", code="sure", why="this deletes the class and its 1 answers for good"))
    assert lines.read("delete") == Delete(True, id="d")
    assert "for good" in capsys.readouterr().out
