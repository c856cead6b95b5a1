"""Takes the pictures of the docs from the running game: `python -m docs.pictures` writes docs/*.svg."""

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
from tokenroom.room.screens.staged import StagedScreen

HERE = Path(__file__).parent
SEED = 8  # the page whose solution ships
SCORES = {  # what is typed at each item: the beginning of a word, or nothing for the first candidate, and a score
    1: [("ing", "2.5"), ("of", "1.5")],
    2: [("rew", "3")],
    3: [("on", "3"), ("a", "2"), ("and", "1")],
}


def open_campaign() -> Campaign:
    """Return a campaign on a record file of its own."""
    records, _ = open_records(Path(tempfile.mkdtemp()) / "records.sqlite", now=lambda: "now")
    field = open_field("english")
    return Campaign(records, lambda _: field, new_seed=lambda: SEED, seconds_per_nat=0.25)


async def take(name: str, size: tuple[int, int], item: int, stage: str) -> None:
    """Play to `stage` of `item` and write the screen."""
    app = RoomApp(open_campaign, "01-a-page-of-english", timed=False)
    async with app.run_test(size=size) as pilot:
        while not isinstance(app.screen, StagedScreen):
            await pilot.pause(0.05)
        for n in range(1, item + 1):
            await until(pilot, "asking")
            for word, score in SCORES[n]:
                await pilot.press(*word, "enter", *score)
            if n < item or stage != "asking":
                await pilot.press("enter")
        await until(pilot, stage)
        svg = re.sub(r"@font-face \{.*?\}", "", app.export_screenshot(title="tokenroom"), flags=re.DOTALL)
        (HERE / f"{name}.svg").write_text(svg)


async def until(pilot: Pilot[None], stage: str) -> None:
    """Press a key until `stage` is there and the voice has ended."""
    screen = pilot.app.screen
    assert isinstance(screen, StagedScreen)
    for _ in range(40):
        if screen.stage == stage and screen.voice.is_done:
            return
        await pilot.press("space" if screen.stage != "compared" or stage == "compared" else "enter")
    raise TimeoutError(f"{stage} did not come: it is {screen.stage}")


async def main() -> None:
    """Take them all."""
    await take("room", (100, 28), 3, "asking")
    await take("revealed", (120, 40), 3, "compared")


if __name__ == "__main__":
    asyncio.run(main())
