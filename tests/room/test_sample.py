"""The sample screen driven by keys and by the mouse; its drawings as text."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.pilot import Pilot

from tests.room.conftest import press, settle
from tests.room.driving import SIZE, shown
from tests.sampling import FIELD, FRAGMENTS, sample_folder
from tokenroom.game.campaign import Campaign
from tokenroom.game.commands import AnswerChips, Next
from tokenroom.game.records import Records
from tokenroom.game.sample_commands import LetChance, TakeToken
from tokenroom.game.sample_events import (
    Bin,
    BranchGrew,
    Costed,
    Drawn,
    FragmentGiven,
    NextWeighed,
    SampledFromYou,
    SampleOpened,
    TextsCompared,
    Weighed,
)
from tokenroom.game.sample_words import asked_words
from tokenroom.game.wire import Shown
from tokenroom.room.app import RoomApp
from tokenroom.room.draw.sample import next_text, text_text
from tokenroom.room.draw.sample_draws import draws_text
from tokenroom.room.draw.sample_knobs import KNOBS, STOPS, knobs_text, tree_text, turned
from tokenroom.room.draw.sample_texts import fragments_text, mine_text, texts_text
from tokenroom.room.sample_view import SampleView, fold
from tokenroom.room.screens.ending import EndingScreen
from tokenroom.room.screens.help import HelpScreen
from tokenroom.room.screens.home import HomeScreen
from tokenroom.room.screens.sample import SampleScreen
from tokenroom.room.widgets.sampler import NextList

MakeApp = Callable[..., RoomApp]
NASTY = "\x1b[2J[red]\u202e\u0007"


@pytest.fixture
def campaign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Campaign]:
    sample_folder(tmp_path / "content" / "levels")
    sample_folder(tmp_path / "content" / "levels", FRAGMENTS, "10-fragments")
    monkeypatch.setenv("TOKENROOM_HOME", str(tmp_path / "home"))
    for module in ("level", "campaign"):
        monkeypatch.setattr(f"tokenroom.game.{module}.content_root", lambda: tmp_path / "content")
    records = Records(Path(":memory:"), now=lambda: "2026-11-22T10:00:00Z")
    yield Campaign(records, lambda _: FIELD, new_seed=lambda: 1, seconds_per_nat=0.0, all_open=True)
    records.close()


@pytest.fixture
def make(campaign: Campaign) -> MakeApp:
    def made(level: str | None = "09-hand", **options: object) -> RoomApp:
        options = {"timed": False, "ascii_only": False, **options}
        return RoomApp(lambda: campaign, level, **options)  # type: ignore[arg-type]

    return made


def screen(app: RoomApp) -> SampleScreen:
    assert isinstance(app.screen, SampleScreen)
    return app.screen


async def begun(pilot: Pilot[None]) -> None:
    """Go on from the story to the first round."""
    await settle(pilot)
    await press(pilot, "enter")


@pytest.mark.parametrize("size", [SIZE, (120, 40), (60, 20)])
async def test_a_win_by_keys_alone(make: MakeApp, size: tuple[int, int]) -> None:
    app = make()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert "[red]This is not markup.[/red]" in shown(app)
        await press(pilot, "enter", "enter", "down", "enter", "space", "n")
        assert "any other token" in shown(app)
        places = {option.text: n for n, option in enumerate(screen(app).view.asked.candidates)}  # type: ignore[union-attr]
        for name, chips in ((" ferry", "62"), (" quay", "31")):
            await press(pilot, "home", *["down"] * places[name], *chips)
        await press(pilot, "enter")
        assert "came" in shown(app)
        assert "·ferry has 65 %" in shown(app)
        await press(pilot, "enter")
        assert "Good." in shown(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, EndingScreen)
        assert "You have done what was asked" in shown(app)
        assert "For your journal" in " ".join(str(part._draw(80, 99)) for part in app.screen.query(".part"))  # type: ignore[attr-defined]


async def test_a_score_that_nobody_means_is_asked_about_once(make: MakeApp) -> None:
    app = make()
    async with app.run_test(size=SIZE) as pilot:
        await begun(pilot)
        await press(pilot, "enter", "down", "enter", "space", "n", "f2", *"300", "enter")
        assert screen(app).stage == "asking"
        assert "20 is as good as certain" in shown(app)
        await press(pilot, "enter")
        assert screen(app).stage == "drawn"


async def test_space_alone_spreads_the_draws_evenly(make: MakeApp) -> None:
    app = make()
    async with app.run_test(size=SIZE) as pilot:
        await begun(pilot)
        await press(pilot, "enter", "down", "enter", "space", "n", "enter")
        assert "Space leaves it to chance." in shown(app)
        await press(pilot, "enter")
        assert screen(app).stage == "asking"  # Enter alone gives nothing away
        await press(pilot, "space")
        assert screen(app).stage == "drawn"
        assert len({bin.said for bin in screen(app).view.drawn[-1].bins}) == 1


async def test_enter_alone_takes_the_top_token_and_goes_round(make: MakeApp) -> None:
    app = make()
    async with app.run_test(size=SIZE) as pilot:
        await begun(pilot)
        await press(pilot, *["enter"] * 12)
        assert screen(app).stage == "hand"
        assert screen(app).view.taken >= 8
        await press(pilot, "t", "t", "t")
        assert "It repeats itself" in shown(app)


async def test_knobs_turn_and_the_bars_change_at_once(make: MakeApp) -> None:
    app = make()
    async with app.run_test(size=SIZE) as pilot:
        await begun(pilot)
        before = shown(app, "#next")
        await press(pilot, *["left"] * 5)
        assert "0.5" in shown(app, "#knobs")
        assert shown(app, "#next") != before
        await press(pilot, "tab", "left", *["left"] * 9)
        assert "1 token can be drawn" in shown(app, "#knobs")
        assert "–" in shown(app, "#next")
        await press(pilot, "tab", "left", "right", "shift+tab", *["right"] * 12)
        assert shown(app, "#knobs").count("all") == 2
        await press(pilot, "tab", "tab", *["right"] * 5)
        assert shown(app, "#next") == before


async def test_the_tree_is_walked_and_branched_by_keys(make: MakeApp) -> None:
    app = make()
    async with app.run_test(size=SIZE) as pilot:
        await begun(pilot)
        await press(pilot, "backspace")
        assert "nowhere else to go" in shown(app)
        await press(pilot, "enter", "enter", "backspace", "backspace", "down", "enter")
        assert "2 branches" in shown(app, "#tree")
        assert "Another way." in shown(app)
        here = shown(app, "#text")
        await press(pilot, "b")
        assert shown(app, "#text") != here
        await press(pilot, "B")
        assert shown(app, "#text") == here
        await press(pilot, "home", "c")
        assert screen(app).view.taken >= 4


async def test_a_win_by_the_mouse_alone(make: MakeApp) -> None:
    app = make()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)

        async def key(name: str) -> None:
            await pilot.click("KeyLine", offset=(shown(app).split("\n")[-1].index(name), 0))
            await settle(pilot)

        await key("Enter")
        await pilot.click("#next", offset=(3, 2))
        await settle(pilot)
        assert not app.screen.query_one(NextList).is_at_top
        await pilot.click("#next", offset=(3, 2))
        await settle(pilot)
        assert screen(app).view.behind == (" quay",)
        await pilot.click("#knobs", offset=(14, 1))
        await settle(pilot)
        assert screen(app).view.weighed.top_k == 1000  # type: ignore[union-attr]
        for name in ("Bksp", "Enter", "Space", "Space"):
            await key(name)
        await pilot.click("#tree", offset=(3, 1))
        await settle(pilot)
        assert screen(app).view.behind == (" quay",)
        await key("N")
        asked = screen(app).view.asked
        assert asked is not None
        row = [option.text for option in asked.candidates].index(" ferry")
        await pilot.click("ScoreList", offset=(3, row))
        for _ in range(12):
            await press(pilot, "right")
        await pilot.click("#lock")
        await settle(pilot)
        assert "A draw cost you" in shown(app)


async def test_draws_come_one_by_one_and_any_key_brings_all(make: MakeApp, campaign: Campaign) -> None:
    play, _ = campaign.start("09-hand")
    for command in (TakeToken(1), LetChance(2), Next()):
        play.apply(command)
    app = make(None, timed=True)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "5", "enter")
        async with asyncio.timeout(20):
            while not 2 < screen(app).drawn < 60:
                await pilot.pause(0.01)
        assert " of 60 draws" in shown(app)
        assert not any(judged in shown(app) for judged in ("Near.", "Far."))  # not before the last has come
        await press(pilot, "x")
        assert "A draw cost you" in shown(app)
        async with asyncio.timeout(20):
            while not any(judged in shown(app) for judged in ("Near.", "Far.")):
                await pilot.pause(0.01)


async def test_token_by_token_then_a_text_of_ones_own(make: MakeApp) -> None:
    app = make("10-fragments")
    async with app.run_test(size=SIZE) as pilot:
        await begun(pilot)
        assert "▓▓▓▓" in shown(app, "#shown")
        await press(pilot, "enter")
        assert "The lamp on the" in shown(app, "#shown")
        await press(pilot, "a")
        assert screen(app).view.fragments[-1].is_last
        await press(pilot, "enter")
        for word in ("quay", "dog", "ferry"):
            await press(pilot, *word, "enter", "9", "9", "enter")
        assert "the model pays" in shown(app)
        await press(pilot, "enter", "space")
        assert len(screen(app).view.mine) == 4
        await press(pilot, "slash", "full_stop", "enter", "9", "9", "enter")
        assert "you would have said" in shown(app)
        assert "the model said" in shown(app)
        await press(pilot, "enter", "enter")
        assert isinstance(app.screen, EndingScreen)


async def test_the_model_goes_on_by_itself_until_a_key_stops_it(make: MakeApp) -> None:
    app = make("10-fragments", timed=True)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "enter")
        await press(pilot, "a")
        async with asyncio.timeout(20):
            while not screen(app).view.fragments:
                await pilot.pause(0.01)
        await press(pilot, "x")
        count = len(screen(app).view.fragments)
        await pilot.pause(0.4)
        assert len(screen(app).view.fragments) == count


async def test_hints_help_and_leaving(make: MakeApp, campaign: Campaign) -> None:
    app = make()
    async with app.run_test(size=SIZE) as pilot:
        await begun(pilot)
        await press(pilot, "ctrl+t")
        assert "Look at the bars. (1 more)" in shown(app)
        for key in ("question_mark", "f1"):
            await press(pilot, key)
            assert isinstance(app.screen, HelpScreen)
            assert "top-k" in shown(app, "HelpScreen VerticalScroll Drawing")
            await press(pilot, "escape")
        await press(pilot, "n")
        assert "take 3 more tokens first" in shown(app)
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, HomeScreen)
        assert campaign.unfinished() is not None


async def test_a_session_is_gone_on_with_where_it_stood(make: MakeApp, campaign: Campaign) -> None:
    play, _ = campaign.start("09-hand")
    play.apply(LetChance(3))
    app = make(None)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert "item 1" in shown(app)
        await press(pilot, "enter")
        assert screen(app).view.taken == 3
        assert "N goes on" in shown(app)


async def test_draws_are_gone_on_with_too(make: MakeApp, campaign: Campaign) -> None:
    play, _ = campaign.start("09-hand")
    for command in (LetChance(3), Next(), AnswerChips({0: 30})):
        play.apply(command)
    app = make(None)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        assert "A draw cost you" in shown(app)


async def test_ascii_alone(make: MakeApp) -> None:
    app = make(ascii_only=True)
    async with app.run_test(size=SIZE) as pilot:
        await begun(pilot)
        await press(pilot, "t", "t", "t")
        assert shown(app).isascii()
        await press(pilot, "n", "5", "enter")
        assert shown(app).isascii()
        assert "A draw cost you" in shown(app)


async def test_a_small_terminal_is_told_and_keys_do_nothing(make: MakeApp) -> None:
    app = make()
    async with app.run_test(size=(40, 12)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "enter", "t", "n")
        assert "does not fit" in shown(app)


# Drawings


def weighed(temperature: float = 1.0, top_k: int | None = None, top_p: float | None = None) -> NextWeighed:
    options = tuple(Weighed(n, f" token {n}", 0.1, 0.2) for n in range(5))
    return NextWeighed(0, temperature, top_k, top_p, options, 95, 0.5, 0.0, 5, (), 0, may_go_on=False)


def test_knobs_have_stops_and_open_behind_the_last() -> None:
    assert turned(weighed(), "temperature", -1) == (0.9, None, None)
    assert turned(weighed(temperature=0.0), "temperature", -1) == (0.0, None, None)
    assert turned(weighed(temperature=5.0), "temperature", 1) == (5.0, None, None)
    assert turned(weighed(), "top_k", -1) == (1.0, 1000, None)
    assert turned(weighed(), "top_k", 1) == (1.0, None, None)
    assert turned(weighed(top_k=1000), "top_k", 1) == (1.0, None, None)
    assert turned(weighed(top_k=7), "top_k", 1) == (1.0, 10, None)
    assert turned(weighed(top_k=1), "top_k", -1) == (1.0, 1, None)
    assert turned(weighed(top_p=0.93), "top_p", 1) == (1.0, None, 0.95)


@given(st.sampled_from(KNOBS), st.lists(st.sampled_from([-1, 1]), max_size=40))
def test_a_knob_stands_at_a_stop_wherever_it_is_turned(knob: str, steps: list[int]) -> None:
    now = weighed()
    for by in steps:
        temperature, top_k, top_p = turned(now, knob, by)  # type: ignore[arg-type]
        now = weighed(temperature, top_k, top_p)
        for name in KNOBS:
            assert getattr(now, name) is None or getattr(now, name) in STOPS[name]


def grown(text: str) -> SampleView:
    """A view in which a token of every kind has come."""
    opened = SampleOpened(1, 1, "hand", (Shown(1, text),), 1, 9, 1.0)
    grew = BranchGrew(1, 0, 5, text * 9, 0.5, "top")
    given = FragmentGiven(1, 1, 2, text, 0.5, 1.0, is_last=False)
    mine = SampledFromYou(1, 3, text, 0.5, 1.0, 1.0, is_last=True)
    costed = (Costed(3, text, 1.0, 0.5),) * 3
    compared = TextsCompared(costed, costed, 0.5, 1.0, 1.0, reached=False)
    return fold(SampleView(), (opened, grew, weighed(), given, mine, compared))


@given(st.integers(0, 130), st.integers(0, 40), st.sampled_from([NASTY, " the", "", "숲", "\n\n"]))
def test_drawings_end_and_fit_in_any_space_whatever_a_token_holds(width: int, height: int, text: str) -> None:
    view = grown(text)
    assert view.compared is not None
    assert view.weighed is not None
    for drawn in (
        text_text(view, True, width, height),
        next_text(view.weighed, 0, width, height),
        knobs_text(view.weighed, "top_k", width),
        tree_text(view, width, height),
        fragments_text(view, width, height),
        mine_text(view, "a goal", width, height),
        texts_text(view.compared, [text], "a goal", width),
        texts_text(view.compared, [text], "a goal", width, height),
    ):
        assert all(line.isprintable() for line in drawn.plain.split("\n"))
    for room in range(60, 130, 7):
        lines = (*tree_text(view, room, 9).plain.split("\n"), *fragments_text(view, room, 9).plain.split("\n"))
        assert all(cell_len(line) <= room for line in lines)


def test_the_goal_is_seen_whole_where_two_texts_leave_little_room() -> None:
    compared = grown(" the").compared
    assert compared is not None
    goal = "have a text drawn from you that costs the model less than 3.50 nats a token"
    assert len(texts_text(compared, [], goal, 78).plain.split("\n")) > 9
    lines = texts_text(compared, [], goal, 78, 9).plain.split("\n")
    assert len(lines) == 9
    assert " ".join(lines[-2:]).endswith("3.50 nats a token.")


def test_a_round_says_how_many_chips_there_are_and_when_a_text_ends() -> None:
    draws = SampleOpened(1, 2, "hundred", (), 100, 0, 1.0)
    assert asked_words(draws).endswith("Lay out up to 99 chips; all that you keep is spread evenly.")
    yours = SampleOpened(1, 2, "yours", (), 12, 40, 1.0)
    assert asked_words(yours).endswith("Once there are 12, the end of a sentence ends the text.")


@given(st.integers(3, 30), st.integers(30, 120), st.integers(0, 20))
def test_draws_fit_and_none_is_lost(height: int, width: int, shown: int) -> None:
    bins = tuple(Bin(f"token {n}", 0.1, 0.1, 2) for n in range(10))
    drawn = Drawn(1, tuple(n % 10 for n in range(20)), bins, 2.3, 2.3, 2.3)
    lines = draws_text(drawn, shown, width, height).plain.split("\n")
    rows = [line for line in lines if line[26:27] == line[34:35] == "%"]
    counts = [int(line[18 + 9 + 8 : 18 + 9 + 8 + 6]) for line in rows]
    assert sum(counts) == shown
    assert len(rows) <= 11
    assert all(len(line) <= max(width, 43) for line in rows)
