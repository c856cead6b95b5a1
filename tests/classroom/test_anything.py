"""Whatever is said in whatever order: no answer is lost or counted twice, and nobody acts for somebody else."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.classroom.lessons import PLAN, SECRET, SmallGames, picture
from tests.conftest import small_field
from tokenroom.classroom import codes
from tokenroom.classroom.reception import Reception
from tokenroom.classroom.room import Founding, Room
from tokenroom.classroom.sending import Entry
from tokenroom.classroom.to_clients import Kept, Seated, Stage

FIELD = small_field()
GAMES = SmallGames(Path(tempfile.mkdtemp()), FIELD)
FOUNDING = Founding(SECRET, 7, PLAN, 0.0)
REMOTE, PROJECTOR, STUDENTS = 1, 2, (3, 4, 5)
ACTS = ("next", "reveal", "lock", "back")
steps = st.one_of(
    st.tuples(st.just("act"), st.sampled_from(ACTS), st.integers(0, 9)),
    st.tuples(st.just("open"), st.integers(0, 4), st.integers(0, 9)),
    st.tuples(st.just("time"), st.sampled_from([None, 5, 60]), st.integers(0, 9)),
    st.tuples(st.just("seat"), st.sampled_from(["remove", "let_in", "admit"]), st.integers(1, 4)),
    st.tuples(st.just("answer"), st.sampled_from(STUDENTS), st.integers(1, 6)),
    st.tuples(st.just("again"), st.sampled_from(STUDENTS), st.integers(1, 6)),
    st.tuples(st.just("go_on"), st.sampled_from(STUDENTS), st.sampled_from(["next", "class"])),
    st.tuples(st.just("cut"), st.sampled_from(STUDENTS), st.just(0)),
    st.tuples(st.just("projector"), st.sampled_from(ACTS), st.just(0)),
)


class Bench:
    """A reception with a remote, a projector and three students, whose own logs are the proof."""

    def __init__(self) -> None:
        self.reception = Reception(Room(FOUNDING, GAMES))
        self.log: list[Entry] = []
        self.now, self.sent = 1000.0, 0
        self.told: dict[int, dict[tuple[int, int], str]] = {student: {} for student in STUDENTS}  # acknowledged ids
        self.tokens: dict[int, str] = {}
        self.at: dict[int, tuple[int, int]] = {}  # play and item that each student's page shows
        for connection in (REMOTE, PROJECTOR, *STUDENTS):
            self.reception.connect(connection, "10.0.0.1", self.now)
        self.say(REMOTE, kind="enter", version=1, role="remote", code=codes.remote_code(SECRET))
        self.say(PROJECTOR, kind="enter", version=1, role="projector", code=codes.class_code(SECRET))
        for student in STUDENTS:
            self.say(student, kind="enter", version=1, role="student", code=codes.class_code(SECRET))
            self.say(student, kind="join", id="j", device=f"device-{student}-0123456789abcdef", name=f"S{student}")

    def say(self, connection: int, **message: Any) -> list[Any]:
        self.now += 1.0
        received = self.reception.receive(connection, json.dumps(message), self.now)
        if received.kept is not None:
            self.log.append(received.kept)
        for delivery in received.deliveries:
            for to in delivery.connections:
                self.note(to, delivery.message)
        return [d.message for d in received.deliveries if connection in d.connections]

    def note(self, connection: int, message: Any) -> None:
        if isinstance(message, Seated) and connection in STUDENTS:
            self.tokens[connection] = message.token
        elif isinstance(message, Stage) and connection in STUDENTS and message.view is not None:
            self.at[connection] = (message.view.play, message.view.item)
        elif isinstance(message, Kept):
            before = self.told[connection].setdefault((message.play, message.item), message.id)
            assert before == message.id  # one answer an item

    def answer(self, student: int, score: int, message_id: str) -> None:
        play, item = self.at.get(student, (0, 0))
        body = {"command": "scores", "scores": {str(score): 2.0}}
        if self.reception.room.lesson.phase == "asked" and play == 2:
            body = {"command": "write", "texts": ["words"]}
        self.say(student, kind="answer", id=message_id, play=play, item=item, answer=body)

    def cut(self, student: int) -> None:
        self.reception.disconnect(student)
        self.reception.connect(student, "10.0.0.1", self.now)
        self.say(student, kind="resume", version=1, token=self.tokens[student])

    def step(self, kind: str, first: Any, second: Any) -> None:
        match kind:
            case "act":
                self.say(REMOTE, kind=first, id=f"act{second}-{len(self.log) // 4}")
            case "open":
                self.say(REMOTE, kind="open", step=first, id=f"o{second}")
            case "time":
                self.say(REMOTE, kind="time", seconds=first, id=f"time{second}")
            case "seat":
                self.say(REMOTE, kind=first, seat=second, id=f"seat{self.now}")
            case "answer":
                self.sent += 1
                self.answer(first, second, f"a{first}-{self.sent}")
            case "again":
                play, item = self.at.get(first, (0, 0))
                self.answer(first, second, self.told[first].get((play, item), "never"))
            case "go_on":
                play, item = self.at.get(first, (0, 0))
                self.say(first, kind="go_on", id="g", play=play, item=item, to=second)
            case "cut":
                self.cut(first)
            case "projector":
                assert [m.code for m in self.say(PROJECTOR, kind=first, id="p")] == ["not_yours"]


def kept_by_seat(room: Room) -> dict[int, dict[tuple[int, int], str]]:
    found: dict[int, dict[tuple[int, int], str]] = {}
    for play in room.lesson.state.plays:
        for item, each in enumerate(play.state.rounds, start=1):
            for seat, answered in each.given.items():
                found.setdefault(seat, {})[play.number, item] = answered.id
    return found


@settings(max_examples=60, deadline=None)
@given(st.lists(steps, max_size=60))
def test_no_order_of_messages_loses_or_doubles_an_answer_and_replay_gives_the_same_room(script: list[Any]) -> None:
    bench = Bench()
    for step in script:
        bench.step(*step)
    room = bench.reception.room
    kept = kept_by_seat(room)
    for place, student in enumerate(STUDENTS, start=1):
        assert kept.get(place, {}) == bench.told[student]  # what a client was told is what is there, and no more
        assert all(name.startswith((f"a{student}-", "never")) for name in kept.get(place, {}).values())  # by them alone
    rebuilt = Room(FOUNDING, GAMES)
    for entry in bench.log:
        rebuilt.replay(entry)
    assert picture(rebuilt) == picture(room)


texts = st.one_of(
    st.text(max_size=60),
    st.binary(max_size=60),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
        max_leaves=12,
    ).map(json.dumps),
    st.builds(
        lambda kind, rest: json.dumps({"kind": kind, "id": "x", **rest}),
        st.sampled_from(["enter", "resume", "join", "return", "answer", "find", "go_on", "next", "remove", "kept"]),
        st.dictionaries(
            st.sampled_from(["version", "role", "code", "token", "seat", "name", "play", "item", "answer", "text"]),
            st.none() | st.integers() | st.text(max_size=8),
            max_size=4,
        ),
    ),
)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([PROJECTOR, *STUDENTS, 9]), texts)
def test_a_message_that_makes_no_sense_changes_nothing(connection: int, text: str | bytes) -> None:
    before = picture(BENCH.reception.room)
    received = BENCH.reception.receive(connection, text, BENCH.now + 1e6)
    BENCH.now += 1e6
    assert all(delivery.connections == (connection,) for delivery in received.deliveries)
    assert received.kept is None
    assert picture(BENCH.reception.room) == before


BENCH = Bench()


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"kind":' * 5000, "9" * 20_000, '{"kind":"find","id":"f","text":"' + "a" * 300 + '"}']
)
def test_endless_and_deep_messages_are_refused(text: str) -> None:
    received = BENCH.reception.receive(STUDENTS[0], text, BENCH.now)
    assert [d.message.code for d in received.deliveries] == ["malformed"]  # type: ignore[union-attr]
