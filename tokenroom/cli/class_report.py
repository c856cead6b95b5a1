"""What `tokenroom class report` writes: rows, a page, a sheet to mark, and the class as a rival."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tokenroom.cli.class_files import write_means
from tokenroom.cli.say import say

if TYPE_CHECKING:
    from tokenroom.classroom.room import Room

HARDEST = 2  # items of each level that the page shows


def write_report(room: Room, name: str, out: Path, with_names: bool, marks: Path | None) -> None:
    """Write everything of a class into a folder, and say what (raises BadInput).

    Args:
        room: the class.
        name: what it is called, and what the files' names begin with.
        out: the folder.
        with_names: whether the names that students took are told.
        marks: the sheet, marked by hand; None where there is none yet.
    """
    _write_rows(room, name, out, with_names)
    _write_page(room, name, out, with_names, marks)
    _write_sheet(room, name, out)
    _write_rival(room, name, out)


def _write_rows(room: Room, name: str, out: Path, with_names: bool) -> None:
    from tokenroom.classroom.report import answer_rows, as_csv, as_jsonl, item_rows
    from tokenroom.files import atomic_write_text

    for kind, rows in (("items", list(item_rows(room))), ("answers", list(answer_rows(room, with_names)))):
        for suffix, text in ((".csv", as_csv(rows)), (".jsonl", as_jsonl(rows))):
            file = out / f"{name}-{kind}{suffix}"
            atomic_write_text(file, text)
            say(f"{len(rows):,} {kind} written to {file}")


def _write_page(room: Room, name: str, out: Path, with_names: bool, marks: Path | None) -> None:
    from tokenroom.classroom.marking import changes, read_marks
    from tokenroom.classroom.questionnaire import questions_of
    from tokenroom.classroom.report import hardest_of_each
    from tokenroom.classroom.summary import levels_of
    from tokenroom.files import atomic_write_text
    from tokenroom.pages.class_page import ClassReport, class_page

    questions = questions_of(room)
    points = read_marks(marks, questions) if marks is not None else {}
    report = ClassReport(
        title=room.founding.plan.title,
        name=name,
        when=datetime.fromtimestamp(room.founding.at).astimezone().strftime("%Y-%m-%d"),
        students=_called(room, with_names),
        levels=levels_of(room),
        hardest=hardest_of_each(room, HARDEST),
        questions=questions,
        marks=points,
        changes=changes(questions, points),
    )
    atomic_write_text(out / f"{name}.html", class_page(report))
    say(f"a page with pictures written to {out / f'{name}.html'}")
    for asked, change in report.changes.items():
        say(f"{asked}: {change.before:.2f} points before, {change.after:.2f} after, of {change.most}")


def _called(room: Room, with_names: bool) -> Mapping[int, str]:
    """What each student is called: a number, or the name that they took."""
    seats = room.state.seats
    return {n: seats[n].name if with_names else f"student {n}" for n in sorted(seats)}


def _write_sheet(room: Room, name: str, out: Path) -> None:
    """Write the sheet to be marked; one that is there stays as it is, for it may hold an evening's work."""
    from tokenroom.classroom.marking import rows_to_mark
    from tokenroom.classroom.questionnaire import questions_of
    from tokenroom.classroom.report import as_csv
    from tokenroom.files import atomic_write_text

    file, rows = out / f"{name}-to-mark.csv", rows_to_mark(questions_of(room))
    if not rows:
        return
    if file.exists():
        say(f"{file} is there and was left as it is; --marks reads what is marked in it")
        return
    atomic_write_text(file, as_csv(rows))
    say(f"{len(rows):,} answers in words written to {file}: fill in points, then give --marks {file}")


def _write_rival(room: Room, name: str, out: Path) -> None:
    from tokenroom.classroom.means import means_of

    means = means_of(room, name)
    if means.plays:
        file = out / f"{name}-rival.json"
        write_means(means, file)
        say(f"the class as a rival, means alone, written to {file}: tokenroom play LEVEL --rival class:{file}")
