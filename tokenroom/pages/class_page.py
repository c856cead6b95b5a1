"""The report of a class as one self-contained page: curves, spread, what was hard, votes, words, who took part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tokenroom.classroom.marking import Change, Marks
from tokenroom.classroom.questionnaire import Asked
from tokenroom.classroom.report import ItemRow
from tokenroom.classroom.summary import Played, gain_of
from tokenroom.pages.class_hard import hard_section
from tokenroom.pages.class_level import scored_section
from tokenroom.pages.class_style import CLASS_STYLE
from tokenroom.pages.class_votes import table, votes_section
from tokenroom.pages.class_words import words_section
from tokenroom.pages.elements import Node, document, tag

WHY_TOGETHER = (
    "That is always so, or both are equal: the surprise of an average is never more than the average of the surprises, "
    "since −ln p falls ever more slowly as p grows (Jensen's inequality), so that one student's doubt costs little and "
    "another's being sure of something wrong is shared by all."
)


@dataclass(frozen=True, slots=True)
class ClassReport:
    """All that the page tells.

    Attributes:
        title: of the lesson.
        name: of the class.
        when: the day of the lesson, as it is to be written.
        students: what each seat is called here: a number, or a name if names were asked for.
        levels: what was played.
        hardest: the items that were hardest on each level.
        questions: the questionnaire.
        marks, changes: its points, and what became of them; empty until it was marked.
    """

    title: str
    name: str
    when: str
    students: Mapping[int, str]
    levels: tuple[Played, ...]
    hardest: Sequence[ItemRow]
    questions: tuple[Asked, ...]
    marks: Marks = field(default_factory=dict)
    changes: Mapping[str, Change] = field(default_factory=dict)


def class_page(report: ClassReport) -> str:
    """Return the page as HTML text; nothing in it is loaded from anywhere, and it has no script."""
    body: list[Node] = [*_headline(report), _contents(report), *_together(report)]
    for level in report.levels:
        body += _level(level)
    body += hard_section(report.hardest, report.levels)
    body += words_section(
        report.questions, report.marks, report.changes, lambda seat: report.students.get(seat, str(seat))
    )
    body += _who(report)
    return document(f"{report.title} - {report.name}", CLASS_STYLE, tag("main", *body))


def _headline(report: ClassReport) -> list[Node]:
    took = [took for level in report.levels for took in level.took.values()]
    items = sum(len(level.shown) for level in report.levels)
    in_time, late = sum(t.in_time for t in took), sum(t.late for t in took)
    figures = (
        f"{report.when} · class {report.name} · {_counted(len(report.students), 'student')} · {_counted(items, 'item')}"
    )
    answers = f"{_counted(in_time, 'answer')} in time, {late:,} late (kept, and counted in no mean)"
    return [tag("h1", report.title), tag("p", figures, class_="soft"), tag("p", answers, class_="soft")]


def _contents(report: ClassReport) -> Node:
    parts = [(f"level-{level.play.number}", level.title) for level in report.levels]
    parts += [("hard", "What the class found hard")] if report.hardest else []
    parts += [("words", "In their own words")] if report.questions else []
    parts.append(("who", "Who took part"))
    links = [tag("li", tag("a", title, href=f"#{name}")) for name, title in parts]
    return tag("nav", tag("ol", *links, class_="contents"), aria_label="Contents")


def _together(report: ClassReport) -> list[Node]:
    gain = gain_of(report.levels)
    if gain is None:
        return []
    mean, together = gain
    words = (
        f"Over all items where tokens were scored, students paid {mean:.2f} nats on average; the class together, "
        f"which answers with the mean of all their distributions, paid {together:.2f}. {WHY_TOGETHER}"
    )
    return [tag("h2", "Why the class together does better", id="together"), tag("p", words)]


def _level(level: Played) -> list[Node]:
    head = tag("h2", level.title, id=f"level-{level.play.number}", class_="level")
    return [head, *votes_section(level), *(scored_section(level) if level.figures is not None else [])]


def _who(report: ClassReport) -> list[Node]:
    scored = [level.title for level in report.levels if level.figures is not None]
    heads = ["student", "in time", "late", "none", *scored]
    rows = [_student(seat, named, report.levels) for seat, named in report.students.items()]
    words = (
        "Late: whoever was left behind answers when the class has been shown the item; such an answer is told to them "
        "and counted nowhere. None: items without an answer, on levels on which they answered something. "
        "Then the mean of each, in nats."
    )
    found = table("Answers and means of each student", heads, rows)
    return [tag("h2", "Who took part", id="who"), tag("p", words), found]


def _student(seat: int, named: str, levels: Sequence[Played]) -> list[str]:
    took = [level.took.get(seat) for level in levels]
    counts = [sum(getattr(each, kind) for each in took if each is not None) for kind in ("in_time", "late", "missed")]
    scored = [level.took.get(seat) for level in levels if level.figures is not None]
    means = ["–" if each is None or each.mean is None else f"{each.mean:.2f}" for each in scored]
    return [named, *map(str, counts), *means]


def _counted(n: int, word: str) -> str:
    return f"{n:,} {word}" + ("" if n == 1 else "s")
