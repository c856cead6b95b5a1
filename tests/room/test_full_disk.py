"""A disk that is full in the middle of a training: it is told, nothing is lost, and one can go on, stop or leave."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests import small_chats, small_heap, small_room, small_steer, small_sums
from tests.full_disk import full_records
from tests.room.conftest import settle, until
from tests.room.driving import shown
from tokenroom.game.campaign import Campaign
from tokenroom.game.chat_commands import TuneChatOn
from tokenroom.game.commands import AnyCommand
from tokenroom.game.curate_commands import TrainOn
from tokenroom.game.events import AnyEvent
from tokenroom.game.prefer_commands import FitOn
from tokenroom.game.records import Records
from tokenroom.game.steer_commands import SteerOn
from tokenroom.game.verify_commands import VerifyTrainOn
from tokenroom.room.app import RoomApp
from tokenroom.room.screens.chat_items import ChatItemsScreen
from tokenroom.room.screens.home import HomeScreen
from tokenroom.room.screens.training import TrainingScreen
from tokenroom.room.screens.working import WorkingScreen

Opened = Callable[[Path, Records, pytest.MonkeyPatch], Campaign]
LEVELS: list[tuple[str, Opened]] = [
    (small_heap.NAME, small_heap.heap_campaign),
    (small_chats.NAME, small_chats.chat_campaign),
    (small_room.NAME, small_room.room_campaign),
    (small_steer.TAMED, small_steer.steer_campaign),
    (small_sums.NAME, small_sums.sums_campaign),
]
ON = TrainOn | TuneChatOn | FitOn | SteerOn | VerifyTrainOn


@pytest.fixture(params=LEVELS, ids=[name for name, _ in LEVELS])
def app(request: pytest.FixtureRequest, tmp_path: Path, records: Records, monkeypatch: pytest.MonkeyPatch) -> RoomApp:
    name, opened = request.param
    campaign = opened(tmp_path, records, monkeypatch)
    return RoomApp(lambda: campaign, name, timed=False, ascii_only=False)


def fill(screen: WorkingScreen, records: Records, full: ExitStack) -> None:
    """Fill the disk before the second step of the training."""
    real, steps = screen.recorded.apply, []

    def apply(command: AnyCommand) -> tuple[AnyEvent, ...]:
        if isinstance(command, ON):
            steps.append(command)
            if len(steps) == 2:
                full.enter_context(full_records(records))
        return real(command)

    screen.recorded.apply = apply  # type: ignore[method-assign]


async def halted(pilot: Pilot[None], records: Records, full: ExitStack) -> TrainingScreen:
    """Go on to the training, which the full disk halts."""
    await settle(pilot)
    await until(pilot, lambda: isinstance(pilot.app.screen, WorkingScreen) and pilot.app.screen.is_mounted)
    assert isinstance(pilot.app.screen, WorkingScreen)
    fill(pilot.app.screen, records, full)
    for _ in range(300):
        screen = pilot.app.screen
        if isinstance(screen, TrainingScreen) and screen.has_halted:
            return screen
        asks = isinstance(screen, ChatItemsScreen) and screen.stage == "asking"
        await pilot.press("f2" if getattr(screen, "stage", "") == "bench" else "enter", *(["space"] if asks else []))
        await until(pilot, lambda screen=screen: not getattr(screen, "is_working", False))  # type: ignore[misc]
    raise AssertionError("nothing was trained")


@pytest.mark.parametrize("key", ["enter", "s", "escape"])
async def test_a_full_disk_halts_a_training_which_is_then_gone_on_with_stopped_or_left(
    app: RoomApp, records: Records, key: str
) -> None:
    full = ExitStack()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await halted(pilot, records, full)
        await until(pilot, lambda: "The training stands still" in " ".join(shown(app).split()))
        state = screen.recorded.session.state
        await pilot.press("enter")
        await until(pilot, lambda: not screen.is_working)
        assert screen.has_halted
        assert screen.recorded.session.state == state
        full.close()
        await pilot.press(key)
        if key == "escape":
            await pilot.press(key)
            await until(pilot, lambda: isinstance(app.screen, HomeScreen))
            assert records.unfinished() is not None
        else:
            await until(pilot, lambda: not screen.is_working and not screen.has_halted)
            assert screen.stage != screen.training_stage
            await until(pilot, lambda: "stands still" not in " ".join(shown(app).split()))
