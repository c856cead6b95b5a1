"""All stages after pre-training on a tiny scale: each leaves a checkpoint, is measured, and is not taken twice."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import msgspec
import numpy as np
import pytest

from tests.full_disk import full_disk
from tests.training.conftest import Ticks, weights_in
from tokenroom.errors import BadInput
from tokenroom.model.checkpoint import Checkpoint, TrainingSummary, load_checkpoint
from tokenroom.model.transformer import TransformerConfig, init_params
from tokenroom.text.chat import Dialogue, Message
from tokenroom.text.preferences import Pair
from tokenroom.text.sums import Sum
from tokenroom.text.tokenizer import Tokenizer
from tokenroom.training.assistants import Schooling, StageDone, StageProgress, sums_right, train_assistants
from tokenroom.training.policy import PolicySettings
from tokenroom.training.reward import RewardSettings
from tokenroom.training.sft import SftSettings
from tokenroom.training.stages import (
    AssistantRecipe,
    SumsSettings,
    ended,
    example_sums,
    held_out_sums,
    practice_sums,
    sums_stage,
)

SUMS = SumsSettings(terms=2, examples=20, practice=20, held_out=6, sft=SftSettings(epochs=1, context=192))
RECIPE = AssistantRecipe(
    chat=SftSettings(epochs=2, batch=4, context=192),
    reward=RewardSettings(epochs=1, batch=4),
    tamed=PolicySettings(updates=2, prompts=2, group=2, longest=6),
    gamed=PolicySettings(updates=2, prompts=2, group=2, longest=6, kl_weight=0.0),
    sums_start=SUMS,
    sums=PolicySettings(updates=2, prompts=2, group=2, longest=6),
)
TOKENIZER = Tokenizer("bytes", {bytes([b]): b for b in range(256)})
CHAT = Dialogue(messages=(Message(role="user", content="Hi"), Message(role="assistant", content="Hello.")))
PAIR = Pair(prompt=CHAT.messages[:1], chosen="Hello.", rejected="Go.")


def small_schooling() -> Schooling:
    """A model of a few hundred weights, and stages of two steps."""
    config = TransformerConfig(vocab_size=TOKENIZER.size, context=192, layers=1, heads=2, width=8, mlp_ratio=1)
    params = init_params(config, np.random.default_rng(0))
    base = Checkpoint(params, config, 7, TOKENIZER.sha256, {"small": 1}, TrainingSummary())
    return Schooling(base, TOKENIZER, ([CHAT] * 8, [CHAT]), ([PAIR] * 8, [PAIR]), RECIPE)


@pytest.fixture
def schooling() -> Schooling:
    return small_schooling()


def test_every_stage_leaves_a_checkpoint_and_is_measured(tmp_path: Path, schooling: Schooling) -> None:
    events = list(train_assistants(tmp_path, schooling, Ticks()))
    done = {event.stage: event for event in events if isinstance(event, StageDone)}
    assert list(done) == ["chat", "reward", "tamed", "gamed", "sums-start", "sums"]
    assert [set(done[name].figures) for name in ("chat", "reward", "sums")] == [
        {"nats a token"},
        {"nats a pair", "agreement"},
        {"right at once", "right aloud"},
    ]
    for name, event in done.items():
        made = load_checkpoint(event.folder)
        assert (made.stage, made.config.context) == (name, 192)
        assert made.config.readout == ("reward" if name == "reward" else "tokens")
    progress = [event for event in events if isinstance(event, StageProgress)]
    assert {event.stage for event in progress} == set(done)
    assert all(event.step <= event.total and event.seconds_left >= 0 for event in progress)


def test_a_stage_that_is_done_is_not_taken_again(tmp_path: Path, schooling: Schooling) -> None:
    begun = train_assistants(tmp_path / "stopped", schooling, Ticks())
    for event in begun:
        if isinstance(event, StageDone) and event.stage == "reward":
            break
    begun.close()  # type: ignore[attr-defined]
    again = list(train_assistants(tmp_path / "stopped", schooling, Ticks(), threads=2))
    assert not any(isinstance(event, StageProgress) and event.stage in ("chat", "reward") for event in again)
    list(train_assistants(tmp_path / "whole", schooling, Ticks()))
    assert weights_in(tmp_path / "stopped") == weights_in(tmp_path / "whole")


def test_a_full_disk_is_told_and_what_is_done_stays(
    tmp_path: Path, schooling: Schooling, monkeypatch: pytest.MonkeyPatch
) -> None:
    with full_disk(monkeypatch, writes=2), pytest.raises(BadInput, match=r"reward.*No space left on device"):
        list(train_assistants(tmp_path, schooling, Ticks()))  # two files a checkpoint: there is room for the first
    assert load_checkpoint(tmp_path / "chat").stage == "chat"
    assert not list((tmp_path / "reward").iterdir())
    done = list(train_assistants(tmp_path, schooling, Ticks()))
    assert not any(isinstance(event, StageProgress) and event.stage == "chat" for event in done)
    assert load_checkpoint(tmp_path / "sums").stage == "sums"


def test_sums_that_are_held_out_are_in_no_lesson() -> None:
    apart = [set(held_out_sums(SUMS)), set(example_sums(SUMS)), set(practice_sums(SUMS))]
    assert [len(sums) for sums in apart] == [6, 20, 20]
    assert len(set.union(*apart)) == 46
    another = msgspec.structs.replace(SUMS, sft=SftSettings(seed=2))
    assert held_out_sums(another) == held_out_sums(SUMS)
    assert example_sums(another) != example_sums(SUMS)


def test_the_checker_sees_each_sum_with_its_answer(schooling: Schooling) -> None:
    seen: list[tuple[Sum, str]] = []

    def checker(asked: Sum, answer: str) -> float:
        seen.append((asked, answer))
        return float(len(answer))

    start = msgspec.structs.replace(RECIPE.sums, updates=1)
    stage = sums_stage(schooling.base, TOKENIZER, SUMS, start, checker, ways=("aloud",))
    _, told = stage.advanced(1, threads=1)
    told_of = sorted(float(len(answer)) for _, answer in seen)  # each lane asks for its own
    assert told_of == sorted(rollout.reward for rollout in told[0].rollouts)
    assert {asked for asked, _ in islice(seen, 4)} <= set(practice_sums(SUMS))
    assert not any("<|" in answer for _, answer in seen)


def test_an_answer_that_was_cut_off_gets_an_end() -> None:
    assert ended([1, 2], TOKENIZER) == [1, 2, TOKENIZER.im_end]
    assert ended([1, TOKENIZER.im_end], TOKENIZER) == [1, TOKENIZER.im_end]


def test_an_untrained_model_gets_no_sum_right(schooling: Schooling) -> None:
    assert sums_right(schooling.base, TOKENIZER, held_out_sums(SUMS), "at once") == [False] * 6
