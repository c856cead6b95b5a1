"""The curate screen, driven by keys and by the mouse; its drawings; pictures in both sizes and in ASCII."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot

from tests.room.conftest import all_ended, settle, until
from tests.room.driving import shown
from tests.small_heap import NAME, heap_campaign
from tokenroom.game.campaign import Campaign
from tokenroom.game.commands import AnyCommand
from tokenroom.game.curate_commands import TrainOn
from tokenroom.game.curate_events import Trained, TrainingBegan, TrainingStopped
from tokenroom.game.events import AnyEvent
from tokenroom.game.records import Records
from tokenroom.room.app import RoomApp
from tokenroom.room.ascii import to_ascii
from tokenroom.room.curate_view import CurateView
from tokenroom.room.draw.curate import NAME as NAME_COLUMNS
from tokenroom.room.draw.curate import SETTING, losses_text, page_length, page_text, training_text
from tokenroom.room.draw.curves import Curve, curves_text
from tokenroom.room.screens.curate import CurateScreen
from tokenroom.room.screens.curate_parts import SCROLL
from tokenroom.room.screens.ending import EndingScreen
from tokenroom.room.screens.home import HomeScreen
from tokenroom.room.widgets.filter_list import FilterList
from tokenroom.room.widgets.scene import SceneView

SMALL, LARGE = (80, 24), (120, 40)
Make = Callable[..., RoomApp]
Apply = Callable[[AnyCommand], tuple[AnyEvent, ...]]


@pytest.fixture
def make(tmp_path: Path, records: Records, monkeypatch: pytest.MonkeyPatch) -> Make:
    campaign: Campaign = heap_campaign(tmp_path, records, monkeypatch)

    def app(level: str | None = NAME, **options: object) -> RoomApp:
        return RoomApp(lambda: campaign, level, **{"timed": False, "ascii_only": False, **options})  # type: ignore[arg-type]

    return app


def curate(pilot: Pilot[None]) -> CurateScreen:
    assert isinstance(pilot.app.screen, CurateScreen)
    return pilot.app.screen


async def keys(pilot: Pilot[None], *pressed: str) -> None:
    """Press keys, each when what the one before began is done; while rivals train, none is waited for."""
    for key in pressed:
        await pilot.press(key)
        screen = pilot.app.screen
        if isinstance(screen, CurateScreen):
            await until(pilot, lambda screen=screen: not screen.is_working)  # type: ignore[misc]


async def opened(pilot: Pilot[None]) -> CurateScreen:
    await settle(pilot)
    await until(pilot, lambda: isinstance(pilot.app.screen, CurateScreen))
    await keys(pilot, "enter")
    return curate(pilot)


async def trained(pilot: Pilot[None]) -> None:
    await pilot.press("enter")
    await until(pilot, lambda: curate(pilot).stage == "compared")
    await pilot.pause()  # it is painted
    await pilot.pause()


async def test_a_level_from_its_story_to_its_ending_by_keys_alone(make: Make) -> None:
    app = make()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert "[red]This is not markup.[/red]" in shown(app)
        screen = await opened(pilot)
        assert "▸ addresses" in shown(app)
        await keys(pilot, "right", "right", "down", "right", "right", "down", "right", "right")
        assert screen.view.settings == {
            "addresses": "patterns",
            "extraction": "main text",
            "language": "middle",
            "duplicates": "off",
            "personal": "off",
        }
        await keys(pilot, "t")
        assert "taken whole: language" in shown(app)
        await trained(pilot)
        assert "cleaned one" in shown(app)
        assert "♪ Better." in shown(app)
        await keys(pilot, "enter")
        assert "Thank you." in shown(app)
        await keys(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, EndingScreen))
        assert "You have done what was asked" in shown(app)
        await pilot.press("h")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_by_mouse_alone(make: Make) -> None:
    app = make()
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot)
        table = screen.query_one(FilterList)
        for x, setting in ((NAME_COLUMNS + SETTING + 4, "all text"), (NAME_COLUMNS + 6, "main text")):
            await pilot.click(table, offset=(x, 2))
            await until(pilot, lambda setting=setting: screen.view.settings["extraction"] == setting)  # type: ignore[misc]
        await pilot.click(table, offset=(NAME_COLUMNS + 3, 2))
        await until(pilot, lambda: screen.view.settings["extraction"] == "all text")
        await pilot.click(table, offset=(3, 5))
        assert (screen.place, screen.view.settings["personal"]) == (4, "off")
        bottom = SMALL[1] - 1
        line = shown(app).splitlines()[bottom]
        await pilot.click(offset=(line.index("N page"), bottom))
        await until(pilot, lambda: screen.view.page is not None)
        await pilot.click(offset=(line.index("Enter"), bottom))
        await until(pilot, lambda: screen.stage == "compared")


async def test_s_stops_a_training_and_another_can_be_begun(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    app, gate = make(), Event()
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot)
        await keys(pilot, "enter")
        assert "No filter is set" in shown(app)
        monkeypatch.setattr(screen.recorded, "apply", held(screen.recorded.apply, gate))
        await pilot.press("enter")
        await until(pilot, lambda: screen.stage == "training")
        await pilot.press("s")
        gate.set()
        await until(pilot, lambda: screen.stage in {"filtering", "compared"})
        assert screen.view.trainings_left == 1
        await keys(pilot, "right")
        await trained(pilot)
        assert "trainings left 0" in shown(app)
        await keys(pilot, "right")  # it can be set, but nothing more is trained
        assert screen.stage == "filtering"
        await keys(pilot, "enter")
        await until(pilot, lambda: screen.view.ended is not None)


def held(apply: Apply, gate: Event) -> Apply:
    """Let no training go on before the gate is open: these rivals are so small that they would be done by then."""

    def apply_later(command: AnyCommand) -> tuple[AnyEvent, ...]:
        if isinstance(command, TrainOn):
            gate.wait(30)
        return apply(command)

    return apply_later


async def test_hints_limits_of_a_filter_and_leaving(make: Make) -> None:
    app = make()
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        await keys(pilot, "left")
        assert "addresses has no setting before that one" in shown(app)
        await keys(pilot, "ctrl+t")
        assert "♪ Look at a page. (1 more)" in shown(app)
        await keys(pilot, "t")
        assert "the filter addresses takes nothing from any page" in shown(app)
        await pilot.press("f1")
        await until(pilot, lambda: "choose a filter" in shown(app))
        await pilot.press("escape")
        await keys(pilot, "p")
        assert "page 435 (" in shown(app)
        before = shown(app)
        await keys(pilot, "pagedown")
        assert shown(app) != before
        await pilot.press("escape")
        await until(pilot, lambda: "Escape once more" in shown(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_a_stopped_training_is_told(make: Make) -> None:
    app = make()
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot)
        screen.show_told((TrainingStopped(1),))
        await pilot.pause()
        assert "Both have stopped; what they had learned is gone." in shown(app)


async def test_the_page_that_is_looked_at_follows_the_filters(make: Make) -> None:
    app = make()
    async with app.run_test(size=LARGE) as pilot:
        screen = await opened(pilot)
        await keys(pilot, "n", "pagedown")
        assert screen.view.page is not None
        assert (screen.view.page.page, screen.first) == (1, SCROLL)
        before, screen_first = screen.view.page, screen.first
        await keys(pilot, "down", "right")
        await until(pilot, lambda: screen.view.page is not before)
        await keys(pilot, "right")
        await until(pilot, lambda: "<" not in (screen.view.page.left or "") if screen.view.page else False)
        assert (screen.view.page.page, screen.first) == (1, screen_first)


async def test_a_page_cannot_be_scrolled_past_its_end(make: Make) -> None:
    app = make()
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot)
        await keys(pilot, "n", *["pagedown"] * 60)
        last = screen.first
        assert last == page_length(screen.view, screen.query_one("#page").content_size.width) - 1
        await keys(pilot, "pageup")
        assert screen.first == last - SCROLL


async def test_a_session_left_while_training_goes_on(make: Make) -> None:
    app = make()
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot)
        await keys(pilot, "down", "right")
        await pilot.press("enter")
        await until(pilot, lambda: bool(screen.view.points))
    await all_ended()
    app = make(None)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, CurateScreen))
        await until(pilot, lambda: curate(pilot).stage == "compared")
        assert curate(pilot).view.settings["extraction"] == "all text"


@pytest.mark.parametrize("size", [(60, 20), SMALL, LARGE, (200, 60)])
async def test_it_fits_every_terminal(make: Make, size: tuple[int, int]) -> None:
    app = make()
    async with app.run_test(size=size) as pilot:
        await opened(pilot)
        await keys(pilot, "n")
        lines = shown(app).splitlines()
        assert len(lines) == size[1]
        assert "▸ addresses" in lines[2]
        assert any("as it was found" in line for line in lines)
        await keys(pilot, "right")
        await trained(pilot)
        assert "The goal:" in shown(app)


async def test_it_is_ascii_where_the_terminal_knows_no_more(make: Make) -> None:
    app = make(ascii_only=True)
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        assert shown(app).isascii()
        await keys(pilot, "n", "right")
        assert shown(app).isascii()
        await trained(pilot)
        assert shown(app).isascii()
        assert "* cleaned" in shown(app)
        assert "o raw" in shown(app)


def point(phrases: int, raw: float, cleaned: float) -> Trained:
    both = {"raw": raw, "cleaned": cleaned}
    return Trained(1, phrases // 16, phrases, 160, both, both)


def test_curves_lie_where_their_figures_say() -> None:
    curves = [Curve([(0, 4.0), (10, 2.0)], "o", ""), Curve([(0, 4.0), (5, 0.0)], "*", "")]
    lines = curves_text(curves, 10, 31, 6).plain.splitlines()
    assert [line[:7] for line in lines[:5]] == ["  4.00│", "      │", "      │", "      │", "  0.00│"]
    assert lines[0][7] == "*"
    assert lines[2].rstrip()[-1] == "o"
    assert len(lines[2].rstrip()) == 31
    assert lines[4].rstrip().endswith("*")
    assert curves_text([], 10, 31, 6).plain == ""
    assert curves_text(curves, 10, 12, 6).plain == ""


def test_the_training_is_told_with_its_rate_and_what_is_left() -> None:
    view = CurateView(began=TrainingBegan(1, 160, 1_234_567, 150_010), points=(point(80, 6.5, 5.25),))
    first, raw, cleaned = training_text(view, 20.0, 78).plain.splitlines()
    assert "80 of 160 phrases · 20 a second · 4 s left" in first
    assert "○ raw" in raw
    assert "1,234,567 tokens   clean English  6.50" in raw
    assert "● cleaned" in cleaned
    assert "left" not in training_text(view, None, 78).plain
    assert "They read their first phrases" in losses_text(CurateView(began=view.began), 78, 8).plain
    assert to_ascii(losses_text(view, 78, 8)).plain.isascii()


def test_how_much_of_a_page_is_shown_is_said() -> None:
    from tokenroom.game.curate_events import PageShown

    page = PageShown(1, "https://x.example/", "spam", "word " * 4_000, "word " * 20, None, ())
    title, extent, *text = page_text(CurateView(page=page), 0, 78, 12).plain.splitlines()[1:]
    assert title.split("│")[0].strip() == "as it was found"
    assert [side.strip() for side in extent.split("│")] == ["the first 6,000 of 20,000 characters", ""]
    assert len(text) == 9
    page = PageShown(1, "https://x.example/", "spam", "word " * 40, "word " * 20, None, ())
    assert "the first" not in page_text(CurateView(page=page), 0, 78, 12).plain


async def test_the_room_stands_above_the_story_and_leaves_the_table_alone(make: Make) -> None:
    app = make()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        screen = curate(pilot)
        picture = screen.query_one(SceneView)
        assert screen.stage == "telling"
        assert picture.display
        assert (picture.scene.act, picture.size.height) == (1, 14)
        assert "╭───────╮" in shown(app)
        await keys(pilot, "enter")
        assert screen.stage == "filtering"
        assert not picture.is_on_screen
        assert "train" in shown(app).splitlines()[-1]


def test_a_page_cannot_draw_escape_codes() -> None:
    from tokenroom.game.curate_events import PageShown

    nasty = "\x1b[2J\x1b]0;title\x07[red]\u202e" + "x" * 9_000
    view = CurateView(page=PageShown(1, "https://x.example/\x1b[31m", "spam", nasty, nasty, None, (nasty,)))
    text = page_text(view, 0, 78, 10).plain
    assert text.replace("\n", "").isprintable()
    assert "[red]" in text
    assert max(map(len, text.splitlines())) <= 78


async def _still(pilot: Pilot[None]) -> None:
    await opened(pilot)
    await keys(pilot, *["right", "right", "down"] * 4, "up", "t")


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_filters_in_a_picture(snap_compare: Callable[..., bool], make: Make, size: tuple[int, int]) -> None:
    assert snap_compare(make(), terminal_size=size, run_before=_still)


def test_filters_in_a_picture_of_ascii(snap_compare: Callable[..., bool], make: Make) -> None:
    assert snap_compare(make(ascii_only=True), terminal_size=SMALL, run_before=_still)
