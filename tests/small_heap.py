"""A small level of *curate* for the tests of the front ends: two trainings of a few steps on the shipped heap."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from tokenroom.game.campaign import Campaign
from tokenroom.game.records import Records
from tokenroom.rivals.field import Field, open_field

NAME = "00-small-heap"
LEVEL = """format_version = 1
title = "A small heap"
act = 1
hints = ["Look at a page.", "Set a filter."]

[mechanic]
kind = "curate"
heap = "english-pages"
trainings = 2
phrases = 80

[goal]
kind = "cleaned"
gain = 0.01
spared = 0.9
contacts = 5000
"""
STORY = """# begin

A heap. [red]This is not markup.[/red]

# before 1

> They begin.

# after 1 better

> Better.

# won

> Thank you.

# lost

> Not yet.
"""


@cache
def field(name: str) -> Field:
    """The shipped field of a corpus, opened once, with four held-out documents: all are read at each step."""
    shipped = open_field(name)
    held_out = [document for document in shipped.corpus.documents if document.held_out][4:]
    kept = tuple(document for document in shipped.corpus.documents if document not in held_out)
    return Field(replace(shipped.corpus, documents=kept), shipped.tokenizer)


def heap_campaign(tmp_path: Path, records: Records, monkeypatch: pytest.MonkeyPatch) -> Campaign:
    """Return a campaign of that one level."""
    folder = tmp_path / "content" / "levels" / NAME
    folder.mkdir(parents=True)
    (folder / "level.toml").write_text(LEVEL)
    (folder / "story.md").write_text(STORY)
    for module in ("level", "campaign"):
        monkeypatch.setattr(f"tokenroom.game.{module}.content_root", lambda: tmp_path / "content")
    return Campaign(records, field, new_seed=lambda: 3, seconds_per_nat=0.0, notice="")
