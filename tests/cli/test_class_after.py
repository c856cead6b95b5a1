"""After a lesson: one key deletes, `--rival class:NAME` plays on, the page and the sheets are written."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.classroom.lessons import Lessons
from tests.cli.conftest import Run
from tokenroom.classroom.from_clients import Open, Write
from tokenroom.classroom.opening import OpenGames
from tokenroom.classroom.plan import Ask, LevelStep, Plan, QuestionsStep
from tokenroom.classroom.store import Store, class_paths, classes_root
from tokenroom.cli.class_after import offer_to_delete, offer_to_delete_one
from tokenroom.game.commands import AnswerScores
from tokenroom.rivals.field import open_field

HOW = Ask(name="how", text="How?", rubric="Look for: tokens; chances")
PLAN = Plan(
    format_version=1,
    title="A tutorial",
    steps=(
        QuestionsStep(title="Before", moment="before", questions=(HOW,)),
        LevelStep(level="00-tutorial"),
        QuestionsStep(title="After", moment="after", questions=(HOW,)),
    ),
)


@pytest.fixture
def taught(home: Path) -> Path:
    """A class of three that has played the tutorial and written before and after."""
    lessons = Lessons(OpenGames(open_field), PLAN)
    students = [lessons.join(name) for name in ("Ada", "Bela", "Chidi")]
    lessons.teach()
    for student in students:
        lessons.answer(student, Write(("It looks it up.",)))
    lessons.teach(Open, step=1)
    for scores in ({0: 1.0}, {3: 2.0}):
        lessons.teach()
        for student in students:
            lessons.answer(student, AnswerScores(scores))
        lessons.reveal()
    lessons.teach(Open, step=2)
    for student in students:
        lessons.answer(student, Write(("Tokens have chances.",)))
    path = classes_root() / "7b.sqlite"
    with closing(Store.found(path, lessons.founding)) as store:
        store.append(lessons.log)
        store.keep()
    return path


def keys(pressed: str) -> Callable[[], str]:
    waiting: Iterator[str] = iter(pressed)
    return lambda: next(waiting)


@pytest.mark.parametrize(("pressed", "stays"), [("dy", False), ("DY", False), ("dn", True), ("d\r", True), ("x", True)])
def test_one_key_deletes_once_it_is_confirmed(taught: Path, pressed: str, stays: bool) -> None:
    offer_to_delete(taught, keys(pressed))
    assert taught.exists() == stays


@pytest.mark.parametrize(("pressed", "stays"), [("1y", False), ("1n", True), ("2", True), ("0", True), ("²", True)])
def test_a_number_chooses_which(taught: Path, pressed: str, stays: bool) -> None:
    offer_to_delete_one([taught], keys(pressed))
    assert class_paths() == ([taught] if stays else [])


def test_without_a_terminal_nobody_is_asked(taught: Path, run: Callable[..., Run]) -> None:
    listed = run("class", "list")
    assert listed.status == 0
    assert listed.out.startswith("7b ")
    assert taught.exists()


def test_the_report_writes_a_page_a_sheet_and_a_rival(taught: Path, run: Callable[..., Run], tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("class", "report", "7b", "--out", str(out)).status == 0
    names = {path.name for path in out.iterdir()}
    assert names == {f"7b{end}" for end in (".html", "-items.csv", "-items.jsonl", "-answers.csv", "-answers.jsonl",
                                            "-to-mark.csv", "-rival.json")}  # fmt: skip
    sheet, page = out / "7b-to-mark.csv", (out / "7b.html").read_text()
    assert "student 1" in page
    assert "Ada" not in page + sheet.read_text() + (out / "7b-rival.json").read_text()

    rows = sheet.read_text().splitlines()
    filled = [rows[0], *(f"{row}{0 if 'looks' in row else 2}" for row in rows[1:])]
    sheet.write_text("\n".join(filled))
    again = run("class", "report", "7b", "--out", str(out), "--marks", str(sheet), "--names", "--yes")
    assert "how: 0.00 points before, 2.00 after, of 2" in again.out
    assert sheet.read_text() == "\n".join(filled)  # an evening's work is never written over
    page = (out / "7b.html").read_text()
    assert "+2.00 ± 0.00" in page
    assert "Ada" in page


def test_the_class_plays_on_until_it_is_deleted(taught: Path, run: Callable[..., Run], tmp_path: Path) -> None:
    played = run("play", "0", "--rival", "class:7b", "--jsonl")
    started = json.loads(played.out.splitlines()[0])
    assert (started["level"], started["rival"]) == ("0@class:7b", "class:7b")
    file = tmp_path / "copied.json"
    file.write_bytes((taught.parent / "7b.means.json").read_bytes())
    assert run("class", "delete", "7b", "--yes").status == 0
    assert list(taught.parent.iterdir()) == []
    gone = run("play", "0", "--rival", "class:7b", "--jsonl")
    assert gone.status == 2
    assert "7b.means.json" in gone.err
    copied = run("play", "0", "--rival", f"class:{file}", "--jsonl")  # as a student has it who was given the file
    assert json.loads(copied.out.splitlines()[0])["rival"] == "class:7b"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("play", "--rival", "class:7b"), "a level that the class has played: 00-tutorial"),
        (("play", "5", "--rival", "class:7b", "--jsonl"), "the class 7b has not played it"),
        (("play", "0", "--rival", "step-1000"), "is no rival to choose"),
        (("play", "0", "--rival", "class:7b", "--seed", "1"), "without --seed"),
        (("class", "sheet", "7"), "has no level for paper"),
        (("class", "sheet", "0", "--plan", "20"), "not both"),
    ],
)
def test_what_cannot_be_done_is_told(
    taught: Path, run: Callable[..., Run], arguments: tuple[str, ...], says: str
) -> None:
    done = run(*arguments)
    assert done.status == 2
    assert says in done.err
    assert "Traceback" not in done.err


def test_a_lesson_is_put_on_paper(run: Callable[..., Run], tmp_path: Path) -> None:
    out = tmp_path / "paper.html"
    done = run("class", "sheet", "0", "5", "--items", "3", "--out", str(out))
    assert done.status == 0
    assert out.read_text().count('class="scores"') == 5  # two of the tutorial, three of the die
