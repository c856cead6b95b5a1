"""Votes of a class at a terminal: pairs of answers, pairs of symbols, settings of filters, each by keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import small_room
from tests.classroom.test_votes import OneLevel
from tests.game.test_curate import LEVEL as CURATE
from tests.game.test_curate import STORY as CURATE_STORY
from tests.game.test_curate import field as curate_field
from tests.glue import FIELD, glue_folder
from tests.room.class_link import FakeClass
from tests.room.test_class_student import app_for, sees
from tests.small_room import small_trunk, write_level
from tokenroom.classroom.from_clients import Answer
from tokenroom.classroom.plan import LevelStep, Plan, TalkStep
from tokenroom.game import prefer_setup
from tokenroom.game.commands import Next
from tokenroom.game.curate_commands import SetFilter
from tokenroom.game.merge_commands import PickPair
from tokenroom.game.prefer_commands import ValuePair
from tokenroom.rivals.field import OpenField


@pytest.fixture(autouse=True)
def trunk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prefer_setup, "chat_trunk", small_trunk)


def class_on(folder: Path, open_field: OpenField) -> FakeClass:
    steps = (LevelStep(level="it", title="It"), TalkStep(title="After", text="So?"))
    return FakeClass(folder, OneLevel(folder, open_field), Plan(format_version=1, title="Votes", steps=steps))


def answers(lesson: FakeClass) -> list[object]:
    return [message.answer for message in lesson.sent if isinstance(message, Answer)]


async def test_a_pair_is_valued_and_told(tmp_path: Path) -> None:
    lesson = class_on(write_level(tmp_path / "small"), small_room.field)
    teacher, app = lesson.teacher(), app_for(lesson, "Ada")
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "You are Ada")
        teacher.next(2)
        await sees(pilot, "pair 1 of", "[+]", "either way")
        await pilot.press("3", "tab", "1", "enter")
        await sees(pilot, "Your vote is kept")
        assert answers(lesson) == [ValuePair(3.0, 1.0)]
        teacher.reveal()
        await sees(pilot, "is better", "neither", "It cost you")
        teacher.next()
        await sees(pilot, "pair 2 of", "[+]")
        await pilot.click("#values", offset=(20, 1))
        await sees(pilot, "0.5")


async def test_a_pair_of_symbols_is_voted_for_or_none(tmp_path: Path) -> None:
    lesson = class_on(glue_folder(tmp_path), lambda _: FIELD)
    teacher, app = lesson.teacher(), app_for(lesson, "Ada")
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "You are Ada")
        teacher.next(2)
        await sees(pilot, "merge 1 of", "Which two neighbours")
        await pilot.press("enter")
        await sees(pilot, "Choose a pair first")
        await pilot.press("right", "enter")
        await sees(pilot, "Your vote is kept")
        pair = app.seat.seen.stage.view.candidates[0]  # type: ignore[union-attr]
        assert answers(lesson) == [PickPair(pair.left.id, pair.right.id)]
        teacher.reveal()
        await sees(pilot, "The class made", "greedy rule")
        teacher.next()
        await sees(pilot, "merge 2 of", "[")
        await pilot.press("n")
        await sees(pilot, "Your vote is kept")
        assert answers(lesson)[-1] == Next()


async def test_a_filter_is_set_by_vote(tmp_path: Path) -> None:
    folder = tmp_path / "heap"
    folder.mkdir()
    (folder / "level.toml").write_text(CURATE.replace("phrases = 80", "phrases = 16"))
    (folder / "story.md").write_text(CURATE_STORY)
    lesson = class_on(folder, curate_field)
    teacher, app = lesson.teacher(), app_for(lesson, "Ada")
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "You are Ada")
        teacher.next(2)
        await sees(pilot, "filter 1 of", "of the good text")
        view = app.seat.seen.stage.view  # type: ignore[union-attr]
        await pilot.press("down", "enter")
        await sees(pilot, "Your vote is kept")
        assert answers(lesson) == [SetFilter(view.filter, view.options[1].setting)]  # type: ignore[union-attr]
        teacher.reveal()
        await sees(pilot, "The class chose")
