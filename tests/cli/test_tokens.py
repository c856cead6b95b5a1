"""`tokenroom tokens`: counts, ids and steps; nothing is fetched; whatever the text holds is text alone."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import requests

from tests.cli.conftest import Run
from tokenroom.rivals.field import tokenizer_path
from tokenroom.text.encodings import open_encoding, public_names
from tokenroom.text.tokenizer import load_tokenizer

Call = Callable[..., Run]
SHIPPED = load_tokenizer(tokenizer_path("tokenroom"))


@pytest.fixture(autouse=True)
def nothing_cached(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(requests, "get", refuse)
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path / "nothing"))
    open_encoding.cache_clear()


def test_a_text_in_lines(run: Call) -> None:
    done = run("tokens", "The lamp.")
    lines = done.out.splitlines()
    assert lines[1].split() == ["tokenroom", "4,096", "3", "0.333"]
    assert [line for line in lines if "not on this machine" in line] == [
        f"{name:<16} not on this machine" for name in public_names()
    ]
    assert f"{SHIPPED.ranks[b' lamp']:>8}  ·lamp                = ·l + amp" in lines
    assert done.status == 0


def test_a_text_as_json_has_the_tokenizers_ids(run: Call) -> None:
    text = "The lamp on the quay, 안녕 🙂"
    told = json.loads(run("tokens", text, "--json").out)
    (made,) = told["cuts"]
    assert made["ids"] == SHIPPED.encode(text)
    assert made["tokens"] == len(made["ids"]) == len(made["texts"])
    assert made["bytes"] == len(text.encode())
    assert set(told["missing"]) == set(public_names())


def test_steps_down_to_bytes(run: Call) -> None:
    lines = run("tokens", "--steps", " the").out.splitlines()
    assert lines[0] == f"tokenroom, token {SHIPPED.ranks[b' the']}: ·the"
    assert [line.split(",")[0].strip() for line in lines[1:]] == ["1. · + t = ·t", "2. h + e = he", "3. ·t + he = ·the"]
    told = json.loads(run("tokens", "--steps", " the", "--json").out)["token"]
    assert told["steps"][-1] == {"left": " t", "right": "he", "rank": told["id"]}
    assert "No merge made it" in run("tokens", "--steps", "97").out


def test_a_file(run: Call, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("The lamp.\n", encoding="utf-8")
    told = json.loads(run("tokens", "--file", str(tmp_path / "page.txt"), "--json").out)
    assert told["cuts"][0]["bytes"] == 10


@pytest.mark.parametrize(("sent", "status"), [(b"The lamp.", 0), (b"hi \xff", 2)])
def test_standard_input(sent: bytes, status: int) -> None:
    command = [sys.executable, "-m", "tokenroom", "tokens", "--file", "-", "--json"]
    done = subprocess.run(command, input=sent, capture_output=True, check=False)
    assert done.returncode == status
    assert (json.loads(done.stdout)["cuts"][0]["bytes"] == 9) if status == 0 else b"is not UTF-8" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "give a TEXT or --file"),
        (["a", "--file", "b"], "give a TEXT or --file"),
        (["--file", "no-such-file"], "cannot be read"),
        (["a", "--tokenizer", "nope"], "there is no such vocabulary"),
        (["a", "--tokenizer", "gpt2"], "not on this machine"),
        (["--steps", "zzzz"], "is no token of tokenroom"),
        (["--steps", "\x1b[2J" * 1000], "is no token of tokenroom"),
        (["x" * 4_000_001], "is longer than 4,000,000 characters"),
    ],
)
def test_bad_input_is_one_line_and_status_2(run: Call, arguments: list[str], told: str) -> None:
    done = run("tokens", *arguments)
    assert told in done.err
    assert len(done.err.splitlines()) == 1
    assert (done.status, done.out) == (2, "")


def test_a_file_that_is_no_text_is_refused(run: Call, tmp_path: Path) -> None:
    (tmp_path / "bytes").write_bytes(b"hi \xff")
    assert "is not UTF-8" in run("tokens", "--file", str(tmp_path / "bytes")).err


@pytest.mark.parametrize("text", ["\x1b[2J\u202e[red]x[/red]", "\ud800", "a\nb\rc", "x " * 300_000, ""])
def test_any_text_is_shown_as_text_alone(run: Call, text: str) -> None:
    done = run("tokens", text)
    assert done.status == 0
    assert all(line.isprintable() for line in done.out.splitlines())
    assert len(done.out.splitlines()) < 100
