"""The stages after pre-training, each as a `Tuning` that a level, the command line and the tests all take the same way.

base → chat (SFT) → reward model → tamed or gamed (reinforcement against it); base → sums-start (SFT) → sums
(reinforcement against a checker).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Generic, Literal, TypeVar

import msgspec
import numpy as np

from tokenroom.model.checkpoint import Checkpoint, Mark, TrainingSummary
from tokenroom.schema import Data
from tokenroom.scoring import Floats
from tokenroom.text.chat import ChatTokens, Dialogue, answer_prompt, chat_tokens
from tokenroom.text.preferences import Pair, valued_text
from tokenroom.text.sums import INSTRUCTIONS, Sum, Way, draw_sums, is_right
from tokenroom.text.tokenizer import Tokenizer
from tokenroom.training import reward as reward_training
from tokenroom.training import sft
from tokenroom.training.policy import PolicySettings, PolicyStep, Steering, steer
from tokenroom.training.reward import PairTokens, RewardSettings, fit_reward, reward_model, values
from tokenroom.training.sft import SftSettings, fine_tune, ready_to_chat
from tokenroom.training.tuning import TuneStep, Tuning, start_from

S = TypeVar("S")
Checker = Callable[[Sum, str], float]  # a sum and an answer to it -> its reward
_HELD_OUT_SEED = 0  # of the sums that nobody learns from: always the same


class SumsSettings(Data, frozen=True, kw_only=True):
    """Which sums there are, and how a model first hears of them."""

    terms: Annotated[int, msgspec.Meta(ge=2, le=6)] = 4
    examples: int = 600  # sums that are shown with their answers, in both ways
    practice: int = 1_000  # sums to be tried in reinforcement, none of them held out
    held_out: int = 200
    sft: SftSettings = SftSettings()


class AssistantRecipe(Data, frozen=True, kw_only=True):
    """`checkpoints/assistant/recipe.toml`: how every stage is trained."""

    format_version: Literal[1] = 1
    base: str = "step-200000"
    chat: SftSettings = SftSettings()
    reward: RewardSettings = RewardSettings()
    tamed: PolicySettings = PolicySettings()
    gamed: PolicySettings = PolicySettings(kl_weight=0.0)
    sums_start: SumsSettings = SumsSettings()
    sums: PolicySettings = PolicySettings(kl_weight=0.0)


@dataclass(frozen=True)
class Stage(Generic[S]):
    """One stage at one moment of its training.

    Attributes:
        name: as its checkpoint is called.
        before: what it began as, with the configuration of what it becomes.
        tuning: how far it is.
    """

    name: str
    before: Checkpoint
    tuning: Tuning[S]

    def advanced(self, steps: int, threads: int) -> tuple[Stage[S], list[S]]:
        """Return the stage so many steps later, and what each of them told (raises Diverged)."""
        tuning, told = self.tuning.advanced(steps, threads)
        return replace(self, tuning=tuning), told

    def checkpoint(self, **held_out: float) -> Checkpoint:
        """Return the model as it stands; `held_out` are figures to keep with it, by name."""
        state = self.tuning.state
        mark = Mark(phrases=state.step, train_loss=state.loss if state.step else None, held_out_losses=held_out)
        summary = TrainingSummary(tokens=self.before.training.tokens, curve=(mark,))
        return replace(self.before, params=state.params, training=summary, stage=self.name)


def chat_stage(
    base: Checkpoint, tokenizer: Tokenizer, dialogues: Sequence[Dialogue], settings: SftSettings
) -> Stage[TuneStep]:
    """Return supervised fine-tuning of a base model on dialogues, not begun."""
    chats = [chat_tokens(tokenizer, dialogue.messages) for dialogue in dialogues]
    return _sft_stage("chat", base, tokenizer, chats, settings)


def sums_start_stage(base: Checkpoint, tokenizer: Tokenizer, settings: SumsSettings) -> Stage[TuneStep]:
    """Return supervised fine-tuning of a base model on some sums and their answers in both ways, not begun."""
    shown = example_sums(settings)
    chats = [chat_tokens(tokenizer, s.messages(way, s.answer(way))) for s in shown for way in INSTRUCTIONS]
    return _sft_stage("sums-start", base, tokenizer, chats, settings.sft)


def reward_stage(
    chat: Checkpoint, tokenizer: Tokenizer, pairs: Sequence[Pair], settings: RewardSettings
) -> Stage[TuneStep]:
    """Return the training of a reward model on pairs, with the trunk of a chat model, not begun."""
    params, config = reward_model(chat.params, chat.config)
    tokens = [pair_tokens(tokenizer, pair, config.context) for pair in pairs]
    before = replace(chat, params=params, config=config)
    total = reward_training.steps_in(settings, len(tokens))
    return Stage(
        "reward",
        before,
        Tuning(lambda state, threads: fit_reward(config, tokens, settings, state, threads), total, start_from(params)),
    )


def steer_stage(
    name: str,
    chat: Checkpoint,
    reward: Checkpoint,
    tokenizer: Tokenizer,
    prompts: Sequence[Pair],
    settings: PolicySettings,
) -> Stage[PolicyStep]:
    """Return reinforcement of a chat model against a reward model, on the prompts of pairs, not begun."""
    room = chat.config.context - settings.longest
    asked = [answer_prompt(tokenizer, pair.prompt, room) for pair in prompts]

    def rewarder(places: Sequence[int], answers: Sequence[Sequence[int]]) -> Floats:
        texts = [[*asked[i], *ended(answer, tokenizer)] for i, answer in zip(places, answers, strict=True)]
        return values(reward.params, reward.config, texts)

    return _steered(name, chat, Steering(chat.config, chat.params, asked, tokenizer.im_end, rewarder, settings))


def sums_stage(
    start: Checkpoint,
    tokenizer: Tokenizer,
    sums: SumsSettings,
    settings: PolicySettings,
    checker: Checker = is_right,
    ways: Sequence[Way] = ("at once", "aloud"),
) -> Stage[PolicyStep]:
    """Return reinforcement of a model against a checker of sums, not begun.

    Args:
        start: knows what a sum and an answer look like.
        tokenizer: whose ids it speaks.
        sums: which sums.
        settings: how.
        checker: says what an answer is worth.
        ways: in which it is asked.
    """
    tried = [(asked, way) for asked in practice_sums(sums) for way in ways]
    prompts = [answer_prompt(tokenizer, asked.messages(way)) for asked, way in tried]

    def rewarder(places: Sequence[int], answers: Sequence[Sequence[int]]) -> Floats:
        told = [tokenizer.decode(token for token in answer if token != tokenizer.im_end) for answer in answers]
        return np.array([float(checker(tried[i][0], answer)) for i, answer in zip(places, told, strict=True)])

    return _steered("sums", start, Steering(start.config, start.params, prompts, tokenizer.im_end, rewarder, settings))


def pair_tokens(tokenizer: Tokenizer, pair: Pair, context: int) -> PairTokens:
    """Write both sides of a pair as tokens."""
    chosen, rejected = (valued_text(tokenizer, pair.prompt, answer, context) for answer in (pair.chosen, pair.rejected))
    return PairTokens(chosen, rejected)


def ended(answer: Sequence[int], tokenizer: Tokenizer) -> list[int]:
    """Return an answer with an im_end, which one that was cut off for its length has not got."""
    return [*answer] if len(answer) and answer[-1] == tokenizer.im_end else [*answer, tokenizer.im_end]


def held_out_sums(settings: SumsSettings) -> list[Sum]:
    """Return the sums that no model learns from: the same for every seed."""
    return draw_sums(settings.held_out, settings.terms, np.random.default_rng(_HELD_OUT_SEED))


def example_sums(settings: SumsSettings) -> list[Sum]:
    """Return the sums that are shown with their answers."""
    return _training_sums(settings)[: settings.examples]


def practice_sums(settings: SumsSettings) -> list[Sum]:
    """Return the sums to be tried in reinforcement: others than those that were shown."""
    return _training_sums(settings)[settings.examples :]


def _training_sums(settings: SumsSettings) -> list[Sum]:
    rng = np.random.default_rng((settings.sft.seed, 1))
    return draw_sums(settings.examples + settings.practice, settings.terms, rng, frozenset(held_out_sums(settings)))


def _sft_stage(
    name: str, base: Checkpoint, tokenizer: Tokenizer, chats: Sequence[ChatTokens], settings: SftSettings
) -> Stage[TuneStep]:
    new = (tokenizer.im_start, tokenizer.im_end)
    before = ready_to_chat(base, tokenizer.end_of_text, new, settings.context)
    total = sft.steps_in(settings, len(chats))
    return Stage(
        name,
        before,
        Tuning(
            lambda state, threads: fine_tune(before.config, chats, settings, state, threads),
            total,
            start_from(before.params),
        ),
    )


def _steered(name: str, before: Checkpoint, plan: Steering) -> Stage[PolicyStep]:
    tuning = Tuning(
        lambda state, threads: steer(plan, state, threads), plan.settings.updates, start_from(before.params)
    )
    return Stage(name, before, tuning)
