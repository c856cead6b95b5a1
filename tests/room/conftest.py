"""For the room's tests: two small levels of their own, a campaign over them, and an app without a clock."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget

from tests.conftest import PAGE, small_field
from tokenroom.game.campaign import Campaign
from tokenroom.game.commands import AnswerScores, Next
from tokenroom.game.records import Records
from tokenroom.room.app import RoomApp
from tokenroom.room.screens.working import WORK, WorkingScreen

PATIENCE = 30.0  # seconds until a test gives up
SYMBOLS = """format_version = 1
title = "Four symbols"
act = 0
hints = ["Only differences count."]

[mechanic]
kind = "predict"

[mechanic.passage]
from = "symbols"
vocabulary = ["1", "2", "3", "4"]
tokens = ["3", "2", "1"]

[goal]
kind = "score_every_item"
"""
SYMBOLS_STORY = """# begin

A chair and a screen.

> Good morning. [red]This is not markup.[/red]

# before 1

> Write a number beside each token.

# after 1 worse

> That was a shock.

You rub your arm.

# won

> Thank you.

Session 1 of 350,341,796

The chair has not moved.

# lost

> Write something next time.
"""
PAGE_STORY = "# begin\n\nThe screen wakes.\n\n> Here is a page.\n\n# won\n\n> Good.\n\n# lost\n\n> Not yet.\n"


@pytest.fixture(autouse=True)
def brisk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a pilot wait for the screen's own thread alone, not a second a key while a model trains."""
    monkeypatch.setattr("textual._wait.process_time", time.thread_time)
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 1 / 200)
    monkeypatch.setattr("textual._wait.SLEEP_IDLE", 1 / 4000)


@pytest.fixture
def levels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Content of our own, so that no word in the shipped levels can change a picture."""
    for name, level, story in (("00-symbols", SYMBOLS, SYMBOLS_STORY), ("01-small-page", PAGE, PAGE_STORY)):
        folder = tmp_path / "content" / "levels" / name
        folder.mkdir(parents=True)
        (folder / "level.toml").write_text(level)
        (folder / "story.md").write_text(story)
    for module in ("level", "campaign"):
        monkeypatch.setattr(f"tokenroom.game.{module}.content_root", lambda: tmp_path / "content")
    return tmp_path / "content" / "levels"


@pytest.fixture
def room_campaign(records: Records, levels: Path) -> Campaign:
    """The two levels, every shock one second a nat."""
    field = small_field()
    return Campaign(records, lambda _: field, new_seed=lambda: 7, seconds_per_nat=1.0, notice="")


@pytest.fixture
def make_app(room_campaign: Campaign) -> Callable[..., RoomApp]:
    """Build apps in which every step waits for a key."""

    def make(level: str | None = None, **options: object) -> RoomApp:
        options = {"timed": False, "ascii_only": False, **options}
        return RoomApp(lambda: room_campaign, level, **options)  # type: ignore[arg-type]

    return make


@pytest.fixture
def played(room_campaign: Campaign) -> Callable[[int], None]:
    """Answer so many items of the small page, two points for the likeliest token each, and stop there."""

    def play(items: int) -> None:
        session, _ = room_campaign.start("01-small-page")
        for n in range(items):
            if n:
                session.apply(Next())
            session.apply(AnswerScores({int(session.session.instinct.argmax()): 2.0}))

    return play


async def all_ended() -> None:
    """Wait for the threads of a room that was left: a process that ends takes them along, a test does not."""
    for thread in threading.enumerate():
        if thread.name == WORK:
            await asyncio.to_thread(thread.join, 60)


async def settle(pilot: Pilot[None]) -> None:
    """Wait until nothing is being opened or carried out and all is painted: until several looks find it so."""
    quiet = 0
    async with asyncio.timeout(60):
        while quiet < 4:
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            quiet = 0 if is_working(pilot) or len(pilot.app.workers) else quiet + 1


async def until(pilot: Pilot[None], happened: Callable[[], bool]) -> None:
    """Let the app work until something is so, and then until what it changed lies where it belongs."""
    try:
        async with asyncio.timeout(PATIENCE):
            while not happened():
                await pilot.pause(0.01)
            while not is_laid_out(pilot.app.screen):
                await pilot.pause(0.001)
    except TimeoutError:
        lines = pilot.app.screen._compositor.render_strips()
        pytest.fail("it never happened\n" + "\n".join(strip.text.rstrip() for strip in lines))


def is_laid_out(screen: Screen[None]) -> bool:
    """Whether nothing on a screen waits to be laid out or painted, and no message is on its way to say that it does."""
    widgets = [widget for widget in screen.walk_children(with_self=True) if isinstance(widget, Widget)]
    return not screen._dirty_widgets and not any(
        widget._layout_required or widget._repaint_required or widget._message_queue.qsize() for widget in widgets
    )


def is_working(pilot: Pilot[None]) -> bool:
    """Whether a thread of the room's is at work, or a command is being carried out."""
    assert isinstance(pilot.app, RoomApp)
    return pilot.app.jobs > 0 or any(
        screen.is_working for screen in pilot.app.screen_stack if isinstance(screen, WorkingScreen)
    )


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, and wait for whatever they open."""
    for key in keys:
        await pilot.press(key)
        if len(pilot.app.workers) or is_working(pilot):
            await settle(pilot)
    await settle(pilot)
