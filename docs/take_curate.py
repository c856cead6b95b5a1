"""Takes the pictures of the level that cleans a heap: `python -m docs.take_curate` writes curate-*.svg."""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from textual.pilot import Pilot

from tokenroom.game.campaign import Campaign
from tokenroom.game.records import open_records
from tokenroom.rivals.field import open_field
from tokenroom.room.app import RoomApp
from tokenroom.room.screens.curate import CurateScreen

PICTURES = Path(__file__).parent / "pictures"
LEVEL, SEED = "06-where-phrases-come-from", 6  # the heap whose solution ships
HALF = 12  # steps of a training that are seen in its picture
FILTERS = ["right", "right", "down"] * 4  # two settings on, filter by filter
field = cache(open_field)


def open_campaign() -> Campaign:
    """Return a campaign on a record file of its own."""
    records, _ = open_records(Path(tempfile.mkdtemp()) / "records.sqlite", now=lambda: "now")
    return Campaign(records, field, new_seed=lambda: SEED, seconds_per_nat=0.25)


async def take(size: tuple[int, int]) -> None:
    """Play the level and write the screen with its filters, in the middle of the training, and after it."""
    app = RoomApp(open_campaign, LEVEL, timed=False)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, CurateScreen))
        screen = app.screen
        assert isinstance(screen, CurateScreen)
        for key in ("enter", *FILTERS, "up", "t"):
            await pilot.press(key)
            await until(pilot, lambda: not screen.is_working)
        write(app, "filters", size)
        for key in ("down", "right"):
            await pilot.press(key)
            await until(pilot, lambda: not screen.is_working)
        await pilot.press("enter")
        await until(pilot, lambda: len(screen.view.points) >= HALF)
        write(app, "training", size)
        await until(pilot, lambda: screen.stage == "compared")
        await pilot.pause(0.1)
        write(app, "compared", size)


async def until(pilot: Pilot[None], happened: Callable[[], bool]) -> None:
    """Wait for something to happen."""
    async with asyncio.timeout(300):
        while not happened():
            await pilot.pause(0.02)


def write(app: RoomApp, name: str, size: tuple[int, int]) -> None:
    """Write what is seen."""
    svg = re.sub(r"@font-face \{.*?\}", "", app.export_screenshot(title="tokenroom"), flags=re.DOTALL)
    (PICTURES / f"curate-{name}-{size[0]}x{size[1]}.svg").write_text(svg)


async def main() -> None:
    """Take them all."""
    PICTURES.mkdir(exist_ok=True)
    for size in ((80, 24), (120, 40)):
        await take(size)


if __name__ == "__main__":
    asyncio.run(main())
