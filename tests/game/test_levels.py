"""Levels and stories as data: strict, and told by file and key when wrong."""

from pathlib import Path

import pytest

from tests.conftest import PAGE, STORY
from tokenroom.errors import BadInput
from tokenroom.game.level import find_level, level_names, load_level, load_solution
from tokenroom.game.mechanics import mechanic_of
from tokenroom.game.story import read_story

SYMBOLS = """format_version = 1
title = "T"
act = 0
[mechanic]
kind = "predict"
[mechanic.passage]
from = "symbols"
vocabulary = ["a", "b"]
tokens = ["a", "b"]
[goal]
kind = "score_every_item"
"""


def write_level(folder: Path, toml: str, story: str = STORY) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "level.toml").write_text(toml)
    (folder / "story.md").write_text(story)
    return folder


def test_shipped_levels_are_found_by_name_number_and_slug() -> None:
    assert level_names()[0] == "00-tutorial"
    assert find_level("tutorial") == find_level("0") == find_level("00-tutorial")
    with pytest.raises(BadInput, match="there is no such level; there is 00-tutorial"):
        find_level("../00-tutorial")


@pytest.mark.parametrize("name", level_names())
def test_shipped_levels_and_solutions_read(name: str) -> None:
    assert load_level(find_level(name)).file.title
    level = load_level(find_level(name))
    assert load_solution(level.folder, mechanic_of(level).solution).seed >= 0


def test_a_small_level_reads(tmp_path: Path) -> None:
    assert load_level(write_level(tmp_path / "x", SYMBOLS)).file.mechanic.instinct == "uniform"


@pytest.mark.parametrize(
    ("toml", "old", "new", "key", "wrong"),
    [
        (SYMBOLS, 'kind = "predict"', 'kind = "predikt"', "mechanic.kind", "invalid value"),
        (SYMBOLS, "act = 0", "act = 99", "act", "expected `int` <= 8"),
        (SYMBOLS, "act = 0", "act = 0\nlevel = 3", "level", "is not a key"),
        (SYMBOLS, 'tokens = ["a", "b"]', 'tokens = ["a", "c"]', "mechanic.passage.tokens", "'c' is not in the"),
        (SYMBOLS, '["a", "b"]\nt', '["a", "b", "b"]\nt', "mechanic.passage.vocabulary", "names a token twice"),
        (SYMBOLS, 'tokens = ["a", "b"]', 'tokens = ["a"]', "mechanic.passage.shown", "leaves nothing hidden"),
        (SYMBOLS, 'from = "symbols"', 'from = "corpus"', "mechanic.passage.vocabulary", "is not a key"),
        (PAGE, "items = 5", "items = 0", "mechanic.passage.items", ">= 1"),
        (PAGE, "items = 5", "items = 50", "mechanic.passage.items", "more items than hidden"),
        (PAGE, 'kind = "beat"', 'kind = "win"', "goal.kind", "invalid value"),
        (PAGE, 'title = "A small page"', 'title = ""', "title", "length >= 1"),
    ],
)
def test_wrong_levels_are_told_by_key(tmp_path: Path, toml: str, old: str, new: str, key: str, wrong: str) -> None:
    folder = write_level(tmp_path / "x", toml.replace(old, new))
    with pytest.raises(BadInput) as caught:
        load_level(folder)
    assert (caught.value.file, caught.value.key) == (str(folder / "level.toml"), key)
    assert wrong in caught.value.wrong


def test_story_paragraphs_by_cue(tmp_path: Path) -> None:
    path = tmp_path / "story.md"
    path.write_text("# begin\nYou wake\nup.\n\n> Hello,\n> you.\n\n# after 2 worse\n\n> Ouch.\n")
    story = read_story(path)
    assert [(p.speaker, p.text) for p in story.at("begin")] == [("narrator", "You wake up."), ("voice", "Hello, you.")]
    assert story.at("after 2 worse")[0].text == "Ouch."
    assert story.at("won") == ()


@pytest.mark.parametrize(
    ("text", "line", "wrong"),
    [
        ("hello\n", 1, "before the first cue"),
        ("# begin\n\n# end\n", 3, "unknown cue 'end'"),
        ("# before 01\n", 1, "unknown cue"),
        ("# won\n\n# won\n", 3, "stands twice"),
    ],
)
def test_wrong_stories_are_told_by_line(tmp_path: Path, text: str, line: int, wrong: str) -> None:
    path = tmp_path / "story.md"
    path.write_text(text)
    with pytest.raises(BadInput, match=f"line {line}: .*{wrong}"):
        read_story(path)
