"""The room of a class, without sockets: `handle(who, message, now)` says what is to be kept and what is to be sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from tokenroom.classroom import codes, door
from tokenroom.classroom.door import RoomState
from tokenroom.classroom.from_clients import (
    Act,
    Answer,
    Delete,
    Extend,
    Find,
    GoBack,
    GoNext,
    GoOn,
    Join,
    Lock,
    Open,
    Pause,
    Remove,
    Reveal,
    Time,
)
from tokenroom.classroom.lesson import Lesson
from tokenroom.classroom.nicknames import BadName, cleaned, likeness
from tokenroom.classroom.plan import Plan
from tokenroom.classroom.play import OpenPlay, Play
from tokenroom.classroom.pupils import Pupils
from tokenroom.classroom.refusal import Refused
from tokenroom.classroom.seats import Seat
from tokenroom.classroom.sending import (
    TEACHER,
    Entry,
    Handled,
    ModelLearned,
    Send,
    TimeUp,
    Who,
    to_seats,
    to_sender,
)
from tokenroom.classroom.to_clients import Done, Out, RefusedMessage, Seated, Spread
from tokenroom.classroom.wire import FromClient
from tokenroom.game.events import AnyEvent


def _no_memory(play: int) -> bytes:
    """Remember nothing: what was learned is learned once more."""
    return b""


@dataclass(frozen=True)
class Founding:
    """All that a room is made from; nothing in it changes.

    Attributes:
        secret: 32 bytes, from which codes, tokens and words are drawn.
        seed: from which levels are drawn.
        plan: the lesson.
        at: when the room was made, seconds since the epoch.
    """

    secret: bytes
    seed: int
    plan: Plan
    at: float


class Room:
    """A class: its seats and its lesson.

    The same founding and entries always give the same room. A message that is refused leaves it as it was.
    """

    def __init__(self, founding: Founding, open_play: OpenPlay) -> None:
        self.founding = founding
        self.lesson = Lesson(founding.plan, founding.seed, open_play)
        self.state = RoomState()

    def handle(self, who: Who, message: FromClient, now: float) -> Handled:
        """Carry out a message; `now` in seconds since the epoch."""
        state = self.state
        restore = self.lesson.snapshot() if isinstance(message, Act) else _nothing  # students change nothing by halves
        try:
            return self._handle(who, message, now)
        except Refused as refused:
            self.state = state
            restore()
            said = RefusedMessage(id=getattr(message, "id", None), code=refused.code, why=refused.why)
            return Handled(None, to_sender(said))
        except BaseException:
            self.state = state
            restore()
            raise

    def replay(self, entry: Entry, recall: Callable[[int], bytes] = _no_memory) -> None:
        """Carry out what was carried out before; nothing is sent.

        Args:
            entry: what was kept.
            recall: returns what a model had learned in a play, by its number; empty if that is not known.
        """
        if isinstance(entry.message, TimeUp):
            self.tick(entry.at)
        elif isinstance(entry.message, ModelLearned):
            play = self.lesson.play
            self.lesson.learn_again(entry.message.jobs, b"" if play is None else recall(play.number))
            self._follow()
        else:
            self.handle(entry.who, entry.message, entry.at)

    def tick(self, now: float) -> Handled:
        """Look at the clock: an item whose time is up is locked."""
        if not self.lesson.is_time_up(now):
            return Handled()
        self.lesson.lock()
        return Handled(Entry(now, TEACHER, TimeUp()), self._stage_sends(now))

    def learned(self, events: tuple[AnyEvent, ...] | None, now: float) -> Handled:
        """Take what a job of `lesson.play.job()` gave; None if it failed, which ends the learning."""
        play = self.lesson.play
        assert play is not None
        if not self.lesson.learned(events):
            stage = self.lesson.looked_at(now)
            return Handled(None, (Send("remotes", stage), Send("projectors", stage)))
        self._follow()
        return Handled(self._entry(TEACHER, ModelLearned(jobs=play.state.jobs), now), self._stage_sends(now))

    @property
    def play(self) -> Play | None:
        """What is played now."""
        return self.lesson.play

    def seated(self, seat: Seat, message_id: str | None) -> Seated:
        """Return what a student is told about their own seat, and nobody else."""
        return Seated(
            id=message_id,
            seat=seat.number,
            name=seat.name,
            token=codes.token_of(self.founding.secret, seat.number),
            word=codes.word_of(self.founding.secret, seat.number),
            waiting=seat.state == "waiting",
        )

    def attached(self, seat: Seat, now: float) -> tuple[Send, ...]:
        """Return what a student needs who has just come, or come back."""
        return self._pupils.attached(seat, now)

    def seat_called(self, name: str) -> Seat | None:
        """Return the seat with a name that looks like this one; None if there is none."""
        try:
            wanted = likeness(cleaned(name))
        except BadName:
            return None
        return next((seat for seat in self.state.seats.values() if likeness(seat.name) == wanted), None)

    def names_taken(self) -> set[str]:
        """Return the likenesses of all names."""
        return {likeness(seat.name) for seat in self.state.seats.values()}

    def spread(self) -> tuple[Send, ...]:
        """Return the surprises of the item that is looked at, for projector and remotes; nothing before the reveal."""
        play, phase = self.lesson.play, self.lesson.phase
        if play is None or phase != "revealed" or self.lesson.state.looking_back:
            return ()
        surprises, seats = play.surprises(play.state.item), self.state.seats
        names = [seats[n].name if seats[n].is_shown else "" for _, n in surprises] if self.state.names_shown else []
        told = Spread(
            play=play.number, item=play.state.item, surprises=tuple(cost for cost, _ in surprises), names=tuple(names)
        )
        return Send("projectors", told), Send("remotes", told)

    @property
    def _pupils(self) -> Pupils:
        return Pupils(self.lesson, self.state.seats)

    def _handle(self, who: Who, message: FromClient, now: float) -> Handled:
        match message:
            case Join() if who.role == "student" and not who.seat:
                return self._join(message, now)
            case Answer() | Find() | GoOn() if who.role == "student" and who.seat:
                return self._by_student(door.present(self.state, who.seat), message, now)
            case Delete() if who.role == "remote":
                return self._delete(message)
            case Act() if who.role == "remote":
                return self._act(message, now)
            case _:
                raise Refused("not_yours", "that is not yours to send")

    def _join(self, message: Join, now: float) -> Handled:
        state = self.state
        if message.device in state.devices:
            seat = door.present(state, state.devices[message.device])
            return Handled(None, (*to_sender(self.seated(seat, message.id)), *self.attached(seat, now)))
        seen = self.lesson.phase not in {"asked", "locked"}
        self.state, seat = door.with_seat(state, message, self.lesson.item, seen)
        sends = (*to_sender(self.seated(seat, message.id)), *self.attached(seat, now))
        return Handled(self._entry(Who("student"), message, now), sends)

    def _by_student(self, seat: Seat, message: Answer | Find | GoOn, now: float) -> Handled:
        if isinstance(message, Find):
            return Handled(None, to_sender(self._pupils.found(seat, message)))
        if isinstance(message, Answer):
            moved, sends = self._pupils.answer(seat, message, now)
        else:
            moved, sends = self._pupils.go_on(seat, message, now)
        if moved is None:
            return Handled(None, sends)
        self.state = door.put(self.state, moved)
        return Handled(self._entry(Who("student", seat.number), message, now), sends)

    def _delete(self, message: Delete) -> Handled:
        """Let the class be deleted, if the lesson is over and the teacher is sure; nothing of it is kept."""
        if self.lesson.phase != "over":
            raise Refused("not_now", "the lesson is not over yet: go to its end first")
        if not message.sure:
            answers = sum(len(each.given) for play in self.lesson.state.plays for each in play.state.rounds)
            raise Refused(
                "sure", f"this deletes the class and its {answers:,} answers for good: ask once more to do it"
            )
        return Handled(None, to_sender(Done(id=message.id)), deletes=True)

    def _act(self, message: Act, now: float) -> Handled:
        if message.id in self.state.acts:
            return Handled(None, to_sender(Done(id=message.id)))
        if message.stage is not None and message.stage != self.lesson.state.stage:
            raise Refused("stale", "the class is elsewhere by now")
        stage = self.lesson.state.stage
        sends = self._carry_out(message, now)
        self.state = replace(self.state, acts=self.state.acts | {message.id})
        if self.lesson.state.stage != stage:
            self._follow()
            sends = (*sends, *self._stage_sends(now))
        return Handled(self._entry(TEACHER, message, now), (*to_sender(Done(id=message.id)), *sends))

    def _carry_out(self, message: Act, now: float) -> tuple[Send, ...]:
        """Do what the teacher wants of lesson or seats; return what is sent beside the stage."""
        lesson = self.lesson
        match message:
            case GoNext():
                lesson.next()
            case GoBack():
                lesson.back()
            case Reveal():
                lesson.reveal()
            case Lock():
                lesson.lock()
            case Pause(paused):
                lesson.pause(paused, now)
            case Time(seconds):
                lesson.time(seconds, now)
            case Extend(seconds):
                lesson.extend(seconds, now)
            case Open(step):
                lesson.open(step)
            case _:
                self.state, number = door.changed(self.state, message)
                return self._tell_seat(number, message) if number else self.spread()
        return ()

    def _tell_seat(self, number: int, message: Act) -> tuple[Send, ...]:
        """Tell a student what the teacher has done about their seat."""
        if isinstance(message, Remove):
            return to_seats([number], Out(why="removed"))
        return to_seats([number], self.seated(self.state.seats[number], None))

    def _follow(self) -> None:
        """Bring those along who are where the class was."""
        self.state = replace(self.state, seats=self._pupils.brought_along())

    def _stage_sends(self, now: float) -> tuple[Send, ...]:
        stage = self.lesson.looked_at(now)
        looked = (Send("remotes", stage), Send("projectors", stage), *self.spread())
        return looked if self.lesson.state.looking_back else (*self._pupils.stage_sends(now), *looked)

    def _entry(self, who: Who, message: FromClient, now: float) -> Entry:
        return Entry(now, who, message)


def _nothing() -> None:
    """Take nothing back."""
