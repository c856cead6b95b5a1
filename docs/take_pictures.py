"""Takes the pictures of the docs from the running game: `python -m docs.take_pictures` writes docs/pictures/*.svg.

`python -m docs.take_pictures 02-only-the-shocks daily` takes those of the named levels alone: asking, and the ending of
the shipped solution, at both sizes. They are called level-NAME-asking-80x24.svg and so on; docs/levels.md shows them.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from textual.pilot import Pilot

from tokenroom.game.campaign import Campaign
from tokenroom.game.commands import AnyCommand, Begin
from tokenroom.game.events import AnyEvent
from tokenroom.game.level import APART, find_level, level_names, load_level, load_solution
from tokenroom.game.mechanics import mechanic_of, new_session
from tokenroom.game.records import open_records
from tokenroom.rivals.field import open_field
from tokenroom.room.app import RoomApp
from tokenroom.room.opening import GO_ON
from tokenroom.room.screens.ending import EndingScreen
from tokenroom.room.screens.predict import PredictScreen
from tokenroom.room.screens.working import WorkingScreen
from tokenroom.room.widgets.chart import Chart
from tokenroom.room.widgets.drawing import Drawing

PICTURES = Path(__file__).parent / "pictures"
LEVELS = PICTURES.parent / "levels.md"
SIZES = ((80, 24), (120, 40))
# The stages at which a screen waits for the player, whatever the mechanic.
WAITING = ("asking", "filtering", "asked", "writing", "hand", "fragments", "set")
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


OPEN = cache(open_field)


def open_campaign(seed: int = SEED) -> Campaign:
    """Return a campaign on a record file of its own."""
    records, _ = open_records(Path(tempfile.mkdtemp()) / "records.sqlite", now=lambda: "2026-11-22T10:00:00Z")
    return Campaign(records, OPEN, lambda: seed, seconds_per_nat=0.25, today=lambda: "2026-11-22", all_open=True)


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
        write(app, name)


def write(app: RoomApp, name: str) -> None:
    """Write what is on the screen."""
    svg = re.sub(r"@font-face \{.*?\}", "", app.export_screenshot(title="tokenroom"), flags=re.DOTALL)
    (PICTURES / f"{name}.svg").write_text(svg)


async def take_level(name: str, size: tuple[int, int]) -> None:
    """Take a level as it asks its first item, and its ending with the solution that ships."""
    seed, commands = solved(name)
    at = f"{size[0]}x{size[1]}"
    app = RoomApp(lambda: open_campaign(seed), name, timed=False)
    async with app.run_test(size=size) as pilot:
        await hurry(pilot, WAITING)
        write(app, f"level-{name}-asking-{at}")
    app = RoomApp(lambda: played_but_for_the_last(name, seed, commands), GO_ON, timed=False)
    async with app.run_test(size=size) as pilot:
        await hurry(pilot, None)
        assert isinstance(app.screen, WorkingScreen)
        app.screen.carry_out(commands[-1])
        await hurry(pilot, ())
        write(app, f"level-{name}-ending-{at}")


@cache
def solved(name: str) -> tuple[int, Sequence[AnyCommand]]:
    """Return the seed of a level's solution, and the commands with which it is played."""
    level = load_level(find_level(name))
    mechanic, commands = mechanic_of(level), list[AnyCommand]()
    solution = load_solution(level.folder, mechanic.solution)
    session = new_session(level, solution.seed, 0.0, OPEN)
    apply = session.apply

    def kept(command: AnyCommand) -> tuple[AnyEvent, ...]:
        commands.append(command)
        return apply(command)

    vars(session)["apply"] = kept
    mechanic.solve(session, solution, level.folder / "solution.toml")
    return solution.seed, commands


def played_but_for_the_last(name: str, seed: int, commands: Sequence[AnyCommand]) -> Campaign:
    """Return a campaign with a session that one command will end."""
    campaign = open_campaign(seed)
    session, _ = campaign.start(name)
    for command in commands[:-1]:
        if not isinstance(command, Begin):
            session.apply(command)
    return campaign


async def hurry(pilot: Pilot[None], stages: Sequence[str] | None) -> None:
    """Press a key until one of `stages` is there, any at all (None), or the ending (empty); and the voice has ended."""
    for _ in range(4000):
        screen = pilot.app.screen
        if isinstance(screen, EndingScreen):
            await settle(pilot)
            return
        stage = getattr(screen, "stage", None)
        if not isinstance(screen, WorkingScreen) or not screen.is_mounted or stage is None:
            await pilot.pause(0.05)
            continue
        if screen.is_working or stage == "training":
            await pilot.pause(0.05)
            continue
        there = (stages is None or stage in stages) and screen.voice.is_done
        if there:
            return
        await pilot.press("space")
    raise TimeoutError(f"{stages} did not come")


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


def write_table(names: Sequence[str]) -> None:
    """Write a table of the levels' pictures into docs/levels.md, between two marks."""
    lines = ["", "| | 80 × 24 | 120 × 40 |", "|---|---|---|"]
    for name in names:
        for what, words in (("asking", "asking"), ("ending", "at the end")):
            cells = [f"![](pictures/level-{name}-{what}-{width}x{height}.svg)" for width, height in SIZES]
            lines.append(f"| {name}, {words} | {' | '.join(cells)} |")
    before, mark, rest = LEVELS.read_text().partition("<!-- levels: written by docs/take_pictures.py -->\n")
    _, end, after = rest.partition("<!-- end of levels -->")
    LEVELS.write_text(f"{before}{mark}" + "\n".join([*lines, "", ""]) + f"{end}{after}")


async def settle(pilot: Pilot[None]) -> None:
    """Wait until the ending has laid out its chart, and drawn it."""
    await pilot.pause(0.3)
    while not all(chart.query(Drawing) for chart in pilot.app.screen.query(Chart)):
        await pilot.pause(0.05)
    await pilot.pause(0.3)


async def main(names: Sequence[str]) -> None:
    """Take them all, or those of some levels."""
    PICTURES.mkdir(exist_ok=True)
    for name in names or (*level_names(), *APART):
        for size in SIZES:
            await take_level(name, size)
    if names:
        return
    write_table((*level_names(), *APART))
    await take("room", PAGE, (100, 28), "asking")
    for level, name in ((TUTORIAL, "tutorial"), (PAGE, "page")):
        for size in SIZES:
            at = f"{size[0]}x{size[1]}"
            await take(f"{name}-asking-{at}", level, size, "asking")
            await take(f"{name}-adjusted-{at}", level, size, "adjusted")
            await take(f"{name}-compared-{at}", level, size, "compared")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
