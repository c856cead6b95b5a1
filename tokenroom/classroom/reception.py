"""The door of a class, without sockets: whose a connection is, codes and tries, who is here and is sent what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import msgspec

from tokenroom.classroom import codes
from tokenroom.classroom.from_clients import AnyFromClient, Enter, Join, Resume, Return, decode, id_in
from tokenroom.classroom.limits import CODES, MESSAGES, WORDS, Tries
from tokenroom.classroom.nicknames import likeness, suggestions
from tokenroom.classroom.refusal import Refused
from tokenroom.classroom.room import Room
from tokenroom.classroom.seats import Seat
from tokenroom.classroom.sending import Entry, Handled, Send, Who, to_sender
from tokenroom.classroom.survey import count_of, desk_of, here_of
from tokenroom.classroom.to_clients import AnyToClient, Beat, Entered, Out, RefusedMessage, Seated
from tokenroom.classroom.wire import LARGEST, VERSION
from tokenroom.game.events import AnyEvent

PATIENCE = 100  # messages of one connection that came too fast, before it is cut off
PAUSE = 0.25  # seconds between two counts
BEAT = 20.0  # seconds between two signs of life
SILENCE = 60.0  # seconds that somebody may be there without saying who they are
_TOO_FAST = RefusedMessage(id=None, code="too_fast", why="that is too many messages at once")


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message for some connections; those in `closing` are closed behind it."""

    connections: tuple[int, ...]
    message: AnyToClient
    closing: bool = False


@dataclass(frozen=True, slots=True)
class Received:
    """What came of something: an entry to keep first (None: nothing was changed), then deliveries in order."""

    kept: Entry | None = None
    deliveries: tuple[Delivery, ...] = ()
    cut_off: tuple[int, ...] = ()  # connections to be closed without a word
    deletes: bool = False  # whether the class is to be deleted


@dataclass(slots=True)
class _Visitor:
    """A connection: where it comes from, whose it is, and how patient one must be with it."""

    address: str
    number: int  # from 0, in the order of coming
    since: float
    who: Who | None = None
    too_fast: int = 0


@dataclass
class Reception:
    """Everyone's connections to one room. Connections are numbers; times are passed in, in seconds since the epoch."""

    room: Room
    _visitors: dict[int, _Visitor] = field(default_factory=dict)
    _seats: dict[int, int] = field(default_factory=dict)  # connection of each seat that is here
    _codes: Tries = field(default_factory=lambda: Tries(CODES))
    _words: Tries = field(default_factory=lambda: Tries(WORDS))
    _messages: Tries = field(default_factory=lambda: Tries(MESSAGES))
    _coming: int = 0
    _is_stale: bool = False  # whether counts and desk have changed since they were sent
    _flushed: float = 0.0
    _beaten: float = 0.0

    def connect(self, connection: int, address: str, now: float) -> None:
        """Let somebody in who has said nothing yet; the address is forgotten with the connection."""
        self._visitors[connection] = _Visitor(address, self._coming, now)
        self._coming += 1

    def disconnect(self, connection: int) -> None:
        """Let a connection go; the seat stays."""
        visitor = self._visitors.pop(connection, None)
        self._messages.forget(str(connection))
        if visitor is not None and visitor.who is not None and self._seats.get(visitor.who.seat) == connection:
            del self._seats[visitor.who.seat]
            self._is_stale = True

    def receive(self, connection: int, text: str | bytes, now: float) -> Received:
        """Take a message as it came in; whatever it holds, it costs nobody but its sender anything."""
        visitor = self._visitors.get(connection)
        if visitor is None:
            return Received()
        if not self._messages.may(str(connection), now):
            visitor.too_fast += 1
            cut_off = (connection,) if visitor.too_fast > PATIENCE else ()
            return Received(None, (Delivery((connection,), _TOO_FAST),), cut_off)
        self._messages.take(str(connection), now)
        try:
            if len(text) > LARGEST:
                raise Refused("malformed", f"a message has {LARGEST:,} bytes at most")
            return self._handled(connection, visitor, decode(text), now)
        except Refused as refused:
            return _refused(connection, id_in(text), refused)
        except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
            return _refused(connection, id_in(text), Refused("malformed", str(error)[:200]))

    def tick(self, now: float) -> Received:
        """Look at the clock: time that is up, counts that are due, who has come and says nothing."""
        handled = self.room.tick(now)
        silent = tuple(c for c, v in self._visitors.items() if v.who is None and now - v.since > SILENCE)
        deliveries = (*self._delivered(None, handled.sends), *self._flush(now), *self._beat(now))
        return Received(handled.kept, deliveries, silent)

    def learned(self, events: tuple[AnyEvent, ...] | None, now: float) -> Received:
        """Take what a job of the room's gave; None if it failed."""
        handled = self.room.learned(events, now)
        return Received(handled.kept, self._delivered(None, handled.sends))

    def close(self) -> Received:
        """Say good-bye to everybody."""
        return Received(None, (Delivery(tuple(self._visitors), Out(why="closed"), closing=True),))

    @property
    def present(self) -> frozenset[int]:
        """The seats whose connection is up."""
        return frozenset(self._seats)

    def _handled(self, connection: int, visitor: _Visitor, message: AnyFromClient, now: float) -> Received:
        match message:
            case Enter():
                return self._enter(connection, visitor, message, now)
            case Resume():
                return self._resume(connection, visitor, message, now)
        if visitor.who is None:
            raise Refused("not_yours", "say who you are first: enter or resume")
        if isinstance(message, Return) and visitor.who == Who("student"):
            return self._return(connection, visitor, message, now)
        handled = self.room.handle(visitor.who, message, now)
        if isinstance(message, Join):
            return self._joined(connection, visitor, handled)
        self._is_stale = self._is_stale or handled.kept is not None
        return Received(handled.kept, self._delivered(connection, handled.sends), deletes=handled.deletes)

    def _enter(self, connection: int, visitor: _Visitor, message: Enter, now: float) -> Received:
        _check_version(message.version)
        if visitor.who is not None and visitor.who != Who(message.role):
            raise Refused("not_now", "you have said who you are")
        self._check_code(visitor.address, message, now)
        visitor.who = Who(message.role)
        room, is_student = self.room, message.role == "student"
        names = suggestions(room.founding.secret, visitor.number, room.names_taken()) if is_student else ()
        entered = Entered(
            version=VERSION,
            role=message.role,
            title=room.founding.plan.title,
            names=names,
            door_open=room.state.door_open,
        )
        self._is_stale = True
        looked = () if is_student else (room.lesson.looked_at(now),)
        return Received(None, self._delivered(connection, (*to_sender(entered, *looked), *self._figures(message))))

    def _figures(self, message: Enter) -> tuple[Send, ...]:
        """What somebody who looks on needs beside the stage."""
        role = {"remote": "remotes", "projector": "projectors"}.get(message.role)
        return tuple(Send("sender", send.message) for send in self.room.spread() if send.to == role)

    def _check_code(self, address: str, message: Enter, now: float) -> None:
        secret = self.room.founding.secret
        is_remote = message.role == "remote"
        key = f"{'remote' if is_remote else 'class'} {address}"
        if not self._codes.may(key, now):
            raise Refused("too_many_tries", "too many wrong codes came from here: wait a little")
        if not codes.is_code(message.code, codes.remote_code(secret) if is_remote else codes.class_code(secret)):
            self._codes.take(key, now)
            raise Refused("code", "that is not the code")

    def _resume(self, connection: int, visitor: _Visitor, message: Resume, now: float) -> Received:
        _check_version(message.version)
        if visitor.who is not None and visitor.who.role != "student":
            raise Refused("not_now", "you have said who you are")
        secret, seats = self.room.founding.secret, self.room.state.seats
        number = message.token.partition("-")[0]
        seat = seats.get(int(number)) if number.isascii() and number.isdecimal() and len(number) < 6 else None
        if seat is None or not codes.is_same(message.token, codes.token_of(secret, seat.number)):
            raise Refused("token", "there is no such seat: come in with the code")
        return self._sit(connection, visitor, seat, None, now)

    def _return(self, connection: int, visitor: _Visitor, message: Return, now: float) -> Received:
        key = likeness(message.name)
        if not self._words.may(key, now):
            raise Refused("too_many_tries", "too many wrong words for this name: wait a minute, or ask your teacher")
        seat = self.room.seat_called(message.name)
        word = codes.word_of(self.room.founding.secret, seat.number) if seat is not None else ""
        if seat is None or not codes.is_word(message.word, word):
            self._words.take(key, now)
            raise Refused("word", "this name and this word do not belong together")
        return self._sit(connection, visitor, seat, message.id, now)

    def _sit(self, connection: int, visitor: _Visitor, seat: Seat, message_id: str | None, now: float) -> Received:
        """Give a seat that there is to a connection."""
        if seat.state == "removed":
            raise Refused("removed", "the teacher has sent this seat out")
        sends = (*to_sender(self.room.seated(seat, message_id)), *self.room.attached(seat, now))
        return Received(None, (*self._bind(connection, visitor, seat.number), *self._delivered(connection, sends)))

    def _joined(self, connection: int, visitor: _Visitor, handled: Handled) -> Received:
        seat = next((s.message.seat for s in handled.sends if isinstance(s.message, Seated)), None)
        moved = () if seat is None else self._bind(connection, visitor, seat)
        return Received(handled.kept, (*moved, *self._delivered(connection, handled.sends)))

    def _bind(self, connection: int, visitor: _Visitor, seat: int) -> tuple[Delivery, ...]:
        """Let a connection be that of a seat; an older one is sent out."""
        older, own = self._seats.get(seat), visitor.who.seat if visitor.who is not None else 0
        if own and own != seat and self._seats.get(own) == connection:
            del self._seats[own]
        visitor.who = Who("student", seat)
        self._seats[seat] = connection
        self._is_stale = True
        if older is None or older == connection:
            return ()
        self._visitors[older].who = None
        return (Delivery((older,), Out(why="moved"), closing=True),)

    def _delivered(self, sender: int | None, sends: Iterable[Send]) -> tuple[Delivery, ...]:
        return tuple(d for send in sends if (d := self._delivery(sender, send)).connections)

    def _delivery(self, sender: int | None, send: Send) -> Delivery:
        connections: tuple[int, ...]
        match send.to:
            case "sender":
                connections = () if sender is None else (sender,)
            case "seats":
                connections = tuple(self._seats[seat] for seat in send.seats if seat in self._seats)
            case "remotes":
                connections = self._of_role("remote")
            case "projectors":
                connections = self._of_role("projector")
        is_out = isinstance(send.message, Out)
        if is_out:
            self._unbind(send.seats)
        return Delivery(connections, send.message, closing=is_out)

    def _unbind(self, seats: Iterable[int]) -> None:
        for seat in seats:
            connection = self._seats.pop(seat, None)
            if connection is not None:
                self._visitors[connection].who = None

    def _of_role(self, role: str) -> tuple[int, ...]:
        return tuple(c for c, visitor in self._visitors.items() if visitor.who is not None and visitor.who.role == role)

    def _beat(self, now: float) -> tuple[Delivery, ...]:
        """A sign of life for everybody, once in a while: pages cannot see the pings of a WebSocket."""
        if 0.0 <= now - self._beaten < BEAT:
            return ()
        self._beaten = now
        known = tuple(number for number, visitor in self._visitors.items() if visitor.who is not None)
        return (Delivery(known, Beat()),) if known else ()

    def _flush(self, now: float) -> tuple[Delivery, ...]:
        """Counts, names and desk, if something has changed and the last were sent long enough ago."""
        if not self._is_stale or 0.0 <= now - self._flushed < PAUSE:
            return ()
        self._is_stale, self._flushed = False, now
        count = count_of(self.room, self.present)
        remotes, projectors = self._of_role("remote"), self._of_role("projector")
        found = (
            Delivery((*remotes, *projectors), count),
            Delivery(projectors, here_of(self.room, self.present)),
            Delivery(remotes, desk_of(self.room, self.present)),
        )
        return tuple(delivery for delivery in found if delivery.connections)


def _check_version(version: int) -> None:
    if version != VERSION:
        raise Refused("version", f"this host speaks version {VERSION}: load the page anew, or update tokenroom")


def _refused(connection: int, message_id: str | None, refused: Refused) -> Received:
    said = RefusedMessage(id=message_id, code=refused.code, why=refused.why)
    return Received(None, (Delivery((connection,), said),))
