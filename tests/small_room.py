"""A small level of *prefer* for the tests: twenty-five pairs beside it, and a trunk that is made in no time."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from tokenroom.game.campaign import Campaign
from tokenroom.game.records import Records
from tokenroom.model.checkpoint import Checkpoint, TrainingSummary
from tokenroom.model.transformer import TransformerConfig, init_params
from tokenroom.rivals.field import Field, open_field

NAME = "00-small-room"
LEVEL = """format_version = 1
title = "A small room"
act = 4
hints = ["Only the difference counts.", "Read the page."]

[mechanic]
kind = "prefer"
preferences = "pairs.jsonl"
pairs = 3
held_out = 2

[goal]
kind = "valued"
nats = 0.5
"""
STORY = """# begin

A room. [red]This is not markup.[/red]

# before 2

> The second.

# after 1 same

> Alike.

# after 1 better

> Better.

# after 1 worse

> Worse.

# part 2

> Now all of them.

# won

> Thank you.

# lost

> Not yet.

# journal

Over {items} pairs I paid {you} where {chance} is the price of nothing, the model {rival}.
"""
REASONS = ("truth", "kind", "answers", "safe", "clear", "short")


def pair_line(number: int, **changes: object) -> str:
    """Return one line of a file of pairs."""
    row: dict[str, object] = {
        "prompt": [{"role": "user", "content": f"Is it {number} o'clock?"}],
        "chosen": f"Yes, it is {number}.",
        "rejected": "Buy a watch.",
        "reason": REASONS[number % len(REASONS)],
        "contested": number % 5 == 0,
    }
    return json.dumps(row | changes)


PAIRS = "\n".join(pair_line(n) for n in range(25))


@cache
def field(name: str) -> Field:
    """The shipped field of a corpus, opened once."""
    return open_field(name)


def small_trunk(field: Field) -> Checkpoint:
    """Return a model as small as can be that speaks the tokens of `field`."""
    config = TransformerConfig(vocab_size=field.tokenizer.size, context=48, layers=1, heads=2, width=16, mlp_ratio=2)
    rng = np.random.default_rng(0)  # no zeros to begin with, so that answers differ at once
    shapes = {name: array.shape for name, array in init_params(config, rng).items()}
    params = {name: rng.normal(0, 0.3, shape).astype(np.float32) for name, shape in shapes.items()}
    return Checkpoint(params, config, 0, field.tokenizer.sha256, {}, TrainingSummary())


def write_level(folder: Path) -> Path:
    """Write the level into `folder` and return it."""
    folder.mkdir(parents=True)
    for name, text in (("level.toml", LEVEL), ("story.md", STORY), ("pairs.jsonl", PAIRS)):
        (folder / name).write_text(text)
    (folder / "GUIDELINE.md").write_text("# What is better\n\n1. **kind**: friendly beats rude.\n")
    return folder


def room_campaign(tmp_path: Path, records: Records, monkeypatch: pytest.MonkeyPatch, pace: float = 0.0) -> Campaign:
    """Return a campaign of that one level."""
    write_level(tmp_path / "content" / "levels" / NAME)
    monkeypatch.setattr("tokenroom.game.prefer_setup.chat_trunk", small_trunk)
    for module in ("level", "campaign"):
        monkeypatch.setattr(f"tokenroom.game.{module}.content_root", lambda: tmp_path / "content")
    return Campaign(records, field, new_seed=lambda: 3, seconds_per_nat=pace)
