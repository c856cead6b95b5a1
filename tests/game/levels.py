"""Levels to play in tests, one of each kind of passage, on the small corpus."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import STORY
from tokenroom.game.commands import AnswerScores, AnyCommand, Begin, Next
from tokenroom.game.events import AnyEvent
from tokenroom.game.level import Level, load_level
from tokenroom.game.predict import PredictSession

HEAD = 'format_version = 1\ntitle = "A level"\nact = 1\n[mechanic]\nkind = "predict"\n'
GOAL = '[goal]\nkind = "score_every_item"\n'
SONG = "The lamp song\n\n" + "The lamp on the quay,\nthe dog on the quay,\n" * 12
PASSAGES = {
    "symbols": """[mechanic.passage]
from = "symbols"
vocabulary = ["a", "b", "c"]
tokens = ["a", "b", "c", "a", "b"]
""",
    "process": """[mechanic.passage]
from = "process"
vocabulary = ["1", "2"]
items = 4
[mechanic.passage.process]
kind = "die"
shares = [3, 1]
""",
    "numbers": """[mechanic.passage]
from = "numbers"
items = 4
between = 2
[mechanic.passage.phrases]
""",
    "corpus": """[mechanic.passage]
from = "corpus"
corpus = "small"
tokens = 40
shown = 8
items = 4
""",
    "numbered": """[mechanic.passage]
from = "corpus"
corpus = "small"
numbered = true
tokens = 40
shown = 8
items = 4
asked = "next"
""",
    "veiled": """[mechanic.passage]
from = "corpus"
corpus = "small"
numbered = true
veiled = 2
tokens = 40
shown = 8
items = 4
""",
    "joined": """[mechanic.passage]
from = "corpus"
corpus = "small"
joined = true
tokens = 40
shown = 8
items = 4
""",
    "text": """[mechanic.passage]
from = "text"
file = "song.txt"
corpus = "small"
tokens = 40
shown = 8
items = 4
""",
}
SEVERAL = "".join(
    PASSAGES[kind].replace("[mechanic.passage]", "[[mechanic.passages]]").replace(
        "[mechanic.passage.", "[mechanic.passages."
    )
    for kind in ("corpus", "process", "text")
)  # fmt: skip
PASSAGES["several"] = SEVERAL
EARNED = """[[mechanic.earned]]
pattern = "pairs"
below = 5.0
[[mechanic.earned]]
pattern = "repeats"
below = 5.0
items = 1
"""


def level(folder: Path, passage: str, mechanic: str = "", goal: str = GOAL, story: str = STORY) -> Level:
    """Write a level and read it: `mechanic` holds further keys of its own table."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "level.toml").write_text(HEAD + mechanic + passage + goal)
    (folder / "story.md").write_text(story)
    (folder / "song.txt").write_text(SONG)
    return load_level(folder)


def play(session: PredictSession, *commands: AnyCommand) -> list[AnyEvent]:
    return [event for command in commands for event in session.apply(command)]


def until_item(session: PredictSession, item: int) -> list[AnyEvent]:
    """Begin, and press Enter until an item is asked."""
    return play(session, Begin(), *[AnswerScores({}), Next()] * (item - 1))


def to_the_end(session: PredictSession) -> list[AnyEvent]:
    return play(session, Begin(), *[AnswerScores({}), Next()] * session.setup.items)
