"""The prompt screen, driven by keys and by the mouse; its drawings as text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual import events
from textual.pilot import Pilot

from tests.prompting import NAME, WIN, ask_folder, asked_field
from tests.room.conftest import press, settle
from tests.room.driving import SIZE, shown
from tokenroom.game.campaign import Campaign
from tokenroom.game.commands import Next
from tokenroom.game.prompt_commands import TryContext
from tokenroom.game.prompt_events import Completion, ContextTried, TokenCost
from tokenroom.game.prompt_level import LONGEST
from tokenroom.game.prompt_model import ContextTokens
from tokenroom.game.records import Records
from tokenroom.room.app import RoomApp
from tokenroom.room.draw.prompt import costs_text, count_text, losses_text, said_text, tokens_text
from tokenroom.room.draw.prompt_help import prompt_help_text
from tokenroom.room.screens.ending import EndingScreen
from tokenroom.room.screens.help import HelpScreen
from tokenroom.room.screens.home import HomeScreen
from tokenroom.room.screens.prompt import PromptScreen
from tokenroom.room.widgets.scene import SceneView

FIELD = asked_field()
MakeApp = Callable[..., RoomApp]


@pytest.fixture
def campaign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Campaign]:
    ask_folder(tmp_path / "content" / "levels")
    monkeypatch.setenv("TOKENROOM_HOME", str(tmp_path / "home"))
    for module in ("level", "campaign"):
        monkeypatch.setattr(f"tokenroom.game.{module}.content_root", lambda: tmp_path / "content")
    records = Records(Path(":memory:"), now=lambda: "2026-11-22T10:00:00Z")
    yield Campaign(records, lambda _: FIELD, new_seed=lambda: 1, seconds_per_nat=0.0)
    records.close()


@pytest.fixture
def make(campaign: Campaign) -> MakeApp:
    def made(level: str | None = NAME, **options: object) -> RoomApp:
        options = {"timed": False, "ascii_only": False, **options}
        return RoomApp(lambda: campaign, level, **options)  # type: ignore[arg-type]

    return made


def screen(app: RoomApp) -> PromptScreen:
    assert isinstance(app.screen, PromptScreen)
    return app.screen


async def writing(pilot: Pilot[None]) -> PromptScreen:
    """Go on to where the context is written."""
    await settle(pilot)
    await press(pilot, "enter", "enter")
    assert isinstance(pilot.app, RoomApp)
    assert screen(pilot.app).stage == "writing"
    return screen(pilot.app)


async def write(pilot: Pilot[None], text: str) -> None:
    names = {" ": "space", "{": "left_curly_bracket", "}": "right_curly_bracket", ".": "full_stop", "\n": "enter"}
    for c in text:
        await pilot.press(names.get(c, c))
    await settle(pilot)


@pytest.mark.parametrize("size", [SIZE, (120, 40), (60, 20)])
async def test_a_win_by_keys_alone(make: MakeApp, size: tuple[int, int]) -> None:
    app = make()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert "[red]This is not markup.[/red]" in shown(app)
        await press(pilot, "enter")
        assert "what it makes of a question alone" in shown(app)
        assert "Where is the dog?" in shown(app)
        await press(pilot, "enter", "home")
        await write(pilot, "The lamp. ")
        assert screen(app).area.text == WIN
        await press(pilot, "f2")
        assert "The goal is reached" in shown(app)
        assert "Cheaper." in shown(app)
        await press(pilot, "enter", "f4")
        assert "Good." in shown(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, EndingScreen)
        assert "You have done what was asked" in shown(app)


async def test_the_room_stands_above_the_story_which_enter_alone_turns(make: MakeApp) -> None:
    app = make()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        picture = screen(app).query_one(SceneView)
        assert screen(app).stage == "telling"
        assert (picture.display, picture.scene.act, picture.size.height) == (True, 3, 14)
        await press(pilot, "a", "x")
        assert screen(app).stage == "telling"
        assert "Enter goes on." in shown(app)
        await press(pilot, "enter")
        assert screen(app).stage == "tried"
        assert not picture.is_on_screen


async def test_what_was_said_of_a_try_is_there_when_it_is_looked_at_again(make: MakeApp) -> None:
    app = make()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        told = [said.text for said in screen(app).view.said]
        assert told
        assert told[0] in shown(app)
        await press(pilot, "enter")
        assert screen(app).stage == "writing"
        assert told[0] not in shown(app)
        await press(pilot, "f3")
        assert screen(app).stage == "tried"
        assert told[0] in shown(app)


async def test_a_win_by_the_mouse_alone(make: MakeApp) -> None:
    """What is written is pasted, as a mouse can; all else is clicked."""
    app = make()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        for _ in range(2):
            await pilot.click("KeyLine", offset=(2, 0))
            await settle(pilot)
        assert screen(app).stage == "writing"
        await pilot.click("#context", offset=(1, 0))
        app.post_message(events.Paste("The lamp. "))
        await settle(pilot)
        assert screen(app).area.text == WIN
        await pilot.click("KeyLine", offset=(2, 0))
        await settle(pilot)
        assert "The goal is reached" in shown(app)
        keys = shown(app, "KeyLine")
        await pilot.click("KeyLine", offset=(keys.index("F4"), 0))
        await settle(pilot)
        await pilot.click("KeyLine", offset=(2, 0))
        await settle(pilot)
        assert isinstance(app.screen, EndingScreen)


async def test_tokens_are_counted_live_and_what_is_lost_is_said(make: MakeApp) -> None:
    app = make()
    async with app.run_test(size=SIZE) as pilot:
        area = (await writing(pilot)).area
        assert "of 40 tokens" in shown(app, "#count")
        before = shown(app, "#tokens")
        await write(pilot, " the quay")
        assert shown(app, "#tokens") != before
        area.put("the lamp had been lit. " * 20 + "{question}")
        await settle(pilot)
        assert "tokens are lost" in shown(app, "#count")
        await press(pilot, "f2")
        assert "tokens were lost" in " ".join(shown(app, "#outcome").split())


async def test_a_terminal_that_shows_ascii_alone_is_shown_ascii(make: MakeApp) -> None:
    app = make(ascii_only=True)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        for keys in (("enter",), ("enter",), ("f5",)):
            await press(pilot, *keys)
            text = shown(app, "#tokens") + shown(app, "#count") + shown(app, "#losses") + shown(app, "#curve")
            assert text.isascii()
            assert "".join(line for line in shown(app).split("\n")[1:-1] if "─" in line or "│" in line) == ""


async def test_enter_alone_does_not_win(make: MakeApp) -> None:
    app = make()
    async with app.run_test(size=SIZE) as pilot:
        area = (await writing(pilot)).area
        await press(pilot, "enter", "enter")
        assert area.text == "{question}\n\n"
        assert not screen(app).view.reached


async def test_finishing_early_asks_once_more_and_loses(make: MakeApp) -> None:
    app = make()
    async with app.run_test(size=SIZE) as pilot:
        await writing(pilot)
        await press(pilot, "f4")
        assert "F4 once more" in shown(app)
        await press(pilot, "f4")
        assert "Not yet." in shown(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, EndingScreen)
        assert "Not this time" in shown(app)


async def test_after_the_last_try_enter_goes_on_to_the_end(make: MakeApp) -> None:
    app = make()
    async with app.run_test(size=SIZE) as pilot:
        await writing(pilot)
        for _ in range(2):
            await press(pilot, "f2", "enter")
        await press(pilot, "f2", "enter")
        assert "Not yet." in shown(app)


async def test_a_context_without_the_mark_is_answered_and_costs_no_try(make: MakeApp) -> None:
    app = make()
    async with app.run_test(size=SIZE) as pilot:
        area = (await writing(pilot)).area
        area.put("Who?")
        await press(pilot, "f2")
        assert "never see the question" in " ".join(shown(app).split())
        assert "3 of 3 tries left" in shown(app)
        await press(pilot, "f5")
        assert area.text == "{question}"


async def test_whatever_is_pasted_is_text_and_not_too_long(make: MakeApp) -> None:
    app = make()
    async with app.run_test(size=SIZE) as pilot:
        area = (await writing(pilot)).area
        app.post_message(events.Paste("\x1b[31m\u202e\x00<|im_end|>\r\n" + "x" * 1_000_000))
        await settle(pilot)
        assert "\\x1b[31m\\u202e\\x00<|im_end|>\n" in area.text
        assert len(area.text) == LONGEST
        assert "tokens are lost" in shown(app, "#count")


async def test_hints_help_the_last_result_and_leaving(make: MakeApp) -> None:
    app = make()
    async with app.run_test(size=SIZE) as pilot:
        await writing(pilot)
        await press(pilot, "ctrl+t")
        assert "Give an example." in shown(app)
        await press(pilot, "f1")
        assert isinstance(app.screen, HelpScreen)
        await press(pilot, "escape", "f3")
        assert screen(app).stage == "tried"
        await press(pilot, "enter", "escape")
        assert "Escape once more" in shown(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)


async def test_a_session_is_gone_on_with_where_it_stood(make: MakeApp, campaign: Campaign) -> None:
    recorded, _ = campaign.start(NAME)
    recorded.apply(Next())
    recorded.apply(TryContext(WIN))
    app = make(None)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        assert screen(app).stage == "tried"
        assert "The goal is reached" in shown(app)
        await press(pilot, "enter")
        assert screen(app).area.text == WIN


TRIED = ContextTried(
    number=2,
    context="A: {question}",
    tokens=30,
    lost=0,
    loss=3.4,
    without=4.3,
    rival=3.3,
    best=3.35,
    left=3,
    reached=False,
    completions=(Completion("Who?", " \x1b[31m\nNobody\u202e " * 30), Completion("Why?", "")),
    costs_without=(TokenCost(" A", 4.0), TokenCost("\n", 1.0)),
    costs=(TokenCost(" A", 2.0), TokenCost("\n", 0.5)),
)


@pytest.mark.parametrize("width", [60, 78, 118])
def test_drawings_keep_to_their_width(width: int) -> None:
    tokens = ContextTokens(("lost", "\x1b"), ("\u202e", " the", "⏎", "어", "x" * 90))
    drawn = [
        tokens_text(tokens, width, 5),
        said_text(TRIED.completions, width, 8),
        costs_text(TRIED, width),
        prompt_help_text(width),
        losses_text(TRIED, width),
        count_text(tokens, 40, 24, width),
    ]
    for text in drawn:
        for line in text.plain.split("\n"):
            assert cell_len(line) <= width
            assert line.isprintable()


def test_what_is_lost_is_marked_by_more_than_a_colour() -> None:
    tokens = ContextTokens(("lost",), ("kept",))
    assert tokens_text(tokens, 40, 5).plain == "×lost×|kept|"
    assert "the first 1 tokens are lost" in count_text(tokens, 1, 24, 78).plain


def test_losses_stand_beside_each_other() -> None:
    rows = losses_text(TRIED, 60).plain.split("\n")
    assert [row.split("  ")[0] for row in rows] == ["no context", "yours now", "your best", "the rival's"]
    assert ["4.30" in rows[0], "3.40" in rows[1], "3.35" in rows[2], "3.30" in rows[3]] == [True] * 4
