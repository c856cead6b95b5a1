"""How the story is told: page by page where it is long, turned by Enter alone; and the phrases that go by."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.app import App, ComposeResult

from tests.room.conftest import press, settle
from tests.room.driving import SIZE, MakeApp, predict, shown
from tests.room.pictures import STARTED
from tokenroom.game.events import PhrasesPassed, Said, Shown
from tokenroom.room.draw.passing import passed_text
from tokenroom.room.draw.voice import MORE, pages
from tokenroom.room.view import PlayView, fold
from tokenroom.room.widgets.passing_log import PassingLog
from tokenroom.room.widgets.voice import Voice

PASSED = PhrasesPassed(19, 38, tuple((Shown(n, f"n{n}"), Shown(7, "7")) for n in range(1, 20)))
LONG = [Said("voice", f"Paragraph {n}. " + "word " * 60) for n in range(1, 6)]


def gone_by(view: PlayView | None = None) -> PlayView:
    return fold(view or PlayView(), (STARTED, PASSED))


def test_phrases_that_do_not_fit_can_be_looked_back_at() -> None:
    seen = passed_text(gone_by(), 19, 0, 60, 12).plain.split("\n")
    assert seen[0] == "19 phrases go by; 38 so far. Here: 9 to 19, ↑↓ the others."
    assert [line.split()[0] for line in seen[1:]] == [f"n{n}" for n in range(9, 20)]
    back = passed_text(gone_by(), 19, 8, 60, 12).plain.split("\n")
    assert [line.split()[0] for line in back[1:]] == [f"n{n}" for n in range(1, 12)]
    assert passed_text(gone_by(), 3, 0, 60, 12).plain.split("\n")[-1].startswith("n3 ")


class _LogApp(App[None]):
    def compose(self) -> ComposeResult:
        yield PassingLog(id="log")


async def test_the_log_follows_and_stays_where_it_is_put() -> None:
    app = _LogApp()
    async with app.run_test(size=(60, 12)) as pilot:
        log = app.query_one(PassingLog)
        log.styles.height = 12
        await pilot.pause()
        log.begin(gone_by(), one_by_one=True)
        assert not log.is_done
        log.finish()
        assert log.is_done
        assert "9 to 19" in log.render().plain
        assert not log.scroll("enter")
        for _ in range(3):
            assert log.scroll("pageup")
        assert "1 to 11" in log.render().plain
        log.scroll("end")
        assert "9 to 19" in log.render().plain


def test_pages_hold_whole_paragraphs_and_at_least_one() -> None:
    assert pages(LONG, 70, 100) == [5]
    ends = pages(LONG, 70, 14)
    assert ends[-1] == 5
    assert len(ends) > 1
    assert pages(LONG, 70, 2) == [1, 2, 3, 4, 5]
    assert pages([], 70, 10) == [0]


class _VoiceApp(App[None]):
    def compose(self) -> ComposeResult:
        yield Voice(gap=True, id="story")


@pytest.mark.parametrize("word_by_word", [True, False])
async def test_a_long_story_is_read_from_the_top_page_by_page(word_by_word: bool) -> None:
    app = _VoiceApp()
    async with app.run_test(size=(70, 14)) as pilot:
        voice = app.query_one(Voice)
        voice.styles.height = 14
        await pilot.pause()
        voice.tell(LONG, word_by_word=word_by_word)
        seen = ""
        for _ in range(30):
            page = voice.render().plain
            assert page.count("\n") < 14
            seen += page
            if voice.is_done:
                break
            assert not page.endswith(MORE) or "Paragraph 5" not in page
            voice.finish()
        assert voice.is_done
        assert all(f"Paragraph {n}." in seen for n in range(1, 6))
        assert MORE in seen
        assert MORE not in voice.render().plain


async def test_a_long_story_in_the_room_begins_at_its_beginning(make_app: MakeApp, levels: Path) -> None:
    story = levels / "00-symbols" / "story.md"
    told = "\n\n".join(f"> Paragraph {n}. " + "More of it. " * 24 for n in range(1, 6))
    story.write_text(story.read_text().replace("A chair and a screen.", f"A chair and a screen.\n\n{told}"))
    app = make_app("00-symbols")
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert "A chair and a screen." in shown(app)
        assert "Paragraph 5." not in shown(app)
        assert MORE in shown(app)
        for _ in range(9):
            await press(pilot, "enter")
            if "Good morning." in shown(app):
                break
        assert "Good morning." in shown(app)
        assert MORE not in shown(app)
        assert predict(pilot).stage == "telling"
        await press(pilot, "enter")
        assert predict(pilot).stage == "asking"


async def test_only_enter_and_space_turn_a_page_of_the_story(make_app: MakeApp) -> None:
    """A key for the screen behind it, such as C for the certificate, must not be taken for haste."""
    app = make_app("00-symbols")
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "c", "x", "a")
        assert predict(pilot).stage == "telling"
        assert "Enter goes on." in shown(app)
        await press(pilot, "space")
        assert predict(pilot).stage == "asking"
        assert "Enter goes on." not in shown(app)
