"""docs/levels.md: each piece of a level.toml in it is one that can be read, and every key is told."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from tests.conftest import STORY
from tests.game.levels import GOAL, HEAD
from tokenroom.game.level import LevelFile, load_level
from tokenroom.game.milestones import Milestone, MilestonesFile
from tokenroom.game.predict_level import (
    CorpusPassage,
    Earned,
    NumberPassage,
    Predict,
    ProcessPassage,
    SymbolPassage,
    TextPassage,
)
from tokenroom.game.story import read_story
from tokenroom.schema import read_toml
from tokenroom.text.number_phrases import NumberPhrases

DOCUMENT = (Path(__file__).parents[2] / "docs" / "levels.md").read_text()
BLOCKS = re.findall(r"```toml\n(.*?)```", DOCUMENT, re.DOTALL)
PASSAGES = [block for block in BLOCKS if "mechanic.passage" in block]


@pytest.mark.parametrize("block", PASSAGES, ids=lambda block: re.findall(r'from = "(\w+)"', block)[0])
def test_each_piece_reads(tmp_path: Path, block: str) -> None:
    toml = block
    if "[mechanic]" not in toml:
        toml = '[mechanic]\nkind = "predict"\n' + toml
    if "format_version" not in toml:
        toml = HEAD.partition("[mechanic]")[0] + toml
    if "[goal]" not in toml:
        toml += GOAL
    (tmp_path / "level.toml").write_text(toml)
    (tmp_path / "story.md").write_text(STORY)
    assert load_level(tmp_path).file.mechanic.all_passages


def test_there_is_a_piece_for_each_kind_of_passage() -> None:
    kinds = {found for block in PASSAGES for found in re.findall(r'from = "(\w+)"', block)}
    assert kinds == {"corpus", "text", "symbols", "process", "numbers"}


@pytest.mark.parametrize(
    "kind",
    [LevelFile, Predict, CorpusPassage, TextPassage, SymbolPassage, ProcessPassage, NumberPassage, Earned, Milestone],
)
def test_every_key_is_told(kind: type[msgspec.Struct]) -> None:
    for key in kind.__struct_fields__:
        assert re.search(rf"^(\[+[\w.]*)?\b{key}\b", DOCUMENT, re.M) or f"mechanic.{key}" in DOCUMENT, key


def test_every_setting_of_phrases_but_their_vocabulary_is_told() -> None:
    for key in set(NumberPhrases.__struct_fields__) - {"vocabulary_size"}:  # the room has 128,000 and no other count
        assert re.search(rf"^{key} = ", DOCUMENT, re.M), key


def test_every_cue_of_the_table_is_one(tmp_path: Path) -> None:
    told = re.findall(r"`# ([^`]+)`", DOCUMENT)
    assert {"begin", "part N", "earned PATTERN", "debrief", "journal"} <= set(told)
    for cue in told:
        name = cue.replace(" N", " 2").replace("PATTERN", "pairs")
        (tmp_path / "story.md").write_text(f"# {name}\n\nHello.\n")
        assert read_story(tmp_path / "story.md").at(name)


def test_the_milestones_read(tmp_path: Path) -> None:
    (block,) = [block for block in BLOCKS if "[[milestones]]" in block]
    (tmp_path / "milestones.toml").write_text(block)
    assert read_toml(tmp_path / "milestones.toml", MilestonesFile).milestones[0].phrases == 1000
