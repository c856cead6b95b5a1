"""The screens, driven by keys and by the mouse as a player would."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import threading
from collections.abc import Callable

import pytest

from tests.room.conftest import press, settle
from tests.room.driving import SIZE, MakeApp, predict, rows_shown, shown, title
from tokenroom.errors import BadInput
from tokenroom.game.campaign import Campaign
from tokenroom.game.commands import AnswerScores, AnyCommand
from tokenroom.game.events import AnyEvent
from tokenroom.room.app import RoomApp, leave_if_alone
from tokenroom.room.screens.ending import EndingScreen
from tokenroom.room.screens.help import HelpScreen
from tokenroom.room.screens.home import HomeScreen
from tokenroom.room.screens.predict import PredictScreen
from tokenroom.room.widgets.answering import Answering
from tokenroom.room.widgets.notice import Notice
from tokenroom.room.widgets.score_list import ScoreList


def test_nothing_heavy_is_imported_before_the_first_paint() -> None:
    heavy = ("numpy", "tiktoken", "msgspec", "textual_plot", "tokenroom.game")
    code = f"import sys, tokenroom.room.app; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


async def test_home_paints_before_the_campaign_is_there_and_offers_the_next_level(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        assert "◉" in shown(app)
        await settle(pilot)
        assert "Next level            Four symbols, new" in shown(app)
        await press(pilot, "enter")
        assert title(pilot) == "Four symbols"


async def test_the_tutorial_gives_the_storys_figures_each_before_the_next(make_app: MakeApp) -> None:
    app = make_app("00-symbols")
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert "[red]This is not markup.[/red]" in shown(app)
        await press(pilot, "enter")
        await press(pilot, "3", "down", "1", "down", "6", "down", "2")
        assert "93.0 %" in shown(app)
        await press(pilot, "enter")
        assert all(figure in shown(app) for figure in ("3.072", "5.072", "0.072", "4.072"))
        assert "it was" not in shown(app)
        await press(pilot, "enter")
        assert "▲ it was 2" in shown(app)
        assert "You gave it" not in shown(app)
        await press(pilot, "enter")
        assert predict(pilot).stage == "shock"
        await press(pilot, "enter")
        assert "You gave it 0.6 %: 5.072 nats. Knowing nothing costs 1.386." in shown(app)
        assert "You rub your arm." in shown(app)


async def test_the_tutorial_ends_with_its_card_and_leads_on(make_app: MakeApp) -> None:
    app = make_app("00-symbols")
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        for _ in range(2):
            await press(pilot, "1", *["enter"] * 5)
        assert "Thank you." in shown(app)
        await press(pilot, "enter")
        assert "S e s s i o n" in shown(app)
        assert "Thank you." not in shown(app)
        await press(pilot, "enter", "enter")
        assert isinstance(app.screen, EndingScreen)
        assert "✓ You have done what was asked" in shown(app)
        await press(pilot, "enter")
        assert title(pilot) == "A small page"


async def test_a_word_is_found_by_typing_and_a_number_goes_to_its_row(make_app: MakeApp) -> None:
    app = make_app("01-small-page")
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "f", "e", "r", "r", "y")
        assert "find: ferry" in shown(app)
        await press(pilot, "enter", "4")
        vocabulary = predict(pilot).session.part.vocabulary
        assert app.screen.query_one(Answering).answer() == AnswerScores({vocabulary.find_prefix("ferry")[0]: 4.0})
        assert "▸ ·ferry" in shown(app)
        assert "everything else" in shown(app)


async def test_what_cannot_be_answered_is_said_in_one_line_and_nothing_is_lost(make_app: MakeApp) -> None:
    app = make_app("01-small-page")
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "5", "down", "-")
        assert shown(app, "Notice") == ""
        await press(pilot, "enter")
        assert "is not a number yet" in shown(app, "Notice")
        assert predict(pilot).stage == "asking"
        await press(pilot, "2", "enter")
        assert predict(pilot).stage == "adjusted"
        assert shown(app, "Notice") == ""


async def test_too_many_chips_are_refused_by_the_game_and_said(make_app: MakeApp) -> None:
    app = make_app("01-small-page")
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "f3", "9", "9", "down", "9", "enter")
        assert "more than 99 chips" in shown(app, "Notice")
        assert "9 too many" in shown(app)
        assert predict(pilot).stage == "asking"


async def test_a_guess_and_the_ctrl_keys(make_app: MakeApp) -> None:
    app = make_app("01-small-page")
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "ctrl+g", "6", "0")
        assert "[guess]" in shown(app)
        assert app.screen.query_one(Answering).sheet.mode == "guess"
        await press(pilot, "ctrl+k")
        assert "[chips]" in shown(app)
        await press(pilot, "ctrl+t")
        assert "First hint. (1 more)" in shown(app)
        await press(pilot, "ctrl+t", "ctrl+t")
        assert "there are no more hints" in shown(app, "Notice")


async def test_the_way_to_answer_can_be_asked_for(make_app: MakeApp) -> None:
    app = make_app("01-small-page", answer_in="chips")
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        assert "[chips]" in shown(app)


async def test_the_mouse_alone_can_play_an_item(make_app: MakeApp) -> None:
    app = make_app("01-small-page")
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.click("KeyLine", offset=(3, 0))
        await settle(pilot)
        sheet = app.screen.query_one(Answering).sheet
        await pilot.click(ScoreList, offset=(4, 2))
        await settle(pilot)
        assert sheet.place == 2
        line = rows_shown(app)[2]
        for _ in range(3):
            await pilot.click(ScoreList, offset=(line.index(" + ") + 1, 2))
        await pilot.click(ScoreList, offset=(line.index("−"), 2))
        await settle(pilot)
        assert sheet.written(sheet.rows[2]) == "1.0"
        rows = len(sheet.rows)
        others = next(n for n, line in enumerate(rows_shown(app)) if "everything else" in line)
        await pilot.click(ScoreList, offset=(4, others))
        await settle(pilot)
        assert len(sheet.rows) == rows + 8
        await pilot.click("#lock")
        await settle(pilot)
        assert predict(pilot).stage == "adjusted"
        await pilot.click("KeyLine", offset=(3, 0))
        await settle(pilot)
        assert predict(pilot).stage == "opened"


async def test_every_token_can_be_reached_by_going_down(make_app: MakeApp) -> None:
    app = make_app("01-small-page")
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        sheet = app.screen.query_one(Answering).sheet
        answering, size = app.screen.query_one(Answering), len(predict(pilot).session.part.vocabulary)
        for _ in range(size):
            answering.press("down", None)
        await settle(pilot)
        assert sorted(sheet.rows) == list(range(size))
        assert "everything else" not in shown(app)


async def test_escape_twice_leaves_and_the_session_is_gone_on_with(make_app: MakeApp) -> None:
    app = make_app("01-small-page")
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "3", *["enter"] * 5, "escape")
        assert isinstance(app.screen, PredictScreen)
        await press(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)
        assert "Go on where you left  A small page, item 2" in shown(app)
        assert "Next level            Four symbols, new" in shown(app)
        await press(pilot, "enter")
        assert predict(pilot).stage == "asking"
        assert "item 2 of 5" in shown(app)


async def test_a_level_that_was_left_is_no_new_one(make_app: MakeApp) -> None:
    app = make_app("00-symbols")
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "escape", "escape")
        assert isinstance(app.screen, HomeScreen)
        assert "Next level            Four symbols, begun, item 1" in shown(app)


async def test_a_session_left_at_its_reveal_is_gone_on_with_there(make_app: MakeApp, room_campaign: Campaign) -> None:
    session, _ = room_campaign.start("01-small-page")
    session.apply(AnswerScores({1: 1.0}))
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        assert predict(pilot).stage == "compared"
        assert "You gave it" in shown(app)
        await press(pilot, "enter")
        assert predict(pilot).stage == "asking"


async def test_the_end_of_a_page_shows_everyone(make_app: MakeApp, played: Callable[[int], None]) -> None:
    played(5)
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "enter", "enter")
        assert isinstance(app.screen, EndingScreen)
        assert "200,000 phrases" in shown(app)
        assert "a player that knows what follows what" in " ".join(shown(app).split())
        await press(pilot, "h")
        assert isinstance(app.screen, HomeScreen)


async def test_help_comes_and_goes(make_app: MakeApp) -> None:
    app = make_app("00-symbols")
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "question_mark")
        assert isinstance(app.screen, HelpScreen)
        await press(pilot, "escape", "f1")
        assert isinstance(app.screen, HelpScreen)
        await press(pilot, "f1")
        assert predict(pilot).stage == "asking"


async def test_a_campaign_that_cannot_be_opened_is_one_line_on_home() -> None:
    def fail() -> Campaign:
        raise BadInput("records.sqlite", "", "cannot be opened", "close the other program")

    app = RoomApp(fail, timed=False)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert "records.sqlite: cannot be opened" in shown(app, "Notice")


async def test_a_level_that_is_not_there_is_one_line_on_home(make_app: MakeApp) -> None:
    app = make_app("no-such-level")
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)
        assert "no-such-level" in app.screen.query_one(Notice).render().plain
        assert "Four symbols" in shown(app)


async def test_enter_with_nothing_written_must_be_meant(make_app: MakeApp) -> None:
    app = make_app("00-symbols")
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, *["enter"] * 9)
        assert predict(pilot).stage == "asking"
        told = " ".join(shown(app).split())  # knowing nothing is no instinct, and this goal is then missed
        assert "Space leaves it to chance. The goal is then missed" in told
        await press(pilot, "down", "space")  # another key in between: it is asked again
        assert predict(pilot).stage == "asking"
        await press(pilot, "enter", "space")
        assert predict(pilot).stage == "adjusted"


async def test_where_the_goal_allows_an_empty_answer_space_gives_it_when_pressed_again(make_app: MakeApp) -> None:
    app = make_app("01-small-page")
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        assert predict(pilot).stage == "asking"
        await press(pilot, "space")
        assert predict(pilot).stage == "asking"  # it may have been meant as the first letter of a token
        assert "Nothing is written yet. Space lets your instinct answer alone." in " ".join(shown(app).split())
        await press(pilot, "t", "escape", "space", "space")
        assert predict(pilot).stage == "adjusted"


async def test_a_new_session_closes_the_unfinished_one_only_when_meant(
    make_app: MakeApp, room_campaign: Campaign
) -> None:
    room_campaign.start("01-small-page")
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "down", "enter")
        assert isinstance(app.screen, HomeScreen)
        assert "closes your unfinished session" in shown(app)
        await press(pilot, "enter")
        assert title(pilot) == "Four symbols"


async def test_keys_wait_while_someone_thinks(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    thought = threading.Event()
    monkeypatch.setattr("tokenroom.room.screens.working.PATIENCE", 0.01)
    app = make_app("00-symbols")
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "3")
        recorded, apply = predict(pilot).recorded, predict(pilot).recorded.apply
        monkeypatch.setattr(type(recorded), "apply", lambda _, command: thought.wait(60) and apply(command))
        await pilot.press("enter", "enter", "escape")  # answers; goes on when there is something; begins to leave
        async with asyncio.timeout(30):
            while "still thinking" not in shown(app):
                await pilot.pause()
        assert predict(pilot).stage == "asking"
        thought.set()
        await settle(pilot)
        assert predict(pilot).stage == "opened"
        assert "Escape once more" in shown(app)


async def test_nothing_can_be_written_while_someone_thinks(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    thought = threading.Event()
    app = make_app("00-symbols")
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "3")
        recorded, apply = predict(pilot).recorded, predict(pilot).recorded.apply

        def slow(_: object, command: AnyCommand) -> tuple[AnyEvent, ...]:
            told = apply(command)  # the session has moved on, and the screen does not know it yet
            assert thought.wait(60)
            return told

        monkeypatch.setattr(type(recorded), "apply", slow)
        await pilot.press("enter")
        await pilot.press("f3")
        await pilot.click("#answering", offset=(30, 3))
        predict(pilot).action_step(1)
        predict(pilot).action_hurry()
        thought.set()
        await settle(pilot)
        assert predict(pilot).stage == "adjusted"


async def test_a_fault_in_the_thread_is_not_hidden(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    async def play() -> None:
        app = make_app("00-symbols")
        async with app.run_test(size=SIZE) as pilot:
            await settle(pilot)
            await press(pilot, "enter", "3")
            monkeypatch.setattr(type(predict(pilot).recorded), "apply", lambda *_: 1 // 0)
            await pilot.press("enter")
            async with asyncio.timeout(30):
                while app.is_running:
                    await pilot.pause()

    with pytest.raises(ZeroDivisionError):
        await play()


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="no SIGHUP here")
@pytest.mark.parametrize("there", [True, False])
def test_the_room_ends_when_its_terminal_is_gone(monkeypatch: pytest.MonkeyPatch, there: bool) -> None:
    told: list[int] = []
    monkeypatch.setattr("os.isatty", lambda _: there)
    monkeypatch.setattr("os.kill", lambda _, number: told.append(number))
    monkeypatch.setattr(sys, "__stdin__", None)
    leave_if_alone()
    assert told == ([] if there else [signal.SIGHUP])


async def test_a_score_that_nobody_means_is_asked_about_once(make_app: MakeApp) -> None:
    app = make_app("01-small-page")
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "enter", *"21620", "enter")
        assert predict(pilot).stage == "asking"
        assert "A score of 21620 beside" in shown(app)
        await press(pilot, "backspace", "enter")  # another answer is asked about anew
        assert "A score of 2162 beside" in shown(app)
        assert predict(pilot).stage == "asking"
        await press(pilot, "enter")
        assert predict(pilot).stage == "adjusted"
