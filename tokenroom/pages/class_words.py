"""The questionnaire of a class: before and after beside each other, the rubric's points, and what has changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.etree import ElementTree as ET

from tokenroom.classroom.marking import Change, Marks
from tokenroom.classroom.questionnaire import Asked, Moment, Written
from tokenroom.pages.elements import Node, tag

Called = Callable[[int], str]  # seat -> what a student is called here
_HEADS: dict[Moment, str] = {"before": "before", "after": "after", "": "answer"}


def words_section(
    questions: tuple[Asked, ...], marks: Marks, changes: Mapping[str, Change], called: Called
) -> list[Node]:
    """Return the questions with all answers; nothing where nobody wrote any."""
    if not questions:
        return []
    body: list[Node] = [tag("h2", "In their own words", id="words")]
    for asked in questions:
        body += [tag("h3", asked.text), *_rubric(asked)]
        body += _change(changes[asked.name]) if asked.name in changes else []
        body.append(_table(asked, marks, called))
    return body


def _rubric(asked: Asked) -> list[Node]:
    if not asked.points:
        return []
    points = tag("ul", *[tag("li", point) for point in asked.points], class_="rubric")
    return [tag("p", f"What to look for, a point each ({len(asked.points)}):", class_="soft"), points]


def _change(change: Change) -> list[Node]:
    proven = "" if change.margin is None else f" ± {change.margin:.2f}"
    sure = "" if change.margin is None or change.is_proven else ", which may be chance"
    sign = f"{change.gain:+.2f}{proven}"
    words = (
        f"{change.before:.2f} points of {change.most} before, {change.after:.2f} after: {sign}{sure}. "
        f"Of {change.students} who were marked both times, {change.better} got more points after the lesson "
        f"and {change.worse} fewer."
    )
    return [tag("p", words, class_="lead")]


def _table(asked: Asked, marks: Marks, called: Called) -> ET.Element:
    moments = asked.moments
    heads = tag("tr", tag("th", "student", scope="col"), *[tag("th", _HEADS[m], scope="col") for m in moments])
    rows = [_row(asked, seat, moments, marks, called) for seat in asked.seats]
    return tag("table", tag("caption", "What they wrote"), tag("thead", heads), tag("tbody", *rows), class_="words")


def _row(asked: Asked, seat: int, moments: tuple[Moment, ...], marks: Marks, called: Called) -> ET.Element:
    cells = [_cell(asked.of(seat, moment), marks) for moment in moments]
    return tag("tr", tag("th", called(seat), scope="row"), *cells)


def _cell(written: Written | None, marks: Marks) -> ET.Element:
    if written is None:
        return tag("td", "–", class_="soft")
    late = [tag("small", " (late: not counted)", class_="soft")] if written.late else []
    points = [tag("small", f" [{marks[written.key]:g}]", class_="yours")] if written.key in marks else []
    return tag("td", written.text, *points, *late)
