"""Takes the pictures of the level in which answers are valued: `python -m docs.take_prefer` writes prefer-*.svg.

`python -m docs.take_prefer 80` takes those of 80 columns alone. Each size takes a whole training.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from textual.pilot import Pilot

from tokenroom.game.campaign import Campaign
from tokenroom.game.level import find_level, load_level, load_solution
from tokenroom.game.prefer_level import PreferSolution
from tokenroom.game.prefer_words import number_words
from tokenroom.game.records import open_records
from tokenroom.rivals.field import open_field
from tokenroom.room.app import RoomApp
from tokenroom.room.screens.ending import EndingScreen
from tokenroom.room.screens.prefer import PreferScreen

PICTURES = Path(__file__).parent / "pictures"
SIZES = ((80, 24), (120, 40))
LEVEL = "13-another-room"
SHOWN, HALF = 8, 60  # the pair that is seen in a picture, and the points of the training
field = cache(open_field)


def open_campaign(seed: int) -> Campaign:
    """Return a campaign on a record file of its own."""
    records, _ = open_records(Path(tempfile.mkdtemp()) / "records.sqlite", now=lambda: "now")
    return Campaign(records, field, new_seed=lambda: seed, seconds_per_nat=0.25)


async def take(size: tuple[int, int]) -> None:
    """Play the solution and write a pair before and after it is told, the training, and the ending."""
    solution = load_solution(load_level(find_level(LEVEL)).folder, PreferSolution)
    app = RoomApp(lambda: open_campaign(solution.seed), LEVEL, timed=False)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, PreferScreen))
        screen = app.screen
        assert isinstance(screen, PreferScreen)
        await press(pilot, screen, "enter")
        while screen.view.ended is None:
            if screen.stage == "asked":
                await value(pilot, screen, solution, size)
            elif screen.stage == "fit":
                await train(pilot, screen, size)
            await press(pilot, screen, "enter")
        await press(pilot, screen, "enter")
        await until(pilot, lambda: isinstance(app.screen, EndingScreen))
        await pilot.pause(0.1)
        write(app, "ending", size)


async def value(pilot: Pilot[None], screen: PreferScreen, solution: PreferSolution, size: tuple[int, int]) -> None:
    """Write the solution's values of the pair that is open."""
    number = screen.session.state.pair
    for place, worth in zip("ab", solution.values[number - 1], strict=True):
        typed = number_words(worth).replace("-", "").replace(".", " . ")
        minus = ["minus"] if worth < 0 else []
        await press(pilot, screen, place, *minus, *(c if c != "." else "full_stop" for c in typed if c != " "))
    if number == SHOWN:
        write(screen.room, "asked", size)
    await press(pilot, screen, "enter")
    if number == SHOWN:
        write(screen.room, "told", size)


async def train(pilot: Pilot[None], screen: PreferScreen, size: tuple[int, int]) -> None:
    """Let the reward model learn from all pairs."""
    await pilot.press("enter")
    await until(pilot, lambda: len(screen.view.points) >= HALF)
    write(screen.room, "fitting", size)
    await until(pilot, lambda: screen.stage == "fitted" and not screen.is_working)


async def press(pilot: Pilot[None], screen: PreferScreen, *keys: str) -> None:
    """Press keys, each when what the one before began is done."""
    for key in keys:
        await pilot.press(key)
        await until(pilot, lambda: not screen.is_working)
        await pilot.pause()


async def until(pilot: Pilot[None], happened: Callable[[], bool]) -> None:
    """Wait for something to happen."""
    async with asyncio.timeout(900):
        while not happened():
            await pilot.pause(0.02)


def write(app: RoomApp, name: str, size: tuple[int, int]) -> None:
    """Write what is seen."""
    svg = re.sub(r"@font-face \{.*?\}", "", app.export_screenshot(title="tokenroom"), flags=re.DOTALL)
    (PICTURES / f"prefer-{name}-{size[0]}x{size[1]}.svg").write_text(svg)


async def main() -> None:
    """Take them all."""
    PICTURES.mkdir(exist_ok=True)
    wanted = [size for size in SIZES if str(size[0]) in sys.argv[1:]]
    for size in wanted or SIZES:
        await take(size)


if __name__ == "__main__":
    asyncio.run(main())
