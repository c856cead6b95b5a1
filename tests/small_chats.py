"""A small level of *chat* for tests: a base model of a few thousand weights, few dialogues, short trainings."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import small_field
from tokenroom.game.campaign import Campaign
from tokenroom.game.records import Records
from tokenroom.model.checkpoint import Checkpoint, TrainingSummary, save_checkpoint
from tokenroom.model.transformer import TransformerConfig, init_params
from tokenroom.rivals.checkpoint import CheckpointRival
from tokenroom.rivals.field import Field
from tokenroom.training.sft import SftSettings

NAME = "00-small-chat"
LEVEL = """format_version = 1
title = "A small chat"
act = 3
hints = ["Read the question.", "Know when to stop."]

[mechanic]
kind = "chat"
corpus = "small"
base = "step-1000"
dialogues = 3
items = 2
ends = 2
questions = ["Who had the dog?", "Is the lamp a lizard?"]

[goal]
kind = "ahead"
nats = 0.2
"""
STORY = """# begin

Two keys. [red]This is not markup.[/red]

# tune

> Watch.

# undone

> Gone.

# tuned

> Ask them.

# answer 2

> About the lamp.

# talk

> Talk to them.

# won

> Well spoken.

# lost

> Not yet.

# journal

You paid {you}, the base {rival}, the tuned one {tuned}; held out {before} and {after}.
"""
SETTINGS = SftSettings(epochs=4, batch=4, micro_batch=2, context=96, dropout=0.0)
ASKED = ("the dog", "the lamp", "the ferry", "the quay", "the daughter", "the master")
VOCABULARY = 300


def dialogue(thing: str, place: str) -> str:
    """Return a line of a file of chats."""
    said = [("user", f"Where is {thing}?"), ("assistant", f"Near {place}."), ("user", "Sure?"), ("assistant", "Yes.")]
    return json.dumps({"messages": [{"role": role, "content": content} for role, content in said]})


def write_chats(folder: Path) -> Path:
    """Write a folder of chats: two topics, 24 dialogues to learn from, six held out."""
    for part, places in (("training", ("the sea", "the hill")), ("held_out", ("the tower",))):
        (folder / part).mkdir(parents=True)
        for n, topic in enumerate(("land", "water")):
            lines = [dialogue(thing, place) for place in places for thing in ASKED[n * 3 : n * 3 + 3] * 2]
            lines = lines if part == "training" else lines[:3]
            (folder / part / f"{topic}.jsonl").write_text("\n".join(lines) + "\n")
    keys = 'title = "Small chats"\nlanguage = "en"\nlicence = "CC0-1.0"\ntokenizer = "small"\n'
    (folder / "chats.toml").write_text(f"format_version = 1\n{keys}")
    return folder


def tiny(tokenizer: str = "small", context: int = 64, vocabulary: int = VOCABULARY, stage: str = "") -> Checkpoint:
    """Return a checkpoint that has read nothing, of a few thousand weights."""
    config = TransformerConfig(vocab_size=vocabulary, context=context, layers=1, heads=2, width=16)
    params = init_params(config, np.random.default_rng(5))
    made = Checkpoint(params, config, 1000, tokenizer, {}, TrainingSummary())
    return made if not stage else Checkpoint(params, config, 1000, tokenizer, {}, TrainingSummary(), stage)


@cache
def field(_name: str = "small") -> Field:
    """The small field with a tiny transformer as its only checkpoint."""
    made = small_field()
    base = tiny(made.tokenizer.sha256)
    made.__dict__["checkpoints"] = (base,)
    made.__dict__["ladder"] = (CheckpointRival(base, made.tokenizer),)
    return made


def write_level(folder: Path) -> Path:
    """Write the level into `folder`."""
    folder.mkdir(parents=True)
    (folder / "level.toml").write_text(LEVEL)
    (folder / "story.md").write_text(STORY)
    return folder


def prepare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put small chats and short trainings in place of those that ship, and no chat model."""
    chats = write_chats(tmp_path / "chats")
    monkeypatch.setattr("tokenroom.game.chat_setup.shipped_chats", lambda: chats)
    monkeypatch.setattr("tokenroom.game.chat_setup.SETTINGS", SETTINGS)
    monkeypatch.setattr("tokenroom.rivals.assistants.assistants_root", lambda: tmp_path / "assistant")


def ship(tmp_path: Path) -> None:
    """Let a chat model come with the program after all."""
    save_checkpoint(tmp_path / "assistant" / "chat", tiny(field().tokenizer.sha256, context=96, stage="chat"))


def chat_campaign(tmp_path: Path, records: Records, monkeypatch: pytest.MonkeyPatch) -> Campaign:
    """Return a campaign of that one level."""
    prepare(tmp_path, monkeypatch)
    write_level(tmp_path / "content" / "levels" / NAME)
    for module in ("level", "campaign"):
        monkeypatch.setattr(f"tokenroom.game.{module}.content_root", lambda: tmp_path / "content")
    return Campaign(records, field, new_seed=lambda: 3, seconds_per_nat=0.0, notice="")
