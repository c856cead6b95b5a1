"""A student at a terminal: a lesson from the name to its end, by keys and by the mouse, cut off and left behind."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.room.class_link import CLASS, FakeClass
from tests.room.conftest import until
from tokenroom.classroom.from_clients import Answer, Find, LetIn, Open, Pause, Remove, Write
from tokenroom.classroom.to_clients import Seated
from tokenroom.game.commands import AnswerChips, AnswerScores
from tokenroom.room.classroom.naming import NameScreen
from tokenroom.room.classroom.seat import SeatClient
from tokenroom.room.classroom.student import StudentApp

DEVICE = "a-device-of-the-tests-0123456789"


@pytest.fixture
def lesson(tmp_path: Path) -> FakeClass:
    return FakeClass(tmp_path)


def app_for(lesson: FakeClass, name: str | None = None, token: str | None = None, **options: object) -> StudentApp:
    remembered: list[Seated | None] = []
    seat = SeatClient(None if token else CLASS, token, DEVICE, lesson.fresh_id, name)
    app = StudentApp(lesson.link, seat, remembered.append, timed=False, ascii_only=False, **options)  # type: ignore[arg-type]
    app.remembered = remembered  # type: ignore[attr-defined]
    return app


def shown(app: StudentApp) -> str:
    """The text on the screen."""
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips())


async def sees(pilot: Pilot[None], *words: str) -> None:
    app = pilot.app
    assert isinstance(app, StudentApp)
    await until(pilot, lambda: all(word in shown(app) for word in words))


async def test_a_name_is_taken_and_an_item_answered_by_keys(lesson: FakeClass) -> None:
    teacher, app = lesson.teacher(), app_for(lesson)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "What do you want to be called?")
        assert isinstance(app.screen, NameScreen)
        first = app.screen.names[0]
        await pilot.press("enter")
        await sees(pilot, f"You are {first}.", "these two words")
        assert [seated.token for seated in app.remembered] == [app.seat.token]  # type: ignore[attr-defined]
        teacher.next()
        await sees(pilot, "What is a chatbot?")
        teacher.next()
        await sees(pilot, "The screen wakes.")
        teacher.next()
        await sees(pilot, "item 1 of 5", "what comes here?", "everything else")
        await pilot.press("2", ".", "5", "enter")
        await sees(pilot, "Your answer is kept.")
        answer = lesson.sent[-1]
        assert isinstance(answer, Answer)
        view = app.seat.seen.stage.view  # type: ignore[union-attr]
        assert answer.answer == AnswerScores({view.candidates[0].id: 2.5})  # type: ignore[union-attr]
        await pilot.press("3", "enter")  # a second answer is not sent
        await pilot.pause()
        assert lesson.sent[-1] is answer
        teacher.reveal()
        await sees(pilot, "Your answer", "You gave it", "class, mean", "The class together gave it")
        teacher.next()
        await sees(pilot, "item 2 of 5", "everything else")


async def test_everything_can_be_done_by_the_mouse(lesson: FakeClass) -> None:
    teacher, app = lesson.teacher(), app_for(lesson)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "What do you want to be called?")
        await pilot.click("#take")
        await sees(pilot, "Soon your teacher begins")
        teacher.next(3)
        await sees(pilot, "everything else")
        await pilot.click("PredictPanel #head", offset=(12, 0))  # chips
        await sees(pilot, "[chips]")
        row = app.screen.query_one("ScoreList")
        await pilot.click("ScoreList", offset=(2, 1))
        await until(pilot, lambda: app.screen.panel.answering.sheet.place == 1)  # type: ignore[attr-defined]
        from tokenroom.room.draw.scores import Columns

        await pilot.click("ScoreList", offset=(Columns(row.size.width).more, 1))
        await sees(pilot, "5 ")
        await pilot.click("#lock")
        await sees(pilot, "Your answer is kept.")
        assert isinstance(lesson.sent[-1], Answer)
        assert isinstance(lesson.sent[-1].answer, AnswerChips)


async def test_a_word_that_is_not_on_offer_is_found_at_the_host(lesson: FakeClass) -> None:
    teacher, app = lesson.teacher(), app_for(lesson, "Ada")
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "You are Ada")
        teacher.next(3)
        await sees(pilot, "everything else")
        await pilot.press("q", "u")
        await sees(pilot, "find: qu")
        await until(pilot, lambda: isinstance(lesson.sent[-1], Find))
        await until(pilot, lambda: app.screen.panel.answering.finder.chosen is not None)  # type: ignore[attr-defined]
        await pilot.press("enter", "4", "enter")
        await sees(pilot, "Your answer is kept.")
        answer = lesson.sent[-1]
        assert isinstance(answer, Answer)
        assert isinstance(answer.answer, AnswerScores)
        listed = {option.id for option in app.seat.seen.stage.view.candidates}  # type: ignore[union-attr]
        assert list(answer.answer.scores.values()) == [4.0]
        assert not listed & set(answer.answer.scores)


async def test_what_is_half_written_outlives_a_pause_and_a_lost_network(lesson: FakeClass) -> None:
    teacher, app = lesson.teacher(), app_for(lesson, "Ada")
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "You are Ada")
        teacher.next(3)
        await sees(pilot, "everything else")
        await pilot.press("3")
        teacher.say(Pause(True, id="p1"))
        await sees(pilot, "Look up")
        teacher.say(Pause(False, id="p2"))
        await sees(pilot, "everything else")
        lesson.is_reachable = False
        app.link.cut()  # type: ignore[union-attr]
        await sees(pilot, "OUT OF REACH")
        await pilot.press("enter")  # said to nobody yet
        lesson.is_reachable = True
        await sees(pilot, "Your answer is kept.")
        given = lesson.room.lesson.play.state.rounds[0].given  # type: ignore[union-attr]
        assert list(given) == [1]
        assert "OUT OF REACH" not in shown(app)


async def test_who_was_left_behind_is_told_answers_late_and_goes_on(lesson: FakeClass) -> None:
    teacher, ben, app = lesson.teacher(), lesson.student("Ben"), app_for(lesson, "Ada")
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "You are Ada")
        teacher.next(3)
        ben.say(Answer(id="b1", play=1, item=1, answer=AnswerScores({})))
        await sees(pilot, "everything else")
        teacher.reveal()
        await sees(pilot, "The class has gone on")
        teacher.next()
        await pilot.press("2", "enter")
        await sees(pilot, "Late: it counts in no mean")
        await pilot.press("enter")
        await sees(pilot, "item 2 of 5", "everything else")
        assert "The class has gone on" not in shown(app)


async def test_who_was_left_behind_may_go_to_the_class_at_once(lesson: FakeClass) -> None:
    teacher, ben, app = lesson.teacher(), lesson.student("Ben"), app_for(lesson, "Ada")
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "You are Ada")
        teacher.next(3)
        for item in (1, 2):
            ben.say(Answer(id=f"b{item}", play=1, item=item, answer=AnswerScores({})))
            teacher.reveal()
            teacher.next()
        await sees(pilot, "item 1 of 5", "The class has gone on")
        await pilot.press("ctrl+e")
        await sees(pilot, "item 3 of 5", "everything else")


async def test_who_was_sent_out_is_told_and_let_in_again(lesson: FakeClass, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tokenroom.room.classroom.student.KNOCK", 0.01)
    teacher, app = lesson.teacher(), app_for(lesson, "Ada")
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "You are Ada")
        teacher.say(Remove(seat=1, id="r"))
        await sees(pilot, "sent this seat out")
        teacher.say(LetIn(seat=1, id="l"))
        await sees(pilot, "You are Ada")


async def test_a_seat_is_come_back_to_with_its_token_or_its_words(lesson: FakeClass) -> None:
    first = app_for(lesson, "Ada")
    async with first.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "You are Ada")
    token, word = first.seat.token, first.seat.seen.seated.word  # type: ignore[union-attr]
    second = app_for(lesson, token=token)
    async with second.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "You are Ada")
    third = app_for(lesson)
    async with third.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "What do you want to be called?")
        await pilot.press("A", "d", "a", "tab", *word, "enter")
        await sees(pilot, "You are Ada")
    assert len(lesson.room.state.seats) == 1


async def test_a_name_that_is_taken_or_none_is_refused_and_asked_for_again(lesson: FakeClass) -> None:
    lesson.student("Ben")
    app = app_for(lesson, "Ben")
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "What do you want to be called?", "!")
        await pilot.press(*"Cleo", "enter")
        await sees(pilot, "You are Cleo")


async def test_another_terminal_takes_the_seat_and_it_can_be_taken_back(lesson: FakeClass) -> None:
    app = app_for(lesson, "Ada")
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "You are Ada")
        other = lesson.student("Ben")
        from tokenroom.classroom.from_clients import Resume

        other.say(Resume(version=1, token=app.seat.token or ""))
        await sees(pilot, "on another device")
        await pilot.press("enter")
        await sees(pilot, "You are Ada")


async def test_a_wrong_code_ends_the_app_and_says_why(lesson: FakeClass) -> None:
    seat = SeatClient("WRONG", None, DEVICE, lesson.fresh_id)
    app = StudentApp(lesson.link, seat, lambda _: None, timed=False, ascii_only=True)
    await app.run_async(headless=True, size=(80, 24))
    assert app.return_code == 2
    assert "code" in app.fault.line()  # type: ignore[union-attr]


async def test_a_seat_that_the_class_knows_no_more_is_told_and_another_one_taken(lesson: FakeClass) -> None:
    kept: list[Seated | None] = []
    seat = SeatClient(CLASS, "7-0123", DEVICE, lesson.fresh_id)
    app = StudentApp(lesson.link, seat, kept.append, timed=False, ascii_only=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "The seat that you had here is gone; you come in anew.", "What do you want to be called?")
        assert kept == [None]
        await pilot.press("enter")
        await sees(pilot, "You are ")
        lesson.teacher().say(Open(len(lesson.room.founding.plan.steps), id="o"))
        await until(pilot, lambda: kept[-1] is None)
        assert isinstance(kept[1], Seated)


async def test_questions_are_answered_in_ones_own_words(lesson: FakeClass) -> None:
    teacher, app = lesson.teacher(), app_for(lesson, "Ada")
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "You are Ada")
        from tokenroom.classroom.from_clients import Open

        teacher.say(Open(step=2, id="o"))
        await sees(pilot, "How does it work?")
        await pilot.press("ctrl+s")
        await sees(pilot, "Nothing is written yet")
        await pilot.press(*"It guesses?", "ctrl+s")
        await sees(pilot, "Kept. Thank you.")
        answer = lesson.sent[-1]
        assert isinstance(answer, Answer)
        assert answer.answer == Write(("It guesses?",))


async def test_nothing_written_is_asked_about_once(lesson: FakeClass) -> None:
    teacher, app = lesson.teacher(), app_for(lesson, "Ada")
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "You are Ada")
        teacher.next(3)
        await sees(pilot, "everything else")
        await pilot.press("enter", "enter")
        await sees(pilot, "Space lets instinct answer")
        await pilot.press("space")
        await sees(pilot, "Your answer is kept.")
        assert lesson.sent[-1].answer == AnswerScores({})  # type: ignore[union-attr]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_a_whole_lesson_fits_every_terminal(lesson: FakeClass, size: tuple[int, int]) -> None:
    teacher, app = lesson.teacher(), app_for(lesson, "Ada")
    async with app.run_test(size=size) as pilot:
        await sees(pilot, "You are Ada")
        teacher.next(3)
        for item in range(1, 6):
            await sees(pilot, f"item {item} of 5", "[scores]", "Answer")
            await pilot.press("2", "enter")
            await sees(pilot, "is kept")
            teacher.reveal()
            await sees(pilot, "You gave it", "here", "so far")
            teacher.next()
        await sees(pilot, "Mean surprise of this level")
        await pilot.press("f1")
        await sees(pilot, "Keys")
        await pilot.press("escape")
        teacher.next(2)
        await sees(pilot, "That was the lesson")


async def test_what_the_host_says_while_one_leaves_is_told_to_nobody(lesson: FakeClass) -> None:
    app = app_for(lesson, "Ada")
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "You are Ada")
    await app.lose()
