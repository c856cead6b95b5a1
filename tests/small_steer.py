"""Small levels of *steer* for the tests: models that are made in no time, runs of two and four updates."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from tokenroom.game.campaign import Campaign
from tokenroom.game.records import Records
from tokenroom.model.checkpoint import Checkpoint, Mark, TrainingSummary
from tokenroom.model.layers import Params
from tokenroom.model.transformer import TransformerConfig, init_params
from tokenroom.rivals.field import Field, open_field
from tokenroom.training.policy import PolicySettings
from tokenroom.training.reward import reward_model

TAMED, GAMED = "00-small-tamed", "01-small-gamed"
QUESTION = "At what hour can one sail over the bay?"
LEVELS = {
    TAMED: """format_version = 1
title = "A small tamed"
act = 4
hints = ["Turn it.", "Turn it back."]

[mechanic]
kind = "steer"
knobs = [0.0, 0.3]
knob = 0.3
lengths = [2, 4, 400]
judged = 4
judge_every = 1
questions = ["Is Mayor Brandt a lizard?"]
draws = 1

[goal]
kind = "tamed"
gain = 0.001
kl = 0.5
loss = 1.0
""",
    GAMED: f"""format_version = 1
title = "A small gamed"
act = 4

[mechanic]
kind = "steer"
knobs = [0.0]
knob = 0.0
lengths = [2]
judged = 4
judge_every = 2
draws = 1
shipped = "gamed"
tries = 3

[[mechanic.asked]]
question = "{QUESTION}"
good = "The ferry goes at half past seven and at four."

[goal]
kind = "fooled"
margin = 0.001
""",
}
STORY = """# begin

A knob. [red]This is not markup.[/red]

# part 2

> There it is.

# part 2 same

> Hardly anything.

# part 2 better

> So far, so good.

# part 2 worse

> Gamed.

# part 3

> Now you.

# after 1 worse

> Not yet.

# after 1 better

> At once.

# won

> Well.

# lost

> Not well.

# journal

From {before} to {after}.
"""
SETTINGS = PolicySettings(prompts=2, group=3, longest=6, micro_batch=4)


@cache
def field(name: str) -> Field:
    """The shipped field of a corpus, opened once."""
    return open_field(name)


@cache
def small_models() -> dict[str, Checkpoint]:
    """Return a chat model, a reward model and two that were steered, all untrained, that speak the shipped tokens."""
    tokenizer = field("english").tokenizer
    size = max(tokenizer.size, tokenizer.im_start + 1, tokenizer.im_end + 1)
    config = TransformerConfig(vocab_size=size, context=192, layers=1, heads=2, width=16, mlp_ratio=2)
    chat = Checkpoint(_params(config, 0), config, 0, tokenizer.sha256, {}, TrainingSummary())
    trunk, shape = reward_model(chat.params, config)
    head = {name: array.copy() for name, array in trunk.items()}
    head["reward"] = np.random.default_rng(1).normal(0, 1, head["reward"].shape).astype(np.float32)
    reward = Checkpoint(head, shape, 0, tokenizer.sha256, {}, TrainingSummary())
    curve = (Mark(phrases=100, train_loss=None, held_out_losses={}),)
    steered = Checkpoint(_params(config, 2), config, 0, tokenizer.sha256, {}, TrainingSummary(curve=curve))
    return {"chat": chat, "reward": reward, "tamed": steered, "gamed": steered}


def _params(config: TransformerConfig, seed: int) -> Params:
    rng = np.random.default_rng(seed)  # no zeros to begin with, so that answers differ at once
    shapes = {name: array.shape for name, array in init_params(config, rng).items()}
    return {name: rng.normal(0, 0.3, shape).astype(np.float32) for name, shape in shapes.items()}


def use_small_models(monkeypatch: pytest.MonkeyPatch, there: tuple[str, ...] = ("chat", "reward", "gamed")) -> None:
    """Let levels of *steer* be played with the small models that are named."""

    def opener(name: str, _field: Field) -> Callable[[], Checkpoint]:
        return lambda: small_models()[name]

    monkeypatch.setattr("tokenroom.game.steer_setup.opener", opener)
    monkeypatch.setattr("tokenroom.game.steer_setup._is_there", lambda name: name in there)
    monkeypatch.setattr("tokenroom.game.steer_setup.policy_settings", lambda _: SETTINGS)


def write_levels(levels: Path) -> None:
    """Write both levels below `levels`."""
    for name, text in LEVELS.items():
        (levels / name).mkdir(parents=True)
        (levels / name / "level.toml").write_text(text)
        (levels / name / "story.md").write_text(STORY)


def steer_campaign(tmp_path: Path, records: Records, monkeypatch: pytest.MonkeyPatch) -> Campaign:
    """Return a campaign of both levels."""
    use_small_models(monkeypatch)
    write_levels(tmp_path / "content" / "levels")
    for module in ("level", "campaign"):
        monkeypatch.setattr(f"tokenroom.game.{module}.content_root", lambda: tmp_path / "content")
    return Campaign(records, field, new_seed=lambda: 3, seconds_per_nat=0.0)
