"""The plans that ship: their minutes, what they say to the teacher, and that what docs/teaching.md tells comes."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from tokenroom.classroom.game import ClassGame
from tokenroom.classroom.opening import OpenGames
from tokenroom.classroom.plan import LevelStep, QuestionsStep, load_plan, plan_names
from tokenroom.classroom.views import PredictView, PreferView
from tokenroom.rivals.field import open_field

TEACHING = Path(__file__).parents[2] / "docs" / "teaching.md"
PLANS = plan_names()
open_games = OpenGames(cache(open_field))


def played(plan: str, level: str) -> ClassGame:
    """A level of a plan, opened at its first item."""
    (step,) = [s for s in load_plan(plan).steps if isinstance(s, LevelStep) and s.level == level]
    game = open_games(step, 1, 0)
    game.begin()
    game.follow()
    return game


def what_came(game: ClassGame) -> list[str]:
    """What comes at each item, with nobody answering."""
    came = []
    for item in range(1, game.items + 1):
        game.reveal(())
        view = game.view()
        assert isinstance(view, PredictView)
        assert view.revealed is not None
        came.append(view.revealed.text)
        if item < game.items:
            game.follow()
    return came


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_takes_the_minutes_of_its_name_and_says_something_at_every_step(name: str) -> None:
    plan = load_plan(name)
    assert plan.minutes == sum(step.minutes for step in plan.steps) == int(name)
    assert all(step.say for step in plan.steps)


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_asks_the_same_before_and_after_and_says_what_to_look_for(name: str) -> None:
    asked = {step.moment: step.questions for step in load_plan(name).steps if isinstance(step, QuestionsStep)}
    assert asked["before"] == asked["after"]
    assert all(question.rubric.count(";") for question in asked["before"])


def test_the_page_of_twenty_minutes_is_the_one_of_the_run_sheet() -> None:
    assert what_came(played("20", "practice")) == [" was", " way", " of", " went"]


def test_the_page_of_numbers_and_words_is_the_one_of_the_run_sheet_in_both_longer_plans() -> None:
    steps = [s for s in load_plan("90").steps if isinstance(s, LevelStep) and s.level == "03-the-numbers-are-words"]
    assert steps[0] in load_plan("45").steps
    came = what_came(played("45", "03-the-numbers-are-words"))
    assert came == ["78356", "5227", "125", "29547", "99853", "125", " side", " and", " we", " think"]


def test_the_pairs_are_those_of_the_run_sheet() -> None:
    told = TEACHING.read_text(encoding="utf-8").partition("**The pairs**")[2]
    rows = re.findall(r"^\| (\d) \| \*(.+?)\* \| (first|second):", told, re.MULTILINE)
    game = played("90", "13-another-room")
    for number, question, better in rows:
        game.reveal(())
        view = game.view()
        assert isinstance(view, PreferView)
        assert view.asked is not None
        assert view.revealed is not None
        assert (view.item, view.asked.prompt[-1].text, view.revealed.better) == (int(number), question, better)
        if int(number) < len(rows):
            game.follow()
    assert len(rows) == 8
