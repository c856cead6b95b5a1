"""The verify screen, driven by keys and by the mouse; its drawings; a training that is watched, stopped and undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Semaphore

import pytest
from textual.pilot import Pilot

from tests.room.conftest import settle, until
from tests.room.driving import shown
from tests.small_sums import NAME, sums_campaign
from tokenroom.game.campaign import Campaign
from tokenroom.game.commands import AnyCommand
from tokenroom.game.events import AnyEvent
from tokenroom.game.records import Records
from tokenroom.game.verify_events import AnswerTried, Judged, PassTried, Try, VerifyStarted, VerifyUpdated
from tokenroom.room.app import RoomApp
from tokenroom.room.ascii import to_ascii
from tokenroom.room.draw.verify import KEYS, STOP, STOP_AND_KEEP, tried_text, tries_lines
from tokenroom.room.draw.verify import keys as draw_keys
from tokenroom.room.draw.verify_bench import (
    ANSWER_CHIPS,
    CHECKER_CHIPS,
    Typed,
    chip_lines,
    chips_text,
    latest_text,
    line_text,
)
from tokenroom.room.draw.verify_help import verify_help_text
from tokenroom.room.draw.verify_training import progress_text
from tokenroom.room.screens.ending import EndingScreen
from tokenroom.room.screens.help import HelpScreen
from tokenroom.room.screens.verify import VerifyScreen
from tokenroom.room.verify_view import VerifyView
from tokenroom.room.widgets.chips import Chips
from tokenroom.room.widgets.key_line import KeyLine
from tokenroom.text.checker import NAMES, read_rule

SMALL, LARGE = (80, 24), (120, 40)
NASTY = "\x1b[2J\x1b]0;title\x07[red]\u202e<|im_end|>" + "x" * 9_000
Make = Callable[..., RoomApp]


@pytest.fixture
def make(tmp_path: Path, records: Records, monkeypatch: pytest.MonkeyPatch) -> Make:
    campaign: Campaign = sums_campaign(tmp_path, records, monkeypatch)

    def app(level: str | None = NAME, **options: object) -> RoomApp:
        return RoomApp(lambda: campaign, level, **{"timed": False, "ascii_only": False, **options})  # type: ignore[arg-type]

    return app


async def keys(pilot: Pilot[None], *pressed: str) -> None:
    """Press keys, each when what the one before began is done."""
    for key in pressed:
        await pilot.press(key)
        screen = pilot.app.screen
        if isinstance(screen, VerifyScreen):
            await until(pilot, lambda screen=screen: not screen.is_working)  # type: ignore[misc]
    await pilot.pause()


async def opened(pilot: Pilot[None]) -> VerifyScreen:
    await settle(pilot)
    await until(pilot, lambda: isinstance(pilot.app.screen, VerifyScreen))
    assert isinstance(pilot.app.screen, VerifyScreen)
    await keys(pilot, "enter")
    return pilot.app.screen


async def at_bench(pilot: Pilot[None]) -> VerifyScreen:
    screen = await opened(pilot)
    for _ in range(4):
        await keys(pilot, "1", "0", "enter", "enter")
    assert screen.stage == "bench"
    return screen


async def test_what_is_done_at_the_bench_takes_back_that_it_was_to_be_closed(make: Make) -> None:
    app = make()
    async with app.run_test(size=SMALL) as pilot:
        screen = await at_bench(pilot)
        await keys(pilot, "enter", "ctrl+t", "enter")
        assert screen.stage == "bench"
        assert "Enter once more closes the bench" in shown(app)
        await keys(pilot, "enter")
        assert screen.view.ended is not None


async def test_a_hundred_per_cent_is_as_sure_as_can_be(make: Make) -> None:
    app = make()
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot)
        await keys(pilot, "1", "0", "0")
        assert screen.sure == 99
        await keys(pilot, "2", "5")
        assert screen.sure == 25


async def test_a_level_from_its_story_to_its_ending_by_keys_alone(make: Make) -> None:
    app = make()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert "[red]This is not markup.[/red]" in shown(app)
        screen = await opened(pilot)
        assert screen.sure == 50
        await keys(pilot, "right", "right", "down", "2", "5", "left")
        assert screen.sure == 20
        await keys(pilot, "enter")
        assert "0 of 4 tries were right. You had said 20 %" in " ".join(shown(app).split())
        await keys(pilot, "enter")
        assert screen.sure == 50
        for _ in range(3):
            await keys(pilot, "1", "0", "enter", "enter")
        assert "The checker  has(total)" in shown(app)
        await keys(pilot, "f1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
        await keys(pilot, *"last == totl", "enter")
        assert "at character 9: 'totl' is no name; perhaps total" in shown(app)
        await keys(pilot, "backspace", "a", "l", "enter")
        assert "0 of" in shown(app)
        assert "♪ Sound." in shown(app)
        await keys(pilot, "enter")
        assert "Enter once more closes the bench" in shown(app)
        await keys(pilot, "enter")
        assert "Thank you." in shown(app)
        await keys(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, EndingScreen))
        assert "You have done what was asked" in shown(app)
        assert "Your last checker: last == total" in shown(app)


async def test_an_answer_is_typed_by_somebody_who_wants_to_fool_the_checker(make: Make) -> None:
    app = make()
    async with app.run_test(size=SMALL) as pilot:
        screen = await at_bench(pilot)
        await keys(pilot, "tab")
        assert "An answer to" in shown(app, "#line")
        await keys(pilot, *" ".join(map(str, range(1, 20))), "enter")
        assert "You have fooled it." in " ".join(shown(app).split())
        assert "fooled 1 of 1" in shown(app)
        await keys(pilot, "enter")
        assert "(nothing)" in shown(app)
        await keys(pilot, "tab", "down", "down", "down")
        assert screen.typed.text == "has(total)"
        await keys(pilot, "up")
        assert screen.typed.text == "length >= 0"
        await keys(pilot, "escape")
        assert screen.typed.text == ""


async def click_key(pilot: Pilot[None], name: str) -> None:
    line = pilot.app.screen.query_one(KeyLine).render().plain
    await pilot.click(KeyLine, offset=(line.index(name), 0))
    screen = pilot.app.screen
    if isinstance(screen, VerifyScreen):
        await until(pilot, lambda: not screen.is_working)
    await pilot.pause()


async def click_chip(pilot: Pilot[None], chip: str) -> None:
    chips = pilot.app.screen.query_one(Chips)
    for y, line in enumerate(chip_lines(CHECKER_CHIPS, chips.content_size.width)):
        for x, name in line:
            if name == chip:
                await pilot.click(chips, offset=(x + 1, y))  # a column of padding
    await pilot.pause()


async def test_by_mouse_alone(make: Make) -> None:
    app = make()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await until(pilot, lambda: isinstance(app.screen, VerifyScreen))
        screen = app.screen
        assert isinstance(screen, VerifyScreen)
        await click_key(pilot, "Enter")
        for _ in range(9):
            await click_key(pilot, "← less")
        assert screen.sure == 5
        for _ in range(8):
            await click_key(pilot, "Enter")
        assert screen.stage == "bench"
        for chip in ("last", "and", "⌫", "==", "total"):
            await click_chip(pilot, chip)
        assert screen.typed.text == "last == total"
        await click_key(pilot, "Enter")
        assert screen.session.state.sound
        await click_key(pilot, "Enter")
        await click_key(pilot, "Enter")
        assert screen.session.state.won


async def test_a_training_is_watched_measured_and_taken_back(make: Make) -> None:
    app = make()
    async with app.run_test(size=SMALL) as pilot:
        screen = await at_bench(pilot)
        await keys(pilot, *"true", "enter")
        await pilot.press("f2")
        await until(pilot, lambda: screen.stage == "measured")
        await pilot.pause()
        assert [update.update for update in screen.view.updates] == [1, 2, 3]
        assert "and did so before" in " ".join(shown(app).split())
        assert "♪ Fooled." in shown(app)
        await keys(pilot, "f3")
        assert "The model is as it came." in shown(app)
        await keys(pilot, "f3")
        assert "nothing here that could be taken back" in shown(app)
        await keys(pilot, "f4")
        await until(pilot, lambda: screen.stage == "measured")
        await keys(pilot, "enter")
        assert "trainings left 1" in shown(app)


async def test_s_stops_a_training_and_what_was_learned_is_kept(make: Make) -> None:
    app = make()
    async with app.run_test(size=SMALL) as pilot:
        screen = await at_bench(pilot)
        await pilot.press("f2")
        await until(pilot, lambda: len(screen.view.updates) >= 1)
        await pilot.press("s")
        await until(pilot, lambda: screen.stage != "training")
        assert screen.session.state.phase == "bench"
        assert screen.view.measured is not None
        assert screen.view.measured.updates == len(screen.view.updates)


async def test_a_stop_is_offered_only_where_there_is_one(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    app, passes = make(), Semaphore(0)
    async with app.run_test(size=SMALL) as pilot:
        screen = await at_bench(pilot)
        apply = screen.recorded.apply

        def held(command: AnyCommand) -> tuple[AnyEvent, ...]:
            passes.acquire(timeout=30)
            return apply(command)

        monkeypatch.setattr(screen.recorded, "apply", held)
        await pilot.press("f4")  # the model that ships is only measured
        passes.release()  # it begins, and is held before its first figure
        await until(pilot, lambda: screen.stage == "training")
        assert "stop" not in shown(app).splitlines()[-1]
        await pilot.press("s")
        await until(pilot, lambda: "Nothing learns now" in shown(app))
        passes.release(1_000)
        await until(pilot, lambda: screen.stage == "measured")


def test_a_training_that_has_learned_nothing_yet_has_nothing_to_keep() -> None:
    first = [
        draw_keys("training", is_learning=learning, has_learned=learned)[0].words
        for learning, learned in [(True, False), (True, True), (False, True)]
    ]
    assert first == ["stop", "stop and keep", "help"]


async def test_one_that_was_left_is_gone_on_with(make: Make) -> None:
    async with make().run_test(size=SMALL) as pilot:
        await at_bench(pilot)
        await keys(pilot, *"last == total", "enter")
    app = make(None)
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        await keys(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, VerifyScreen))
        await settle(pilot)
        assert "The checker  last == total" in shown(app)


def test_every_key_that_is_named_does_something() -> None:
    for named in (*KEYS.values(), (STOP, STOP_AND_KEEP)):
        for key in named:
            action = key.action.partition("(")[0]
            assert action.startswith("app.") or hasattr(VerifyScreen, f"action_{action}"), key


def test_whatever_was_said_is_shown_as_text_and_nothing_else() -> None:
    tries = (Try(NASTY, False, 1.0, 1.0), Try("", True, 0.0, -1.0))
    tried = PassTried(1, "1+2", "aloud", 0.5, 1, 0.5, 0.69, 0.69, tries)
    view = VerifyView(question=NASTY, answered=AnswerTried("1+2", NASTY, 1.0, True, False, True, "3+4"), tried=(tried,))
    for width in (40, 78, 118):
        drawn = [tried_text(view, width), latest_text(view, width), line_text(view, Typed(NASTY), width)]
        for text in drawn:
            assert text.plain.replace("\n", "").isprintable()
            assert max(map(len, text.plain.splitlines())) <= width
    assert "[red]" in drawn[1].plain


def test_tries_stand_in_as_many_columns_as_fit_down_the_columns() -> None:
    tries = [Try(str(n), n % 2 == 0, float(n % 2 == 0), 0.0) for n in range(12)]
    rows = tries_lines(tries, 78)
    assert len(rows) == 6
    assert rows[0].plain.split()[2::3] == ["0", "6"]
    assert len(tries_lines(tries, 40)) == 12
    wrong = tries_lines([Try("5", False, 1.0, 1.0)], 40)[0].plain
    assert wrong.strip().startswith("×!+1.00 5")


def test_chips_make_rules_and_answers() -> None:
    assert set(NAMES) < set(CHECKER_CHIPS)
    line = Typed("")
    for chip in ("has(", "total", ")", "and", "numbers", "<", "2"):
        line = Typed(line.with_chip(chip))
    assert read_rule(line.text).text == "has( total ) and numbers < 2"
    answer = Typed("", is_answer=True)
    for chip in ("7", "+", "5", "=", "1", "2", ",", "␣", "2", "⌫"):
        answer = Typed(answer.with_chip(chip), is_answer=True)
    assert answer.text == "7+5=12, "
    assert set(answer.text) - {" "} <= set(ANSWER_CHIPS)
    assert max(map(len, chips_text(Typed(), 78).plain.splitlines())) <= 78


def test_progress_tells_rate_and_time_left() -> None:
    started = VerifyStarted("x", "X", 0, 1, 4, 40, 1, 10, "g", ("true",))
    update = VerifyUpdated(1, 10, 40, {"aloud": 0.5}, {"aloud": 0.5}, 3.0, "1+2", "aloud", (), {})
    from tokenroom.game.verify_events import VerifyBegan

    view = VerifyView(started=started, began=VerifyBegan(1, "true", 40), updates=(update,))
    assert "10 of 40 updates · 2.0 s an update · 60 s left" in progress_text(view, 0.5, 78).plain
    assert "left" not in progress_text(view, None, 78).plain


def test_help_tells_every_name_and_fits() -> None:
    told = verify_help_text(76).plain
    assert all(f"{name} " in told for name in NAMES)
    assert max(map(len, told.splitlines())) <= 76
    assert to_ascii(verify_help_text(76)).plain


def test_a_judged_answer_holds_what_the_table_shows() -> None:
    judged = Judged("1+2", NASTY, "typed", False, 1.0)
    assert judged.answer == NASTY  # kept as it was said; only what is drawn is made safe
