"""The command line: what each command prints, one line for every error, and the exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tokenroom import __version__
from tokenroom.cli.root import COMMANDS

Call = Callable[..., Run]


def test_shock_prints_the_figures_of_the_story(run: Call) -> None:
    done = run("shock", "3", "1", "6", "2", "--token", "2")
    assert done.out.splitlines() == ["1. 3.072", "2. 5.072", "3. 0.072", "4. 4.072", "surprise 5.072 nats"]
    assert done.status == 0


def test_shock_takes_negative_scores_and_gives_json(run: Call) -> None:
    done = run("shock", "-1", "-2.5", "1e5", "--token", "1", "--json")
    assert json.loads(done.out)["surprise"] == pytest.approx(100_001.0)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["3", "x", "--token", "1"], "score 2: 'x' is not a finite number"),
        (["nan", "--token", "1"], "score 1: 'nan' is not a finite number"),
        (["1e999", "--token", "1"], "score 1: '1e999' is not a finite number"),
        (["9" * 100_000, "--token", "1"], "score 1: '9999"),
        (["1", "2", "--token", "3"], "--token: 3 is not one of the tokens; there are tokens 1 to 2"),
        (["1", "2", "--token", "0"], "--token: 0 is not one of the tokens"),
        (["1", "2"], "Missing option '--token'"),
        (["--token", "1"], "Missing argument"),
    ],
)
def test_bad_shocks_are_one_line_and_status_2(run: Call, arguments: list[str], told: str) -> None:
    done = run("shock", *arguments)
    assert told in done.err
    assert len(done.err.splitlines()) == 1
    assert (done.status, done.out) == (2, "")


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["play", "--pace", "never"],
        ["play", "--resume"],
        ["play", "--jsonl", "--answer-in", "chips"],
        ["play", "no-such-level", "--plain"],
    ],
)
def test_bad_usage_is_one_line_and_status_2(run: Call, arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.status == 2
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(run: Call, name: str) -> None:
    done = run(name, "--help")
    assert done.status == 0
    assert done.out.startswith("Usage: tokenroom")


def test_levels_and_corpora_are_listed(run: Call) -> None:
    assert "00-tutorial" in run("levels").out
    assert json.loads(run("levels", "--json").out)[0]["name"] == "00-tutorial"
    assert "CC0-1.0" in run("corpus", "list").out
    assert "held out  tales/the-fog-seller" in run("corpus", "show", "english").out


def test_compare_with_nothing_played(run: Call, tmp_path: Path) -> None:
    assert run("compare").status == 0
    assert json.loads(run("compare", "--json").out)["items"] == []
    assert run("compare", "--html", str(tmp_path / "page.html")).status == 0
    assert "Nothing to compare yet" in (tmp_path / "page.html").read_text()


def test_eval_gives_figures_for_a_named_rival(run: Call) -> None:
    (row,) = json.loads(run("eval", "--rival", "uniform", "--corpus", "english", "--json").out)
    assert row["nats_per_token"] == pytest.approx(8.3178, abs=1e-3)  # ln 4096
    assert run("eval", "--rival", "nobody", "--corpus", "english").status == 2


def test_generate_is_the_same_for_the_same_seed(run: Call) -> None:
    first, second = (run("generate", "The ferry", "--tokens", "12", "--seed", "5") for _ in range(2))
    assert first.out.startswith("The ferry")
    assert len(first.out) > len("The ferry\n")
    assert first == second


def test_check_of_one_level(run: Call) -> None:
    done = run("check", "levels/00-tutorial")
    assert "its solution wins: 5.072 3.139" in done.out
    assert done.status == 0


def test_check_tells_every_bad_level_and_goes_on(run: Call, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "level.toml").write_text(f"{name} = 1")
    done = run("check", str(tmp_path))
    assert len(done.err.splitlines()) == 2
    assert done.status == 2


def test_a_damaged_record_file_is_set_aside_and_said_so(run: Call, home: Path) -> None:
    home.mkdir()
    (home / "records.sqlite").write_bytes(b"not a database, but dear to somebody" * 9)
    done = run("play", "tutorial", "--jsonl")
    assert "kept as records.sqlite.set-aside-1" in done.err
    assert b"dear to somebody" in (home / "records.sqlite.set-aside-1").read_bytes()


def test_a_home_that_is_a_file_is_one_line(run: Call, home: Path) -> None:
    home.write_text("not a folder")
    done = run("levels")
    assert done.status == 2
    assert len(done.err.splitlines()) == 1


def tokenroom(*arguments: str, home: Path, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tokenroom", *arguments],
        input=stdin,
        capture_output=True,
        encoding=environment.get("PYTHONIOENCODING", "utf-8"),
        env={**os.environ, "TOKENROOM_HOME": str(home), **environment},
        check=False,
    )


def test_without_a_terminal_it_falls_to_plain_mode_and_says_so(home: Path) -> None:
    done = tokenroom(home=home, TERM="dumb")
    assert "plain mode" in done.stderr
    assert done.returncode == 0
    assert "\x1b" not in done.stdout


def test_the_shell_sees_status_and_no_traceback(home: Path) -> None:
    done = tokenroom("shock", "a", "--token", "1", home=home)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_closed_pipe_is_no_error(home: Path) -> None:
    command = f"{sys.executable} -m tokenroom corpus show english | head -n 1"
    environment = {**os.environ, "TOKENROOM_HOME": str(home)}
    done = subprocess.run(["sh", "-c", command], capture_output=True, encoding="utf-8", env=environment, check=False)
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
def test_closed_streams_are_no_crash(home: Path, closed: str) -> None:
    command = f"{sys.executable} -m tokenroom levels {closed}"
    environment = {**os.environ, "TOKENROOM_HOME": str(home)}
    done = subprocess.run(["sh", "-c", command], capture_output=True, encoding="utf-8", env=environment, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("arguments", ["corpus show english", "check", "shock 1 2 --token 1", "levels"])
def test_whoever_stops_reading_is_no_error(home: Path, arguments: str) -> None:
    command = f"set -o pipefail; {sys.executable} -m tokenroom {arguments} | true"
    environment = {**os.environ, "TOKENROOM_HOME": str(home)}
    done = subprocess.run(["bash", "-c", command], capture_output=True, encoding="utf-8", env=environment, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_narrow_encoding_is_no_crash(home: Path) -> None:
    arguments = ("generate", "He went", "--tokens", "80", "--rival", "step-0", "--seed", "1")
    done = tokenroom(*arguments, home=home, PYTHONIOENCODING="cp1252")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "arguments",
    [
        ["generate", "a", "--temperature", "nan"],
        ["generate", "a", "--temperature", "inf"],
        ["generate", "a", "--top-p", "nan"],
        ["train", "--minutes", "nan"],
        ["train", "--minutes", "inf"],
        ["train", "--phrases", "8", "--minutes", "1"],
    ],
)
def test_numbers_that_are_none_are_refused(run: Call, arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.status == 2
    assert len(done.err.splitlines()) == 1


def test_a_short_training_run_goes_on_where_it_stopped(run: Call, tmp_path: Path) -> None:
    out = str(tmp_path / "run")
    first = run("train", "--phrases", "8", "--out", out)
    assert "phrase 8: held out english" in first.out
    assert "1,913,856 weights; phrase 0 of 8" in first.err
    again = run("train", "--phrases", "8", "--out", out)
    assert "phrase 8 of 8" in again.err
    assert run("train", "--phrases", "16", "--out", out).status == 2


def test_version_and_corpus_without_a_command(run: Call) -> None:
    assert run("--version").out == f"tokenroom, version {__version__}\n"
    assert run("corpus").out == run("corpus", "list").out


def test_no_name_brings_a_control_character(run: Call, tmp_path: Path) -> None:
    done = run("compare", "--html", str(tmp_path / "a\x1b[31m\x07.html"))
    assert "\x1b" not in done.out
    assert "\x07" not in done.out


def test_commands_start_without_loading_what_they_do_not_need() -> None:
    """The room must paint before NumPy, tiktoken and the game are loaded."""
    code = "import sys, tokenroom.cli.play; print([m for m in ('numpy', 'tiktoken', 'textual') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "[]"


def test_pairs_of_ones_own_take_the_place_of_the_shipped(run: Call, tmp_path: Path) -> None:
    from tests.small_room import PAIRS

    own = tmp_path / "own.jsonl"
    own.write_text(PAIRS)
    played = run("play", "13", "--plain", "--seed", "1", "--preferences", str(own))
    assert (played.status, "Another room: own.jsonl: 20 pairs of answers" in played.out) == (0, True)
    assert "End of input. The session is kept" in played.out
    assert (run("choices").out, run("choices", "--out", str(tmp_path / "mine.jsonl")).status) == ("", 0)
    assert (tmp_path / "mine.jsonl").read_text() == ""
    own.write_text(PAIRS.splitlines()[0].replace("Buy a watch.", "Yes, it is 0."))
    refused = run("play", "13", "--plain", "--preferences", str(own))
    assert (refused.status, refused.err.count("\n")) == (2, 1)
    assert "line 1: a tie: chosen and rejected are the same" in refused.err
    own.write_text('{"prompt": [{"role": "user", "content": "q"}], "chosen": "a"}\n')
    lacking = run("play", "13", "--plain", "--preferences", str(own))
    assert (lacking.status, lacking.err.count("\n")) == (2, 1)
    assert "own.jsonl: line 1: object missing required field `rejected`; a line is, e.g. {" in lacking.err
    assert run("play", "--preferences", str(own)).status == 2
    elsewhere = run("play", "1", "--plain", "--preferences", str(own))
    assert (elsewhere.status, "pairs of one's own go with a level in which answers" in elsewhere.err) == (2, True)
