"""The prefer screen, driven by keys and by the mouse; its sheet; its drawings; pictures in both sizes and in ASCII."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot

from tests.room.conftest import settle, until
from tests.room.driving import shown
from tests.small_room import NAME, pair_line, room_campaign
from tokenroom.game.agreement import agreement
from tokenroom.game.commands import AnyCommand
from tokenroom.game.events import AnyEvent
from tokenroom.game.prefer_commands import FitOn
from tokenroom.game.prefer_events import AgreementRow, Fitted
from tokenroom.game.records import Records
from tokenroom.room.app import RoomApp
from tokenroom.room.draw.prefer import MINUS, PLUS
from tokenroom.room.draw.prefer_fit import agreement_text, by_reason_text
from tokenroom.room.draw.prefer_help import guideline_text, prefer_help_text
from tokenroom.room.pair_sheet import PairSheet
from tokenroom.room.screens.ending import EndingScreen
from tokenroom.room.screens.help import HelpScreen
from tokenroom.room.screens.home import HomeScreen
from tokenroom.room.screens.prefer import PreferScreen
from tokenroom.room.widgets.pair_values import AnswerCard, PairValues
from tokenroom.room.widgets.scene import SceneView
from tokenroom.settings import Settings

SMALL, LARGE = (80, 24), (120, 40)
Make = Callable[..., RoomApp]
Apply = Callable[[AnyCommand], tuple[AnyEvent, ...]]


@pytest.fixture
def make(tmp_path: Path, records: Records, monkeypatch: pytest.MonkeyPatch) -> Make:
    campaign = room_campaign(tmp_path, records, monkeypatch)

    def app(level: str | None = NAME, **options: object) -> RoomApp:
        return RoomApp(lambda: campaign, level, **{"timed": False, "ascii_only": False, **options})  # type: ignore[arg-type]

    return app


def typed(*keys: str) -> PairSheet:
    sheet = PairSheet()
    for key in keys:
        character = {"minus": "-", "plus": "+", "full_stop": "."}.get(key, key if len(key) == 1 else None)
        sheet = sheet.pressed(key, character) or sheet
    return sheet


@pytest.mark.parametrize(
    ("keys", "values"),
    [
        ("2", (2.0, 0.0)),
        ("1 2 full_stop 5", (12.5, 0.0)),
        ("down 3", (0.0, 3.0)),
        ("b 3 a 1", (1.0, 3.0)),
        ("right right left", (0.5, 0.0)),
        ("plus plus", (1.0, 0.0)),
        ("minus", (-0.5, 0.0)),
        ("minus minus", (-1.0, 0.0)),
        ("minus 2", (-2.0, 0.0)),
        ("2 down 1 up 5", (5.0, 1.0)),
        ("1 full_stop full_stop 5", (1.5, 0.0)),
        ("1 2 backspace", (1.0, 0.0)),
        ("1 backspace backspace", (0.0, 0.0)),
        ("full_stop", (0.0, 0.0)),
        ("tab 4 tab 2", (2.0, 4.0)),
        ("9 " * 30, (99999999.0, 0.0)),
        ("x y q", (0.0, 0.0)),
    ],
)
def test_keys_write_values(keys: str, values: tuple[float, float]) -> None:
    assert typed(*keys.split()).values == values


@given(
    st.lists(
        st.sampled_from(
            ["0", "5", "9", "full_stop", "minus", "plus", "left", "right", "up", "down", "backspace", "tab"]
        )
    )
)
def test_whatever_is_pressed_leaves_two_numbers(keys: list[str]) -> None:
    sheet = typed(*keys)
    assert all(abs(value) < 1e9 for value in sheet.values)
    assert all(len(text) <= 12 for text in sheet.texts)


def prefer(pilot: Pilot[None]) -> PreferScreen:
    assert isinstance(pilot.app.screen, PreferScreen)
    return pilot.app.screen


async def keys(pilot: Pilot[None], *pressed: str) -> None:
    """Press keys, each when what the one before began is done; while a model learns from all, none is waited for."""
    for key in pressed:
        await pilot.press(key)
        screen = pilot.app.screen
        if isinstance(screen, PreferScreen):
            await until(pilot, lambda screen=screen: not screen.is_working)  # type: ignore[misc]


async def opened(pilot: Pilot[None]) -> PreferScreen:
    await settle(pilot)
    await until(pilot, lambda: isinstance(pilot.app.screen, PreferScreen))
    await keys(pilot, "enter")
    return prefer(pilot)


async def value_right(pilot: Pilot[None]) -> None:
    """Value the better answer higher and go on."""
    session = prefer(pilot).session
    second = session.setup.rounds[session.state.pair - 1].better == "second"
    await keys(pilot, *(["down"] if second else []), "2", "enter", "enter")


async def test_a_level_from_its_story_to_its_ending_by_keys_alone(make: Make) -> None:
    app = make()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert "[red]This is not markup.[/red]" in shown(app)
        screen = await opened(pilot)
        assert "pair 1 of 3" in shown(app)
        assert "0.693 nats either way" in shown(app)
        await keys(pilot, "enter")
        assert "Equal values say that you cannot tell. Enter once more" in shown(app)
        assert screen.session.state.phase == "asked"
        await keys(pilot, "2", "enter")
        assert "−log σ(" in shown(app)
        assert "♪ " in shown(app)
        await keys(pilot, "d", "w")
        assert "You would choose the other one, and so it is learned." in shown(app)
        await keys(pilot, "d", "w", "enter")
        assert "pair 2 of 3" in shown(app)
        assert "♪ The second." in shown(app)
        await value_right(pilot)
        await value_right(pilot)
        assert "♪ Now all of them." in shown(app)
        assert "all 20 training pairs" in shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: screen.stage == "fitted" and not screen.is_working)
        assert "It has learned from all pairs." in shown(app)
        await keys(pilot, "enter")
        assert "held-out pair 1 of 2" in shown(app)
        await value_right(pilot)
        await value_right(pilot)
        assert any(word in shown(app) for word in ("Thank you.", "Not yet."))
        await keys(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, EndingScreen))
        assert "Agreement on held-out pairs" in shown(app)
        assert "100 % (34 to 100 %)" in shown(app)
        await pilot.press("h")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_the_room_stands_above_the_story_which_enter_alone_turns(make: Make) -> None:
    app = make()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await until(pilot, lambda: isinstance(pilot.app.screen, PreferScreen))
        picture = prefer(pilot).query_one(SceneView)
        assert prefer(pilot).stage == "telling"
        assert (picture.display, picture.scene.act, picture.size.height) == (True, 4, 14)
        await keys(pilot, "g", "x")
        assert prefer(pilot).stage == "telling"
        assert "Enter goes on." in shown(app)
        await keys(pilot, "enter")
        assert prefer(pilot).stage == "asked"
        assert not picture.is_on_screen


async def test_by_mouse_alone(make: Make) -> None:
    app = make()
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot)
        await pilot.click("#second", offset=(5, 0))
        assert screen.sheet.place == 1
        values = screen.query_one(PairValues)
        await pilot.click(values, offset=(1 + 30 + PLUS.start, 1))
        await pilot.click(values, offset=(1 + 30 + PLUS.start + 1, 1))
        assert screen.sheet.values == (0.0, 1.0)
        await pilot.click(values, offset=(1 + MINUS.start, 1))
        assert screen.sheet.values == (-0.5, 1.0)
        bottom = SMALL[1] - 1
        line = shown(app).splitlines()[bottom]
        await pilot.click(offset=(line.index("G guideline"), bottom))
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        assert "kind: friendly beats rude." in shown(app)
        await pilot.press("escape")
        await pilot.click(offset=(line.index("Enter"), bottom))
        await until(pilot, lambda: screen.stage == "told")
        line = shown(app).splitlines()[bottom]
        await pilot.click(offset=(line.index("D I would"), bottom))
        await until(pilot, lambda: screen.view.turned == {1})
        assert len(screen.query(AnswerCard)) == 2


async def test_s_stops_a_training_and_u_undoes_it(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    app, gate = make(), Event()
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot)
        for _ in range(3):
            await value_right(pilot)
        monkeypatch.setattr(screen.recorded, "apply", held(screen.recorded.apply, gate))
        await pilot.press("enter")
        await until(pilot, lambda: screen.stage == "fitting")
        await pilot.press("s")
        await until(pilot, lambda: "it stops after this step" in shown(app))
        gate.set()
        await until(pilot, lambda: screen.stage == "fitted" and not screen.is_working)
        await pilot.pause()
        assert "It stopped at step 2 of 4." in shown(app)
        await keys(pilot, "u")
        assert "What it had learned is gone." in shown(app)
        assert screen.stage == "fit"
        await keys(pilot, "n")
        assert "held-out pair 1 of 2" in shown(app)


def held(apply: Apply, gate: Event) -> Apply:
    """Let each step of a training wait for a gate, so that there is a middle."""

    def slow(command: AnyCommand) -> tuple[AnyEvent, ...]:
        if isinstance(command, FitOn):
            gate.wait(10)
        return apply(command)

    return slow


async def test_help_hint_and_leaving(make: Make) -> None:
    app = make()
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        await keys(pilot, "question_mark")
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("escape")
        await keys(pilot, "ctrl+t")
        assert "Only the difference counts. (1 more)" in shown(app)
        await keys(pilot, "escape")
        assert "Escape once more" in shown(app)
        await keys(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_an_unfinished_session_is_shown_where_it_stands(make: Make) -> None:
    app = make()
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        await value_right(pilot)
        await keys(pilot, "2", "enter")
    app = make("go on")
    async with app.run_test(size=LARGE) as pilot:
        await until(pilot, lambda: isinstance(app.screen, PreferScreen))
        await pilot.pause()
        assert prefer(pilot).stage == "told"
        assert "pair 2 of 3" in shown(app)
        assert "nats a pair so far" in shown(app)


async def test_text_of_any_kind_is_text(make: Make, tmp_path: Path) -> None:
    nasty = "\x1b[31m [bold]x[/bold] \u202e <|im_end|>"
    own = tmp_path / "own.jsonl"
    rows = [
        pair_line(n, prompt=[{"role": "user", "content": f"{n} {nasty}"}], rejected=nasty + "word " * 3_000)
        for n in range(10)
    ]
    own.write_text("\n".join(rows))
    app = make(f"{NAME}@{own}")
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot)
        assert "\\x1b[31m [bold]x[/bold] \\u202e <|im_end|>" in shown(app)
        assert "A small room: own.jsonl" in shown(app)
        sheet = screen.query_one("#sheet")
        await keys(pilot, "pagedown")
        assert sheet.scroll_y > 0
        await keys(pilot, "pageup", "b", "4", "enter")
        assert "−log σ(" in shown(app)


async def test_in_ascii_nothing_but_ascii_is_shown(make: Make) -> None:
    app = make(ascii_only=True)
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        assert shown(app).isascii()
        for _ in range(3):
            await value_right(pilot)
            assert shown(app).isascii()
        await pilot.press("enter")
        await until(pilot, lambda: prefer(pilot).stage == "fitted" and not prefer(pilot).is_working)
        await pilot.pause()
        assert shown(app).isascii()
        await keys(pilot, "enter")
        await value_right(pilot)
        await value_right(pilot)
        await keys(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, EndingScreen))
        assert "Agreement on held-out pairs" in shown(app)
        assert shown(app).isascii()


async def test_in_bits_all_figures_are_bits(make: Make) -> None:
    app = make(settings=Settings(units="bits"))
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        assert "1.000 bits either way" in shown(app)
        await keys(pilot, "2", "enter")
        assert "−log2 σ(" in shown(app)


def row(player: str, differences: list[float]) -> AgreementRow:
    found = agreement(differences)
    return AgreementRow(player, 0.5, found, {"kind": found}, agreement([]), found)


@pytest.mark.parametrize("width", [74, 96])
def test_agreement_is_drawn_within_its_columns_and_without_pairs_says_so(width: int) -> None:
    rows = (row("few", [1.0, -1.0] * 50), row("full", [1.0] * 90 + [-1.0] * 10), row("you", []))
    drawn = agreement_text(rows, width).plain.splitlines()
    assert all(len(line) <= width for line in drawn)
    assert "50 % (40 to 60 %)" in drawn[2]
    assert "90 % (83 to 94 %)" in drawn[3]
    few, full = (line.index("●") for line in drawn[2:4])
    assert few < full
    table = by_reason_text(rows, width).plain
    assert "–" in table
    assert all(len(line) <= width for line in table.splitlines())


def test_help_and_guideline_fit_their_columns() -> None:
    assert all(len(line) <= 70 for line in prefer_help_text(70).plain.splitlines())
    assert "Nobody has written down" in guideline_text(" ", 70).plain
    assert "\x1b" not in guideline_text("\x1b[2J", 70).plain


def test_a_training_tells_its_rate_and_the_time_left() -> None:
    from tokenroom.game.prefer_events import FitBegan, FitOpened, PreferStarted
    from tokenroom.room.draw.prefer_fit import fit_text, loss_curve
    from tokenroom.room.prefer_view import PreferView

    started = PreferStarted("x", "x", 0, 20, 10, 1125, 195, "x", "", "x", "guideline", 0.0)
    points = tuple(Fitted(n, 213, 16 * n, 3375, 0.6, 0.69 - n / 100) for n in (2, 4))
    opened = FitOpened(20, agreement([1.0, -1.0]))
    view = PreferView(started=started, opened=opened, began=FitBegan(1125, 213, "guideline", 0), points=points)
    told = fit_text(view, 80.0, 78).plain
    assert "64 of 3,375 · 80 a second · 41 s left · 0.650 nats a pair" in told
    assert "○" in loss_curve(view, 78, 8).plain


async def _told(pilot: Pilot[None]) -> None:
    await opened(pilot)
    await keys(pilot, "2", "enter")
    await pilot.pause()


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_a_pair_in_a_picture(snap_compare: Callable[..., bool], make: Make, size: tuple[int, int]) -> None:
    assert snap_compare(make(), terminal_size=size, run_before=_told)


def test_a_pair_in_a_picture_of_ascii(snap_compare: Callable[..., bool], make: Make) -> None:
    assert snap_compare(make(ascii_only=True), terminal_size=SMALL, run_before=_told)
