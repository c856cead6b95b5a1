"""Every drawing of the room that shows a surprise shows it in the unit that was set, and in no other."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from rich.text import Text

from tests.room.conftest import press, settle
from tests.room.driving import SIZE, MakeApp, shown
from tests.room.pictures import asked, revealed
from tokenroom.game.campaign import Campaign
from tokenroom.game.commands import AnswerScores, Next
from tokenroom.game.compare import Item, compare
from tokenroom.game.events import Adjusted, AdjustedOption, SessionEnded
from tokenroom.game.standing import LevelStanding
from tokenroom.game.units import NATS, Units
from tokenroom.room.draw import after, beside, ending, help, home, predict, report
from tokenroom.room.opening import Opened
from tokenroom.room.screens.predict import PredictScreen
from tokenroom.room.view import PlayView
from tokenroom.room.widgets.chart import Chart
from tokenroom.settings import Settings

BITS = Units("bits")
SURPRISES = {"you": 2.0, "uniform": 8.0, "step-10000": 3.0, "step-1000": 4.0}
REPORT = compare([Item(" t", 1, SURPRISES, ())] * 3)
LOOK = predict.Look(whole=False, spaced=False)
PLAYED = Opened((LevelStanding("x", "X", 0, 1, False, 2.0),), None, 0, daily=2.0)
ADJUSTED = Adjusted(1, (AdjustedOption(1, "a", 0.0, 3.0),), 0, 0.0)


def played(units: Units) -> PlayView:
    view = revealed(asked("a"))
    ended = SessionEnded("l", True, "goal", "", REPORT)
    return replace(view, ended=ended, units=units)


def parts(units: Units) -> Text:
    return Text("\n").join(part(80, 24) for part in ending.predict_ending(played(units)).parts)


DRAWINGS: list[Callable[[Units], Text]] = [
    lambda units: after.adjusted_text(ADJUSTED, None, 60, 9, units),
    lambda units: after.meter_text(2.0, 0.5, 2, 60, units),
    lambda units: predict.drawings("compared", played(units), predict.Look(whole=False, spaced=False))["sentence"](
        80, 1
    ),
    lambda units: beside.header_text(played(units), 60),
    lambda units: beside.next_door_text(played(units), 2, 30, 20),
    lambda units: ending.header(played(units), 60, 1),
    parts,
    lambda units: report.table_text(REPORT, 2, 80, units),
    lambda units: report.table_text(REPORT, 2, 120, units),
    lambda units: report.ladder_text(REPORT, 80, units),
    lambda units: home.row_text(home.menu(PLAYED, units)[0], 68),
    lambda units: Text(home.daily_words(PLAYED, units)),
    lambda units: help.help_text(80, units),
]


@pytest.mark.parametrize("draw", DRAWINGS)
def test_a_drawing_knows_both_units(draw: Callable[[Units], Text]) -> None:
    nats, bits = draw(NATS).plain, draw(BITS).plain
    assert nats != bits
    assert not re.search(r"\bnats\b", bits)
    assert not re.search(r"\bbits\b(?!/byte)", nats)


def test_the_figures_are_those_of_the_unit() -> None:
    assert after.meter_text(2.0, 0.0, 3, 60, BITS).plain.endswith("2.885 bits")
    assert report.strip_text(REPORT.items[:1], "uniform", 60, BITS).plain.strip() == "·t +8.66"
    assert [Chart(REPORT.items, "uniform", BITS)._means("you")[0]] == [pytest.approx(2.885, abs=1e-3)]


async def test_another_unit_is_seen_from_the_next_beat_on(make_app: MakeApp) -> None:
    app = make_app("00-symbols")
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "3", "enter")
        assert "shock 0.0 nats" in shown(app, "#header")
        app.change_settings(Settings(units="bits"))
        await press(pilot, *["enter"] * 3)
        assert "bits" in shown(app, "#header")
        assert "bits" in shown(app, "#meter")
        assert "bits" in shown(app, "#sentence")


async def test_another_unit_is_seen_at_home_at_once(make_app: MakeApp, room_campaign: Campaign) -> None:
    session, _ = room_campaign.start("00-symbols")
    for _ in range(2):
        session.apply(AnswerScores({}))
        session.apply(Next())
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert re.search(r"best \d\.\d\d nats", shown(app))
        await press(pilot, "s", *["down"] * 4, "right", "escape")
        assert re.search(r"best \d\.\d\d bits", shown(app))
        await press(pilot, "enter")  # the list has the focus
        assert isinstance(app.screen, PredictScreen)
