"""`tokenroom levels` and `tokenroom check` on levels of one's own; `daily` and `practice`."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tokenroom.game.level import find_level, level_names

Call = Callable[..., Run]
Type = Callable[..., Run]


@pytest.fixture
def typing(run: Call, monkeypatch: pytest.MonkeyPatch) -> Type:
    """Run a command while someone types lines."""

    def call(lines: str, *arguments: str) -> Run:
        with monkeypatch.context() as patch:
            patch.setattr("tests.cli.conftest.io.StringIO", lambda: io.TextIOWrapper(io.BytesIO(lines.encode())))
            return run(*arguments)

    return call


@pytest.fixture
def own(home: Path) -> Path:
    """A level of one's own that is sound, one that is broken, and one that is called like a shipped one."""
    levels = home / "levels"
    shutil.copytree(find_level("tutorial"), levels / "mine")
    shutil.copytree(find_level("tutorial"), levels / "tutorial")
    shutil.copytree(find_level("tutorial"), levels / "broken")
    (levels / "broken" / "level.toml").write_text("title = \x1b[2J")
    return levels


def line_of(out: str, name: str) -> str:
    (line,) = [line for line in out.splitlines() if line.startswith(f"{name} ")]
    return line


def test_states_figures_and_rungs_are_listed(run: Call, typing: Type) -> None:
    before = run("levels").out
    assert before.splitlines()[0].split() == ["level", "state", "best", "rival", "rungs", "beaten"]
    assert [line.split()[0] for line in before.splitlines()[1:]] == level_names()
    assert line_of(before, "00-tutorial").split() == ["00-tutorial", "new"]
    assert line_of(before, "01-session-1").split() == ["01-session-1", "locked"]
    typing("3 1 6 2\n0 0 3 0\nquit\n", "play", "tutorial", "--plain")
    after = run("levels").out
    assert line_of(after, "00-tutorial").split() == ["00-tutorial", "won", "4.106", "nats"]
    assert line_of(after, "01-session-1").split() == ["01-session-1", "new"]
    assert all(len(line) <= 80 for line in after.splitlines())
    run("settings", "units", "bits")
    assert "5.923 bits" in line_of(run("levels").out, "00-tutorial")


def test_as_json_everything_is_there_in_nats(run: Call, typing: Type) -> None:
    typing("3 1 6 2\n0 0 3 0\nquit\n", "play", "tutorial", "--plain")
    run("settings", "units", "bits")
    first, second, *_ = json.loads(run("levels", "--json").out)
    assert first == {
        "name": "00-tutorial",
        "title": "The tutorial",
        "act": 0,
        "plays": 1,
        "won": True,
        "best": pytest.approx(4.106, abs=1e-3),
        "rival": None,
        "unit": "nats an item",
        "medals": [],
        "is_open": True,
        "state": "won",
    }
    assert second["state"] == "new"


def test_own_levels_are_listed_and_broken_ones_told_in_a_line(run: Call, own: Path) -> None:
    done = run("levels")
    assert [line.split()[0] for line in done.out.splitlines()[1:]] == [*level_names(), "mine"]
    told = done.err.splitlines()
    assert len(told) == 2
    assert re.search(r"broken.level\.toml: not TOML", told[0])
    assert "tutorial: is what a shipped level is called; another name" in told[1]
    assert "\x1b" not in done.err
    assert done.status == 2
    as_json = run("levels", "--json")
    assert json.loads(as_json.out)[-1]["name"] == "mine"
    assert as_json.err == done.err


def test_check_proves_an_own_level_and_tells_what_is_missing(run: Call, own: Path) -> None:
    done = run("check", str(own / "mine"))
    assert (done.status, done.err) == (0, "")
    assert "level mine: its solution wins: 5.072 3.139" in done.out
    (own / "mine" / "solution.toml").unlink()
    done = run("check", str(own / "mine"))
    assert (done.status, done.out) == (2, "")
    (line,) = done.err.splitlines()
    assert line.endswith(
        "solution.toml: is not there; write answers that reach the goal, to show that it can be reached"
    )


def test_an_own_level_can_be_played_by_its_name(typing: Type, own: Path) -> None:
    assert "The tutorial" in typing("quit\n", "play", "mine", "--plain").out


def test_the_daily_phrase_is_played_and_then_shared(run: Call, typing: Type) -> None:
    early = run("daily", "--share")
    assert (early.status, early.out) == (1, "")
    assert early.err == "tokenroom: today's phrase is not played yet: tokenroom daily\n"
    first = typing("quit\n", "daily", "--plain")
    assert first.status == 0
    assert "The daily phrase: 5 items" in first.out
    assert run("daily", "--share").status == 1, "it was begun, not played"
    passage = first.out.partition("Item 1 of 5")[2].partition("Answer, for")[0]
    again = typing("\n\n" * 5 + "quit\n", "daily", "--plain")
    assert passage in again.out, "the same phrase all day"
    shared = run("daily", "--share")
    assert (shared.status, shared.err) == (0, "")
    lines = shared.out.splitlines()
    assert re.fullmatch(r"tokenroom \d{4}-\d\d-\d\d", lines[0])
    assert re.fullmatch(r"([▲▼=][▁▂▃▄▅▆▇█] ?){5}", lines[1])
    assert re.fullmatch(r"you \d+\.\d\d, rival \d+\.\d\d nats an item", lines[2])


def test_to_play_and_to_share_at_once_is_refused(run: Call) -> None:
    done = run("daily", "--plain", "--share")
    assert (done.status, done.out) == (2, "")
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "Practice: english: 12 items"),
        (["french"], "Practice: french: 12 items"),
        (["english", "--genre", "tales"], "Practice: english, tales: 12 items"),
    ],
)
def test_practice_opens_on_a_corpus_and_a_genre(typing: Type, arguments: list[str], told: str) -> None:
    done = typing("quit\n", "practice", *arguments, "--plain")
    assert done.status == 0
    assert told in done.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nowhere"], "corpus: nowhere: there is no such corpus; there is english, french"),
        (["../english"], "there is no such corpus"),
        (["\x1b[2J"], "there is no such corpus"),
        (["english", "--genre", "sagas"], "--genre: sagas: is no genre of english to ask about; there is adverts,"),
        (["french", "extra"], "unexpected extra argument"),
    ],
)
def test_practice_on_what_is_not_there_is_one_line(run: Call, home: Path, arguments: list[str], told: str) -> None:
    done = run("practice", *arguments, "--plain")
    assert (done.status, done.out) == (2, "")
    (line,) = done.err.splitlines()
    assert told in line
    assert "\x1b" not in line
    assert not home.exists(), "nothing is begun"
