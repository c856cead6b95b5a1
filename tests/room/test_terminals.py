"""The room in terminals of all kinds: small, ASCII alone, in other colours, with less motion."""

from __future__ import annotations

import pytest

from tests.room.conftest import press, settle
from tests.room.driving import SIZE, MakeApp, predict, shown
from tokenroom.game.commands import AnswerScores
from tokenroom.room.widgets.answering import Answering
from tokenroom.room.widgets.too_small import TooSmall


@pytest.mark.parametrize("size", [(40, 12), (59, 40), (200, 19), (1, 1)])
async def test_a_terminal_that_is_too_small_is_told_so_and_comes_back(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app("00-symbols")
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        await pilot.resize_terminal(*size)
        await settle(pilot)
        assert app.screen.query_one(TooSmall).display
        assert not app.screen.query_one("#frame").display
        await press(pilot, "7", "enter")
        await pilot.resize_terminal(*SIZE)
        await settle(pilot)
        assert not app.screen.query_one(TooSmall).display
        assert predict(pilot).stage == "asking"
        assert app.screen.query_one(Answering).answer() == AnswerScores({})


async def test_ascii_only_shows_ascii_only(make_app: MakeApp) -> None:
    app = make_app("01-small-page", ascii_only=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        assert shown(app).isascii()
        for _ in range(2):
            await press(pilot, "3", *["enter"] * 4)
            assert shown(app).isascii()
            await press(pilot, "enter")


@pytest.mark.parametrize("theme", ["textual-light", "ansi-dark", "ansi-light", "nord"])
async def test_every_kind_of_theme_can_dress_the_room(make_app: MakeApp, theme: str) -> None:
    app = make_app("01-small-page")
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        app.theme = theme
        await press(pilot, "enter", "3", "enter")
        assert predict(pilot).stage == "adjusted"


async def test_a_shock_takes_its_seconds_and_any_key_hurries(make_app: MakeApp) -> None:
    app = make_app("00-symbols", timed=True)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "enter", "1", *["enter"] * 3)
        assert predict(pilot).stage == "shock"
        assert "▓" in shown(app, "#meter")
        await press(pilot, "x")
        assert predict(pilot).stage == "compared"
        assert "▓" not in shown(app, "#meter")
        assert app.screen.query_one("#frame").styles.opacity == 1.0


async def test_reduced_motion_takes_the_shock_away_and_leaves_the_figure(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_MOTION", "1")
    app = make_app("00-symbols")
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "1", *["enter"] * 3)
        assert predict(pilot).stage == "compared"
        assert "nats" in shown(app, "#meter")


async def test_without_colours_no_background_is_painted_either(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_app("01-small-page")
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        styles = [segment.style for strip in app.screen._compositor.render_strips() for segment in strip]
        filtered = [
            segment.style
            for strip in app.screen._compositor.render_strips()
            for line_filter in [f for f in app._filters if f.enabled]
            for segment in line_filter.apply(list(strip), app.screen.background_colors[1])
        ]
        assert styles
        assert all(style is None or style.bgcolor is None or style.bgcolor.is_default for style in filtered)
