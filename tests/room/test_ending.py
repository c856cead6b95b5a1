"""The end of a level: its drawings, the milestone behind it, the certificate, the result of the day."""

from __future__ import annotations

import shutil
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from rich.cells import cell_len
from rich.text import Text
from textual.pilot import Pilot

from tests.room.conftest import press, settle
from tests.room.driving import SIZE, MakeApp, shown, title
from tests.room.pictures import NASTY
from tests.room.test_units import SURPRISES, played
from tokenroom.game.calibration import TEMPERATURES, Calibration, calibrate
from tokenroom.game.campaign import Campaign
from tokenroom.game.compare import Item, compare
from tokenroom.game.milestones import Milestone, Sample
from tokenroom.game.units import NATS
from tokenroom.pages.certificate import write_certificate
from tokenroom.room.draw.calibration import DIAGONAL, POINT, calibration_text
from tokenroom.room.draw.debrief import costliest_text
from tokenroom.room.draw.ending import predict_ending
from tokenroom.room.draw.milestone import milestone_text, words_of
from tokenroom.room.draw.parts import parts_text
from tokenroom.room.draw.share import share_box
from tokenroom.room.offers import Offers
from tokenroom.room.screens.ending import EndingScreen
from tokenroom.room.screens.help import HelpScreen
from tokenroom.room.screens.home import HomeScreen
from tokenroom.room.screens.milestone import MilestoneScreen
from tokenroom.room.widgets.name_line import NameLine

MILESTONE = Milestone(phrases=100, after="00-symbols", title="A hundred phrases", story="It has read a little.\n")
SAMPLES = (Sample(0, "The ferry zz [b]qq"), Sample(100, "The ferry goes\nhome."))
STATEMENTS = st.lists(st.tuples(st.floats(0.0, 1.0), st.booleans()), min_size=1, max_size=60)


def calibration(statements: list[tuple[float, bool]]) -> Calibration:
    made = calibrate(statements, [[1.0] * len(TEMPERATURES)])
    assert made is not None
    return made


class TestDrawings:
    @given(STATEMENTS)
    def test_calibration_fits_60_columns_and_has_a_point_for_each_bin(
        self, statements: list[tuple[float, bool]]
    ) -> None:
        made = calibration(statements)
        lines = calibration_text(made, 60).plain.split("\n")
        assert all(cell_len(line) <= 60 for line in lines)
        points = sum(line.count(POINT) for line in lines[1:14])
        assert 1 <= points <= len(made.bins)
        counts = next(line for line in lines if line.startswith("times")).split()[1:]
        assert counts == [str(b.count) for b in made.bins]

    def test_what_came_as_often_as_said_stands_on_the_diagonal(self) -> None:
        lines = calibration_text(calibration([(0.3, n < 3) for n in range(10)]), 60).plain.split("\n")
        (line,) = [line for line in lines[1:14] if POINT in line]
        assert line.startswith("  30 %")
        assert f"{DIAGONAL}{POINT}{DIAGONAL}" in line

    @pytest.mark.parametrize("width", [54, 74, 94])
    def test_parts_fit_and_come_in_both_figures(self, width: int) -> None:
        surprises = {"you": 2.0, "step-1000": 3.0, "step-200000": 1.0, "uniform": 8.0}
        items = [Item(" t", 4, surprises, (), part) for part in ("French", NASTY * 9)]
        drawn = parts_text(compare(items), "step-1000", width).plain
        assert all(cell_len(line) <= width for line in drawn.split("\n"))
        assert "nats a square" in drawn
        assert "bits a byte" in drawn
        assert "\x1b" not in drawn

    @pytest.mark.parametrize("width", [54, 74])
    def test_what_cost_most_fits(self, width: int) -> None:
        items = [Item(NASTY * 9, 4, {"you": 9.0, "step-200000": 1.0}, (), part) for part in ("A", "B" * 99)]
        drawn = costliest_text(items, width).plain
        assert all(cell_len(line) <= width for line in drawn.split("\n"))
        assert drawn.count("cost you 9.00 nats") == 2

    @given(st.integers(0, 40), st.integers(30, 120))
    def test_a_milestone_is_told_word_by_word_and_nothing_moves(self, words: int, width: int) -> None:
        whole = milestone_text(MILESTONE, SAMPLES, words_of(MILESTONE, SAMPLES), width).plain.split("\n")
        some = milestone_text(MILESTONE, SAMPLES, words, width).plain.rstrip().split("\n")
        assert all(whole[n].startswith(line.rstrip()) for n, line in enumerate(some))

    def test_the_box_is_as_wide_as_what_is_in_it(self) -> None:
        lines = share_box("tokenroom 2026-11-22\n▲▁ ▼█\n" + "x" * 90, 60).plain.split("\n")
        assert {cell_len(line) for line in lines} == {60}


async def play_symbols(pilot: Pilot[None]) -> None:
    """Play the first level to its ending."""
    await settle(pilot)
    await press(pilot, "enter")
    for _ in range(2):
        await press(pilot, "1", *["enter"] * 5)
    for _ in range(9):
        if isinstance(pilot.app.screen, EndingScreen):
            return
        await press(pilot, "enter")
    raise AssertionError("no ending")


@pytest.fixture
def milestone(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """A milestone behind the first level; the rival speaks when the event is set."""
    may_speak = threading.Event()

    def said(_campaign: Campaign, _milestone: Milestone) -> tuple[Sample, ...]:
        assert may_speak.wait(30)
        return SAMPLES

    monkeypatch.setattr("tokenroom.room.offers.milestone_after", lambda level: MILESTONE if "00" in level else None)
    monkeypatch.setattr(Campaign, "said", said)
    return may_speak


async def test_a_stray_key_does_not_play_the_level_again(make_app: MakeApp) -> None:
    app = make_app("00-symbols")
    async with app.run_test(size=SIZE) as pilot:
        await play_symbols(pilot)
        await press(pilot, "a")
        assert isinstance(app.screen, EndingScreen)
        assert "A once more plays it again." in shown(app)
        await press(pilot, "a")
        assert title(pilot) == "Four symbols"


async def test_the_details_of_a_long_ending_are_shown_when_asked_for(make_app: MakeApp) -> None:
    app = make_app("00-symbols")
    async with app.run_test(size=SIZE) as pilot:
        await play_symbols(pilot)
        assert isinstance(app.screen, EndingScreen)
        assert "D details" not in shown(app)
        await press(pilot, "d")  # there are none
        parts = [lambda _w, _h, n=n: Text("\n".join([f"part {n}"] * 12)) for n in range(4)]
        ending = replace(app.screen._ending, parts=tuple(parts[:2]), details=tuple(parts[2:]), items=())
        await app.push_screen(EndingScreen(ending, Offers()))
        await settle(pilot)
        await press(pilot, "end")
        assert "part 1" in shown(app)
        assert "D shows the details" in shown(app)
        assert "F1 help" in shown(app)
        await press(pilot, "d")
        assert "part 1" not in shown(app)
        assert "part 2" in shown(app)
        assert "D shows the details" not in shown(app)
        await press(pilot, "end")
        assert "part 3" in shown(app)
        await press(pilot, "D")
        assert "part 1" in shown(app)
        assert "D shows the details" in shown(app)


def test_only_a_level_of_many_parts_keeps_details_back_and_nothing_is_lost() -> None:
    view = played(NATS)
    assert view.ended is not None
    endings = []
    for parts in (2, 9):
        report = compare([Item(" t", 4, SURPRISES, (), f"part {n}") for n in range(parts)])
        endings.append(predict_ending(replace(view, ended=structs.replace(view.ended, report=report))))
    short, long = endings
    assert short.details == ()
    assert len(long.parts) < len(short.parts) == len(long.parts) + len(long.details)
    assert "Part by part" in long.details[0](75, 24).plain
    assert "part 8" in long.details[0](75, 24).plain


async def test_a_milestone_stands_between_levels_once_and_waits_for_nobody(
    make_app: MakeApp, milestone: threading.Event
) -> None:
    app = make_app("00-symbols")
    async with app.run_test(size=SIZE) as pilot:
        await play_symbols(pilot)
        await press(pilot, "n")
        assert isinstance(app.screen, MilestoneScreen)
        assert "It has read a little." in shown(app)
        assert "being asked to speak" in shown(app)
        milestone.set()
        while "after:" not in shown(app):
            await pilot.pause(0.01)
        assert "before: a model that has read nothing" in shown(app)
        assert "♪ The ferry zz [b]qq" in shown(app)
        assert "♪ The ferry goes home." in shown(app)
        await press(pilot, "question_mark")
        assert isinstance(app.screen, HelpScreen)
        await press(pilot, "escape", "enter")
        assert title(pilot) == "A small page"
        app.play("00-symbols")
        await settle(pilot)
        app.play("00-symbols")  # asked twice: it closes the other
        await play_symbols(pilot)
        await press(pilot, "n")
        assert title(pilot) == "A small page"


async def test_a_milestone_is_skipped_while_the_rival_is_still_thinking(
    make_app: MakeApp, milestone: threading.Event
) -> None:
    app = make_app("00-symbols")
    async with app.run_test(size=SIZE) as pilot:
        await play_symbols(pilot)
        await press(pilot, "m")
        assert isinstance(app.screen, MilestoneScreen)
        await press(pilot, "escape")
        assert isinstance(app.screen, EndingScreen)
        await press(pilot, "enter")
        assert title(pilot) == "A small page"
    milestone.set()


async def test_words_come_one_by_one_and_any_key_hurries(make_app: MakeApp, milestone: threading.Event) -> None:
    app = make_app("00-symbols")
    milestone.set()
    async with app.run_test(size=SIZE) as pilot:
        await play_symbols(pilot)
        app.timed = True
        await pilot.press("n")
        assert "home." not in shown(app)
        await pilot.pause(0.5)
        await pilot.press("x")
        assert isinstance(app.screen, MilestoneScreen)
        while "The ferry goes home." not in shown(app):
            await pilot.pause(0.01)


@pytest.mark.parametrize("name", ["Ama [b]", ""])
async def test_the_exam_gives_a_certificate(
    make_app: MakeApp, room_campaign: Campaign, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    monkeypatch.setattr("tokenroom.game.campaign.EXAM", "00-symbols")
    monkeypatch.setenv("TOKENROOM_HOME", str(tmp_path / "home"))
    room_campaign._certify = write_certificate
    app = make_app("00-symbols")
    async with app.run_test(size=SIZE) as pilot:
        await play_symbols(pilot)
        await press(pilot, "c", "a", "escape")
        assert isinstance(app.screen, EndingScreen)
        assert not app.screen.query(NameLine)
        await press(pilot, "c")
        await pilot.press(*name)
        await press(pilot, "enter")
        assert "Written to" in shown(app, "Notice")
        svg = (tmp_path / "home/certificates/tokenroom-certificate.svg").read_text()
        assert ("Ama [b]" in svg) == bool(name)
        assert "2000-01-01" in svg
        assert (tmp_path / "home/certificates/tokenroom-certificate.html").exists()
        await press(pilot, "h")
        assert isinstance(app.screen, HomeScreen)


async def test_other_levels_give_none_and_what_cannot_be_written_is_said(
    make_app: MakeApp, room_campaign: Campaign, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "home").mkdir(exist_ok=True)
    (tmp_path / "home" / "certificates").write_text("in the way")
    monkeypatch.setenv("TOKENROOM_HOME", str(tmp_path / "home"))
    room_campaign._certify = write_certificate
    app = make_app("00-symbols")
    async with app.run_test(size=SIZE) as pilot:
        await play_symbols(pilot)
        await press(pilot, "c")
        assert not app.screen.query(NameLine)
        assert "certificate" not in shown(app)
    monkeypatch.setattr("tokenroom.game.campaign.EXAM", "00-symbols")
    app = make_app("00-symbols")
    async with app.run_test(size=SIZE) as pilot:
        await play_symbols(pilot)
        await press(pilot, "c", "enter")
        assert "cannot be written" in shown(app, "Notice")


async def test_the_result_of_the_day_is_shown_and_copied(make_app: MakeApp, levels: Path) -> None:
    shutil.copytree(levels / "00-symbols", levels / "daily")
    app = make_app("daily")
    async with app.run_test(size=SIZE) as pilot:
        await play_symbols(pilot)
        box = shown(app, "#share")
        assert "tokenroom 2000-01-01" in box
        await press(pilot, "y")
        assert app.clipboard.startswith("tokenroom 2000-01-01\n")
        assert all(line in box for line in app.clipboard.split("\n"))
        assert "Copied" in shown(app, "Notice")
