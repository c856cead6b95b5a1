"""The steer screen, driven by keys and by the mouse; its drawings; both sizes, and ASCII."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.room.conftest import until
from tests.room.driving import shown
from tests.small_steer import GAMED, QUESTION, TAMED, steer_campaign
from tokenroom.game.records import Records
from tokenroom.game.steer_events import GroupAnswer, GroupShown, ModelJudged, PolicyMoved, SteerTurn
from tokenroom.game.units import NATS
from tokenroom.room.app import RoomApp
from tokenroom.room.draw.steer import update_text
from tokenroom.room.draw.steer_curves import judged_curves, update_curves
from tokenroom.room.draw.steer_help import steer_help_text
from tokenroom.room.screens.ending import EndingScreen
from tokenroom.room.screens.help import HelpScreen
from tokenroom.room.screens.home import HomeScreen
from tokenroom.room.screens.steer import SteerScreen
from tokenroom.room.steer_view import SteerView
from tokenroom.room.widgets.key_line import KeyLine
from tokenroom.room.widgets.scene import SceneView

SMALL, LARGE = (80, 24), (120, 40)
Make = Callable[..., RoomApp]


@pytest.fixture
def make(tmp_path: Path, records: Records, monkeypatch: pytest.MonkeyPatch) -> Make:
    campaign = steer_campaign(tmp_path, records, monkeypatch)

    def app(level: str | None = TAMED, **options: object) -> RoomApp:
        return RoomApp(lambda: campaign, level, **{"timed": False, "ascii_only": False, **options})  # type: ignore[arg-type]

    return app


async def opened(pilot: Pilot[None]) -> SteerScreen:
    await until(pilot, lambda: isinstance(pilot.app.screen, SteerScreen))
    await until(pilot, lambda: bool(pilot.app.screen.query(Input)))
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, SteerScreen)
    return screen


async def begun(pilot: Pilot[None]) -> SteerScreen:
    """Open the level and read its story."""
    screen = await opened(pilot)
    await read(pilot, screen)
    return screen


async def read(pilot: Pilot[None], screen: SteerScreen) -> None:
    while screen.stage == "telling":
        await keys(pilot, screen, "enter")


async def keys(pilot: Pilot[None], screen: SteerScreen, *pressed: str) -> None:
    """Press keys, each when what the one before began is done."""
    for key in pressed:
        await pilot.press(key)
        await until(pilot, lambda: not screen.is_working)


async def trained(pilot: Pilot[None], screen: SteerScreen) -> None:
    await until(pilot, lambda: screen.session.state.phase == "steered" and not screen.is_working)
    await pilot.pause()


async def at_the_end(pilot: Pilot[None], screen: SteerScreen) -> None:
    for _ in range(9):
        if isinstance(pilot.app.screen, EndingScreen):
            return
        await keys(pilot, screen, "enter")
        await pilot.pause(0.05)
    raise AssertionError("it did not end")


async def test_the_room_stands_above_the_story_which_enter_alone_turns(make: Make) -> None:
    app = make()
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot)
        picture = screen.query_one(SceneView)
        assert screen.stage == "telling"
        assert (picture.display, picture.scene.act, picture.size.height) == (True, 4, 14)
        await keys(pilot, screen, "t", "x")
        assert screen.stage == "telling"
        assert "Enter goes on." in shown(app)
        await keys(pilot, screen, "space")
        assert screen.stage == "set"
        assert not picture.is_on_screen


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_level_by_keys(make: Make, size: tuple[int, int]) -> None:
    app = make()
    async with app.run_test(size=size) as pilot:
        screen = await opened(pilot)
        assert "[red]This is not markup.[/red]" in shown(app)
        await read(pilot, screen)
        assert screen.stage == "set"
        await keys(pilot, screen, "right", "up")
        assert (screen.view.kl_weight, screen.view.updates) == (0.0, 4)
        assert "nothing holds it" in shown(app)
        await pilot.press("enter")
        await trained(pilot, screen)
        assert "There it is." in shown(app)
        assert "before" in shown(app, "#page")
        assert ("○ judge" in shown(app)) is (size == LARGE)
        await keys(pilot, screen, "tab")
        assert "● reward" in shown(app)
        await keys(pilot, screen, "right")
        assert "prompt 2 of 2" in shown(app, "#page")
        await keys(pilot, screen, "left", "left")
        assert "prompt 2 of 2" in shown(app, "#page")
        await keys(pilot, screen, "u")
        assert "Its figures stay on the list." in shown(app)
        assert "4/4" in shown(app, "#page")
        await pilot.press("enter")
        await trained(pilot, screen)
        await keys(pilot, screen, "enter")
        await at_the_end(pilot, screen)
        assert "2 runs" in shown(app)


async def test_a_run_is_stopped_gone_on_with_and_kept_by_the_mouse(make: Make) -> None:
    app = make()
    async with app.run_test(size=SMALL) as pilot:
        screen = await begun(pilot)
        await keys(pilot, screen, "up", "up")

        async def click(words: str) -> None:
            line = screen.query_one(KeyLine)
            await pilot.click(line, offset=(shown(app).splitlines()[-1].index(words), 0))

        await click("train")
        await until(pilot, lambda: screen.stage == "steering" and bool(screen.view.moves))
        await click("stop it")
        await trained(pilot, screen)
        done = len(screen.view.moves)
        assert done < 400
        await click("go on with it")
        await until(pilot, lambda: len(screen.view.moves) > done)
        await click("stop it")
        await trained(pilot, screen)
        assert done < len(screen.view.moves) < 400
        await click("keep it")
        await until(pilot, lambda: screen.view.ended is not None)


async def test_pages_turn_while_it_trains(make: Make) -> None:
    app = make()
    async with app.run_test(size=SMALL) as pilot:
        screen = await begun(pilot)
        await keys(pilot, screen, "up", "up")  # 400 updates: it is still at it when the page is looked at
        await pilot.press("enter")
        await until(pilot, lambda: screen.view.shown is not None)
        await pilot.press("right")
        await until(pilot, lambda: screen.view.shown is not None and screen.view.shown.group == 2)
        assert screen.page == "update"
        await pilot.press("s")
        await trained(pilot, screen)
        assert 2 <= len(screen.view.moves) < 400


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_answers_are_written(make: Make, size: tuple[int, int]) -> None:
    app = make(GAMED, ascii_only=size == SMALL)
    async with app.run_test(size=size) as pilot:
        screen = await begun(pilot)
        await keys(pilot, screen, "t")
        assert "the model that ships" in shown(app)
        await keys(pilot, screen, "enter")
        await until(pilot, lambda: screen.session.state.phase == "fooling")
        await read(pilot, screen)
        assert QUESTION in shown(app)
        line = screen.query_one(Input)
        assert line.has_focus
        await keys(pilot, screen, "enter")
        assert "Write an answer, or press F4" in shown(app)
        line.value = "At [b]four[/b] \x1b[2J \ud800"
        await keys(pilot, screen, "enter")
        assert "fools nobody" in shown(app)
        assert "[b]four[/b]" in shown(app)
        line.value = "x " * 500
        await keys(pilot, screen, "enter")
        assert "too long" in shown(app)
        for text in ("Ask.", "No."):
            line.value = text
            await keys(pilot, screen, "enter")
        assert len(screen.view.tries) == 3
        await keys(pilot, screen, "f4")
        await at_the_end(pilot, screen)
        assert "1 run" in shown(app)


async def test_help_and_leaving(make: Make) -> None:
    app = make()
    async with app.run_test(size=SMALL) as pilot:
        screen = await begun(pilot)
        await keys(pilot, screen, "f1")
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("escape")
        await keys(pilot, screen, "ctrl+t")
        assert "Turn it." in shown(app)
        await keys(pilot, screen, "escape")
        assert "Escape once more" in shown(app)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


def test_both_curves_stand_in_one_picture() -> None:
    judged = [ModelJudged(1, n, 1.0 + n / 10, 14 - n // 5, 70) for n in range(0, 60, 10)]
    drawn = judged_curves(judged, 100, 60, 12).plain.split("\n")
    assert len(drawn) == 12
    assert all(len(line) <= 60 for line in drawn)
    assert "6.00│" in drawn[1]
    assert "│20 %" in drawn[1]
    assert drawn[1].index("○") < 10 < drawn[1].index("●"), "one begins at its top, the other ends there"
    assert judged_curves([], 100, 60, 12).plain == ""
    assert judged_curves(judged, 100, 10, 12).plain == ""
    flat = judged_curves([ModelJudged(1, 0, 1.0, 0, 70)], 0, 60, 12)
    assert "●" in flat.plain


def test_curves_of_updates_stand_beside_one_another() -> None:
    moves = [PolicyMoved(n, 10, float(n), n / 100, 20.0 - n, 0.1) for n in range(1, 6)]
    drawn = update_curves(moves, 10, NATS, 80, 8).plain.split("\n")
    assert drawn[0].split("  ")[0].startswith("reward 5.00")
    assert "KL, nats a token 0.050" in drawn[0]
    assert all(len(line) <= 82 for line in drawn)
    assert update_curves(moves[:1], 10, NATS, 80, 8).plain == ""


def test_an_update_may_hold_anything() -> None:
    answers = tuple(GroupAnswer(text, 1.0, edge, -3.0, -2.0) for text, edge in (("\x1b[2J‮[red]", 1.0), ("", -1.0)))
    view = SteerView(shown=GroupShown(3, 1, 8, (SteerTurn("user", "a\x07b" * 900),), 0.5, answers))
    drawn = update_text(view, 60).plain
    assert "\x1b" not in drawn
    assert "[red]" in drawn
    assert "(nothing)" in drawn
    assert "×2.72" in drawn
    assert max(map(len, drawn.split("\n"))) <= 60


@pytest.mark.parametrize("width", [40, 80, 120])
def test_help_fits(width: int) -> None:
    assert max(len(line) for line in steer_help_text(width).plain.split("\n")) <= width
