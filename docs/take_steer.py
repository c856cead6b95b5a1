"""Takes the pictures of the levels in which a model is steered: `python -m docs.take_steer` writes steer-*.svg."""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input

from tokenroom.game.campaign import Campaign
from tokenroom.game.records import open_records
from tokenroom.rivals.field import open_field
from tokenroom.room.app import RoomApp
from tokenroom.room.screens.ending import EndingScreen
from tokenroom.room.screens.steer import SteerScreen

PICTURES = Path(__file__).parent / "pictures"
LEVEL = "15-gamed"
ANSWERS = ("At half past seven.", "I do not know. Ask Miss Lind.")
field = cache(open_field)


def open_campaign() -> Campaign:
    """Return a campaign on a record file of its own."""
    records, _ = open_records(Path(tempfile.mkdtemp()) / "records.sqlite", now=lambda: "now")
    return Campaign(records, field, new_seed=lambda: 1, seconds_per_nat=0.25)


async def take(size: tuple[int, int]) -> None:
    """Play the level and write an update, the curves, the samples, the answers and the ending."""
    app = RoomApp(open_campaign, LEVEL, timed=False)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, SteerScreen))
        await pilot.pause(0.2)
        screen = app.screen
        assert isinstance(screen, SteerScreen)
        await read(pilot, screen)
        await pilot.press("enter")
        await until(pilot, lambda: len(screen.view.moves) > 20)
        screen.turn_to("update")
        await pilot.pause()
        write(app, "update", size)
        await until(pilot, lambda: screen.session.state.phase == "steered" and not screen.is_working)
        await read(pilot, screen)
        write(app, "samples", size)
        screen.turn_to("curves")
        await pilot.pause()
        write(app, "curves", size)
        await press(pilot, screen, "enter")
        await read(pilot, screen)
        for answer in ANSWERS:
            screen.query_one(Input).value = answer
            await press(pilot, screen, "enter", "enter")
        write(app, "answers", size)
        await press(pilot, screen, "f4")
        while not isinstance(app.screen, EndingScreen):
            await press(pilot, screen, "enter")
        await pilot.pause(0.2)
        write(app, "ending", size)


async def read(pilot: Pilot[None], screen: SteerScreen) -> None:
    """Read the story to its end."""
    while screen.stage == "telling" or not screen.voice.is_done:
        await press(pilot, screen, "enter")


async def press(pilot: Pilot[None], screen: SteerScreen, *keys: str) -> None:
    """Press keys, each when what the one before began is done."""
    for key in keys:
        await pilot.press(key)
        await until(pilot, lambda: not screen.is_working)
        await pilot.pause()


async def until(pilot: Pilot[None], happened: Callable[[], bool]) -> None:
    """Wait for something to happen."""
    async with asyncio.timeout(900):
        while not happened():
            await pilot.pause(0.05)


def write(app: RoomApp, name: str, size: tuple[int, int]) -> None:
    """Write what is seen."""
    svg = re.sub(r"@font-face \{.*?\}", "", app.export_screenshot(title="tokenroom"), flags=re.DOTALL)
    (PICTURES / f"steer-{name}-{size[0]}x{size[1]}.svg").write_text(svg)


async def main() -> None:
    """Take them all."""
    PICTURES.mkdir(exist_ok=True)
    for size in ((80, 24), (120, 40)):
        await take(size)


if __name__ == "__main__":
    asyncio.run(main())
