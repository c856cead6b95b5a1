"""The doors of the room: the menu at home, the map, practice, and the room above the story, by keys and by mouse."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from textual.widgets import OptionList

from tests.room.conftest import press, settle
from tests.room.driving import SIZE, MakeApp, predict, shown, title
from tests.room.pictures import NASTY
from tokenroom.game import practice
from tokenroom.game.campaign import Campaign
from tokenroom.game.commands import AnswerScores, Next
from tokenroom.game.practice import PracticeText
from tokenroom.room.palette import RoomCommands
from tokenroom.room.screens.ending import EndingScreen
from tokenroom.room.screens.home import HomeScreen
from tokenroom.room.screens.map import MapScreen
from tokenroom.room.screens.practice import PracticeScreen
from tokenroom.room.screens.predict import PredictScreen
from tokenroom.room.screens.settings import SettingsScreen
from tokenroom.room.widgets.map_view import MapView
from tokenroom.room.widgets.scene import SceneView
from tokenroom.settings import Settings

ROOT = Path(practice.__file__).parents[2]
TEXTS = (PracticeText("english", "Dunmar", ("tales",)), PracticeText("small", f"[b]{NASTY}", ("notes", "poems")))


def play_through(campaign: Campaign, level: str, answer: AnswerScores) -> None:
    """Answer every item of a level alike."""
    session, _ = campaign.start(level)
    while session.session.state.phase != "ended":
        session.apply(answer)
        session.apply(Next())


def won(campaign: Campaign) -> None:
    play_through(campaign, "00-symbols", AnswerScores({0: 1.0}))


class TestHome:
    async def test_the_room_follows_the_campaign_and_the_menu_says_how_things_stand(
        self, make_app: MakeApp, room_campaign: Campaign
    ) -> None:
        app = make_app()
        async with app.run_test(size=SIZE) as pilot:
            assert "3  ▓  ░" in shown(app)
            await settle(pilot)
            assert "3  ▓  ░" in shown(app)
            won(room_campaign)
            app.go_home()
            await settle(pilot)
            assert "rival" in shown(app, "#scene")
            assert "A small page, new" in shown(app)
            assert "1 of 2 levels won" in shown(app)

    async def test_every_place_has_its_key_and_its_row(self, make_app: MakeApp) -> None:
        app = make_app()
        async with app.run_test(size=SIZE) as pilot:
            await settle(pilot)
            for key, place, screen in (("m", "M Map", MapScreen), ("s", "S Settings", SettingsScreen)):
                row = next(y for y, line in enumerate(shown(app).split("\n")) if place in line)
                await press(pilot, key)
                assert isinstance(app.screen, screen)
                await press(pilot, "escape")
                await pilot.click(offset=(12, row))
                await settle(pilot)
                assert isinstance(app.screen, screen)
                await press(pilot, "escape")
                assert isinstance(app.screen, HomeScreen)

    async def test_the_phrase_of_the_day_is_done_once_it_was_played(
        self, make_app: MakeApp, room_campaign: Campaign, levels: Path
    ) -> None:
        shutil.copytree(levels / "01-small-page", levels / "daily")
        app = make_app()
        async with app.run_test(size=SIZE) as pilot:
            await settle(pilot)
            assert "five tokens a day" in shown(app)
            await press(pilot, "d")
            assert predict(pilot).session.setup.seed == 20_000_101
            play_through(room_campaign, "daily", AnswerScores({}))
            app.go_home()
            await settle(pilot)
            assert "Daily phrase          done, " in shown(app)


class TestMap:
    @pytest.mark.parametrize(("key", "screen"), [("M", MapScreen), ("P", PracticeScreen), ("S", SettingsScreen)])
    async def test_the_letters_of_the_key_line_open_their_rooms_as_they_are_written(
        self, make_app: MakeApp, key: str, screen: type[object]
    ) -> None:
        app = make_app()
        async with app.run_test(size=SIZE) as pilot:
            await settle(pilot)
            await press(pilot, key)
            assert isinstance(app.screen, screen)

    async def test_a_locked_door_says_when_it_opens_and_settings_can_open_it(self, make_app: MakeApp) -> None:
        app = make_app()
        async with app.run_test(size=SIZE) as pilot:
            await settle(pilot)
            await press(pilot, "m", "down", "enter")
            assert "This door opens when the level before it" in " ".join(shown(app, "Notice").split())
            assert shown(app).count("locked") == 1
            app.change_settings(Settings(all_open=True))
            await settle(pilot)
            assert "locked" not in shown(app)
            await press(pilot, "enter")
            assert title(pilot) == "A small page"

    async def test_the_mouse_alone_goes_through_a_door(self, make_app: MakeApp, room_campaign: Campaign) -> None:
        won(room_campaign)
        app = make_app()
        async with app.run_test(size=SIZE) as pilot:
            await settle(pilot)
            await pilot.click("KeyLine", offset=(shown(app, "KeyLine").index("map"), 0))
            await settle(pilot)
            lines = app.screen.query_one(MapView).render().plain.split("\n")
            row = next(y for y, line in enumerate(lines) if "A small page" in line)
            assert "rival" in lines[row]
            await pilot.click(MapView, offset=(20, row))
            await settle(pilot)
            assert title(pilot) == "A small page"

    async def test_it_follows_what_is_seen_later_and_the_cursor_stays_on_it(
        self, make_app: MakeApp, room_campaign: Campaign
    ) -> None:
        app = make_app()
        async with app.run_test(size=(120, 40)) as pilot:
            await settle(pilot)
            won(room_campaign)  # in another window
            await press(pilot, "m")
            assert "✓ Four symbols" in shown(app)
            await press(pilot, "end", "pagedown", "up")
            assert "▸Daily phrase" in shown(app)
            await press(pilot, "home", "pageup", "enter")
            assert title(pilot) == "Four symbols"


class TestPractice:
    @pytest.fixture(autouse=True)
    def texts(self, levels: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        shutil.copytree(levels / "01-small-page", levels / "practice")
        monkeypatch.setattr(practice, "practice_texts", lambda: TEXTS)

    async def test_a_text_and_a_genre_are_chosen(self, make_app: MakeApp) -> None:
        app = make_app(ascii_only=True)
        async with app.run_test(size=SIZE) as pilot:
            await settle(pilot)
            await press(pilot, "p", "down")
            assert isinstance(app.screen, PracticeScreen)
            assert shown(app).isascii()
            assert "[b]" in shown(app)
            await pilot.resize_terminal(1, 1)
            await pilot.resize_terminal(*SIZE)
            await press(pilot, "enter", "down", "left", "right", "enter")
            assert predict(pilot).session.setup.level.name == "practice@small/notes"
            told = {offer.title: offer.words for offer in RoomCommands(app.screen)._offers()}
            assert told["Leave"] == "leave tokenroom; this page is kept"

    @pytest.mark.parametrize("is_won", [True, False])
    async def test_another_page_follows_whether_won_or_lost(
        self, make_app: MakeApp, room_campaign: Campaign, is_won: bool
    ) -> None:
        session, _ = room_campaign.start("practice@small/notes")
        for n in range(5):
            if n:
                session.apply(Next())
            session.apply(AnswerScores({session.session.part.passage.ids[0]: 0.0 if is_won else 9.0}))
        app = make_app()
        async with app.run_test(size=SIZE) as pilot:
            await settle(pilot)
            assert "A small page: small, notes, item 5" in shown(app)
            await press(pilot, "enter", "enter", "enter")
            assert isinstance(app.screen, EndingScreen)
            assert "another page" in shown(app, "KeyLine")
            await press(pilot, "enter")
            assert predict(pilot).session.setup.level.name == "practice@small/notes"

    async def test_the_mouse_alone_chooses_and_any_genre_is_a_choice(self, make_app: MakeApp) -> None:
        app = make_app()
        async with app.run_test(size=SIZE) as pilot:
            await settle(pilot)
            await press(pilot, "p")
            await pilot.click("#texts", offset=(4, 1))
            await settle(pilot)
            assert app.screen.query_one("#genres", OptionList).option_count == 3
            await pilot.click("#genres", offset=(4, 0))
            await settle(pilot)
            assert predict(pilot).session.setup.level.name == "practice@small"


def test_one_may_practise_on_every_shipped_text_and_on_genres_that_have_a_page(tmp_path: Path) -> None:
    texts = {text.corpus: text.genres for text in practice.practice_texts()}
    assert {"english", "french", "korean", "portuguese", "python", "storyteller", "symbols"} <= set(texts)
    assert "tales" in texts["english"]
    assert "dbm" not in texts.get("stdlib", ())  # a few lines


class TestTelling:
    @pytest.mark.parametrize(("size", "has_picture"), [((80, 24), True), ((120, 40), True), ((60, 20), False)])
    async def test_the_room_stands_above_the_words_where_it_fits_and_no_word_is_cut(
        self, make_app: MakeApp, levels: Path, size: tuple[int, int], has_picture: bool
    ) -> None:
        words = " ".join(f"word{n}" for n in range(70))
        story = (levels / "01-small-page" / "story.md").read_text()
        (levels / "01-small-page" / "story.md").write_text(story.replace("The screen wakes.", words))
        app = make_app("01-small-page")
        async with app.run_test(size=size) as pilot:
            await settle(pilot)
            assert ("◉" in shown(app)) is has_picture
            assert all(word in shown(app) for word in (*words.split(), "Here is a page."))
            await pilot.resize_terminal(*SIZE)
            await settle(pilot)
            assert "◉" in shown(app)
            assert all(word in shown(app) for word in words.split())

    async def test_the_speakers_talk_while_the_voice_does(self, make_app: MakeApp) -> None:
        app = make_app("01-small-page", timed=True)
        async with app.run_test(size=SIZE) as pilot:
            talked = set()
            async with asyncio.timeout(30):
                while not isinstance(app.screen, PredictScreen) or not app.screen.is_mounted:
                    await pilot.pause(0.01)
                while not predict(pilot).voice.is_done:
                    talked.add(app.screen.query_one(SceneView).scene.speaking)
                    await pilot.pause(0.01)
            await settle(pilot)
            assert talked == {False, True}  # the narrator first
            assert not app.screen.query_one(SceneView).scene.speaking


@pytest.mark.parametrize("instead", [[], ["ahead"]])
def test_leaving_waits_for_nobody_who_makes_a_level_ready(tmp_path: Path, instead: list[str]) -> None:
    """In a process of its own, since what could wait is its end."""
    command = [sys.executable, "-m", "tests.room.leaving", str(tmp_path / "records.sqlite"), *instead]
    done = subprocess.run(
        command, env={**os.environ, "TOKENROOM_HOME": str(tmp_path)}, cwd=ROOT, timeout=60, check=False
    )
    assert done.returncode == 0
