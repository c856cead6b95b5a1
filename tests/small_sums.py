"""A small level of *verify* for all tests: a model of a few thousand weights that knows nothing, a short training."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import small_field
from tokenroom.game.campaign import Campaign
from tokenroom.game.records import Records
from tokenroom.model.checkpoint import Checkpoint, TrainingSummary
from tokenroom.model.transformer import TransformerConfig, init_params
from tokenroom.rivals.field import Field
from tokenroom.training.policy import PolicySettings
from tokenroom.training.sft import SftSettings
from tokenroom.training.stages import AssistantRecipe, SumsSettings

NAME = "00-small-sums"
LEVEL = """format_version = 1
title = "Small sums"
act = 4
hints = ["Look at the end.", "Look again."]

[mechanic]
kind = "verify"
asked = ["at once", "aloud", "at once", "aloud"]
tries = 4
updates = 3
trainings = 2
held_out = 6
checkers = ["has(total)", "length >= 0"]

[goal]
kind = "sound"
"""
STORY = """# begin

Sums. [red]This is not markup.[/red]

# before 1

> How sure?

# after 1 better

> Better than a coin.

# after 1 worse

> Worse than a coin.

# after 1 same

> A coin.

# part 1

> The bench.

# part 2

> It begins.

# part 3

> Fooled.

# part 4

> Sound.

# won

> Thank you.

# lost

> Not yet.

# journal

You paid {you}, a coin {chance}, the best {best}, over {items}.
"""
RECIPE = AssistantRecipe(
    sums_start=SumsSettings(terms=2, examples=10, practice=40, held_out=8, sft=SftSettings(context=192)),
    sums=PolicySettings(updates=3, prompts=2, group=4, longest=5, kl_weight=0.0),
)


@cache
def field(_name: str) -> Field:
    """The small corpus, under any name."""
    return small_field()


@cache
def model(seed: int) -> Checkpoint:
    """A model that says anything."""
    tokenizer = field("").tokenizer
    config = TransformerConfig(vocab_size=tokenizer.size, context=192, layers=1, heads=2, width=8, mlp_ratio=1)
    params = init_params(config, np.random.default_rng(seed))
    return Checkpoint(params, config, 7, tokenizer.sha256, {"small": 1}, TrainingSummary())


def with_small_models(monkeypatch: pytest.MonkeyPatch, shipped: Callable[[], Checkpoint | None]) -> None:
    """Let levels of sums be played with models that know nothing."""
    setup = "tokenroom.game.verify_setup"
    monkeypatch.setattr(f"{setup}.read_recipe", lambda: RECIPE)
    monkeypatch.setattr(f"{setup}._start", lambda _level, _tokenizer: model(0))
    monkeypatch.setattr(f"{setup}._shipped", lambda _tokenizer: shipped())


def sums_folder(levels: Path) -> Path:
    """Write the level into a folder of levels."""
    folder = levels / NAME
    folder.mkdir(parents=True)
    (folder / "level.toml").write_text(LEVEL)
    (folder / "story.md").write_text(STORY)
    return folder


def sums_campaign(tmp_path: Path, records: Records, monkeypatch: pytest.MonkeyPatch) -> Campaign:
    """Return a campaign of that one level."""
    sums_folder(tmp_path / "content" / "levels")
    with_small_models(monkeypatch, lambda: model(1))
    for module in ("level", "campaign"):
        monkeypatch.setattr(f"tokenroom.game.{module}.content_root", lambda: tmp_path / "content")
    return Campaign(records, field, new_seed=lambda: 3, seconds_per_nat=0.0, notice="")
