"""The checker: what ships holds, and each kind of fault is found."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.text.test_corpus import write_corpus
from tokenroom.errors import BadInput, CheckFailed
from tokenroom.game.check import check_folder, content_folders, wins_by_null_play
from tokenroom.game.level import Level, find_level, level_names
from tokenroom.rivals.field import Field, OpenField, open_field, open_field_in
from tokenroom.text.corpus import find_corpus, load_corpus, shipped_names

ALWAYS_ONE = """format_version = 1
title = "A coin that shows but one side"
symbols = "01"

[process]
kind = "die"
shares = [1, 1_000_000]
"""


@pytest.fixture(scope="module")
def open_once() -> OpenField:
    return cache(open_field)


@pytest.fixture(scope="module")
def english(open_once: OpenField) -> Field:
    return open_once("english")


# `make check` plays all solutions by `tokenroom check`; those that take seconds are not played a second time here.
LONG = ("02-", "03-", "06-", "11-", "12-", "13-", "14-")


@pytest.mark.parametrize("name", [name for name in level_names() if not name.startswith(LONG)])
def test_shipped_levels_hold(name: str, open_once: OpenField) -> None:
    words = [proof.words for proof in check_folder(find_level(name), open_once, open_field_in)]
    assert words[0].startswith("its solution wins")
    assert words[1] == "a null play does not win"


@pytest.mark.parametrize("name", shipped_names())
def test_shipped_corpora_hold(name: str) -> None:
    proofs = list(check_folder(find_corpus(name), open_field, open_field_in))
    kind = load_corpus(find_corpus(name)).info.kind
    apart = {"text": "no run of 8 words", "storyteller": "no two documents", "symbols": "no two documents"}
    assert "documents" in proofs[0].words
    assert len(proofs) == 1 if kind == "stdlib" else proofs[1].words.startswith(apart[kind])


def test_a_generator_that_repeats_itself_is_found(tmp_path: Path, english: Field) -> None:
    folder = Path(shutil.copytree(find_corpus("symbols"), tmp_path / "symbols"))
    for process in folder.glob("*.toml"):
        if process.name not in {"corpus.toml", "fair-coin.toml"}:
            process.unlink()
    (folder / "fair-coin.toml").write_text(ALWAYS_ONE)
    with pytest.raises(CheckFailed, match=r"seed: makes symbols/00000\d the same as symbols/00000\d"):
        list(check_folder(folder, open_field, lambda _: english))


def test_a_genre_with_nothing_held_out_is_found_but_not_in_added_texts(tmp_path: Path, english: Field) -> None:
    folder = write_corpus(tmp_path / "c", '"notes/b"', a="A\n\nText.\n", b="B\n\nOther.\n")
    (folder / "tales").mkdir()
    (folder / "tales" / "c.txt").write_text("C\n\nMore.\n")
    with pytest.raises(CheckFailed, match="held_out: names no document of the genre 'tales'"):
        list(check_folder(folder, open_field, lambda _: english))
    with (folder / "corpus.toml").open("a") as file:
        file.write('source = "/somebody/s/folder"\n')
    assert len(list(check_folder(folder, open_field, lambda _: english))) == 4


@pytest.mark.parametrize("seed", range(5))
def test_a_null_play_of_a_page_never_wins(page: Level, open_small: Callable[[str], Field], seed: int) -> None:
    assert not wins_by_null_play(page, seed, open_small)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(find_level("tutorial"), tmp_path / "00-tutorial"))


@pytest.mark.parametrize(
    ("file", "old", "new", "wrong"),
    [
        ("solution.toml", "surprise = 5.072", "surprise = 5.0", "items[0].surprise: is 5.072; the solution says 5.000"),
        ("solution.toml", '"4" = 2.0', '"9" = 2.0', "'9' is no token of this level"),
        ("solution.toml", '"1" = 0.0, "2" = 0.0, "3" = 3.0, "4" = 0.0', "", "is 1.386"),
        (
            "level.toml",
            'tokens = ["3", "2", "1"]',
            'tokens = ["3", "2"]',
            "before 2: is never told; the last one of these is 'before 1'",
        ),
        ("solution.toml", '"1" = 3.0', '"1" = nan', "items[0].scores: a score is a number between"),
        ("solution.toml", "surprise = 5.072", "surprise = nan", "the solution says nan"),
        ("story.md", "# before 2", "# before 3", "before 3: is never told"),
        ("story.md", "# before 2", "# part 2", "part 2: is never told; the last one of these is 'part 1'"),
        (
            "story.md",
            "# before 2",
            "# part 1 better",
            "this level tells no 'part of a side'",
        ),
        ("story.md", "# before 2", "# answer 1", "answer 1: is never told; this level tells no 'answer'"),
    ],
)
def test_faults_of_a_level_are_found(copy: Path, file: str, old: str, new: str, wrong: str) -> None:
    text = (copy / file).read_text()
    assert old in text
    (copy / file).write_text(text.replace(old, new, 1))
    with pytest.raises(CheckFailed) as caught:
        list(check_folder(copy, open_field, open_field_in))
    assert wrong in str(caught.value)


def test_a_solution_that_does_not_win_is_found(copy: Path) -> None:
    text = (copy / "solution.toml").read_text().split("[[items]]")[0]
    (copy / "solution.toml").write_text(text + "[[items]]\nscores = {}\n" * 2)
    with pytest.raises(CheckFailed, match="do not reach the goal"):
        list(check_folder(copy, open_field, open_field_in))


def test_a_goal_that_pressing_enter_reaches_is_found(page: Level, open_small: Callable[[str], Field]) -> None:
    """The instinct of the page is the bigram, which beats knowing nothing without any help."""
    toml = (page.folder / "level.toml").read_text()
    (page.folder / "level.toml").write_text(toml.replace('player = "bigram"', 'player = "uniform"'))
    (page.folder / "solution.toml").write_text("format_version = 1\nseed = 3\n" + "[[items]]\nscores = {}\n" * 5)
    with pytest.raises(CheckFailed, match="a null play reaches it"):
        list(check_folder(page.folder, open_small, open_field_in))


def test_held_out_text_in_training_is_found(tmp_path: Path) -> None:
    words = "one two three four five six seven eight nine ten"
    folder = write_corpus(tmp_path / "c", '"notes/b"', a=f"A\n\n{words}\n", b=f"B\n\nSaid: {words}\n")
    with pytest.raises(CheckFailed, match=r"held-out notes/b and notes/a share 'one two"):
        list(check_folder(folder, open_field, open_field_in))


@pytest.mark.parametrize("path", ["nothing", "."])
def test_folders_without_content(tmp_path: Path, path: str) -> None:
    with pytest.raises(BadInput):
        content_folders(tmp_path / path)
