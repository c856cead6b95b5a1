"""Where each student is beside the class: who is brought along, who was left behind and how they catch up."""

from __future__ import annotations

from dataclasses import replace

from tokenroom.classroom.from_clients import Answer, Find, GoOn
from tokenroom.classroom.lesson import Lesson
from tokenroom.classroom.play import Play
from tokenroom.classroom.refusal import Refused
from tokenroom.classroom.seats import Seat, Seats
from tokenroom.classroom.sending import Send, to_seats, to_sender
from tokenroom.classroom.to_clients import Behind, Done, Found, Kept, Yours
from tokenroom.game.session import CommandError

_ITEMWISE = ("asked", "locked", "revealed")
Moved = tuple[Seat | None, tuple[Send, ...]]


class Pupils:
    """The seats of a class beside its lesson; nothing is changed here but the play's answers."""

    def __init__(self, lesson: Lesson, seats: Seats) -> None:
        self._lesson, self._seats = lesson, seats

    def brought_along(self) -> dict[int, Seat]:
        """Return all seats, moved to where the class is now; those stay who have not finished where they are."""
        return {number: self._brought(seat) for number, seat in self._seats.items()}

    def stage_sends(self, now: float) -> tuple[Send, ...]:
        """Return the stage for those who are with the class, and where the class is for those who are not."""
        lesson, play, phase = self._lesson, self._lesson.play, self._lesson.phase
        here = [seat for seat in self._seats.values() if seat.state != "removed"]
        together = [seat for seat in here if self._is_with_class(seat)]
        sends = to_seats([seat.number for seat in together], lesson.stage(now))
        if play is None:
            return sends
        if phase == "revealed":
            sends += tuple(
                Send("seats", play.yours(seat.number, seat.at, seat.seen), (seat.number,)) for seat in together
            )
        left = [seat for seat in here if not self._is_with_class(seat)]
        told = (Send("seats", self._behind(play, seat), (seat.number,)) for seat in left)
        return (*sends, *told)

    def attached(self, seat: Seat, now: float) -> tuple[Send, ...]:
        """Return all that the client of one seat needs to draw its page."""
        lesson, play = self._lesson, self._lesson.play
        if self._is_with_class(seat):
            return to_sender(lesson.stage(now), *self._own(seat))
        assert play is not None
        stage = lesson.stage_of(seat.at, seat.seen)
        return to_sender(stage, *self._own(seat), self._behind(play, seat))

    def found(self, seat: Seat, message: Find) -> Found:
        """Look for tokens at the item before a student."""
        play = self._lesson.play
        try:
            if play is None or not seat.at:
                raise CommandError("there is nothing to look for now")
            return Found(id=message.id, text=message.text, tokens=play.game.find(seat.at, message.text))
        except CommandError as error:
            raise Refused("not_now", str(error)) from error

    def answer(self, seat: Seat, message: Answer, now: float) -> Moved:
        """Take an answer; return where the student then is (None if it was kept before) and what they are sent."""
        plays = self._lesson.state.plays
        if not 1 <= message.play <= len(plays):
            raise Refused("not_now", "that is not played")
        play = plays[message.play - 1]
        given = play.kept(seat.number, message)
        if given is not None:
            return None, to_sender(_kept(message, given.late))
        if play is not self._lesson.play or message.item != seat.at or not seat.at:
            raise Refused("not_now", "that is not asked of you now")
        if seat.seen and play.state.rounds[seat.at - 1].revealed is not None:
            raise Refused("not_now", "you have been shown what came")
        given = play.answer(seat.number, message, now)
        kept = to_sender(_kept(message, given.late))
        if not given.late:
            return seat, kept
        moved = replace(seat, seen=True)
        return moved, (*kept, *self.attached(moved, now))

    def go_on(self, seat: Seat, message: GoOn, now: float) -> Moved:
        """Bring a student who was left behind one step on, or to where the class is."""
        play = self._lesson.play
        if play is None or message.play != play.number or message.item < seat.at:
            return None, to_sender(Done(id=message.id))  # the class, or this student, has gone on since
        if message.item != seat.at or self._is_with_class(seat):
            raise Refused("not_now", "you are where the class is")
        if message.to == "class":
            moved = replace(seat, at=play.state.item, seen=self._lesson.phase == "revealed")
        elif not seat.seen:
            moved = replace(seat, seen=True)
        else:
            moved = replace(seat, at=seat.at + 1, seen=False)
        return moved, (*to_sender(Done(id=message.id)), *self.attached(moved, now))

    def _brought(self, seat: Seat) -> Seat:
        play, phase = self._lesson.play, self._lesson.phase
        if play is None or phase == "opened":
            return replace(seat, at=0, seen=True)
        item = play.state.item
        if play.game.is_revealed_at_once:
            return replace(seat, at=item, seen=False)
        if phase not in _ITEMWISE:
            return replace(seat, at=item, seen=True)
        if phase == "asked" and seat.seen and seat.at in {0, item - 1}:
            return replace(seat, at=item, seen=False)
        if phase == "revealed" and seat.at == item and seat.number in play.state.rounds[-1].given:
            return replace(seat, seen=True)
        return seat

    def _is_with_class(self, seat: Seat) -> bool:
        play, phase = self._lesson.play, self._lesson.phase
        if play is None or phase not in _ITEMWISE:
            return True
        return seat.at == play.state.item and (phase != "revealed" or seat.seen)

    def _own(self, seat: Seat) -> tuple[Yours, ...]:
        play = self._lesson.play
        if play is None or not seat.at or self._lesson.phase not in _ITEMWISE:
            return ()
        return (play.yours(seat.number, seat.at, seat.seen),)

    def _behind(self, play: Play, seat: Seat) -> Behind:
        return Behind(play=play.number, item=seat.at, class_item=play.state.item)


def _kept(message: Answer, late: bool) -> Kept:
    return Kept(id=message.id, play=message.play, item=message.item, late=late)
