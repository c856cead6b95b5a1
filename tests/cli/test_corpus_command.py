"""`tokenroom corpus`: what is listed and shown, adding and removing, and that an added corpus can be trained on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.gather.conftest import prose
from tokenroom.text.corpus import shipped_names

Call = Callable[..., Run]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "book.txt"
    path.write_text("The Harbour Book\n\n" + prose(20_000))
    return path


def test_the_list_is_a_table_and_the_same_as_json(run: Call) -> None:
    done = run("corpus", "list")
    rows = {row["name"]: row for row in json.loads(run("corpus", "list", "--json").out)}
    assert list(rows) == shipped_names()
    header, *lines = done.out.splitlines()
    assert header.split() == ["name", "kind", "language", "documents", "bytes", "held", "out", "licence"]
    assert max(map(len, lines)) <= 80
    english = rows["english"]
    assert next(line for line in lines if line.startswith("english")).split() == [
        "english",
        "text",
        "en",
        str(english["documents"]),
        f"{english['n_bytes']:,}",
        f"{100 * english['held_out_share']:.1f}",
        "%",
        "CC0-1.0",
    ]
    assert not rows["storyteller"]["exact"]
    assert "storyteller      storyteller en " in done.out


def test_a_corpus_and_one_genre_are_shown(run: Call) -> None:
    done = run("corpus", "show", "english", "--genre", "tales")
    assert "english: Dunmar and around" in done.out
    assert "held out  tales/the-fog-seller" in done.out
    assert "letters/" not in done.out
    whole = json.loads(run("corpus", "show", "english", "--genre", "tales", "--json").out)
    assert {d["name"].split("/")[0] for d in whole["documents"]} == {"tales"}
    wrong = run("corpus", "show", "english", "--genre", "poems")
    assert (wrong.status, wrong.out) == (2, "")
    assert "--genre: poems: is no genre of english; there is adverts" in wrong.err


def test_of_what_is_made_only_the_held_out_part_is_shown(run: Call) -> None:
    done = run("corpus", "show", "storyteller")
    assert "to learn from, made when they are asked for" in done.out
    assert " training  " not in done.out


def test_an_own_corpus_is_added_shown_listed_and_removed(run: Call, book: Path, home: Path) -> None:
    done = run("corpus", "add", str(book), "--name", "mine", "--licence", "CC0-1.0", "--language", "x-words")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("mine: ")
    assert f"in {home / 'corpora' / 'mine'}; next: tokenroom train mine" in done.out
    shown = run("corpus", "show", "mine").out
    assert "mine: The Harbour Book" in shown
    assert f"from {book}" in shown
    assert "held out  texts/book" in shown
    assert run("corpus", "list").out.splitlines()[-2].split()[:3] == ["mine", "text", "x-words"]
    again = run("corpus", "add", str(book), "--name", "mine")
    assert (again.status, len(again.err.splitlines())) == (2, 1)
    assert "is there already; choose another with --name, or: tokenroom corpus remove mine" in again.err
    assert run("corpus", "remove", "mine").status == 0
    assert run("corpus", "show", "mine").status == 2
    assert run("corpus", "remove", "mine").status == 2


def test_what_was_added_is_told_as_json(run: Call, book: Path) -> None:
    added = json.loads(run("corpus", "add", str(book), "--json").out)
    assert (added["name"], added["skipped"], added["encodings"]) == ("book", 0, {"utf-8": 1})
    assert 0 < added["held_out"] < added["documents"]


def test_an_own_corpus_is_checked_trained_on_and_evaluated(run: Call, book: Path, home: Path, tmp_path: Path) -> None:
    run("corpus", "add", str(book), "--name", "mine")
    info = home / "corpora" / "mine" / "corpus.toml"
    assert "no run of 8 words" in run("check", str(info.parent)).out
    assert "phrase 8: held out mine" in run("train", "mine", "--phrases", "8", "--out", str(tmp_path / "run")).out
    rows = json.loads(run("eval", "--corpus", "mine", "--rival", "uniform", "--rival", "unigram", "--json").out)
    assert rows[0]["nats_per_token"] > rows[1]["nats_per_token"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["add", "{folder}/nothing.txt"], "nothing.txt: cannot be read: No such file or directory"),
        (["add", "{folder}/empty.txt"], "empty.txt: holds no text"),
        (["add", "{folder}/nul.txt"], "nul.txt: is not text"),
        (["add", "{folder}/same.txt"], "holds nothing but 'x', over and over"),
        (["add", "{folder}/book.txt", "--name", "a/b"], "--name: a/b: is no name for a corpus"),
        (["add", "{folder}/book.txt", "--name", "english"], "is a corpus that comes with the program"),
        (["add", "{folder}/book.txt", "--held-out", "0.9"], "0.9 is not in the range"),
        (["add", "{folder}/book.txt", "--held-out", "nan"], "nan is not a number"),
        (["add", "{folder}/book.txt", "--encoding", "rot13"], "rot13: is no encoding"),
        (["add", "file:///etc/passwd"], "is no web address; only http and https are fetched"),
        (["add"], "Missing argument 'PATH|URL'"),
        (["show", "../english"], "there is no such corpus"),
        (["remove", "english"], "comes with the program"),
    ],
)
def test_bad_input_is_one_line_and_leaves_nothing(
    run: Call, book: Path, home: Path, arguments: list[str], told: str
) -> None:
    for name, data in (("empty", b""), ("nul", bytes(9_000)), ("same", b"x" * 9_000)):
        (book.parent / f"{name}.txt").write_bytes(data)
    done = run("corpus", *(argument.format(folder=book.parent) for argument in arguments))
    assert told in done.err
    assert (done.status, done.out, len(done.err.splitlines())) == (2, "", 1)
    assert not list(home.glob("corpora/*"))


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
def test_ctrl_c_leaves_nothing_half_written(home: Path, tmp_path: Path) -> None:
    (tmp_path / "large.txt").write_text(prose(500_000) * 12)
    adding = subprocess.Popen(
        [sys.executable, "-m", "tokenroom", "corpus", "add", str(tmp_path / "large.txt")],
        stderr=subprocess.PIPE,
        env={**os.environ, "TOKENROOM_HOME": str(home)},
        encoding="utf-8",
    )
    while not list(home.glob("corpora/.large.new/texts/*")):
        assert adding.poll() is None, "ended before it could be stopped"
    adding.send_signal(signal.SIGINT)
    _, told = adding.communicate(timeout=30)
    assert (adding.returncode, told) == (130, "tokenroom: stopped\n")
    assert not list(home.glob("corpora/*"))


def test_what_the_filters_took_is_told(run: Call, tmp_path: Path) -> None:
    folder, block = tmp_path / "pages", tmp_path / "block.txt"
    block.write_text("# reported\nspam.example\n*/free-*\n")
    for n, name in enumerate(["good/a.txt", "good/b.txt", "spam.example/c.txt", "good/free-goose.txt"]):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(prose(6_000, seed=n) + "\nWrite to odo@quaymail.example\n")
    options = ("--block", str(block), "--dedup", "--personal-data", "remove")
    done = run("corpus", "add", str(folder), "--name", "mine", *options)
    assert (done.status, done.err) == (0, "")
    assert "addresses: 2 files left out, " in done.out
    assert "spam.example/c.txt (spam.example)" in done.out
    assert "personal: 2 pieces in which something was taken out, " in done.out
    assert json.loads(run("corpus", "add", str(folder), *options, "--json").out)["taken"][0]["filter"] == "addresses"
    for arguments, wrong in (
        (["--only-language", "klingon"], "--only-language: klingon: is no language that can be told"),
        (["--block", str(tmp_path / "nowhere")], "nowhere: cannot be read"),
    ):
        done = run("corpus", "add", str(folder), "--name", "other", *arguments)
        assert (done.status, len(done.err.splitlines())) == (2, 1)
        assert wrong in done.err


def test_one_damaged_corpus_does_not_hide_the_others(run: Call, book: Path, home: Path) -> None:
    for name in ("damaged", "sound"):
        run("corpus", "add", str(book), "--name", name)
    next((home / "corpora" / "damaged").glob("texts/*.txt")).write_bytes(b"")
    (home / "corpora" / "folder" / "corpus.toml").mkdir(parents=True)
    listed, as_json = run("corpus", "list"), run("corpus", "list", "--json")
    for done in (listed, as_json):
        assert (done.status, len(done.err.splitlines())) == (2, 1)
        assert "is empty; a document has a title line and a text" in done.err
    assert "\nsound " in listed.out
    assert [row["name"] for row in json.loads(as_json.out)] == [*shipped_names(), "sound"]
    assert run("corpus", "remove", "damaged").status == 0
    assert run("corpus", "list").status == 0


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="file names are text there")
def test_a_home_whose_name_is_no_text_is_shown_in_json(
    run: Call, book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOKENROOM_HOME", str(tmp_path / os.fsdecode(b"\xff")))
    for arguments in (["add", str(book), "--json"], ["show", "book", "--json"]):
        done = run("corpus", *arguments)
        assert (done.status, done.err) == (0, "")
        json.loads(done.out)
