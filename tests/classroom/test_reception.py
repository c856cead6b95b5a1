"""The door of a class: codes, tries, coming back, one connection a seat, counts that do not flood."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.classroom.lessons import PLAN, SECRET, SmallGames
from tokenroom.classroom import codes
from tokenroom.classroom.limits import CODES, WORDS
from tokenroom.classroom.nicknames import WIDEST, cleaned, width
from tokenroom.classroom.reception import BEAT, PATIENCE, SILENCE, Received, Reception
from tokenroom.classroom.room import Founding, Room
from tokenroom.classroom.to_clients import (
    Beat,
    CountOf,
    Desk,
    Done,
    Entered,
    Here,
    Kept,
    Out,
    RefusedMessage,
    Seated,
    Stage,
    Yours,
)

CLASS, REMOTE = codes.class_code(SECRET), codes.remote_code(SECRET)


class Door:
    """A reception to which tests speak."""

    def __init__(self, folder: Path) -> None:
        self.reception = Reception(Room(Founding(SECRET, 7, PLAN, 0.0), SmallGames(folder)))
        self.now, self.connections = 1000.0, 0

    def come(self, address: str = "10.0.0.9") -> int:
        self.connections += 1
        self.reception.connect(self.connections, address, self.now)
        return self.connections

    def raw(self, connection: int, text: str) -> Received:
        self.now += 1.0
        return self.reception.receive(connection, text, self.now)

    def say(self, connection: int, kind: str, **fields: Any) -> list[Any]:
        received = self.raw(connection, json.dumps({"kind": kind, **fields}))
        return [d.message for d in received.deliveries if connection in d.connections]

    def enter(self, role: str = "student", code: str = CLASS, address: str = "10.0.0.9") -> tuple[int, list[Any]]:
        connection = self.come(address)
        return connection, self.say(connection, "enter", version=1, role=role, code=code)

    def student(self, name: str) -> tuple[int, Seated]:
        connection, _ = self.enter()
        told = self.say(
            connection, "join", id="j", device=f"device-{name.replace(' ', '')}-0123456789abcdef", name=name
        )
        return connection, only(told, Seated)


@pytest.fixture
def door(tmp_path: Path) -> Door:
    return Door(tmp_path)


def only(messages: list[Any], kind: type) -> Any:
    (found,) = (message for message in messages if isinstance(message, kind))
    return found


def code_of(messages: list[Any]) -> str:
    return str(only(messages, RefusedMessage).code)


def test_codes_have_no_letters_that_look_alike_and_are_those_of_the_secret() -> None:
    assert not set(codes.LETTERS) & set("0OQ1IL2Z5S8BGU")
    assert len(CLASS) == 5
    assert len(REMOTE) == 8
    assert set(CLASS + REMOTE) <= set(codes.LETTERS)
    assert codes.class_code(bytes(32)) != CLASS
    assert codes.is_code(f" {CLASS[:2].lower()}-{CLASS[2:]} ", CLASS)
    assert not codes.is_code(CLASS[:4], CLASS)


def test_who_enters_with_the_code_gets_three_names_that_are_free(door: Door) -> None:
    _, told = door.enter()
    names = only(told, Entered).names
    assert len(set(names)) == 3
    _, seated = door.student(names[0])
    assert seated.name == names[0]
    _, told = door.enter()
    assert names[0] not in only(told, Entered).names


@pytest.mark.parametrize(
    ("role", "code"), [("student", REMOTE), ("projector", "XXXXX"), ("remote", CLASS), ("remote", "")]
)
def test_a_wrong_code_lets_nobody_in(door: Door, role: str, code: str) -> None:
    connection, told = door.enter(role, code)
    assert code_of(told) == "code"
    assert code_of(door.say(connection, "next", id="n")) == "not_yours"
    assert code_of(door.say(connection, "join", id="n", device="d" * 22, name="Ada")) == "not_yours"


def test_tries_of_codes_run_out_by_address_and_come_back_but_forty_at_once_never_feel_it(door: Door) -> None:
    door.now -= 100.0
    for _ in range(40):  # a class behind one address, each of whom mistypes the code once
        connection, told = door.enter(code="WRONG")
        assert code_of(told) == "code"
        assert only(door.say(connection, "enter", version=1, role="student", code=CLASS), Entered)
    tries = 0
    while (came := code_of(door.enter(code="WRONG")[1])) == "code":
        tries += 1
        door.now -= 1.0  # all in one moment
        assert tries < 100
    assert came == "too_many_tries"
    assert code_of(door.enter()[1]) == "too_many_tries"  # or guessing would go on
    assert only(door.enter(address="10.0.0.10")[1], Entered)
    assert only(door.enter("remote", REMOTE)[1], Entered)  # students cannot lock the teacher out
    door.now += CODES.seconds_each * 2
    assert only(door.enter()[1], Entered)


def test_another_version_is_told_which_one_is_spoken(door: Door) -> None:
    connection = door.come()
    refused = only(door.say(connection, "enter", version=2, role="student", code=CLASS), RefusedMessage)
    assert refused.code == "version"
    assert "version 1" in refused.why


def test_a_token_brings_back_the_seat_and_sends_the_older_connection_out(door: Door) -> None:
    old, seated = door.student("Ada")
    new = door.come()
    received = door.raw(new, json.dumps({"kind": "resume", "version": 1, "token": seated.token}))
    assert any(d.connections == (old,) and d.closing and d.message == Out(why="moved") for d in received.deliveries)
    again = only([d.message for d in received.deliveries if new in d.connections], Seated)
    assert (again.seat, again.token, again.word) == (seated.seat, seated.token, seated.word)
    assert code_of(door.say(old, "answer", id="a", play=1, item=1, answer={"command": "next"})) == "not_yours"
    door.reception.disconnect(old)
    assert door.reception.present == {seated.seat}  # the older one's going is not the newer one's
    for token in ("", "1-", "1-" + "0" * 32, seated.token.replace("1-", "2-"), "9" * 190):
        assert code_of(door.say(door.come(), "resume", version=1, token=token)) == "token"


def test_name_and_word_bring_back_the_seat_on_another_device(door: Door) -> None:
    _, ada = door.student("Ada Lovelace")
    _, ben = door.student("Ben")
    other, _ = door.enter()
    assert code_of(door.say(other, "return", id="r", name="Ada Lovelace", word=ben.word)) == "word"
    assert code_of(door.say(other, "return", id="r", name="Nobody", word=ada.word)) == "word"
    back = only(door.say(other, "return", id="r", name="ada lovelace", word=ada.word.upper().replace("-", " ")), Seated)
    assert (back.id, back.seat) == ("r", ada.seat)


def test_words_cannot_be_guessed_for_long(door: Door) -> None:
    _, ada = door.student("Ada")
    told = []
    for n in range(WORDS.at_once + 1):
        thief, _ = door.enter()
        told.append(code_of(door.say(thief, "return", id="r", name="Ada", word=f"word-{n}")))
        door.now -= 2.0
    assert told == ["word"] * WORDS.at_once + ["too_many_tries"]
    thief, _ = door.enter()
    assert code_of(door.say(thief, "return", id="r", name="Ada", word=ada.word)) == "too_many_tries"


def test_a_projector_can_send_nothing(door: Door) -> None:
    projector, told = door.enter("projector")
    assert only(told, Stage).phase == "lobby"
    for kind, fields in (("next", {}), ("remove", {"seat": 1}), ("join", {"device": "d" * 22, "name": "A"})):
        assert code_of(door.say(projector, kind, id="x", **fields)) == "not_yours"
    assert code_of(door.say(projector, "enter", version=1, role="remote", code=REMOTE)) == "not_now"
    assert code_of(door.say(projector, "resume", version=1, token="1-x")) == "not_now"


def test_a_student_who_comes_back_is_told_where_the_class_is_and_what_was_kept(door: Door) -> None:
    remote, _ = door.enter("remote", REMOTE)
    connection, seated = door.student("Ada")
    for n in range(3):
        assert only(door.say(remote, "next", id=f"n{n}"), Done)
    answer = {"command": "guess", "token": 1, "sure": 50}
    assert only(door.say(connection, "answer", id="a", play=1, item=1, answer=answer), Kept)
    door.reception.disconnect(connection)
    told = door.say(door.come(), "resume", version=1, token=seated.token)
    assert only(told, Stage).phase == "asked"
    assert only(told, Yours).state == "kept"
    assert only(told, Yours).surprise is None


def test_counts_and_desk_come_at_most_four_times_a_second(door: Door) -> None:
    remote, _ = door.enter("remote", REMOTE)
    projector, _ = door.enter("projector")
    for n in range(30):
        door.student(f"Student {n}")
    flushed = [door.reception.tick(door.now + t / 100) for t in range(100)]
    messages = [d.message for received in flushed for d in received.deliveries if not isinstance(d.message, Beat)]
    assert len(messages) == 3  # nothing changed after the first
    count, desk = only(messages, CountOf), only(messages, Desk)
    assert (count.present, count.seats, count.answered) == (30, 30, 0)
    assert len(desk.seats) == 30
    assert desk.code == CLASS
    assert all(d.connections == (remote,) for r in flushed for d in r.deliveries if isinstance(d.message, Desk))
    assert any(projector in d.connections for r in flushed for d in r.deliveries)


def test_who_floods_is_refused_and_at_last_cut_off_and_nobody_else_feels_it(door: Door) -> None:
    noisy, quiet = door.come(), door.come()
    results = []
    for _ in range(60 + PATIENCE):
        results.append(door.raw(noisy, "{}"))
        door.now -= 1.0
    codes_told = [d.message.code for r in results for d in r.deliveries]  # type: ignore[union-attr]
    assert codes_told[:40] == ["malformed"] * 40
    assert set(codes_told[40:]) == {"too_fast"}
    assert results[-1].cut_off
    assert not results[50].cut_off
    assert only(door.say(quiet, "enter", version=1, role="student", code=CLASS), Entered)


def test_who_says_nothing_is_cut_off_and_who_sits_is_not(door: Door) -> None:
    silent = door.come()
    seated, _ = door.student("Ada")
    assert door.reception.tick(door.now + SILENCE - 5.0).cut_off == ()
    assert door.reception.tick(door.now + SILENCE + 5.0).cut_off == (silent,)
    assert seated != silent


def test_all_who_have_come_in_hear_every_twenty_seconds_that_the_host_is_there(door: Door) -> None:
    remote, _ = door.enter("remote", REMOTE)
    student, _ = door.student("Ada")
    door.come()  # and has not said who they are
    door.reception.tick(door.now)
    ticks = [door.reception.tick(door.now + t / 4) for t in range(1, int(8 * BEAT) + 1)]
    signs = [d.connections for received in ticks for d in received.deliveries if isinstance(d.message, Beat)]
    assert signs == [(remote, student)] * 2


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("  Ada  ", "Ada"),
        ("A\u202eda", "Ada"),
        ("\ufeffＡda\n\tB", "Ada B"),
        ("<script>", "<script>"),
        ("e\u0301\u0301\u0301\u0301\u0301\u0301", "é\u0301\u0301"),
        ("שלום", "שלום"),
        ("日本語の名前です", "日本語の名前です"),
        ("🦊 fox", "🦊 fox"),
    ],
)
def test_names_are_text_and_nothing_else(typed: str, shown: str) -> None:
    assert cleaned(typed) == shown
    assert width(shown) <= WIDEST
    assert shown.isprintable()


def test_a_projector_is_told_names_only_while_the_teacher_shows_them(door: Door) -> None:
    door.student("Ada")
    ben, _ = door.student("Ben")
    projector, _ = door.enter("projector")
    remote, _ = door.enter("remote", REMOTE)

    def names() -> tuple[str, ...]:
        door.now += 1.0
        deliveries = door.reception.tick(door.now).deliveries
        assert all(d.connections == (projector,) for d in deliveries if isinstance(d.message, Here))
        return tuple(only([d.message for d in deliveries], Here).names)

    assert names() == ()
    door.say(remote, "show_names", id="s1", shown=True)
    assert names() == ("Ada", "Ben")
    door.reception.disconnect(ben)
    assert names() == ("Ada",)
    door.say(remote, "names_first", id="s2", on=True)
    door.student("Cleo")
    assert names() == ("Ada",)
    door.say(remote, "admit", id="s3", seat=3)
    assert names() == ("Ada", "Cleo")
    door.say(remote, "show_names", id="s4", shown=False)
    assert names() == ()


def test_a_projector_is_told_when_the_door_is_closed_and_opened(door: Door) -> None:
    _, told = door.enter("projector")
    remote, _ = door.enter("remote", REMOTE)
    assert only(told, Entered).door_open
    for number, is_open in enumerate((False, True)):
        door.say(remote, "door", id=f"d{number}", open=is_open)
        door.now += 1.0
        here = only([d.message for d in door.reception.tick(door.now).deliveries], Here)
        assert here.door_open == is_open
