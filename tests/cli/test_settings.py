"""`tokenroom settings` and `tokenroom journal`, and what the settings change in the other commands."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run

Call = Callable[..., Run]


def test_settings_are_listed_set_and_set_back(run: Call, home: Path) -> None:
    assert "pace            quick" in run("settings").out
    assert not home.exists()
    assert run("settings", "pace", "calm").out.startswith("pace            calm")
    assert run("settings", "sound", "on").status == 0
    assert json.loads(run("settings", "--json").out) == {
        "pace": "calm",
        "answer_in": None,
        "theme": None,
        "reduced_motion": False,
        "units": "nats",
        "all_open": False,
        "sound": True,
    }
    assert run("settings", "sound").out.startswith("sound           on")
    assert run("settings", "--reset", "pace").out.startswith("pace            quick")
    assert (home / "settings.toml").read_text() == "sound = true\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["pace", "fast"], "quick, story or calm"),
        (["volume", "11"], "is no setting"),
        (["volume"], "is no setting"),
        (["--reset", "volume"], "is no setting"),
        (["theme", "mauve"], "no theme is called 'mauve'; there is ansi-dark"),
        (["theme", "\x1b[2J"], "no theme is called"),
        (["sound", "on", "--reset", "pace"], "not both"),
    ],
)
def test_bad_settings_are_one_line_and_write_nothing(run: Call, home: Path, arguments: list[str], told: str) -> None:
    done = run("settings", *arguments)
    assert (done.status, done.out) == (2, "")
    assert told in done.err
    assert "\x1b" not in done.err
    assert len(done.err.splitlines()) == 1
    assert not (home / "settings.toml").exists()


@pytest.mark.parametrize("arguments", [["settings", "sound", "on"], ["play", "tutorial", "--plain"], ["compare"]])
def test_a_damaged_file_is_one_line_and_left_alone(run: Call, home: Path, arguments: list[str]) -> None:
    home.mkdir()
    (home / "settings.toml").write_text('pace = "fast"')
    done = run(*arguments)
    assert done.status == 2
    assert "settings.toml: pace" in done.err
    assert (home / "settings.toml").read_text() == 'pace = "fast"'


def test_settings_reach_plain_mode_and_options_go_before_them(
    run: Call, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.mkdir()
    (home / "settings.toml").write_text('pace = "calm"\nanswer_in = "chips"\nunits = "bits"\n')
    typed = iter(["40 20 10 0\nquit\n", "3 1 6 2\nquit\n"])

    def play(*options: str) -> str:
        line = next(typed)
        with monkeypatch.context() as patch:
            patch.setattr("tests.cli.conftest.io.StringIO", lambda: io.TextIOWrapper(io.BytesIO(line.encode())))
            return run("play", "tutorial", "--plain", *options).out

    told = play()
    assert "2 = 28 % (it came)" in told  # chips
    assert "Shock: none at this pace." in told
    assert "Surprise: 1.862 bits." in told  # log2(1 / 0.275)
    told = play("--pace", "story", "--answer-in", "scores")
    assert "Surprise: 7.318 bits." in told  # 5.072 / ln 2
    assert "Shock: 5.072 seconds." in told


def test_programs_are_not_asked_for_the_settings_of_a_person(
    run: Call, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.mkdir()
    (home / "settings.toml").write_text('units = "bits"\npace = "calm"\n')
    first = json.loads(run("play", "tutorial", "--jsonl").out.splitlines()[0])
    assert first["seconds_per_nat"] == 0.25


def test_figures_are_in_the_unit_of_the_settings_and_json_is_not(run: Call) -> None:
    run("settings", "units", "bits")
    shock = ("shock", "3", "1", "6", "2", "--token", "2")
    assert run(*shock).out.splitlines()[-1] == "surprise 7.318 bits"
    assert json.loads(run(*shock, "--json").out)["surprise"] == pytest.approx(5.072, abs=5e-4)


def test_the_journal_is_empty_at_first(run: Call) -> None:
    assert "Nothing is written" in run("journal").out
    assert run("journal", "--json").out == "[]\n"
