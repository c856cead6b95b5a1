"""All stages after pre-training, one after another, each written as a checkpoint when it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tokenroom.files import holding
from tokenroom.model.checkpoint import Checkpoint, load_checkpoint, save_checkpoint
from tokenroom.model.rollouts import rollouts
from tokenroom.text.chat import Dialogue, answer_prompt, chat_tokens
from tokenroom.text.preferences import Pair
from tokenroom.text.sums import INSTRUCTIONS, Sum, Way, is_right
from tokenroom.text.tokenizer import Tokenizer
from tokenroom.training.policy import PolicyStep
from tokenroom.training.reward import pair_surprises
from tokenroom.training.sft import answer_surprises
from tokenroom.training.stages import (
    AssistantRecipe,
    Stage,
    chat_stage,
    held_out_sums,
    pair_tokens,
    reward_stage,
    steer_stage,
    sums_stage,
    sums_start_stage,
)
from tokenroom.training.tuning import TuneStep

Clock = Callable[[], float]  # seconds, from any beginning
STEPS_AT_ONCE = 4  # between two looks at a stage
LONGEST_SUM = 40  # tokens of an answer to a sum


@dataclass(frozen=True)
class Schooling:
    """What the stages learn from.

    Attributes:
        base: the model that pre-training left.
        tokenizer: whose ids it speaks.
        chats: training and held-out dialogues.
        pairs: training and held-out preference pairs.
        recipe: how.
    """

    base: Checkpoint
    tokenizer: Tokenizer
    chats: tuple[Sequence[Dialogue], Sequence[Dialogue]]
    pairs: tuple[Sequence[Pair], Sequence[Pair]]
    recipe: AssistantRecipe


@dataclass(frozen=True)
class StageProgress:
    """A stage has taken some steps: `step` of `total`, after `seconds`; `told` is the last one's."""

    stage: str
    step: int
    total: int
    seconds: float
    told: TuneStep | PolicyStep

    @property
    def seconds_left(self) -> float:
        """To the end of the stage, at the rate so far."""
        return self.seconds * (self.total - self.step) / max(1, self.step)


@dataclass(frozen=True)
class StageDone:
    """A stage is done, or was before; `figures` are what it was measured by, `folder` holds the checkpoint."""

    stage: str
    seconds: float
    figures: dict[str, float]
    folder: Path


def train_assistants(
    folder: Path, schooling: Schooling, clock: Clock, threads: int = 1
) -> Iterator[StageProgress | StageDone]:
    """Take all stages in `folder`, and yield what happens; a stage whose checkpoint is there is not taken again.

    Args:
        folder: where the checkpoints go, one sub-folder a stage.
        schooling: what to learn from.
        clock: tells the seconds; the learning does not depend on it.
        threads: how many work at once; the result does not depend on it.

    Raises:
        BadInput: a checkpoint there is damaged, or another process is at it.
        tokenroom.training.pretrain.Diverged: a loss is no longer a sensible number.
    """
    with holding(folder / ".lock", "wait for it, or train in another folder"):
        made: dict[str, Checkpoint] = {}
        for name in ("chat", "reward", "tamed", "gamed", "sums-start", "sums"):
            begun = clock()
            if not (folder / name / "checkpoint.json").is_file():
                stage = _begun(name, schooling, made)
                while not stage.tuning.is_done:
                    stage, told = stage.advanced(STEPS_AT_ONCE, threads)
                    step, total = stage.tuning.state.step, stage.tuning.total
                    yield StageProgress(name, step, total, clock() - begun, told[-1])
                done = stage.checkpoint(**figures_of(stage.checkpoint(), schooling, threads))
                save_checkpoint(folder / name, done)
            made[name] = load_checkpoint(folder / name, schooling.tokenizer.sha256)
            curve = made[name].training.curve
            yield StageDone(name, clock() - begun, curve[-1].held_out_losses if curve else {}, folder / name)


def _begun(name: str, schooling: Schooling, made: dict[str, Checkpoint]) -> Stage[Any]:
    """Return a stage that has not begun, from those that were made before it."""
    recipe, tokenizer, (pairs, _) = schooling.recipe, schooling.tokenizer, schooling.pairs
    match name:
        case "chat":
            return chat_stage(schooling.base, tokenizer, schooling.chats[0], recipe.chat)
        case "reward":
            return reward_stage(made["chat"], tokenizer, pairs, recipe.reward)
        case "tamed" | "gamed":
            settings = recipe.tamed if name == "tamed" else recipe.gamed
            return steer_stage(name, made["chat"], made["reward"], tokenizer, pairs, settings)
        case "sums-start":
            return sums_start_stage(schooling.base, tokenizer, recipe.sums_start)
        case _:
            return sums_stage(made["sums-start"], tokenizer, recipe.sums_start, recipe.sums)


def figures_of(model: Checkpoint, schooling: Schooling, threads: int = 1) -> dict[str, float]:
    """Measure a model by what is held out for its stage; so many `threads` draw its answers to sums."""
    tokenizer = schooling.tokenizer
    if model.stage == "reward":
        pairs = [pair_tokens(tokenizer, pair, model.config.context) for pair in schooling.pairs[1]]
        nats = pair_surprises(model.params, model.config, pairs)
        return {"nats a pair": float(nats.mean()), "agreement": float((nats < np.log(2)).mean())}
    if model.stage.startswith("sums"):
        sums = held_out_sums(schooling.recipe.sums_start)
        return {
            f"right {way}": float(np.mean(sums_right(model, tokenizer, sums, way, threads))) for way in INSTRUCTIONS
        }
    chats = [chat_tokens(tokenizer, dialogue.messages) for dialogue in schooling.chats[1]]
    return {"nats a token": float(np.concatenate(answer_surprises(model.params, model.config, chats)).mean())}


def sums_right(model: Checkpoint, tokenizer: Tokenizer, sums: Sequence[Sum], way: Way, threads: int = 1) -> list[bool]:
    """Tell which sums a model gets right when it always takes the likeliest token."""
    prompts = [answer_prompt(tokenizer, asked.messages(way)) for asked in sums]
    rng = np.random.default_rng(0)  # nothing is left to chance
    answers = rollouts(model.params, model.config, prompts, LONGEST_SUM, tokenizer.im_end, rng, 0.0, threads)
    told = [tokenizer.decode(token for token in answer if token != tokenizer.im_end) for answer in answers]
    return [is_right(asked, answer) for asked, answer in zip(sums, told, strict=True)]
