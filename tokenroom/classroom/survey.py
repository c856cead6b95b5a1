"""Who is here and who has answered: counts and names for the projector, the desk for remotes."""

from __future__ import annotations

from collections.abc import Collection

from tokenroom.classroom import codes
from tokenroom.classroom.plan import AnyStep, QuestionsStep
from tokenroom.classroom.questionnaire import points_of
from tokenroom.classroom.room import Room
from tokenroom.classroom.seats import Seat
from tokenroom.classroom.to_clients import CountOf, Desk, Here, SeatLine, StepLine


def count_of(room: Room, present: Collection[int]) -> CountOf:
    """Return how many have answered the open item, are here, and have a seat."""
    seats = [seat for seat in room.state.seats.values() if seat.state != "removed"]
    return CountOf(
        stage=room.lesson.state.stage,
        answered=sum(_has_answered(room, seat) for seat in seats),
        present=sum(seat.number in present for seat in seats),
        seats=len(seats),
    )


def here_of(room: Room, present: Collection[int]) -> Here:
    """Return the names that the projector may show of those who are here, and whether the door is open."""
    seats = room.state.seats.values() if room.state.names_shown else ()
    names = tuple(seat.name for seat in seats if seat.number in present and seat.is_shown)
    return Here(names=names, door_open=room.state.door_open)


def desk_of(room: Room, present: Collection[int]) -> Desk:
    """Return what the teacher sees of seats and plan."""
    plan, play, state = room.founding.plan, room.lesson.play, room.state
    return Desk(
        code=codes.class_code(room.founding.secret),
        door_open=state.door_open,
        names_first=state.names_first,
        names_shown=state.names_shown,
        steps=tuple(
            StepLine(_kind(step), title, step.minutes, step.say, _look_for(step))
            for step, title in zip(plan.steps, room.lesson.titles, strict=True)
        ),
        step=room.lesson.state.step,
        seats=tuple(
            SeatLine(
                seat=seat.number,
                name=seat.name,
                state=seat.state,
                here=seat.number in present,
                answered=_has_answered(room, seat),
                mean=None if play is None else play.mean(seat.number),
            )
            for seat in state.seats.values()
        ),
    )


def _has_answered(room: Room, seat: Seat) -> bool:
    play = room.lesson.play
    return play is not None and bool(play.state.rounds) and seat.number in play.state.rounds[-1].given


def _look_for(step: AnyStep) -> tuple[tuple[str, ...], ...]:
    if not isinstance(step, QuestionsStep):
        return ()
    return tuple(points_of(question.rubric) for question in step.questions)


def _kind(step: object) -> str:
    return str(type(step).__struct_config__.tag)  # type: ignore[attr-defined]
