"""A small class whose connections are cut at random and whose host is killed: no answer lost, none counted twice."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.classroom.lessons import PLAN, SECRET, SmallGames
from tokenroom.classroom import codes
from tokenroom.classroom.from_clients import Answer, Enter, GoNext, Join, Resume, Reveal
from tokenroom.classroom.hosting import Came, Host
from tokenroom.classroom.room import Founding
from tokenroom.classroom.store import Store
from tokenroom.classroom.to_clients import Kept, RefusedMessage, Seated, encode
from tokenroom.classroom.wire import VERSION, FromClient
from tokenroom.game.commands import AnswerScores

STUDENTS, ITEMS = 20, 3


class Wire:
    """A host without sockets; what it says may be lost on the way, and it may be killed and started again."""

    def __init__(self, folder: Path, dice: random.Random) -> None:
        self._folder, self._dice, self.now = folder, dice, 1000.0
        self._connections = 0
        self._store = Store.found(folder / "class.sqlite", Founding(SECRET, 7, PLAN, 0.0))
        self._start()

    def _start(self) -> None:
        self.host = Host(self._store.room(SmallGames(self._folder)), self._store, pytest.fail)

    def kill(self) -> None:
        self._store.close()
        self._store = Store(self._folder / "class.sqlite")
        self._start()

    def talk(self, *messages: FromClient, loses: bool) -> list[object]:
        """Say messages on a new connection; with `loses`, it may be cut before or behind any of them."""
        self._connections += 1
        connection, self.now, heard = self._connections, self.now + 1.0, []
        self.host.handle([Came(connection, address="10.0.0.9")], self.now)
        for message in messages:
            if loses and self._dice.random() < 0.3:
                break
            goes = self.host.handle([Came(connection, text=encode(message))], self.now)  # type: ignore[arg-type]
            if loses and self._dice.random() < 0.3:
                break
            heard += [d.message for d in goes.deliveries if connection in d.connections]
        self.host.handle([Came(connection)], self.now)
        if loses and self._dice.random() < 0.05:
            self.kill()
        return heard


@pytest.mark.parametrize("seed", range(3))
def test_no_answer_is_lost_and_none_is_counted_twice(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    wire = Wire(tmp_path, dice)
    wire.talk(_teacher(), *(GoNext(id=f"n{n}") for n in range(3)), loses=False)
    tokens = [_seat(wire, number) for number in range(STUDENTS)]
    told: dict[tuple[int, int], str] = {}
    for item in range(1, ITEMS + 1):
        waiting = list(range(STUDENTS))
        while waiting:
            number = dice.choice(waiting)
            said = Answer(id=f"a{number}-{item}", play=1, item=item, answer=AnswerScores({number % 5: 1.0 + number}))
            heard = wire.talk(Resume(version=VERSION, token=tokens[number]), said, loses=True)
            assert not [message for message in heard if isinstance(message, RefusedMessage)]
            if any(isinstance(message, Kept) and message.id == said.id for message in heard):
                told[number, item] = said.id
                waiting.remove(number)
        wire.talk(_teacher(), Reveal(id=f"r{item}"), GoNext(id=f"g{item}"), loses=False)
    wire.kill()
    room = wire.host.room
    assert len(room.state.seats) == STUDENTS
    (play,) = room.lesson.state.plays
    kept = {
        (seat, item): given.id
        for item, each in enumerate(play.state.rounds[:ITEMS], start=1)
        for seat, given in each.given.items()
    }
    numbers = {int(token.partition("-")[0]): number for number, token in enumerate(tokens)}
    assert {(numbers[seat], item): given for (seat, item), given in kept.items()} == told


def _teacher() -> Enter:
    return Enter(version=VERSION, role="remote", code=codes.remote_code(SECRET))


def _seat(wire: Wire, number: int) -> str:
    """Join again and again until the token has come."""
    enter = Enter(version=VERSION, role="student", code=codes.class_code(SECRET))
    joining = Join(id="j", device=f"device-of-student-{number:06}", name=f"student {number}")
    while True:
        for message in wire.talk(enter, joining, loses=True):
            if isinstance(message, Seated):
                return message.token
