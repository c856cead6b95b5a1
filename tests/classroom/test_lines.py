"""A student and a teacher in lines, at the same room: everything that is told can be read, everything typed arrives."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.classroom.lessons import Lessons, SmallGames, refusal
from tests.classroom.lines import Paper
from tokenroom.classroom.from_clients import Answer, Find, FromClient, GoOn, LetIn, Open, Pause, Rename, Time, Write
from tokenroom.classroom.reception import Reception
from tokenroom.classroom.sending import TEACHER, Who
from tokenroom.classroom.survey import desk_of
from tokenroom.classroom.to_clients import RefusedMessage, decode_host, encode
from tokenroom.game.commands import AnswerChips, AnswerGuess, AnswerScores
from tokenroom.game.events import Option, Said
from tokenroom.plain.class_student import StudentLines
from tokenroom.plain.class_teacher import TeacherLines
from tokenroom.plain.class_telling import told_stage
from tokenroom.plain.class_tokens import KnownTokens
from tokenroom.rivals.field import Field


class Room:
    """A student and a teacher, each in lines, in a room with one more student."""

    def __init__(self, folder: Path, field: Field) -> None:
        self.lessons = Lessons(SmallGames(folder, field))
        self.paper, self.desk = Paper(), Paper()
        self.student = StudentLines(self.paper.page, self.paper.fresh_id)
        self.teacher = TeacherLines(self.desk.page, self.desk.fresh_id)
        self.reception = Reception(self.lessons.room)
        self.ada, self.ben = self.lessons.join("Ada"), self.lessons.join("Ben")

    def tell(self, handled: object, who: Who) -> None:
        for send in handled.sends:  # type: ignore[attr-defined]
            message = decode_host(encode(send.message))  # as it comes over the wire
            if (send.to == "seats" and self.ada.seat in send.seats) or (send.to == "sender" and who == self.ada):
                self.student.hear(message)
            if send.to == "remotes" or (send.to == "sender" and who == TEACHER):
                self.teacher.hear(message)

    def types(self, line: str) -> FromClient | None:
        message = self.student.read(line)
        if message is not None:
            self.tell(self.lessons.say(self.ada, message), self.ada)
        return message

    def teaches(self, line: str) -> FromClient | None:
        message = self.teacher.read(line)
        if message is not None:
            self.tell(self.lessons.say(TEACHER, message), TEACHER)
        return message

    def to_first_item(self) -> None:
        for _ in range(3):
            self.teaches("")


@pytest.fixture
def room(tmp_path: Path, small: Field) -> Room:
    return Room(tmp_path, small)


def test_an_item_is_told_answered_and_revealed(room: Room) -> None:
    room.teaches("next")
    assert "What is a chatbot?" in room.paper.new()
    room.teaches("")
    assert "The screen wakes." in room.paper.new()
    room.teaches("")
    asked = room.paper.new()
    assert "Item 1 of 5. What comes at [?]" in asked
    assert "#1 " in asked
    message = room.types("scores #1 2.5, #3 -1")
    view = room.lessons.room.lesson.stage(0.0).view
    assert isinstance(message, Answer)
    ids = [option.id for option in view.candidates]  # type: ignore[union-attr]
    assert message.answer == AnswerScores({ids[0]: 2.5, ids[2]: -1.0})
    assert "Your answer is kept." in room.paper.new()
    assert room.types("#1 2") is None
    assert "You have answered" in room.paper.new()
    room.teaches("reveal")
    told = room.paper.new()
    assert "The square opens:" in told
    assert "The class together:" in told
    assert "It cost you" in told
    assert "the class on average" in told
    assert "[revealed]" in room.desk.new()


def test_a_pause_tells_nothing_twice_and_keeps_what_was_answered(room: Room) -> None:
    room.to_first_item()
    room.types("#1 2")
    room.paper.new()
    room.teaches("pause")
    assert "Paused: look up." in room.paper.new()
    room.teaches("on")
    told = room.paper.new()
    assert "It goes on where it was" in told
    assert "Item 1" not in told
    assert room.types("#1 2") is None
    assert "You have answered" in room.paper.new()
    room.types("again")
    assert "Item 1 of 5" in room.paper.new()


def test_the_voice_speaks_of_a_reveal_after_it(room: Room) -> None:
    room.to_first_item()
    room.teaches("reveal")
    stage = replace(room.lessons.room.lesson.stage(0.0), told=(Said("voice", "You have just felt a shock."),))
    told = "\n".join(told_stage(stage))
    assert 0 < told.index("The square opens") < told.index("Voice: You have just felt")


def test_the_teacher_is_told_what_to_look_for_in_answers(room: Room) -> None:
    room.teaches("open 3")
    room.teacher.hear(desk_of(room.lessons.room, ()))
    assert "Look for in the answers to 1: one token at a time; nothing looked up." in " ".join(room.desk.new().split())


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("#99 2", "there is no #99"),
        ("nosuchword 2", "no token is called"),
        ("#1 x", "is not a number"),
        ("guess #1", "is not a token and a number"),
        ("chips #1 x", "is not a whole number of chips"),
    ],
)
def test_a_line_that_makes_no_sense_is_answered_by_one_that_says_why(room: Room, line: str, says: str) -> None:
    room.to_first_item()
    room.paper.new()
    assert room.types(line) is None
    assert says in " ".join(room.paper.new().split()).casefold()


def test_words_that_are_not_on_offer_are_found_and_named(room: Room) -> None:
    room.to_first_item()
    room.paper.new()
    assert isinstance(room.types("find qu"), Find)
    told = room.paper.new()
    assert "Tokens that begin with 'qu'" in told
    place = int(told.rpartition("#")[2].split()[0])
    assert place > 12
    message = room.types(f"#{place} 4")
    assert isinstance(message, Answer)
    assert refusal(room.lessons.say(room.ada, message)) == ""


def test_who_was_left_behind_is_told_and_goes_on(room: Room) -> None:
    room.to_first_item()
    room.lessons.answer(room.ben, AnswerScores({}))
    room.teaches("reveal")
    assert "type: go on" in " ".join(room.paper.new().split())
    assert isinstance(room.types("go on"), GoOn)
    assert "You gave no answer here." in room.paper.new()


def test_questions_are_answered_line_by_line(room: Room) -> None:
    room.teaches("open 3")
    assert "How does it work?" in room.paper.new()
    message = room.types("It guesses.")
    assert isinstance(message, Answer)
    assert message.answer == Write(("It guesses.",))


def test_what_was_typed_by_others_is_text(room: Room) -> None:
    room.student.hear(RefusedMessage(id=None, code="name", why="\x1b[2J\u202eevil"))
    assert "\x1b" not in (told := room.paper.new())
    assert "\u202e" not in told


def test_the_teacher_sees_who_is_there_and_what_the_plan_is(room: Room) -> None:
    room.reception.connect(1, "::1", 0.0)
    room.reception._visitors[1].who = TEACHER
    room.reception._is_stale = True
    for delivery in room.reception.tick(1e6).deliveries:
        room.teacher.hear(delivery.message)
    room.teaches("who")
    told = room.desk.new()
    assert "1 Ada: away" in told
    room.teaches("plan")
    assert "1 Hello (talk, 0 min)" in room.desk.new()


def test_every_word_of_the_remote_is_an_act(room: Room) -> None:
    room.to_first_item()
    kinds = {
        "pause": Pause,
        "on": Pause,
        "time 60": Time,
        "time off": Time,
        "let in 2": LetIn,
        "open 1": Open,
        "rename 2 Benjamin B": Rename,
    }
    for line, kind in kinds.items():
        assert isinstance(room.teaches(line), kind), line
    assert room.lessons.room.state.seats[2].name == "Benjamin B"
    assert room.teaches("dance") is None
    assert "no word of the remote" in room.desk.new()
    assert room.teaches("?") is None


def test_what_an_answer_would_mean_is_what_it_means(small: Field) -> None:
    import numpy as np

    from tokenroom.game.answer import answer_scores, as_added_scores
    from tokenroom.scoring import softmax

    q = np.array(small.player("bigram").log_probs([5]))
    order = [int(t) for t in np.argsort(-q)[:12]]
    tokens = KnownTokens([Option(t, small.vocabulary.texts[t], float(np.exp(q[t]))) for t in order], "tokens", False)
    for answer in (
        AnswerScores({0: 3.0, 4: -2.0}),
        AnswerChips({1: 30, 2: 50}),
        AnswerGuess(3, 80.0),
        AnswerScores({}),
    ):
        true = softmax(answer_scores(as_added_scores(tokens.with_ids(answer), q), q))
        assert [p for _, p in tokens.named_shares(answer)] == pytest.approx([true[t] for t in order])
