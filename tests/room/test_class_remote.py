"""The remote of a teacher at a terminal: a lesson led by single keys and by the mouse."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.room.class_link import REMOTE, FakeClass
from tests.room.conftest import until
from tokenroom.classroom.from_clients import (
    Act,
    Admit,
    Answer,
    Delete,
    Door,
    Extend,
    GoBack,
    GoNext,
    LetIn,
    Lock,
    NamesFirst,
    Open,
    Pause,
    Remove,
    Rename,
    Reveal,
    ShowNames,
    Time,
)
from tokenroom.game.commands import AnswerScores
from tokenroom.room.classroom.remote import RemoteApp


@pytest.fixture
def lesson(tmp_path: Path) -> FakeClass:
    return FakeClass(tmp_path)


def app_for(lesson: FakeClass, code: str = REMOTE) -> RemoteApp:
    return RemoteApp(lesson.link, code, lesson.fresh_id, timed=False, ascii_only=False)


def shown(app: RemoteApp) -> str:
    """The text on the screen."""
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips())


async def sees(pilot: Pilot[None], lesson: FakeClass, *words: str) -> None:
    """Wait for words on the screen, while time goes by in the class."""
    app = pilot.app
    assert isinstance(app, RemoteApp)

    def are_shown() -> bool:
        lesson.tick()
        return all(word in shown(app) for word in words)

    await until(pilot, are_shown)


def last(lesson: FakeClass) -> Act:
    (*_, act) = [message for message in lesson.sent if isinstance(message, Act)]
    return act


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_questions_come_with_what_to_look_for(lesson: FakeClass, size: tuple[int, int]) -> None:
    app = app_for(lesson)
    async with app.run_test(size=size) as pilot:
        await sees(pilot, lesson, "people come in")
        app._remote.post_message(app._remote.Wanted(Open(2, id=lesson.fresh_id())))
        await sees(pilot, lesson, "How does it work?", "Look for:", "one token at", "looked up")


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_a_lesson_is_led_by_one_key(lesson: FakeClass, size: tuple[int, int]) -> None:
    ada, app = lesson.student("Ada"), app_for(lesson)
    async with app.run_test(size=size) as pilot:
        await sees(pilot, lesson, "people come in", "Ada")
        await pilot.press("enter")
        await sees(pilot, lesson, "For you: Let three speak.", "What is a chatbot?")
        await pilot.press("enter")
        await sees(pilot, lesson, "The screen wakes.")
        await pilot.press("enter")
        await sees(pilot, lesson, "item 1 of 5", "0 of 1 here have answered", "what comes")
        ada.say(Answer(id="a1", play=1, item=1, answer=AnswerScores({})))
        await sees(pilot, lesson, "1 of 1 here have answered", "✓ Ada")
        await pilot.press("enter")
        assert isinstance(last(lesson), Reveal)
        await sees(pilot, lesson, "revealed", "class, mean", "it was")
        await pilot.press("enter")
        await sees(pilot, lesson, "item 2 of 5")
        assert last(lesson) == GoNext(id=last(lesson).id, stage=last(lesson).stage)
        assert last(lesson).stage is not None


async def test_every_key_is_an_act(lesson: FakeClass) -> None:
    lesson.student("Ada")
    app = app_for(lesson)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, lesson, "Ada")
        for _ in range(3):
            stage = lesson.room.lesson.state.stage
            await pilot.press("enter")
            await until(pilot, lambda stage=stage: app.screen.watched.stage.stage > stage)  # type: ignore[attr-defined,misc]
        kinds: dict[str, type[Act]] = {
            "t": Time,
            "e": Extend,
            "l": Lock,
            "p": Pause,
            "r": Reveal,
            "b": GoBack,
            "n": GoNext,
            "d": Door,
            "h": ShowNames,
            "f": NamesFirst,
        }
        for key, kind in kinds.items():
            await pilot.press(key)
            await until(pilot, lambda kind=kind: isinstance(last(lesson), kind))  # type: ignore[misc]
            lesson.tick()
            await pilot.pause()
        await sees(pilot, lesson, "DOOR CLOSED", "names shown", "new names wait", "PAUSED")


async def test_students_are_sent_out_let_in_renamed_and_admitted(lesson: FakeClass) -> None:
    lesson.student("Ada")
    app = app_for(lesson)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, lesson, "Ada")
        await pilot.press("x")
        await sees(pilot, lesson, "X once more")
        assert not lesson.sent[1:]
        await pilot.press("x")
        await sees(pilot, lesson, "out", "I let in")
        assert last(lesson) == Remove(1, id=last(lesson).id)
        await pilot.press("i")
        await until(pilot, lambda: isinstance(last(lesson), LetIn))
        await sees(pilot, lesson, "X remove")
        await pilot.press("m")
        await pilot.press(*" Lovelace", "enter")
        await sees(pilot, lesson, "Ada Lovelace")
        assert isinstance(last(lesson), Rename)
        await pilot.press("f")
        await sees(pilot, lesson, "new names wait")
        lesson.student("Ben")
        await sees(pilot, lesson, "Ben", "waits")
        await pilot.press("down", "a")
        await until(pilot, lambda: isinstance(last(lesson), Admit))


async def test_a_step_is_gone_to_by_the_mouse(lesson: FakeClass) -> None:
    app = app_for(lesson)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, lesson, "Nobody has come in yet.")
        await pilot.click("#list", offset=(20, 0))
        await sees(pilot, lesson, "[plan]", "Afterwards")
        await pilot.click("#list", offset=(5, 3))
        await pilot.click("#second KeyLine", offset=(18, 0))
        await sees(pilot, lesson, "How does it work?")
        assert last(lesson) == Open(2, id=last(lesson).id, stage=1)


async def test_a_key_pressed_at_an_older_stage_changes_nothing(lesson: FakeClass) -> None:
    app, other = app_for(lesson), lesson.teacher()
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, lesson, "people come in")
        await pilot.press("enter", "enter")  # the second at the stage of the first, or of the next: one step each
        await until(pilot, lambda: lesson.room.lesson.state.stage >= 2)
        before = lesson.room.lesson.state.stage
        other.say(GoNext(id="o1", stage=before))
        other.say(GoNext(id="o2", stage=before))
        assert lesson.room.lesson.state.stage == before + 1


async def test_the_network_goes_and_an_act_is_done_once_it_is_back(lesson: FakeClass) -> None:
    app = app_for(lesson)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, lesson, "people come in")
        lesson.is_reachable = False
        app.link.cut()  # type: ignore[union-attr]
        await sees(pilot, lesson, "OUT OF REACH")
        await pilot.press("enter")
        lesson.is_reachable = True
        await sees(pilot, lesson, "What is a chatbot?")
        assert lesson.room.lesson.state.step == 1


async def test_a_wrong_code_ends_the_remote_and_says_why(lesson: FakeClass) -> None:
    app = app_for(lesson, "WRONGWRO")
    await app.run_async(headless=True, size=(80, 24))
    assert app.return_code == 2
    assert app.fault is not None


async def test_what_the_host_says_while_one_leaves_is_told_to_nobody(lesson: FakeClass) -> None:
    app = app_for(lesson)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, lesson, "Nobody has come in yet.")
    await app.lose()


async def test_a_class_that_is_over_is_deleted_by_one_key_and_another_that_confirms_it(lesson: FakeClass) -> None:
    lesson.student("Ada")
    app = app_for(lesson)
    async with app.run_test(size=(120, 40)) as pilot:
        await sees(pilot, lesson, "people come in", "Ada")
        await pilot.press("delete")
        assert not [message for message in lesson.sent if isinstance(message, Delete)]  # it is not over
        teacher = lesson.teacher()
        teacher.say(Open(len(lesson.room.founding.plan.steps), id="end"))
        await sees(pilot, lesson, "the lesson is over", "delete the class")
        await pilot.press("delete")
        await sees(pilot, lesson, "Del once more deletes it")
        assert not last(lesson).sure
        await pilot.press("down", "delete")  # another key between them: asked once more
        await sees(pilot, lesson, "Del once more deletes it")
        assert not last(lesson).sure
        await pilot.press("delete")
        await sees(pilot, lesson, "The class is deleted")
        assert last(lesson).sure
