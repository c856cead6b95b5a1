"""A small level of merges, shared by the tests of the game and of the front ends."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import small_field

FIELD = small_field(paragraphs=6)
LEVEL = """format_version = 1
title = "Glue"
act = 1
hints = ["Look for the.", "And for er."]

[mechanic]
kind = "merge"
corpus = "small"
characters = 300
merges = 3
held_out = 1000

[goal]
kind = "within"
percent = 2
"""
STORY = """# begin

A pot of glue.

> Glue. [red]This is not markup.[/red]

# before 2

> Again.

# after 1 same

> As the machine.

# after 1 worse

> Less.

# won

> Good.

# lost

> Not yet.
"""
SOLUTION = 'format_version = 1\nseed = 1\npicks = [["h", "e"], [" ", "t"], [" t", "he"]]\n'


def glue_folder(parent: Path) -> Path:
    """Write the level into a folder of `parent`, and return it."""
    folder = parent / "07-glue"
    folder.mkdir(parents=True)
    (folder / "level.toml").write_text(LEVEL)
    (folder / "story.md").write_text(STORY)
    (folder / "solution.toml").write_text(SOLUTION)
    return folder
