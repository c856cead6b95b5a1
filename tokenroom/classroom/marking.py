"""Marking by hand: a sheet of answers that tells neither whose nor from when they are, and what came of it."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, stdev

import msgspec

from tokenroom.classroom.questionnaire import Asked, Written
from tokenroom.errors import BadInput, one_line
from tokenroom.game.intervals import Z

LARGEST = 20_000_000  # bytes of a sheet
HEADS = ("answer", "points")  # columns that a marked sheet must have
_FEWEST = 3  # pairs that an interval needs


class MarkRow(msgspec.Struct, frozen=True):
    """A line of the sheet: which answer to which question, what to look for, and how many points it gets (empty)."""

    answer: str
    question: str
    text: str
    look_for: str
    most: int
    points: str = ""


Marks = Mapping[str, float]  # an answer's key -> points


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a question's points from before to after, over those who were marked both times.

    Attributes:
        students: how many.
        before, after: mean points.
        most: the points that there are.
        margin: half the 95 % interval of the mean difference; None with fewer than three students.
        better, worse: how many got more points after than before, and fewer.
    """

    students: int
    before: float
    after: float
    most: int
    margin: float | None
    better: int
    worse: int

    @property
    def gain(self) -> float:
        """Mean points after less those before."""
        return self.after - self.before

    @property
    def is_proven(self) -> bool:
        """Whether the interval leaves no change out."""
        return self.margin is not None and abs(self.gain) > self.margin


def rows_to_mark(questions: Sequence[Asked]) -> list[MarkRow]:
    """Return the sheet, question by question, answers in an order that says nothing; late ones are left out."""
    return [
        MarkRow(each.key, asked.text, each.text, "; ".join(asked.points), most_points(asked))
        for asked in questions
        for each in sorted(asked.written, key=lambda written: written.key)
        if not each.late
    ]


def most_points(asked: Asked) -> int:
    """Return how many points a question gives: one for each that its rubric looks for; 1 without a rubric."""
    return len(asked.points) or 1


def read_marks(path: Path, questions: Sequence[Asked]) -> dict[str, float]:
    """Read a sheet that was marked; a cell left empty is an answer that was not.

    Commas, semicolons and tabs may part the cells, as spreadsheets write them; 1,5 is one and a half.

    Raises:
        BadInput: it cannot be read, a column is missing, an answer is not of this class or stands there twice, or its
            points are no number from 0 to the most there are.
    """
    known = {each.key: most_points(asked) for asked in questions for each in asked.written}
    marks: dict[str, float] = {}
    seen: set[str] = set()
    for line, row in _rows(path):
        key = row["answer"].strip()
        if key not in known or key in seen:
            wrong = f"{one_line(key, 40)!r} {'stands there twice' if key in seen else 'is no answer of this class'}"
            raise BadInput(path, f"row {line}", wrong, "leave the column answer as it was written")
        seen.add(key)
        if cell := row["points"].strip():
            marks[key] = _points(path, line, cell, known[key])
    return marks


def changes(questions: Sequence[Asked], marks: Marks) -> dict[str, Change]:
    """Return what became of each question's points, by its name, where anybody was marked both times."""
    found = {asked.name: _change(asked, marks) for asked in questions}
    return {name: change for name, change in found.items() if change is not None}


def _change(asked: Asked, marks: Marks) -> Change | None:
    pairs = [(marks[b.key], marks[a.key]) for b, a in _both(asked) if b.key in marks and a.key in marks]
    if not pairs:
        return None
    gains = [after - before for before, after in pairs]
    return Change(
        students=len(pairs),
        before=fmean(before for before, _ in pairs),
        after=fmean(after for _, after in pairs),
        most=most_points(asked),
        margin=Z * stdev(gains) / math.sqrt(len(gains)) if len(gains) >= _FEWEST else None,
        better=sum(gain > 0 for gain in gains),
        worse=sum(gain < 0 for gain in gains),
    )


def _both(asked: Asked) -> list[tuple[Written, Written]]:
    pairs = [(asked.of(seat, "before"), asked.of(seat, "after")) for seat in asked.seats]
    return [(b, a) for b, a in pairs if b is not None and a is not None and not b.late and not a.late]


def _rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    """The lines of a sheet by their number in it, each with the columns that matter."""
    text = _read(path)
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    try:
        lines = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        raise BadInput(path, "", f"is no table: {error}", "save it as CSV") from error
    heads = [cell.strip().casefold() for cell in lines[0]] if lines else []
    missing = [name for name in HEADS if name not in heads]
    if missing:
        raise BadInput(path, "row 1", f"has no column {missing[0]!r}", f"columns {' and '.join(HEADS)}")
    places = {name: heads.index(name) for name in HEADS}
    rows = [(n, row) for n, row in enumerate(lines[1:], start=2) if any(cell.strip() for cell in row)]
    return [(n, {name: row[at] if at < len(row) else "" for name, at in places.items()}) for n, row in rows]


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise BadInput(path, "", f"is larger than {LARGEST:,} bytes", "the sheet that class report has written")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(path, "", "is not UTF-8", "save it as CSV in UTF-8") from error
    except OSError as error:
        raise BadInput(path, "", f"cannot be read: {error.strerror or error}") from error


def _points(path: Path, line: int, cell: str, most: int) -> float:
    try:
        points = float(cell.replace(",", "."))
    except ValueError:
        points = -1.0
    if not 0 <= points <= most:  # also false for NaN
        raise BadInput(path, f"row {line}", f"{one_line(cell, 40)!r} are no points here", f"a number from 0 to {most}")
    return points
