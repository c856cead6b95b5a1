"""Takes the pictures of the docs from the running game: `python -m docs.take_pictures` writes docs/pictures/*.svg."""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path

from textual.pilot import Pilot

from tokenroom.game.campaign import Campaign
from tokenroom.game.records import open_records
from tokenroom.rivals.field import open_field
from tokenroom.room.app import RoomApp
from tokenroom.room.screens.predict import PredictScreen

PICTURES = Path(__file__).parent / "pictures"
SEED = 8  # the page whose solution ships
PAGE, TUTORIAL = "practice", "00-tutorial"
KEYS = {  # what is typed at each item: a word is found and taken, then scored; symbols are listed in order
    TUTORIAL: [["3", "down", "1", "down", "6", "down", "2"]],
    PAGE: [
        [*"ing", "enter", "3", *"of", "enter", *"1.5"],
        [*"looked", "enter", *"1.5", *"took", "enter", "1"],
        [*"al", "enter", *"3.5"],
    ],
}


def open_campaign() -> Campaign:
    """Return a campaign on a record file of its own."""
    records, _ = open_records(Path(tempfile.mkdtemp()) / "records.sqlite", now=lambda: "now")
    field = open_field("english")
    return Campaign(records, lambda _: field, new_seed=lambda: SEED, seconds_per_nat=0.25)


async def take(name: str, level: str, size: tuple[int, int], stage: str) -> None:
    """Play to `stage` of the last item that there are keys for, and write the screen."""
    app = RoomApp(open_campaign, level, timed=False)
    async with app.run_test(size=size) as pilot:
        while not isinstance(app.screen, PredictScreen):
            await pilot.pause(0.05)
        for n, keys in enumerate(KEYS[level], start=1):
            await until(pilot, "asking")
            await pilot.press(*keys)
            if n < len(KEYS[level]) or stage != "asking":
                await pilot.press("enter")
        await until(pilot, stage)
        svg = re.sub(r"@font-face \{.*?\}", "", app.export_screenshot(title="tokenroom"), flags=re.DOTALL)
        (PICTURES / f"{name}.svg").write_text(svg)


async def until(pilot: Pilot[None], stage: str) -> None:
    """Press a key until `stage` is there and the voice has ended."""
    screen = pilot.app.screen
    assert isinstance(screen, PredictScreen)
    for _ in range(40):
        while screen.is_working:
            await pilot.pause(0.01)
        if screen.stage == stage and screen.voice.is_done:
            return
        await pilot.press("space" if screen.stage != "compared" or stage == "compared" else "enter")
    raise TimeoutError(f"{stage} did not come: it is {screen.stage}")


async def main() -> None:
    """Take them all."""
    PICTURES.mkdir(exist_ok=True)
    await take("room", PAGE, (100, 28), "asking")
    for level, name in ((TUTORIAL, "tutorial"), (PAGE, "page")):
        for size in ((80, 24), (120, 40)):
            at = f"{size[0]}x{size[1]}"
            await take(f"{name}-asking-{at}", level, size, "asking")
            await take(f"{name}-adjusted-{at}", level, size, "adjusted")
            await take(f"{name}-compared-{at}", level, size, "compared")


if __name__ == "__main__":
    asyncio.run(main())
