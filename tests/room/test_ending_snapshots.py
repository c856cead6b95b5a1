"""Pictures of the end of a level that has parts, a calibration and a debrief, and of a milestone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.room.conftest import press
from tests.room.test_ending import play_symbols
from tests.room.test_snapshots import LARGE, SMALL, after
from tokenroom.game.campaign import Campaign
from tokenroom.game.commands import AnswerScores, Next
from tokenroom.game.milestones import Milestone, Sample
from tokenroom.room.app import RoomApp

MakeApp = Callable[..., RoomApp]
Compare = Callable[..., bool]
DICE = """format_version = 1
title = "Two dice"
act = 1

[mechanic]
kind = "predict"
instinct = "uniform"
rival = "counting"
calibration = true

[[mechanic.passages]]
from = "process"
title = "A fair die"
vocabulary = ["1", "2", "3"]
items = 6

[mechanic.passages.process]
kind = "die"
shares = [1, 1, 1]

[[mechanic.passages]]
from = "process"
title = "A loaded die"
vocabulary = ["1", "2", "3"]
items = 8

[mechanic.passages.process]
kind = "die"
shares = [8, 1, 1]

[goal]
kind = "beat"
player = "uniform"
"""
DICE_STORY = """# begin

> Two dice.

# debrief

The first die could not be known. The second could be, once it had been thrown a few times.

> And yet you were surprised.

# journal

You paid {you} nats where {optimum} is the least that anyone can pay.
"""
MILESTONE = Milestone(phrases=1000, after="00-symbols", title="A thousand phrases", story="It has full stops now.\n")
SAMPLES = (
    Sample(100, "The ferry thir Andara non. where30"),
    Sample(1000, "The ferry in under the cold and of four, then."),
)


@pytest.fixture
def dice(levels: Path, room_campaign: Campaign) -> None:
    """A session of two dice whose items have all been answered, more and more surely."""
    (levels / "02-dice").mkdir()
    (levels / "02-dice" / "level.toml").write_text(DICE)
    (levels / "02-dice" / "story.md").write_text(DICE_STORY)
    session, _ = room_campaign.start("02-dice")
    for n in range(14):
        if n:
            session.apply(Next())
        session.apply(AnswerScores({0: n / 4, 1: 0.5 * (n % 2)}))


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_ending_with_parts(snap_compare: Compare, make_app: MakeApp, dice: None, size: tuple[int, int]) -> None:
    assert snap_compare(make_app(), terminal_size=size, run_before=after("enter", "enter"))


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_ending_further_down(snap_compare: Compare, make_app: MakeApp, dice: None, size: tuple[int, int]) -> None:
    async def run(pilot: Pilot[None]) -> None:
        await after("enter", "enter")(pilot)  # type: ignore[misc]
        pilot.app.animation_level = "none"
        await press(pilot, "pagedown", *["down"] * 4)

    assert snap_compare(make_app(), terminal_size=size, run_before=run)


def test_debrief(snap_compare: Compare, make_app: MakeApp, dice: None) -> None:
    async def run(pilot: Pilot[None]) -> None:
        await after("enter", "enter")(pilot)  # type: ignore[misc]
        pilot.app.animation_level = "none"
        await press(pilot, "end")

    assert snap_compare(make_app(), terminal_size=SMALL, run_before=run)


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_milestone(
    snap_compare: Compare, make_app: MakeApp, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    monkeypatch.setattr("tokenroom.room.offers.milestone_after", lambda _: MILESTONE)
    monkeypatch.setattr(Campaign, "said", lambda *_: SAMPLES)

    async def run(pilot: Pilot[None]) -> None:
        await play_symbols(pilot)
        await press(pilot, "n")
        while "after:" not in pilot.app.screen.query_one("#told").render().plain:  # type: ignore[union-attr]
            await pilot.pause(0.01)

    assert snap_compare(make_app("00-symbols"), terminal_size=size, run_before=run)
