"""Takes the pictures of the places between the levels: `python -m docs.take_places` writes docs/pictures/place-*.svg.

Home, map, journal, practice, settings and the tokeniser view, at both sizes, after three levels were played by the
solutions that ship.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from textual.pilot import Pilot
from textual.widgets import OptionList

from docs.take_pictures import OPEN, SIZES, open_campaign, settle, solved, write
from tokenroom.game.campaign import Campaign
from tokenroom.game.commands import Begin
from tokenroom.game.level import find_level, load_level
from tokenroom.game.mechanics import new_session
from tokenroom.game.recorded import start_recorded
from tokenroom.room.app import RoomApp

PLAYED = ("00-tutorial", "02-only-the-shocks", "05-the-fair-die")
TEXT = "The lighthouse keeper's clockmaker"
PLACES: dict[str, Callable[[RoomApp], object]] = {
    "home": lambda app: app.go_home(),
    "map": lambda app: app.open_map(),
    "journal": lambda app: app.open_journal(),
    "practice": lambda app: app.open_practice(),
    "settings": lambda app: app.open_settings(),
    "tokens": lambda app: app.open_tokens(),
}


def played() -> Campaign:
    """Return a campaign in which some levels were played to their ends."""
    campaign = open_campaign()
    for name in PLAYED:
        seed, commands = solved(name)
        session = new_session(load_level(find_level(name)), seed, 0.0, OPEN)
        recorded, _ = start_recorded(session, campaign.records)
        for command in commands:
            if not isinstance(command, Begin):
                recorded.apply(command)
    return campaign


async def take_place(name: str, size: tuple[int, int]) -> None:
    """Go to a place and write what is on the screen."""
    app = RoomApp(played, timed=False)
    async with app.run_test(size=size) as pilot:
        while not app.screen.query(OptionList):  # the lights come on once the levels were played
            await pilot.pause(0.05)
        PLACES[name](app)
        await pilot.pause(0.5)
        if name == "tokens":
            await type_text(pilot)
        await settle(pilot)
        write(app, f"place-{name}-{size[0]}x{size[1]}")


async def type_text(pilot: Pilot[None]) -> None:
    """Type something that falls into several tokens."""
    await pilot.press(*("space" if letter == " " else letter for letter in TEXT))
    await pilot.pause(1.0)


async def main() -> None:
    """Take them all."""
    for name in PLACES:
        for size in SIZES:
            await take_place(name, size)


if __name__ == "__main__":
    asyncio.run(main())
