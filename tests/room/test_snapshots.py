"""Pictures of the screens; `pytest tests/room --snapshot-update` takes them again after they have been looked at."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from tests.room.conftest import press, settle
from tokenroom.game.practice import PracticeText
from tokenroom.room.app import RoomApp

MakeApp = Callable[..., RoomApp]
Compare = Callable[..., bool]
Played = Callable[[int], None]
SMALL, LARGE = (80, 24), (120, 40)
ANSWER = ("3", "down", "1", "down", "6", "down", "2")


def after(*keys: str) -> Callable[[Pilot[None]], object]:
    """Press keys once the room is ready."""

    async def run(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await press(pilot, *keys)

    return run


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_home(snap_compare: Compare, make_app: MakeApp, size: tuple[int, int]) -> None:
    assert snap_compare(make_app(), terminal_size=size, run_before=after())


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_home_with_a_session_to_go_on_with(
    snap_compare: Compare, make_app: MakeApp, played: Played, size: tuple[int, int]
) -> None:
    played(2)
    assert snap_compare(make_app(), terminal_size=size, run_before=after())


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_map(snap_compare: Compare, make_app: MakeApp, size: tuple[int, int]) -> None:
    assert snap_compare(make_app(), terminal_size=size, run_before=after("m", "down", "enter"))


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_practice(
    snap_compare: Compare, make_app: MakeApp, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    texts = (PracticeText("english", "Dunmar and around", ("letters", "tales")), PracticeText("mine", "My own", ("x",)))
    monkeypatch.setattr("tokenroom.game.practice.practice_texts", lambda: texts)
    assert snap_compare(make_app(), terminal_size=size, run_before=after("p", "enter", "down"))


def test_story_at_large(snap_compare: Compare, make_app: MakeApp) -> None:
    assert snap_compare(make_app("01-small-page"), terminal_size=LARGE, run_before=after())


def test_story(snap_compare: Compare, make_app: MakeApp) -> None:
    assert snap_compare(make_app("00-symbols"), terminal_size=SMALL, run_before=after())


def test_symbols_while_answering(snap_compare: Compare, make_app: MakeApp) -> None:
    assert snap_compare(make_app("00-symbols"), terminal_size=SMALL, run_before=after("enter", *ANSWER))


def test_symbols_adjusted(snap_compare: Compare, make_app: MakeApp) -> None:
    assert snap_compare(make_app("00-symbols"), terminal_size=SMALL, run_before=after("enter", *ANSWER, "enter"))


def test_symbols_compared(snap_compare: Compare, make_app: MakeApp) -> None:
    keys = ("enter", *ANSWER, *["enter"] * 4)
    assert snap_compare(make_app("00-symbols"), terminal_size=SMALL, run_before=after(*keys))


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_text_while_answering(snap_compare: Compare, make_app: MakeApp, played: Played, size: tuple[int, int]) -> None:
    played(3)
    keys = ("enter", "enter", "4", "down", "2", "f", "e")
    assert snap_compare(make_app(), terminal_size=size, run_before=after(*keys))


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_text_compared(snap_compare: Compare, make_app: MakeApp, played: Played, size: tuple[int, int]) -> None:
    played(3)
    assert snap_compare(make_app(), terminal_size=size, run_before=after("enter"))


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_ending(snap_compare: Compare, make_app: MakeApp, played: Played, size: tuple[int, int]) -> None:
    played(5)
    assert snap_compare(make_app(), terminal_size=size, run_before=after("enter", "enter", "enter"))


def test_help(snap_compare: Compare, make_app: MakeApp) -> None:
    assert snap_compare(make_app(), terminal_size=SMALL, run_before=after("f1"))


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_settings(snap_compare: Compare, make_app: MakeApp, size: tuple[int, int]) -> None:
    assert snap_compare(make_app(), terminal_size=size, run_before=after("s", "down"))


def test_too_small(snap_compare: Compare, make_app: MakeApp) -> None:
    assert snap_compare(make_app(), terminal_size=(40, 12), run_before=after())


def test_ascii_only(snap_compare: Compare, make_app: MakeApp) -> None:
    app = make_app("01-small-page", ascii_only=True)
    assert snap_compare(app, terminal_size=SMALL, run_before=after("enter", "4"))
