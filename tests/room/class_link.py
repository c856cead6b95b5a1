"""A class without sockets for the apps of students and teachers: a real reception, links that can be cut."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from itertools import count
from pathlib import Path

import msgspec

from tests.classroom.lessons import PLAN, SECRET, SmallGames
from tokenroom.classroom import codes
from tokenroom.classroom.from_clients import Enter, GoNext, Join, Reveal
from tokenroom.classroom.game import ClassGame
from tokenroom.classroom.plan import Plan
from tokenroom.classroom.reception import Received, Reception
from tokenroom.classroom.room import Founding, Room
from tokenroom.classroom.to_clients import AnyToClient, decode_host, encode
from tokenroom.classroom.wire import VERSION, FromClient
from tokenroom.room.classroom.link import Hears

CLASS, REMOTE = codes.class_code(SECRET), codes.remote_code(SECRET)


class FakeClass:
    """A class that apps connect to; other people in it are `Guest`s."""

    def __init__(self, folder: Path, open_play: Callable[..., ClassGame] | None = None, plan: Plan = PLAN) -> None:
        self.reception = Reception(Room(Founding(SECRET, 7, plan, 0.0), open_play or SmallGames(folder)))
        self.room = self.reception.room
        self.now = 1000.0
        self.is_reachable = True
        self.sent: list[FromClient] = []  # by apps
        self._numbers = count(1)
        self._listeners: dict[int, FakeLink | Guest] = {}
        self._ids = count(1)

    def fresh_id(self) -> str:
        return f"i{next(self._ids)}"

    def link(self) -> FakeLink:
        """A connection for an app."""
        return FakeLink(self)

    def come(self, listener: FakeLink | Guest) -> int:
        number = next(self._numbers)
        self._listeners[number] = listener
        self.reception.connect(number, "10.0.0.9", self.now)
        return number

    def go(self, number: int) -> None:
        if self._listeners.pop(number, None) is not None:
            self.reception.disconnect(number)

    def say(self, number: int, message: FromClient) -> None:
        self.now += 1.0
        self.deliver(self.reception.receive(number, msgspec.json.encode(message), self.now))

    def tick(self) -> None:
        """Let time go by, so that counts are due."""
        self.now += 1.0
        self.deliver(self.reception.tick(self.now))

    def close(self) -> None:
        self.deliver(self.reception.close())

    def deliver(self, received: Received) -> None:
        for delivery in received.deliveries:
            for number in delivery.connections:
                listener = self._listeners.get(number)
                if listener is not None:
                    listener.hear(decode_host(encode(delivery.message)))
                    if delivery.closing:
                        self.go(number)
                        listener.cut()

    def teacher(self) -> Guest:
        guest = Guest(self)
        guest.say(Enter(version=VERSION, role="remote", code=REMOTE))
        return guest

    def student(self, name: str) -> Guest:
        guest = Guest(self)
        guest.say(Enter(version=VERSION, role="student", code=CLASS))
        guest.say(Join(id="j", device=f"device-of-{name}-0123456789abcdef", name=name))
        return guest


class Guest:
    """Somebody without an app."""

    def __init__(self, lesson: FakeClass) -> None:
        self._lesson = lesson
        self.heard: list[AnyToClient] = []
        self._number = lesson.come(self)

    def hear(self, message: AnyToClient) -> None:
        self.heard.append(message)

    def cut(self) -> None:
        pass

    def say(self, message: FromClient) -> None:
        self._lesson.say(self._number, message)

    def next(self, times: int = 1) -> None:
        for _ in range(times):
            self.say(GoNext(id=self._lesson.fresh_id()))

    def reveal(self) -> None:
        self.say(Reveal(id=self._lesson.fresh_id()))


class FakeLink:
    """A connection that can be cut; it comes back as soon as the class is reachable."""

    def __init__(self, lesson: FakeClass) -> None:
        self._lesson, self._hears = lesson, None
        self._number: int | None = None
        self._is_cut, self._is_closed = asyncio.Event(), False

    def send(self, message: FromClient) -> None:
        self._lesson.sent.append(message)
        if self._number is not None:
            self._lesson.say(self._number, message)

    def close(self) -> None:
        self._is_closed = True
        self.cut()

    def cut(self) -> None:
        """Lose the network."""
        if self._number is not None:
            self._lesson.go(self._number)
        self._number = None
        self._is_cut.set()

    def hear(self, message: AnyToClient) -> None:
        assert self._hears is not None
        self._hears.hear(message)

    async def run(self, hears: Hears) -> None:
        self._hears: Hears | None = hears
        while not self._is_closed:
            if self._lesson.is_reachable:
                self._is_cut.clear()
                self._number = self._lesson.come(self)
                self._lesson.say(self._number, hears.first_words())
                await self._is_cut.wait()
                if not self._is_closed:
                    hears.lost()
            else:
                await asyncio.sleep(0.01)
