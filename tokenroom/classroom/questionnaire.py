"""The questions before and after a lesson: who wrote what, beside each other, and what the rubric asks for."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tokenroom.classroom.from_clients import Write
from tokenroom.classroom.plan import Ask, QuestionsStep
from tokenroom.classroom.play import Given, Play
from tokenroom.classroom.room import Room

Moment = Literal["before", "after", ""]


@dataclass(frozen=True, slots=True)
class Written:
    """One answer in a student's own words.

    Attributes:
        key: stands for it in the file that is marked, and tells neither whose it is nor when it was written.
        late: whether the class had gone on already; it is shown, and not counted.
    """

    key: str
    seat: int
    moment: Moment
    text: str
    late: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the lesson: asked before, after, or both.

    Attributes:
        points: what the rubric looks for, one by one; empty without a rubric.
        written: all answers to it, by seat.
    """

    name: str
    text: str
    points: tuple[str, ...]
    written: tuple[Written, ...]

    def of(self, seat: int, moment: Moment) -> Written | None:
        """Return what a student wrote at a moment; None if nothing."""
        return next((each for each in self.written if (each.seat, each.moment) == (seat, moment)), None)

    @property
    def seats(self) -> tuple[int, ...]:
        """Whoever wrote anything."""
        return tuple(sorted({each.seat for each in self.written}))

    @property
    def moments(self) -> tuple[Moment, ...]:
        """The moments at which it was asked, in order."""
        found = {each.moment for each in self.written}
        moments: tuple[Moment, ...] = ("before", "after", "")
        return tuple(moment for moment in moments if moment in found)


def questions_of(room: Room) -> tuple[Asked, ...]:
    """Return all questions of a lesson that somebody has answered; the same name is the same question."""
    asked: dict[str, Ask] = {}
    written: dict[str, list[Written]] = {}
    for play, step in _questionnaires(room):
        for n, ask in enumerate(step.questions):
            asked.setdefault(ask.name, ask)
            for each in _answers(room, play, n, ask.name, step.moment):
                of = written.setdefault(ask.name, [])
                of[:] = [other for other in of if (other.seat, other.moment) != (each.seat, each.moment)]
                of.append(each)
    return tuple(
        Asked(name, asked[name].text, points_of(asked[name].rubric), tuple(sorted(of, key=lambda each: each.seat)))
        for name, of in written.items()
    )


def points_of(rubric: str) -> tuple[str, ...]:
    """Return the points that a rubric looks for, which stand between semicolons, behind a colon if there is one.

    >>> points_of("Look for: one token at a time; nothing looked up.")
    ('one token at a time', 'nothing looked up')
    """
    head, colon, rest = rubric.partition(":")
    listed = rest if colon and ";" not in head else rubric
    return tuple(point.strip().removesuffix(".") for point in listed.split(";") if point.strip(" ."))


def _questionnaires(room: Room) -> Iterator[tuple[Play, QuestionsStep]]:
    for play in room.lesson.state.plays:
        step = room.founding.plan.steps[play.step]
        if isinstance(step, QuestionsStep):
            yield play, step


def _answers(room: Room, play: Play, n: int, name: str, moment: Moment) -> Iterator[Written]:
    """What was written to the n-th question of a play; nothing for those who left it empty."""
    for each in play.state.rounds:
        for seat, given in each.given.items():
            text = _text(given, n)
            if text:
                yield Written(_key(room, play.number, seat, name), seat, moment, text, given.late)


def _text(given: Given, n: int) -> str:
    return given.answer.texts[n].strip() if isinstance(given.answer, Write) else ""


def _key(room: Room, play: int, seat: int, name: str) -> str:
    """Nobody without the class's file can tell whose answer it stands for; sorted by it, they are shuffled."""
    told = f"marks {play} {seat} {name}".encode()
    return (
        "k" + hmac.new(room.founding.secret, told, hashlib.sha256).hexdigest()[:10]
    )  # no spreadsheet takes it for a number
