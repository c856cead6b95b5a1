"""Settings, journal and palette in the room, by keys alone and by mouse alone."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot

from tests.room.conftest import press, settle
from tests.room.driving import SIZE, MakeApp, predict, shown, title
from tests.room.pictures import NASTY
from tokenroom.errors import BadInput
from tokenroom.game.campaign import Campaign
from tokenroom.game.journal import JournalEntry
from tokenroom.game.standing import LevelStanding
from tokenroom.plain.journal import journal_lines
from tokenroom.room.app import RoomApp
from tokenroom.room.draw.journal import journal_text
from tokenroom.room.draw.settings import LESS, MORE, hit, row_at, settings_text
from tokenroom.room.opening import Opened
from tokenroom.room.palette import Offer, RoomCommands
from tokenroom.room.screens.help import HelpScreen
from tokenroom.room.screens.home import HomeScreen
from tokenroom.room.screens.journal import JournalScreen
from tokenroom.room.screens.predict import PredictScreen
from tokenroom.room.screens.settings import SettingsScreen
from tokenroom.room.widgets.settings_list import SettingsList
from tokenroom.settings import KEYS, Settings

ENTRY = JournalEntry("a", "A level", "2026-11-22", "You paid 2.00 nats.")


class Kept:
    """Where settings are kept, or cannot be."""

    def __init__(self, fault: str = "") -> None:
        self.settings: list[Settings] = []
        self._fault = fault

    def __call__(self, settings: Settings) -> None:
        if self._fault:
            raise BadInput("settings.toml", "", self._fault)
        self.settings.append(settings)


class TestDrawing:
    @given(st.integers(60, 200), st.integers(10, 60), st.sampled_from(range(len(KEYS))))
    def test_every_line_fits_and_every_row_is_where_a_click_finds_it(self, width: int, height: int, place: int) -> None:
        drawn = settings_text(Settings(theme="catppuccin-macchiato"), place, width, height)
        lines = drawn.plain.split("\n")
        assert len(lines) <= max(height, 14)
        assert max(map(len, lines)) <= width
        rows = {row_at(y, height): line for y, line in enumerate(lines) if "←" in line}
        assert sorted(row for row in rows if row is not None) == list(range(len(KEYS)))
        assert all((line.index("←"), line.index("→")) == (LESS, MORE) for line in rows.values())
        assert rows[place].startswith("▸ ")

    def test_a_click_on_an_arrow_is_told_from_one_on_the_row(self) -> None:
        assert [hit(x) for x in (4, LESS, LESS + 9, MORE, MORE + 5)] == ["row", "less", "more", "more", "row"]

    @given(st.integers(40, 160))
    def test_the_journal_fits_and_shows_text_as_text(self, width: int) -> None:
        entries = [JournalEntry("x", NASTY * 9, "2026-11-22", f"{NASTY} {'long ' * 500}"), ENTRY]
        plain = journal_text(entries, width).plain
        assert max(map(len, plain.split("\n"))) <= width
        assert "\x1b" not in plain
        assert "\u202e" not in plain
        assert "A level ─" in plain
        assert all(line.isprintable() for line in journal_lines(entries))

    def test_the_journal_says_when_it_is_empty(self) -> None:
        assert "Nothing is written here yet" in journal_text((), 80).plain
        assert journal_lines([ENTRY]) == ["A level, 2026-11-22", "  You paid 2.00 nats."]


async def test_settings_are_changed_by_keys_take_effect_and_are_kept(make_app: MakeApp) -> None:
    kept = Kept()
    app = make_app(save_settings=kept)
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        await press(pilot, "s")
        assert isinstance(app.screen, SettingsScreen)
        await press(pilot, "down", "down", "right", "down", "enter")
        theme = app.theme
        assert kept.settings == [Settings(theme=theme), Settings(theme=theme, reduced_motion=True)]
        assert not app.may_move
        await press(pilot, "up", "r", "question_mark")
        assert app.theme != theme
        assert kept.settings[-1] == Settings(reduced_motion=True)
        assert isinstance(app.screen, HelpScreen)
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, HomeScreen)
    assert len(kept.settings) == 3


async def test_settings_are_changed_by_the_mouse_alone(make_app: MakeApp) -> None:
    kept = Kept()
    app = make_app(save_settings=kept)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        line = shown(app, "KeyLine")
        await pilot.click("KeyLine", offset=(line.index("settings"), 0))
        await settle(pilot)
        lines = app.screen.query_one(SettingsList).render().plain.split("\n")
        units = next(y for y, line in enumerate(lines) if "unit of surprise" in line)
        await pilot.click(SettingsList, offset=(MORE, units))
        await settle(pilot)
        assert app.settings == Settings(units="bits")
        await pilot.click(SettingsList, offset=(LESS, units))
        await pilot.click(SettingsList, offset=(4, 0))
        await settle(pilot)
        assert kept.settings == [Settings(units="bits"), Settings()]
        await pilot.click("KeyLine", offset=(2, 0))
        await settle(pilot)
        assert app.settings.pace == "story"
        await pilot.click("KeyLine", offset=(shown(app, "KeyLine").index("back"), 0))
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)


async def test_what_cannot_be_kept_is_said_and_holds_until_the_end(make_app: MakeApp) -> None:
    app = make_app(save_settings=Kept("no space left"))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "s", "right")
        assert "settings.toml: no space left" in " ".join(shown(app, "Notice").split())
        assert app.settings.pace == "story"
        await press(pilot, "down")
        assert shown(app, "Notice") == ""


async def test_settings_are_worn_from_the_start(make_app: MakeApp, room_campaign: Campaign) -> None:
    settings = Settings(theme="nord", reduced_motion=True, units="bits", answer_in="chips", pace="calm")
    app = make_app("00-symbols", settings=settings, save_settings=Kept("must not be written"))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert app.theme == "nord"
        assert not app.may_move
        await press(pilot, "enter")
        assert "[chips]" in shown(app)
        await press(pilot, "2", "5", *["enter"] * 3)
        assert "bits. Knowing nothing costs 2.000." in shown(app)
        assert "nats" not in shown(app)


async def test_a_theme_that_is_gone_is_said_and_another_worn(make_app: MakeApp) -> None:
    kept = Kept()
    app = make_app(settings=Settings(theme="mauve"), save_settings=kept)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert "no theme is called 'mauve'" in shown(app, "Notice")
        assert kept.settings == []


async def test_a_theme_chosen_in_textuals_own_palette_is_kept(make_app: MakeApp) -> None:
    kept = Kept()
    app = make_app(save_settings=kept)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        app.theme = "gruvbox"  # what the palette does
        await settle(pilot)
        app.theme = "dracula"
        app.theme = "nord"
        await settle(pilot)
    assert [settings.theme for settings in kept.settings] == ["gruvbox", "nord"]


async def test_pace_and_ways_to_answer_hold_from_the_next_session_on(
    make_app: MakeApp, room_campaign: Campaign
) -> None:
    app = make_app(answer_in="guess")
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "s", "right", "right", "down", "right", "escape", "enter")
        assert room_campaign.seconds_per_nat == 0.0
        await press(pilot, "enter")
        assert "[scores]" in shown(app)


@pytest.mark.parametrize("sound", [True, False])
async def test_the_bell_rings_once_when_a_square_opens_if_asked_for(make_app: MakeApp, sound: bool) -> None:
    rung: list[str] = []
    app = make_app("00-symbols", settings=Settings(sound=sound))
    app.bell = lambda: rung.append(predict(pilot).stage or "")  # type: ignore[method-assign]
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "3", *["enter"] * 4)
        assert predict(pilot).stage == "compared"
    assert rung == (["opened"] if sound else [])


async def offered(pilot: Pilot[None]) -> list[str]:
    """What the palette lists, once it has asked for it."""
    async with asyncio.timeout(30):
        while not (listed := pilot.app.screen.query_one("CommandList")).option_count:  # type: ignore[attr-defined]
            await pilot.pause()
    await pilot.pause(0.2)
    return [option.hit.text for option in listed.options]  # type: ignore[attr-defined]


async def test_the_palette_says_what_becomes_of_what_is_being_played(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "m")
        told = {offer.title: offer.words for offer in offers_of(pilot)}
        assert (told["Home"], told["Leave"]) == ("back to the room", "leave tokenroom")
        assert told["Four symbols"] == "act 0 · not played yet"
        app.play("00-symbols")
        await settle(pilot)
        told = {offer.title: offer.words for offer in offers_of(pilot)}
        assert told["Home"] == "back to the room; this session is kept"
        await press(pilot, "enter", "escape", "escape")
        assert {offer.title: offer.words for offer in offers_of(pilot)}["Four symbols"] == "act 0 · begun"


def offers_of(pilot: Pilot[None]) -> list[Offer]:
    return list(RoomCommands(pilot.app.screen)._offers())


async def test_the_palette_offers_levels_and_places_and_leads_there(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+p")
        assert await offered(pilot) == [
            "Four symbols",
            "A small page",
            "Daily phrase",
            "Practice",
            "Map",
            "Journal",
            "Tokens",
            "Settings",
            "Colours",
            "Help",
            "Leave",
        ]
        await pilot.press(*"journ")
        assert await offered(pilot) == ["Journal"]
        await press(pilot, "enter")
        assert isinstance(app.screen, JournalScreen)
        await press(pilot, "ctrl+p")
        await pilot.press(*"small")
        assert await offered(pilot) == ["A small page"]
        await press(pilot, "enter")
        assert "This door opens when" in shown(app)
        await press(pilot, "ctrl+p")
        await pilot.press(*"four")
        assert await offered(pilot) == ["Four symbols"]
        await press(pilot, "enter")
        assert title(pilot) == "Four symbols"


async def test_a_level_chosen_while_playing_must_be_meant_and_is_said_where_one_looks(make_app: MakeApp) -> None:
    app = make_app("01-small-page")
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        for is_sure in (False, True):
            await press(pilot, "ctrl+p")
            await pilot.press(*"four")
            assert await offered(pilot) == ["Four symbols"]
            await press(pilot, "enter")
            assert isinstance(app.screen, PredictScreen)
            assert title(pilot) == ("Four symbols" if is_sure else "A small page")
            assert ("closes your unfinished session" in " ".join(shown(app, "Notice").split())) is not is_sure


async def test_a_title_from_a_stranger_is_text_in_the_palette(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        app.opened = Opened((LevelStanding("x", f"[b]{NASTY}", 0, 0, False, None),), None, 0)
        await pilot.press("ctrl+p")
        first, *_ = await offered(pilot)
        assert first.startswith("[b]\\x1b[2J[red]")
        await pilot.press("r", "e", "d")
        assert await offered(pilot) == [first]
        assert "[b]\\x1b[2J[red]" in shown(app)


async def test_the_journal_scrolls_and_goes(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Campaign, "journal", lambda _: (ENTRY,) * 20)
    app = make_app()
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        await press(pilot, "j")
        first = shown(app)
        assert "20 entries" in first
        await press(pilot, "end")
        assert shown(app) != first
        await press(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)


async def test_places_that_need_the_campaign_do_nothing_without_it() -> None:
    def fail() -> Campaign:
        raise BadInput("records.sqlite", "", "cannot be opened")

    app = RoomApp(fail, timed=False)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "j")
        assert isinstance(app.screen, HomeScreen)
        await press(pilot, "s", "up", "up", "up", "right")
        assert app.settings.units == "bits"
