"""The questions before and after: put beside each other, marked by hand without knowing whose they are, read back."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.classroom.lessons import Lessons, SmallGames
from tokenroom.classroom.from_clients import GoNext, Open, Write
from tokenroom.classroom.marking import MarkRow, changes, read_marks, rows_to_mark
from tokenroom.classroom.plan import Ask, Plan, QuestionsStep, TalkStep
from tokenroom.classroom.questionnaire import Asked, Written, points_of, questions_of
from tokenroom.classroom.report import as_csv
from tokenroom.errors import BadInput

HOW = Ask(name="how", text="How does it work?", rubric="Look for: one token at a time; nothing looked up.")
SURE = Ask(name="sure", text="Can it be sure?")
PLAN = Plan(
    format_version=1,
    title="Questions",
    steps=(
        QuestionsStep(title="Before", moment="before", questions=(HOW, SURE)),
        TalkStep(title="Talk", text="…"),
        QuestionsStep(title="After", moment="after", questions=(HOW,)),
    ),
)


@pytest.fixture
def questions(tmp_path: Path) -> tuple[Asked, ...]:
    """Four students: the third says nothing before, the fourth nothing after and an empty text to one question."""
    lessons = Lessons(SmallGames(tmp_path), PLAN)
    students = [lessons.join(f"Ada {n}") for n in range(4)]
    lessons.teach(GoNext)
    for n in (0, 1, 3):
        lessons.answer(students[n], Write((f"before {n}", "" if n == 3 else "=yes")))
    lessons.teach(Open, step=2)
    for n in (0, 1, 2):
        lessons.answer(students[n], Write((f"after {n}",)))
    return questions_of(lessons.room)


def test_before_and_after_stand_beside_each_other(questions: tuple[Asked, ...]) -> None:
    how, sure = questions
    assert (how.points, sure.points) == (("one token at a time", "nothing looked up"), ())
    assert (how.moments, sure.moments) == (("before", "after"), ("before",))
    assert how.seats == (1, 2, 3, 4)
    told = {seat: [getattr(how.of(seat, m), "text", None) for m in how.moments] for seat in how.seats}
    assert told == {1: ["before 0", "after 0"], 2: ["before 1", "after 1"], 3: [None, "after 2"], 4: ["before 3", None]}
    assert sure.seats == (1, 2)


def test_the_sheet_tells_neither_whose_nor_when(questions: tuple[Asked, ...]) -> None:
    rows = rows_to_mark(questions)
    assert len(rows) == len({row.answer for row in rows}) == 8
    assert MarkRow.__struct_fields__ == ("answer", "question", "text", "look_for", "most", "points")
    assert [row.most for row in rows] == [2] * 6 + [1] * 2
    of_how = [row.answer for row in rows[:6]]
    assert of_how == sorted(of_how)  # by a key that nobody can read, so that the order says nothing
    assert all(row.answer.startswith("k") for row in rows)  # a spreadsheet takes none of them for a number
    assert "'=yes" in as_csv(rows)


def marked(questions: tuple[Asked, ...], path: Path, points: dict[str, str], delimiter: str = ",") -> Path:
    """Fill in points by text, as a spreadsheet would."""
    table = list(csv.reader(io.StringIO(as_csv(rows_to_mark(questions)))))
    rows = [[*row[:5], points.get(row[2], "")] for row in table[1:]]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([table[0], *rows])
    path.write_text(out.getvalue(), encoding="utf-8-sig")
    return path


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_was_marked_is_read_back(questions: tuple[Asked, ...], tmp_path: Path, delimiter: str) -> None:
    points = {"before 0": "0", "after 0": "2", "before 1": "0,5", "after 1": " 1.5 ", "after 2": "2", "before 3": "1"}
    marks = read_marks(marked(questions, tmp_path / "m.csv", points, delimiter), questions)
    assert sorted(marks.values()) == [0.0, 0.5, 1.0, 1.5, 2.0, 2.0]
    change = changes(questions, marks)["how"]  # of "sure" nothing was marked
    assert (change.students, change.before, change.after, change.gain) == (2, 0.25, 1.75, 1.5)
    assert (change.margin, change.is_proven, change.better, change.worse, change.most) == (None, False, 2, 0, 2)


def test_a_change_has_an_interval_once_three_were_marked_twice() -> None:
    points = [(0.0, 1.0), (0.0, 2.0), (1.0, 1.0), (2.0, 4.0)]
    written = tuple(
        Written(f"k{seat}{moment}", seat, moment, "…", False)
        for seat in range(len(points))
        for moment in ("before", "after")
    )
    asked = Asked("how", "How?", ("a", "b", "c", "d"), written)
    marks = {
        f"k{seat}{m}": p for seat, pair in enumerate(points) for m, p in zip(("before", "after"), pair, strict=True)
    }
    change = changes((asked,), marks)["how"]
    assert (change.gain, change.better, change.worse) == (1.25, 3, 0)
    assert change.margin == pytest.approx(1.95996 * 0.957427 / 2, abs=1e-4)  # of 1, 2, 0, 2
    assert change.is_proven
    late = Asked("how", "How?", (), tuple(Written(w.key, w.seat, w.moment, "…", True) for w in written))
    assert changes((late,), marks) == {}
    assert rows_to_mark((late,)) == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda t: t.replace("points", "score"), "has no column 'points'"),
        (lambda t: t.replace("how does", "x") + "k0000,a,b,c,2,1\n", "is no answer of this class"),
        (lambda t: t + t.splitlines()[1] + "\n", "stands there twice"),
        (lambda t: t.replace(",2,\n", ",2,3\n", 1), "a number from 0 to 2"),
        (lambda t: t.replace(",2,\n", ",2,nan\n", 1), "a number from 0 to 2"),
        (lambda t: t.replace(",2,\n", ",2,many\n", 1), "'many' are no points here"),
        (lambda t: "", "has no column 'answer'"),
    ],
)
def test_what_was_marked_wrongly_is_told_by_its_row(questions, tmp_path, change, says) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "m.csv"
    path.write_text(change(as_csv(rows_to_mark(questions))))
    with pytest.raises(BadInput, match=says) as told:
        read_marks(path, questions)
    assert "\n" not in told.value.line()


@given(st.binary(max_size=400))
def test_any_file_is_read_or_refused(data: bytes) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Path(folder) / "m.csv"
        path.write_bytes(b"answer,points\n" + data)
        with suppress(BadInput):
            assert read_marks(path, ()) == {}


def test_a_rubric_without_a_head_is_split_too() -> None:
    assert points_of("") == ()
    assert points_of("a; b: c; ") == ("a", "b: c")
    assert points_of("Look for: a.") == ("a",)
