"""Two small levels of *sample*, shared by the tests of the game and of the front ends."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import small_field

FIELD = small_field(paragraphs=6)
PROMPT = "The lamp on the"
BY_HAND = f"""format_version = 1
title = "By hand"
act = 2
hints = ["Look at the bars.", "Take them along."]

[mechanic]
kind = "sample"
corpus = "small"

[[mechanic.rounds]]
play = "hand"
prompt = "{PROMPT}"
needed = 3
longest = 30

[[mechanic.rounds]]
play = "hundred"
prompt = "{PROMPT}"
draws = 60
listed = 4

[goal]
kind = "foreseen"
nats = 0.3
"""
FRAGMENTS = f"""format_version = 1
title = "Fragments"
act = 2
hints = ["Bet on the end."]

[mechanic]
kind = "sample"
corpus = "small"

[[mechanic.rounds]]
play = "fragments"
prompt = "{PROMPT}"
needed = 2
longest = 12
temperature = 0.5

[[mechanic.rounds]]
play = "yours"
prompt = "{PROMPT}"
needed = 3
longest = 6
instinct = "uniform"

[goal]
kind = "fluent"
nats = 4.0
"""
STORY = """# begin

A desk.

> Work. [red]This is not markup.[/red]

# part 1

> Begin.

# loop

> Round and round.

# branch

> Another way.

# after 2 better

> Near.

# after 2 worse

> Far.

# won

> Good.

# lost

> Not yet.

# debrief

The bars.

# journal

{items} cost {you}, the model {rival}, knowing nothing {chance}.
"""


def sample_folder(parent: Path, level: str = BY_HAND, name: str = "09-hand") -> Path:
    """Write a level into a folder of `parent`, and return it."""
    folder = parent / name
    folder.mkdir(parents=True)
    (folder / "level.toml").write_text(level)
    (folder / "story.md").write_text(STORY)
    return folder
