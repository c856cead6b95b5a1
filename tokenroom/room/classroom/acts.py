"""What each key of the remote asks for, without sockets and screens; every act names the stage it was pressed at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from tokenroom.classroom.from_clients import (
    Act,
    Admit,
    Delete,
    Door,
    Extend,
    GoBack,
    GoNext,
    LetIn,
    Lock,
    NamesFirst,
    Open,
    Pause,
    Remove,
    Reveal,
    ShowNames,
    Time,
)
from tokenroom.classroom.to_clients import AnyToClient, CountOf, Desk, Out, SeatLine, Spread, Stage
from tokenroom.classroom.views import QuestionsView

MINUTE, MORE = 60.0, 30.0  # seconds that T gives, that E adds


@dataclass(frozen=True, slots=True)
class Watched:
    """What a remote knows of the class, and where its cursor is."""

    stage: Stage | None = None
    desk: Desk | None = None
    count: CountOf | None = None
    spread: Spread | None = None
    out: Out | None = None
    is_lost: bool = False
    shows_plan: bool = False  # the plan in place of who is here
    place: int = 0  # of the cursor in that list
    is_asked: bool = False  # whether the host has asked if the class is surely to be deleted
    is_deleted: bool = False

    @property
    def rows(self) -> int:
        """How long the list is."""
        if self.desk is None:
            return 0
        return len(self.desk.steps) if self.shows_plan else len(self.desk.seats)

    @property
    def seat(self) -> SeatLine | None:
        """The student at the cursor."""
        if self.desk is None or self.shows_plan or not 0 <= self.place < self.rows:
            return None
        return self.desk.seats[self.place]

    @property
    def says(self) -> str:
        """What the plan has for the teacher to say here."""
        desk = self.desk
        return desk.steps[desk.step - 1].say if desk is not None and 1 <= desk.step <= len(desk.steps) else ""

    @property
    def is_over(self) -> bool:
        """Whether the lesson is over, so that the class can be deleted."""
        return self.stage is not None and self.stage.phase == "over"

    @property
    def look_for(self) -> tuple[tuple[str, ...], ...]:
        """What the rubric of each question looks for that is asked here; empty where none is."""
        desk = self.desk
        return desk.steps[desk.step - 1].look_for if desk is not None and 1 <= desk.step <= len(desk.steps) else ()

    @property
    def is_to_reveal(self) -> bool:
        """Whether going on means to reveal first."""
        stage = self.stage
        asked = stage is not None and stage.phase in {"asked", "locked"} and not stage.looking_back
        return asked and stage is not None and not isinstance(stage.view, QuestionsView)


def after(watched: Watched, message: AnyToClient) -> Watched:
    """Return what is known after a message."""
    match message:
        case Stage():
            turned = watched.stage is None or watched.stage.stage != message.stage
            return replace(watched, stage=message, is_lost=False, out=None, count=None if turned else watched.count)
        case Desk():
            moved = replace(watched, desk=message)
            return replace(moved, place=max(0, min(moved.rows - 1, watched.place)))
        case CountOf():
            return replace(watched, count=message)
        case Spread():
            return replace(watched, spread=message)
        case Out():
            return replace(watched, out=message)
    return watched


def moved(watched: Watched, by: int) -> Watched:
    """Return it with the cursor elsewhere."""
    return replace(watched, place=max(0, min(watched.rows - 1, watched.place + by)))


def act_for(key: str, watched: Watched, fresh_id: Callable[[], str]) -> Act | None:
    """Return the act that a key asks for; None if it asks for none here."""
    stage, desk = watched.stage, watched.desk
    if stage is None or desk is None:
        return None
    at, n = stage.stage, fresh_id()
    match key:
        case "enter" | "space":
            return Reveal(id=n, stage=at) if watched.is_to_reveal else GoNext(id=n, stage=at)
        case "n" | "right":
            return GoNext(id=n, stage=at)
        case "b" | "left":
            return GoBack(id=n, stage=at)
        case "r":
            return Reveal(id=n, stage=at)
        case "l":
            return Lock(id=n, stage=at)
        case "p":
            return Pause(not stage.paused, id=n)
        case "t":
            return Time(MINUTE if stage.seconds_left is None else None, id=n, stage=at)
        case "e":
            return Extend(MORE, id=n, stage=at)
    return _of_desk(key, watched, desk, n)


def _of_desk(key: str, watched: Watched, desk: Desk, n: str) -> Act | None:
    """Acts on the door, the names, the student or the step at the cursor."""
    match key:
        case "delete" | "backspace" if watched.is_over:
            return Delete(watched.is_asked, id=n)
        case "d":
            return Door(not desk.door_open, id=n)
        case "h":
            return ShowNames(not desk.names_shown, id=n)
        case "f":
            return NamesFirst(not desk.names_first, id=n)
        case "o" if watched.shows_plan and watched.rows:
            return Open(watched.place, id=n, stage=watched.stage.stage if watched.stage is not None else None)
    return _of_seat(key, watched.seat, n)


def _of_seat(key: str, seat: SeatLine | None, n: str) -> Act | None:
    if seat is None:
        return None
    match key:
        case "a" if seat.state == "waiting":
            return Admit(seat.seat, id=n)
        case "x" if seat.state != "removed":
            return Remove(seat.seat, id=n)
        case "i" if seat.state == "removed":
            return LetIn(seat.seat, id=n)
    return None
