"""Help: each place tells what it is for and which keys it has, by whatever way help is asked for."""

from __future__ import annotations

from typing import get_args

import pytest
from rich.cells import cell_len

from tests.room.conftest import press, settle
from tests.room.driving import SIZE, MakeApp, shown
from tokenroom.room.draw.places_help import ABOUT, Place, place_help
from tokenroom.room.screens.help import HelpScreen

TEXT = "HelpScreen VerticalScroll Drawing"
WAYS: dict[Place, tuple[str, ...]] = {
    "home": (),
    "map": ("m",),
    "settings": ("s",),
    "journal": ("j",),
    "practice": ("p",),
}


@pytest.mark.parametrize("place", WAYS)  # the certificate has to be earned: see test_certificate.py
@pytest.mark.parametrize("key", ["question_mark", "f1"])
async def test_each_place_has_help_of_its_own(make_app: MakeApp, place: Place, key: str) -> None:
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, *WAYS[place], key)
        assert isinstance(app.screen, HelpScreen)
        told = shown(app, TEXT)
        assert told.startswith(ABOUT[place][0])
        assert "lock your answer" not in told
        await press(pilot, "escape")
        assert not isinstance(app.screen, HelpScreen)


async def test_the_palette_leads_to_the_help_of_the_screen_below(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "t", "ctrl+p")
        await pilot.press(*"help")
        await pilot.pause(0.5)
        await press(pilot, "enter")
        assert isinstance(app.screen, HelpScreen)
        assert "vocabulary" in shown(app, TEXT)


@pytest.mark.parametrize("place", get_args(Place))
@pytest.mark.parametrize("width", [56, 76, 96])
def test_it_fits(place: Place, width: int) -> None:
    assert all(cell_len(line) <= width for line in place_help(place, width).plain.split("\n"))
