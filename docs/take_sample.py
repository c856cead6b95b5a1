"""Takes the pictures of the levels that sample: `python -m docs.take_sample` writes sample-*.svg."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from textual.pilot import Pilot

from docs.take_pictures import SIZES, open_campaign, write
from tokenroom.room.app import RoomApp
from tokenroom.room.screens.sample import SampleScreen

HAND, TEXT = "09-london-in-autumn", "10-one-fragment-at-a-time"
ROUND = ["t"] * 3  # the top token until the text repeats itself
TURN = ["backspace"] * 8 + ["space"] * 6 + ["left"] * 4 + ["backspace"] * 4 + ["space"] * 4
SPREAD = ["2", "9", *["down"] * 3, "3", *["down"] * 2, "1", "5", *["down"] * 2, "4", "5"]
WORDS = ("I", "have", "a", "cold")


async def take(size: tuple[int, int]) -> None:
    """Play both levels as far as there are keys, and write what is seen on the way."""
    at = f"{size[0]}x{size[1]}"
    app = RoomApp(lambda: open_campaign(1), HAND, timed=False)
    async with app.run_test(size=size) as pilot:
        await reach(pilot, "hand")
        await press(pilot, [*ROUND, *TURN])
        write(app, f"sample-hand-{at}")
        await press(pilot, ["n"])
        await reach(pilot, "asking")
        await press(pilot, [*SPREAD, "enter"])
        write(app, f"sample-draws-{at}")
    app = RoomApp(lambda: open_campaign(42), TEXT, timed=False)
    async with app.run_test(size=size) as pilot:
        await reach(pilot, "fragments")
        await press(pilot, ["enter"] * 9)
        write(app, f"sample-fragments-{at}")
        await press(pilot, ["a", "enter"])
        await reach(pilot, "asking")
        for word in WORDS:
            await press(pilot, [*word, "enter", "9", "5", "enter"])
        write(app, f"sample-yours-{at}")


async def reach(pilot: Pilot[None], stage: str) -> None:
    """Go on through the story until a stage is there."""
    async with asyncio.timeout(120):
        while getattr(pilot.app.screen, "stage", None) != stage:
            await pilot.pause(0.05)
            if isinstance(pilot.app.screen, SampleScreen):
                await press(pilot, ["enter"])


async def press(pilot: Pilot[None], keys: Sequence[str]) -> None:
    """Press keys, each when the one before has been carried out."""
    for key in keys:
        await pilot.press(key)
        screen = pilot.app.screen
        while isinstance(screen, SampleScreen) and screen.is_working:
            await pilot.pause(0.01)
    await pilot.pause(0.1)


async def main() -> None:
    """Take them all."""
    for size in SIZES:
        await take(size)


if __name__ == "__main__":
    asyncio.run(main())
