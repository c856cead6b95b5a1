"""The page of a class: figures of the lesson, nothing from elsewhere, and names only if they were asked for."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from tests.classroom.lessons import Lessons, SmallGames
from tests.pages.test_report_page import Reader, read
from tokenroom.classroom.from_clients import Answer, Write
from tokenroom.classroom.marking import Change
from tokenroom.classroom.questionnaire import questions_of
from tokenroom.classroom.report import hardest_of_each
from tokenroom.classroom.room import Room
from tokenroom.classroom.summary import gain_of, levels_of
from tokenroom.game.commands import AnswerScores
from tokenroom.pages.class_page import ClassReport, class_page
from tokenroom.rivals.field import Field

HOSTILE = "<script>alert(1)</script></td>\u202e\x1b[31m"


def report_of(room: Room, **more: object) -> ClassReport:
    return ClassReport(
        title=room.founding.plan.title,
        name="7b",
        when="2026-11-23",
        students={n: f"student {n}" for n in room.state.seats},
        levels=levels_of(room),
        hardest=hardest_of_each(room),
        questions=questions_of(room),
        **more,  # type: ignore[arg-type]
    )


@pytest.fixture
def room(tmp_path: Path, field: Field) -> Room:
    """Three students on three items, one of whom is late once; then a question."""
    lessons = Lessons(SmallGames(tmp_path, field))
    students = [lessons.join(name) for name in ("Ada", "Bela", "Chidi")]
    lessons.to_first_item()
    for n in range(3):
        for seat, student in enumerate(students):
            if (n, seat) != (2, 2):
                lessons.answer(student, AnswerScores({5: float(seat), 40: 1.0 - n}))
        lessons.reveal()
        if n < 2:
            lessons.teach()
    late = Answer(id="late", play=1, item=3, answer=AnswerScores({5: 1.0}))
    lessons.say(students[2], late)
    while lessons.room.lesson.state.step < 3:  # nobody answers what is left of the level
        lessons.reveal() if lessons.room.lesson.phase == "asked" else lessons.teach()
    lessons.answer(students[0], Write((HOSTILE,)))
    return lessons.room


def test_it_tells_the_figures_of_the_lesson(room: Room) -> None:
    (level,) = levels_of(room)
    gain = gain_of((level,))
    assert gain is not None
    mean, together = gain
    assert together <= mean
    assert level.means["class"] == pytest.approx(mean)
    page = read(class_page(report_of(room)))
    assert f"{mean:.2f} nats on average" in page.text
    assert f"paid {together:.2f}" in page.text
    assert "Jensen" in page.text
    assert level.figures is not None
    assert f"The class together {level.figures.together_equals}." in page.text
    assert "1 late" in page.text
    assert page.tags.count("circle") == sum(len(level.play.surprises(view.item)) for view in level.shown) + 1  # legend


def test_the_hardest_are_told_with_what_the_class_thought_and_what_came(room: Room) -> None:
    rows = hardest_of_each(room)
    assert len(rows) == 2
    assert (rows[0].chance or 0) - (rows[0].mean or 0) <= (rows[1].chance or 0) - (rows[1].mean or 0)
    page = read(class_page(report_of(room)))
    assert f"item {rows[0].item}" in page.text
    assert page.text.count("← came") == 2
    assert page.tags.count("section") == 2


def test_it_needs_nothing_from_elsewhere_and_has_no_script(room: Room) -> None:
    text = class_page(report_of(room))
    page = read(text)
    assert not {"script", "link", "img", "iframe", "object"} & set(page.tags)
    outside = [
        value for name, value in page.attributes if name in {"src", "href"} and not (value or "").startswith("#")
    ]
    assert not outside
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert "url(" not in text
    assert "@import" not in text


def test_what_a_student_wrote_is_text_and_nothing_else(room: Room) -> None:
    page = read(class_page(report_of(room)))
    assert "<script>alert(1)</script>" in page.text
    assert "\x1b" not in page.text
    assert "\u202e" not in page.text


def test_names_stand_there_only_if_they_were_asked_for(room: Room) -> None:
    assert not {"Ada", "Bela", "Chidi"} & set(read(class_page(report_of(room))).text.split())


def test_headings_go_down_one_step_at_a_time_and_links_lead_somewhere(room: Room) -> None:
    page: Reader = read(class_page(report_of(room)))
    levels = [int(tag[1]) for tag in page.tags if tag in {"h1", "h2", "h3"}]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    ids = [value for name, value in page.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    assert {f"#{name}" for name in ids} >= {value for name, value in page.attributes if name == "href"}


def test_points_and_their_change_are_told(room: Room) -> None:
    (asked,) = questions_of(room)
    change = Change(students=5, before=1.0, after=2.5, most=4, margin=0.75, better=4, worse=1)
    marks = {asked.written[0].key: 1.5}
    page = read(class_page(report_of(room, marks=marks, changes={"how": change})))
    assert "1.00 points of 4 before, 2.50 after: +1.50 ± 0.75." in page.text
    assert "[1.5]" in page.text
    unsure = Change(students=5, before=1.0, after=1.5, most=4, margin=0.75, better=3, worse=1)
    assert "which may be chance" in read(class_page(report_of(room, changes={"how": unsure}))).text


def test_a_class_that_has_done_nothing_has_a_page_too(tmp_path: Path) -> None:
    page = read(class_page(report_of(Lessons(SmallGames(tmp_path)).room)))
    assert "0 items" in page.text
