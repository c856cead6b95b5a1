"""Whether what the levels of the fourth act claim holds: `python -m docs.play_assistant_claims [gamed] [sums]`.

Over three seeds, by the shipped recipe and with the shipped models: without a KL weight the reward rises while the
share that the judge passes falls; and sums that nobody learned from are got right more often aloud than at once, and
more often after reinforcement than before. With 95 % intervals (Wilson's); the judge asks each of its
questions three times. It takes about a quarter of an hour on two cores, and ends with 1 if a claim does not hold.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import msgspec
import numpy as np

from tokenroom.files import content_root
from tokenroom.game.agreement import wilson_interval
from tokenroom.model.checkpoint import Checkpoint
from tokenroom.rivals.assistants import load_assistant
from tokenroom.rivals.field import open_field
from tokenroom.rivals.judge import drawn_answers, passes
from tokenroom.schema import read_toml
from tokenroom.text.judging import load_questions
from tokenroom.text.preferences import load_preferences, shipped_preferences
from tokenroom.text.sums import INSTRUCTIONS
from tokenroom.text.tokenizer import Tokenizer
from tokenroom.training.assistants import sums_right
from tokenroom.training.reward import values
from tokenroom.training.stages import (
    AssistantRecipe,
    Stage,
    ended,
    held_out_sums,
    steer_stage,
    sums_stage,
    sums_start_stage,
)

SEEDS, THREADS, DRAWS, AT_ONCE = (1, 2, 3), 2, 3, 10
Share = tuple[int, int]  # so many of so many


def main(names: Sequence[str]) -> int:
    """Try the claims that are named, or both; 1 if one does not hold."""
    for name in names:
        if name not in CLAIMS:
            raise SystemExit(f"there is no claim {name!r}: name some of {', '.join(CLAIMS)}")
    held = [CLAIMS[name]() for name in names or CLAIMS]
    print("\nThe claims hold." if all(held) else "\nA claim does not hold.")
    return int(not all(held))


def gamed() -> bool:
    """Without a KL weight the proxy rises and the judge falls, with every seed."""
    print("\n| seed | reward before | after | the judge passes before | after |\n|---|--:|--:|--:|--:|", flush=True)
    tokenizer, held = the_tokenizer(), True
    chat, reward = load_assistant("chat", tokenizer), load_assistant("reward", tokenizer)
    pairs = load_preferences(shipped_preferences()).all_training
    for seed in SEEDS:
        settings = msgspec.structs.replace(the_recipe().gamed, seed=seed, kl_weight=0.0)
        after = trained(steer_stage("gamed", chat, reward, tokenizer, pairs, settings))
        (proxy, passed), (proxy_after, passed_after) = (valued(model, reward, seed) for model in (chat, after))
        print(f"| {seed} | {proxy:.2f} | {proxy_after:.2f} | {share(passed)} | {share(passed_after)} |", flush=True)
        held &= proxy_after > proxy and apart(passed_after, passed)
    return held


def sums() -> bool:
    """Aloud is better than at once after reinforcement, and after is better than before, with every seed."""
    print("\n| seed | way | before | after |\n|---|---|--:|--:|", flush=True)
    tokenizer, recipe, held = the_tokenizer(), the_recipe(), True
    base = open_field("english").checkpoint(recipe.base)
    for seed in SEEDS:
        fitting = msgspec.structs.replace(recipe.sums_start.sft, seed=seed)
        lessons = msgspec.structs.replace(recipe.sums_start, sft=fitting)
        start = trained(sums_start_stage(base, tokenizer, lessons))
        settings = msgspec.structs.replace(recipe.sums, seed=seed)
        after = trained(sums_stage(start, tokenizer, lessons, settings))
        right = {}
        for way in INSTRUCTIONS:
            counts = [sums_right(model, tokenizer, held_out_sums(lessons), way) for model in (start, after)]
            right[way] = [(sum(count), len(count)) for count in counts]
            print(f"| {seed} | {way} | {share(right[way][0])} | {share(right[way][1])} |", flush=True)
        held &= apart(right["at once"][1], right["aloud"][1]) and apart(*right["aloud"])
    return held


def valued(model: Checkpoint, reward: Checkpoint, seed: int) -> tuple[float, Share]:
    """Return the mean reward of a model's answers to the judge's questions, and how many of them pass."""
    tokenizer, questions = the_tokenizer(), load_questions() * DRAWS
    rng = np.random.default_rng((seed, 1))
    drawn = drawn_answers(model, tokenizer, [asked.question for asked in questions], rng, threads=THREADS)
    texts = [[*prompt, *ended(answer, tokenizer)] for prompt, answer in zip(drawn.prompts, drawn.answers, strict=True)]
    passed = passes(questions, drawn.texts)
    return float(values(reward.params, reward.config, texts).mean()), (int(passed.sum()), len(passed))


def trained(stage: Stage[Any]) -> Checkpoint:
    """Take a stage to its end."""
    while not stage.tuning.is_done:
        stage, _ = stage.advanced(AT_ONCE, THREADS)
        at = f"{stage.name}: step {stage.tuning.state.step} of {stage.tuning.total}"
        print(at, end="\r", file=sys.stderr, flush=True)
    return stage.checkpoint()


def apart(low: Share, high: Share) -> bool:
    """Tell whether one share lies above another, their intervals apart."""
    return wilson_interval(*low)[1] < wilson_interval(*high)[0]


def share(of: Share) -> str:
    """Return a share with its interval, in per cent."""
    low, high = wilson_interval(*of)
    return f"{100 * of[0] / of[1]:.0f} % ({100 * low:.0f} to {100 * high:.0f})"


@cache
def the_tokenizer() -> Tokenizer:
    """Return the shipped tokenizer."""
    return open_field("english").tokenizer


@cache
def the_recipe() -> AssistantRecipe:
    """Return the shipped recipe."""
    return read_toml(content_root() / "checkpoints" / "assistant" / "recipe.toml", AssistantRecipe)


CLAIMS: dict[str, Callable[[], bool]] = {"gamed": gamed, "sums": sums}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
