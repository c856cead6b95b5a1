"""The screens of *chat*, driven by keys and by the mouse; their drawings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from rich.cells import cell_len
from textual.containers import VerticalScroll
from textual.pilot import Pilot
from textual.widgets import Input

from tests.room.conftest import all_ended, settle, until
from tests.room.driving import shown
from tests.small_chats import NAME, chat_campaign, ship
from tokenroom.game.campaign import Campaign
from tokenroom.game.chat_commands import TuneChatOn
from tokenroom.game.chat_events import BothAnswered, ChatTuned, ChatTuningBegan
from tokenroom.game.commands import AnswerScores, AnyCommand, Next
from tokenroom.game.events import AnyEvent, ItemAsked, PassageGrew
from tokenroom.game.records import Records
from tokenroom.game.wire import Shown
from tokenroom.room.app import RoomApp
from tokenroom.room.ascii import to_ascii
from tokenroom.room.chat_view import ChatView, fold
from tokenroom.room.draw.chat import answers_text, losses_text, talk_text, training_text
from tokenroom.room.draw.chat_passage import COUNTED, chat_lines_above, chat_passage_text
from tokenroom.room.opening import GO_ON
from tokenroom.room.screens.chat import ChatScreen
from tokenroom.room.screens.chat_items import ChatItemsScreen
from tokenroom.room.screens.ending import EndingScreen
from tokenroom.room.screens.help import HelpScreen
from tokenroom.room.screens.home import HomeScreen
from tokenroom.room.view import PlayView
from tokenroom.room.view import fold as fold_play
from tokenroom.room.widgets.scene import SceneView

SMALL, LARGE = (80, 24), (120, 40)
Make = Callable[..., RoomApp]
Apply = Callable[[AnyCommand], tuple[AnyEvent, ...]]


@pytest.fixture
def campaign(tmp_path: Path, records: Records, monkeypatch: pytest.MonkeyPatch) -> Campaign:
    return chat_campaign(tmp_path, records, monkeypatch)


@pytest.fixture
def answered(campaign: Campaign) -> None:
    """Somebody has answered all items with the instinct alone, and has left."""
    session, _ = campaign.start(NAME)
    while session.session.state.phase in {"asked", "revealed"}:
        session.apply(AnswerScores({}) if session.session.state.phase == "asked" else Next())


@pytest.fixture
def make(campaign: Campaign) -> Make:
    def app(level: str | None = NAME, **options: object) -> RoomApp:
        return RoomApp(lambda: campaign, level, **{"timed": False, "ascii_only": False, **options})  # type: ignore[arg-type]

    return app


def chat(pilot: Pilot[None]) -> ChatScreen:
    assert isinstance(pilot.app.screen, ChatScreen)
    return pilot.app.screen


async def keys(pilot: Pilot[None], *pressed: str) -> None:
    """Press keys, each when what the one before began is done."""
    for key in pressed:
        await pilot.press(key)
        screen = pilot.app.screen
        if isinstance(screen, ChatScreen | ChatItemsScreen):
            await until(pilot, lambda screen=screen: not screen.is_working)  # type: ignore[misc]
    await pilot.pause()


async def opened(pilot: Pilot[None]) -> ChatItemsScreen:
    """Hurry the story until the first item is asked."""
    await settle(pilot)
    await until(pilot, lambda: isinstance(pilot.app.screen, ChatItemsScreen))
    screen = pilot.app.screen
    assert isinstance(screen, ChatItemsScreen)
    while screen.stage != "asking":
        await keys(pilot, "enter")
    return screen


async def items_done(pilot: Pilot[None]) -> ChatScreen:
    """Answer all items with the instinct alone."""
    await opened(pilot)
    for _ in range(120):
        if isinstance(pilot.app.screen, ChatScreen):
            break
        stage = getattr(pilot.app.screen, "stage", "")
        await keys(pilot, *(["enter", "space"] if stage == "asking" else ["enter"]))
    assert chat(pilot).stage == "telling"
    assert [said.text for said in chat(pilot).view.said] == ["Watch."]
    return chat(pilot)


async def resting(pilot: Pilot[None]) -> ChatScreen:
    """Answer all items, and read what is told behind them."""
    await items_done(pilot)
    while chat(pilot).stage == "telling":
        await keys(pilot, "enter")
    return chat(pilot)


async def resumed(pilot: Pilot[None]) -> ChatScreen:
    """Go on where somebody has left who had answered all items."""
    await settle(pilot)
    await until(pilot, lambda: isinstance(pilot.app.screen, ChatScreen) and chat(pilot).stage == "resting")
    return chat(pilot)


async def answers(pilot: Pilot[None], screen: ChatScreen) -> None:
    """Let the base model learn, and show what both answer."""
    await pilot.press("enter")
    await until(pilot, lambda: screen.stage == "tuned" and not screen.is_working)
    await keys(pilot, "enter")


async def talking(pilot: Pilot[None]) -> ChatScreen:
    screen = await resumed(pilot)
    await answers(pilot, screen)
    for _ in range(20):
        if screen.stage == "talking":
            break
        await keys(pilot, "enter")
    return screen


async def test_a_level_from_its_story_to_its_ending_by_keys_alone(make: Make) -> None:
    app = make()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert "[red]This is not markup.[/red]" in shown(app)
        await opened(pilot)
        assert "· <|im_start|>user" in shown(app)
        assert "┃ " in shown(app)
        assert "what does the assistant say here?" in shown(app)
        assert "<|im_end|>" in shown(app, "#passage")
        screen = await resting(pilot)
        assert "As the assistant you paid" in shown(app)
        assert "The base model can learn from 24 dialogues" in shown(app)
        assert "Token by token" in shown(app)
        await keys(pilot, "k")
        assert screen.stage == "resting"  # no model ships here
        await pilot.press("enter")
        await until(pilot, lambda: screen.stage == "tuned" and not screen.is_working)
        assert "24 of 24 steps" in shown(app)
        await keys(pilot, "enter")
        assert "On 6 held-out dialogues" in shown(app)
        assert "♪ Ask them." in shown(app)
        await keys(pilot, "enter", "enter")
        assert "2. Is the lamp a lizard?" in shown(app)
        assert "♪ About the lamp." in shown(app)
        await keys(pilot, "enter")
        assert screen.stage == "talking"
        await keys(pilot, "enter")
        assert screen.stage == "talking"
        assert "Write something first, or press F4 to end the talk." in shown(app)
        await keys(pilot, *"Hi!", "enter")
        assert "You: Hi!" in shown(app)
        await keys(pilot, "f4")
        await until(pilot, lambda: screen.view.ended is not None)
        assert "Not yet." in shown(app)
        await keys(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, EndingScreen))
        assert "Not this time. The goal was to speak for the assistant" in shown(app)
        await pilot.press("h")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_the_room_stands_above_the_story_which_enter_alone_turns(make: Make) -> None:
    app = make()
    async with app.run_test(size=SMALL) as pilot:
        screen = await items_done(pilot)
        picture = screen.query_one(SceneView)
        assert (picture.display, picture.scene.act, picture.size.height) == (True, 3, 14)
        await keys(pilot, "k", "x")
        assert screen.stage == "telling"
        assert "Enter goes on." in shown(app)
        await keys(pilot, "enter")
        assert screen.stage == "resting"
        assert not picture.is_on_screen


async def test_by_mouse_alone(make: Make, answered: None) -> None:
    app = make(GO_ON)
    async with app.run_test(size=SMALL) as pilot:
        screen, bottom = await resumed(pilot), SMALL[1] - 1
        line = shown(app).splitlines()[bottom]
        await pilot.click(offset=(line.index("Enter"), bottom))
        await until(pilot, lambda: screen.stage == "tuned" and not screen.is_working)
        for _ in range(4):
            await pilot.click(offset=(2, bottom))
            await until(pilot, lambda: not screen.is_working)
        assert screen.stage == "talking"
        await pilot.press(*"Hello")
        await pilot.click(offset=(2, bottom))
        await until(pilot, lambda: len(screen.view.talk) == 1)
        line = shown(app).splitlines()[bottom]
        await pilot.click(offset=(line.index("F3"), bottom))
        await until(pilot, lambda: not screen.view.talk)
        await pilot.click(offset=(line.index("F4"), bottom))
        await until(pilot, lambda: screen.view.ended is not None)


def held(apply: Apply, gate: Event) -> Apply:
    """Let no training go on before the gate is open: this one is so small that it would be done by then."""

    def apply_later(command: AnyCommand) -> tuple[AnyEvent, ...]:
        if isinstance(command, TuneChatOn):
            gate.wait(30)
        return apply(command)

    return apply_later


async def test_s_stops_a_training_which_is_gone_on_with_kept_or_undone(
    make: Make, answered: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, gate = make(GO_ON), Event()
    async with app.run_test(size=SMALL) as pilot:
        screen = await resumed(pilot)
        monkeypatch.setattr(screen.recorded, "apply", held(screen.recorded.apply, gate))
        await pilot.press("enter")
        await until(pilot, lambda: screen.stage == "training")
        await pilot.press("s")
        gate.set()
        await until(pilot, lambda: screen.stage == "paused")
        assert "2 of 24 steps" in shown(app)
        assert "K keep it  U undo it" in shown(app)
        await keys(pilot, "u")
        assert screen.stage == "resting"
        assert "What it had learned is gone." in shown(app)
        gate.clear()
        await pilot.press("enter")
        await until(pilot, lambda: screen.stage == "training")
        await pilot.press("escape")
        gate.set()
        await until(pilot, lambda: screen.stage == "paused")
        gate.clear()
        await pilot.press("enter")  # train on
        await until(pilot, lambda: screen.stage == "training")
        await pilot.press("S")
        gate.set()
        await until(pilot, lambda: screen.stage == "paused")
        await keys(pilot, "k")
        assert screen.stage == "tuned"
        await keys(pilot, "enter")
        assert "On 6 held-out dialogues" in shown(app)


async def test_the_model_that_ships_can_be_taken(make: Make, tmp_path: Path) -> None:
    ship(tmp_path)
    app = make()
    async with app.run_test(size=SMALL) as pilot:
        screen = await resting(pilot)
        assert "K take the one that ships" in shown(app)
        await keys(pilot, "k")
        assert screen.stage == "tuned"
        assert "takes its place" in shown(app)
        await keys(pilot, "enter", "enter")
        assert "1. Who had the dog?" in shown(app)


async def test_whatever_is_typed_is_shown_as_text(make: Make, answered: None) -> None:
    app = make(GO_ON)
    async with app.run_test(size=SMALL) as pilot:
        screen = await talking(pilot)
        line = screen.query_one(Input)
        for text in ("<|im_end|> [red]x[/red] \x1b[2J \u202e", "y " * 1_500, "", "x" * 1_000_000):
            line.value = text
            await keys(pilot, "enter")
        assert "longer than 4,096 characters: none of it was read" in shown(app)
        assert len(screen.view.talk) == 2
        assert screen.view.talk[-1].again
        screen.query_one("#sheet", VerticalScroll).scroll_home(animate=False)
        await pilot.pause()
        assert "[red]x[/red] \\x1b[2J \\u202e" in shown(app)
        assert screen.view.talk[-1].forgot
        await keys(pilot, "f3")
        assert "A new chat" in shown(app)
        await pilot.press("escape")
        await until(pilot, lambda: "Escape once more" in shown(app))
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        assert "go on: let it learn" in shown(app)
        await pilot.press("escape")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_a_session_left_while_training_and_while_talking_goes_on(make: Make, answered: None) -> None:
    app = make(GO_ON)
    async with app.run_test(size=SMALL) as pilot:
        screen = await resumed(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: bool(screen.view.points))
    await all_ended()
    app = make(None)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ChatScreen))
        await until(pilot, lambda: chat(pilot).stage == "tuned" and not chat(pilot).is_working)
        await keys(pilot, "enter", "enter", "enter", "enter", *"Hello", "enter")
        assert len(chat(pilot).view.talk) == 1
    await all_ended()
    app = make(None)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ChatScreen))
        await until(pilot, lambda: chat(pilot).stage == "talking")
        await until(pilot, lambda: "You: Hello" in shown(app))


async def test_answers_come_token_by_token_where_things_move(make: Make, answered: None) -> None:
    app = make(GO_ON, timed=True)
    async with app.run_test(size=SMALL) as pilot:
        app.settings = app.settings  # the defaults: things may move
        screen = await talking(pilot)
        screen.query_one(Input).value = "Hello"
        await pilot.press("enter")
        await until(pilot, lambda: bool(screen.view.talk))
        assert screen.is_typing
        first = shown(app)
        await until(pilot, lambda: shown(app) != first)
        await pilot.press("enter")  # hurries, and says nothing
        await pilot.pause()
        assert not screen.is_typing
        assert len(screen.view.talk) == 1


@pytest.mark.parametrize("size", [(60, 20), SMALL, LARGE, (200, 60)])
async def test_it_fits_every_terminal(make: Make, size: tuple[int, int]) -> None:
    app = make()
    async with app.run_test(size=size) as pilot:
        await opened(pilot)
        lines = shown(app).splitlines()
        assert len(lines) == size[1]
        assert any("▓▓▓▓" in line for line in lines)
        assert any("this counts" in line for line in lines)


async def test_it_is_ascii_where_the_terminal_knows_no_more(make: Make) -> None:
    app = make(ascii_only=True)
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        assert shown(app).isascii()
        await answers(pilot, await resting(pilot))
        await keys(pilot, "enter")
        assert shown(app).isascii()


def asked(*texts: str) -> PlayView:
    tokens = tuple(Shown(n, text) for n, text in enumerate(texts))
    return fold_play(PlayView(), (PassageGrew(tokens=tokens), ItemAsked(1, len(texts), 0, ())))


DIALOGUE = (
    "<|im_start|>",
    "user",
    "\n",
    "assistant",
    "?",
    "<|im_end|>",
    "\n",
    "<|im_start|>",
    "assistant",
    "\n",
    "Yes",
)


def test_the_mask_is_seen_without_colour() -> None:
    text = chat_passage_text(asked(*DIALOGUE), 60, 12)
    lines = text.plain.splitlines()
    assert lines[:3] == ["· <|im_start|>user", "· assistant?<|im_end|>", "· <|im_start|>assistant"]
    assert lines[3] == "┃ Yes ▓▓▓▓"
    assert lines[4].strip() == "▲ what does the assistant say here?"
    assert lines[5].startswith("┃ the assistant speaks: this counts")
    underlined = [text.plain[span.start : span.end] for span in text.spans if COUNTED in str(span.style)]
    assert "".join(underlined) == "Yes"
    assert to_ascii(text).plain.isascii()


def test_a_dialogue_that_is_longer_than_the_room_can_be_looked_back_in() -> None:
    view = asked(*DIALOGUE)
    above = chat_lines_above(view, 60, 4)
    assert above == 2
    assert chat_passage_text(view, 60, 4).plain.startswith("· <|im_start|>assistant")
    back = chat_passage_text(view, 60, 4, back=above).plain.splitlines()
    assert back[0] == "· <|im_start|>user"
    assert back[-1] == "… PgDn: down to the square"
    assert chat_passage_text(view, 60, 4, back=99).plain.splitlines() == back


@pytest.mark.parametrize("width", [60, 78, 118])
def test_a_dialogue_never_draws_wider_than_there_is_room(width: int) -> None:
    nasty = asked(*DIALOGUE[:3], "\x1b[2J" * 40 + "숲" * 90, "<|im_end|>", *DIALOGUE[6:])
    lines = chat_passage_text(nasty, width, 40).plain.splitlines()
    assert max(map(cell_len, lines)) <= width
    assert "".join(lines).isprintable()


def point(step: int, loss: float, held_out: float | None) -> ChatTuned:
    return ChatTuned(step, 100, loss, held_out)


def test_the_training_is_told_with_its_rate_and_what_is_left() -> None:
    view = fold(
        ChatView(), [ChatTuningBegan(100, 24, 1_000, 2_000, 60, 6.06), point(2, 5.5, None), point(50, 4.0, 3.5)]
    )
    lines = training_text(view, 5.0, 78).plain.splitlines()
    assert "50 of 100 steps · 5.0 a second · 10 s left" in lines[0]
    assert "4.00 nats a token of the assistant" in lines[1]
    assert "3.50, the base model 6.06" in lines[2]
    assert "1,000 tokens of the assistant count; the other 2,000" in " ".join(lines)
    assert "left" not in training_text(view, None, 78).plain
    curves = losses_text(view, 78, 12).plain
    assert "○" in curves
    assert "●" in curves
    assert to_ascii(losses_text(view, 78, 12)).plain.isascii()


def test_answers_stand_side_by_side_and_draw_no_codes() -> None:
    base = tuple(Shown(n, text) for n, text in enumerate((" It", " was\n", "\x1b[31m", "숲숲")))
    answered = BothAnswered(1, "Who?\x1b[2J", base, (Shown(9, "Nobody"), Shown(8, ".")), again=False, forgot=True)
    text = answers_text([answered], None, 60).plain
    assert text.splitlines()[0] == "1. Who?\\x1b[2J"
    assert all(cell_len(line) <= 60 for line in text.splitlines())
    assert "│ Nobody." in text
    assert text.replace("\n", "").isprintable()
    typed = answers_text([answered], 1, 60).plain
    assert "It" in typed
    assert "Nobody" not in typed
    assert "(nothing)" in answers_text([BothAnswered(1, "?", (), (), again=False, forgot=False)], None, 60).plain
    assert "oldest part is forgotten" in " ".join(talk_text([answered], None, 60).plain.split())
    assert "F4 ends the talk" in " ".join(talk_text([], None, 60).plain.split())
