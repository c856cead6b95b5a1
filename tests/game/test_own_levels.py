"""Levels of one's own: what they may be called, what of a broken one is told, and that a stranger's does no harm."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.conftest import STORY
from tests.game.levels import PASSAGES, level
from tokenroom.errors import BadInput
from tokenroom.game.campaign import Campaign
from tokenroom.game.check import check_folder
from tokenroom.game.events import Said
from tokenroom.game.level import find_level, level_names, load_level, own_level_names, refused_own_levels
from tokenroom.plain.page import wrapped
from tokenroom.rivals.field import open_field, open_field_in
from tokenroom.text.display import safe_text


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TOKENROOM_HOME", str(tmp_path / "own-home"))
    folder = tmp_path / "own-home" / "levels"
    folder.mkdir(parents=True)
    return folder


def test_own_levels_stand_behind_the_shipped_ones_and_are_open(home: Path, campaign: Campaign) -> None:
    for name in ("zoo", "a-coin", "42-answers"):
        level(home / name, PASSAGES["process"])
    standings = campaign.levels()
    assert [s.name for s in standings] == [*level_names(), "42-answers", "a-coin", "zoo"]
    assert [s.state for s in standings[-3:]] == ["open"] * 3
    assert find_level("a-coin") == home / "a-coin"
    session, _ = campaign.start("a-coin")
    assert session.session.setup.level.name == "a-coin"
    assert campaign.next_level("a-coin") is None
    assert not list(refused_own_levels())


@pytest.mark.parametrize("name", ["Zoo", "two words", "-x", "x" * 65, "été", "a.b", "[red]", "\x1b[2J", "a@english"])
def test_a_folder_that_is_no_name_is_told_and_left_out(home: Path, campaign: Campaign, name: str) -> None:
    level(home / name, PASSAGES["process"])
    assert own_level_names() == []
    assert [s.name for s in campaign.levels()] == level_names()
    (error,) = refused_own_levels()
    assert error.wrong == "is no name for a level"
    assert "\x1b" not in error.line()


@pytest.mark.parametrize("name", ["00-tutorial", "tutorial", "0", "00", "practice", "daily", "session-1"])
def test_no_own_level_takes_the_place_of_a_shipped_one(home: Path, name: str) -> None:
    level(home / name, PASSAGES["process"])
    assert own_level_names() == []
    assert find_level(name).parent != home
    (error,) = refused_own_levels()
    assert error.wrong == "is what a shipped level is called"


@pytest.mark.usefixtures("uncollected")
@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("level.toml", "title = ", "not TOML"),
        ("level.toml", "format_version = 9\n", "format_version: is 9"),
        ("level.toml", "\0" * 100, "not TOML"),
        ("level.toml", "[" * 5000, "not TOML"),
        ("level.toml", "x" * 1_000_001, "is larger than 1,000,000 bytes"),
        ("story.md", "no cue\n", "line 1: text before the first cue"),
        ("story.md", "# begin\n\n" + "x" * 1_000_001, "is larger than 1,000,000 bytes"),
        ("story.md", "# \x1b[31m\n", "unknown cue"),
    ],
)
def test_a_broken_one_is_told_in_one_line_and_the_others_are_there(
    home: Path, campaign: Campaign, file: str, text: str, told: str
) -> None:
    level(home / "broken", PASSAGES["process"])
    level(home / "sound", PASSAGES["process"])
    (home / "broken" / file).write_text(text)
    assert [s.name for s in campaign.levels()][-1] == "sound"
    assert "broken" not in [s.name for s in campaign.levels()]
    (error,) = refused_own_levels()
    assert (error.file, told in error.line()) == (str(home / "broken" / file), True)
    assert len(error.line().splitlines()) == 1
    assert len(error.line()) <= 600
    assert "\x1b" not in error.line()


def test_without_a_story_it_is_told_too(home: Path) -> None:
    level(home / "mute", PASSAGES["process"])
    (home / "mute" / "story.md").unlink()
    (error,) = refused_own_levels()
    assert error.line().endswith("story.md: cannot be read: No such file or directory")


def test_what_lies_about_beside_the_levels_is_no_level(home: Path, campaign: Campaign) -> None:
    (home / "notes.txt").write_text("hello")
    (home / "empty").mkdir()
    (home / "pipe").mkdir()
    os.mkfifo(home / "pipe" / "level.toml")
    (home / "folder" / "level.toml").mkdir(parents=True)
    assert own_level_names() == []
    assert not list(refused_own_levels())
    assert [s.name for s in campaign.levels()] == level_names()


def test_a_level_that_is_mended_is_read_again(home: Path, campaign: Campaign) -> None:
    level(home / "mine", PASSAGES["process"])
    toml = (home / "mine" / "level.toml").read_text()
    (home / "mine" / "level.toml").write_text("title = 3")
    assert campaign.levels()[-1].name != "mine"
    (home / "mine" / "level.toml").write_text(toml.replace("A level", "Mended"))
    assert campaign.levels()[-1].title == "Mended"


NASTY = "\x1b[2J\x1b]0;gone\x07 [red]bold[/red] \u202eevil\u202c \u2066x <script>alert(1)</script> {you}"


def test_a_story_of_escape_codes_and_markup_is_text(home: Path, campaign: Campaign) -> None:
    level(home / "nasty", PASSAGES["process"], story=f"# begin\n\n{NASTY}\n\n> {NASTY}\n\n# won\n\n{NASTY}\n")
    _, events = campaign.start("nasty")
    told = [e for e in events if isinstance(e, Said)]
    assert [e.speaker for e in told] == ["narrator", "voice"]
    for said in told:
        for shown in (safe_text(said.text), "\n".join(wrapped(said.text))):
            assert not {"\x1b", "\x07", "\u202e", "\u202c", "\u2066"} & set(shown)
            assert "[red]bold[/red]" in shown.replace("\n", " ")


def test_a_story_of_nearly_a_megabyte_is_read_and_what_is_shown_is_bounded(home: Path, campaign: Campaign) -> None:
    level(home / "long", PASSAGES["process"], story="# begin\n\n" + "word " * 199_000)
    _, events = campaign.start("long")
    (said,) = [e for e in events if isinstance(e, Said)]
    assert len(said.text) == 5 * 199_000 - 1
    assert len(safe_text(said.text)) <= 10_000
    assert sum(map(len, wrapped(said.text))) <= 100_000


def test_a_hundred_own_levels_are_read_once(home: Path, campaign: Campaign, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(100):
        level(home / f"n{n:03}", PASSAGES["process"])
    assert len(campaign.levels()) == len(level_names()) + 100
    monkeypatch.setattr("tokenroom.game.campaign.load_level", lambda folder: pytest.fail(f"{folder} is read again"))
    assert len(campaign.levels()) == len(level_names()) + 100


def test_an_own_level_is_checked_like_any_other(home: Path) -> None:
    folder = Path(shutil.copytree(find_level("tutorial"), home / "mine"))
    words = [proof.words for proof in check_folder(folder, open_field, open_field_in)]
    assert words == ["its solution wins: 5.072 3.139", "a null play does not win"]


def test_without_a_solution_there_is_one_clear_line(home: Path) -> None:
    folder = level(home / "mine", PASSAGES["process"], story=STORY).folder
    with pytest.raises(BadInput) as caught:
        list(check_folder(folder, open_field, open_field_in))
    assert caught.value.line() == (
        f"{folder / 'solution.toml'}: is not there; write answers that reach the goal, to show that it can be reached"
    )
    assert load_level(folder).name == "mine"
