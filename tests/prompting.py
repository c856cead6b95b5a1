"""A small level of contexts and a very small model, shared by the tests of the game and of the front ends."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from tests.conftest import small_field
from tokenroom.model.checkpoint import Checkpoint, TrainingSummary
from tokenroom.model.transformer import TransformerConfig, init_params
from tokenroom.rivals.field import Field

NAME = "11-ask"
LEVEL = """format_version = 1
title = "Ask"
act = 3
hints = ["Give an example.", "And another."]

[mechanic]
kind = "prompt"
corpus = "small"
rival = '''
Q: {question}
A:'''
tries = 3
shown = 2

[[mechanic.others]]
name = "an order"
context = "Say: {question}"

[goal]
kind = "cheaper"
gain = 0.58
"""
STORY = """# begin

A flap.

> Ask. [red]This is not markup.[/red]

# before 1

> Write.

# after 1 better

> Cheaper.

# after 1 same

> As before.

# after 1 worse

> Dearer.

# won

> Good.

# lost

> Not yet.

# journal

From {chance} to {you} in {items} tries; the rival {rival}.
"""
QUESTIONS = """format_version = 1

[[visible]]
question = "Where is the dog?"
answer = "The dog is on the quay."

[[visible]]
question = "Who saw it?"
answer = "Nobody saw it."

[[hidden]]
question = "When does the ferry leave?"
answer = "The ferry leaves at four."

[[hidden]]
question = "Whose dog is it?"
answer = "It is the daughter's dog."

[[hidden]]
question = "Is the lamp lit?"
answer = "Yes, it is lit."
"""
WIN = "The lamp. {question}"  # which happens to suit these weights; `test_prompt` sees that it does


def asked_field() -> Field:
    """The small field with one checkpoint, whose weights nobody has trained; it reads 64 tokens at once."""
    field = small_field(paragraphs=4)
    config = TransformerConfig(vocab_size=field.tokenizer.size, context=64, layers=1, heads=2, width=16)
    rng = np.random.default_rng(5)
    params = {name: rng.normal(0, 0.5, a.shape).astype(a.dtype) for name, a in init_params(config, rng).items()}
    checkpoint = Checkpoint(params, config, 10, field.tokenizer.sha256, {"small": 1}, TrainingSummary())
    field.__dict__.pop("ladder")  # where cached_property keeps it
    field.__dict__["checkpoints"] = (checkpoint,)
    return field


def ask_folder(parent: Path, level: str = LEVEL, questions: str = QUESTIONS) -> Path:
    """Write the level into a folder of `parent`, and return it."""
    folder = parent / NAME
    folder.mkdir(parents=True)
    (folder / "level.toml").write_text(level)
    (folder / "story.md").write_text(STORY)
    (folder / "questions.toml").write_text(questions)
    return folder
