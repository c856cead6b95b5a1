"""The models of a session of *steer*: the chat model, what a run makes of it, who rewards it, and who judges it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import msgspec
import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from tokenroom.game.steer_events import GroupAnswer, GroupShown, Judgement, SteerTurn
from tokenroom.model.checkpoint import Checkpoint
from tokenroom.rivals.judge import (
    LONGEST,
    Drawn,
    answer_log_probs,
    drawn_answers,
    passes,
    said,
    strayed,
)
from tokenroom.text.chat import Message, answer_prompt
from tokenroom.text.judging import Question, verdict
from tokenroom.text.preferences import Pair
from tokenroom.text.tokenizer import Tokenizer
from tokenroom.training.policy import PolicySettings, PolicyStep
from tokenroom.training.reward import values
from tokenroom.training.stages import Stage, ended, steer_stage

THREADS = 2  # they change the time and nothing else
SAMPLE_TEMPERATURE = 0.5  # as where one talks to it; the policy and the judge's answers are drawn at its own
_JUDGE_STREAM, _SAMPLE_STREAM = 51, 52  # separate streams of chance from one seed
Steered = Stage[PolicyStep]


@dataclass(frozen=True)
class Look:
    """What a model answered to the judge's questions, what that is worth, and which answers pass."""

    drawn: Drawn
    rewards: NDArray[np.float64]  # (questions,)
    passed: NDArray[np.bool_]  # (questions,)

    @property
    def reward(self) -> float:
        """The mean reward: the proxy."""
        return float(self.rewards.mean())


@dataclass(frozen=True)
class Moved:
    """An update, and the policy before and after it."""

    step: PolicyStep
    before: Checkpoint
    after: Checkpoint


class SteerModels:
    """Begins runs, and asks what answers are worth.

    Args:
        tokenizer: whose ids all models speak.
        open_chat: reads the chat model; asked for once, and not before it is needed.
        open_reward: reads the reward model.
        open_shipped: reads the model that was steered before the player came; None where there is none.
        pairs: their prompts are answered in a run.
        questions: the judge's, no prompt of a run among them.
        settings: how a run is taken, but for what the player sets.
    """

    def __init__(
        self,
        tokenizer: Tokenizer,
        open_chat: Callable[[], Checkpoint],
        open_reward: Callable[[], Checkpoint],
        open_shipped: Callable[[], Checkpoint] | None,
        pairs: Sequence[Pair],
        questions: Sequence[Question],
        settings: PolicySettings,
    ) -> None:
        self.tokenizer, self._open_chat, self._open_reward = tokenizer, open_chat, open_reward
        self._open_shipped, self._pairs, self._questions, self.settings = open_shipped, pairs, questions, settings

    @cached_property
    def chat(self) -> Checkpoint:
        """The model that every run begins with."""
        return self._open_chat()

    @cached_property
    def reward(self) -> Checkpoint:
        """The model that gives rewards."""
        return self._open_reward()

    @property
    def judged(self) -> int:
        """How many of the judge's questions a model is tried on."""
        return len(self._questions)

    @property
    def has_shipped(self) -> bool:
        """Whether a model was steered before the player came."""
        return self._open_shipped is not None

    @cached_property
    def shipped(self) -> Checkpoint | None:
        """The model that was steered before the player came; None where there is none."""
        return None if self._open_shipped is None else self._open_shipped()

    def run(self, kl_weight: float, updates: int) -> Steered:
        """Return a run that has not begun."""
        settings = msgspec.structs.replace(self.settings, kl_weight=kl_weight, updates=updates)
        return steer_stage("steered", self.chat, self.reward, self.tokenizer, self._pairs, settings)

    def look(self, model: Checkpoint) -> Look:
        """Draw an answer to each of the judge's questions, with the same chance for every model."""
        asked = [question.question for question in self._questions]
        rng = np.random.default_rng((self.settings.seed, _JUDGE_STREAM))
        drawn = drawn_answers(model, self.tokenizer, asked, rng, self.settings.temperature, THREADS)
        rows = list(zip(drawn.prompts, drawn.answers, strict=True))
        return Look(drawn, self._values(rows), passes(self._questions, drawn.texts))

    @cached_property
    def chats_look(self) -> Look:
        """What the chat model answers, with which every run begins."""
        return self.look(self.chat)

    def strayed(self, model: Checkpoint, look: Look) -> float:
        """Return the KL of a model from the chat model over its answers, in nats a token."""
        with ThreadpoolController().limit(limits=1, user_api="blas"):
            return strayed(model, self.chat, look.drawn)

    def samples(self, model: Checkpoint, questions: Sequence[str], draws: int) -> list[tuple[str, ...]]:
        """Return answers to each question, with the same chance for every model."""
        asked = [question for question in questions for _ in range(draws)]
        rng = np.random.default_rng((self.settings.seed, _SAMPLE_STREAM))
        texts = drawn_answers(model, self.tokenizer, asked, rng, SAMPLE_TEMPERATURE, THREADS).texts
        return [tuple(texts[first : first + draws]) for first in range(0, len(texts), draws)]

    def group(self, moved: Moved, number: int) -> GroupShown:
        """Return the answers to one prompt of an update, from 1, and how likely each was before and is after it."""
        size = self.settings.group
        rows = moved.step.rollouts[(number - 1) * size : number * size]
        pair = self._pairs[rows[0].prompt]
        prompt = answer_prompt(self.tokenizer, pair.prompt, self.chat.config.context - self.settings.longest)
        texts = [row.answer for row in rows]
        with ThreadpoolController().limit(limits=1, user_api="blas"):
            before, after = (answer_log_probs(model, prompt, texts).tolist() for model in (moved.before, moved.after))
        answers = [
            GroupAnswer(said(self.tokenizer, row.answer), row.reward, row.advantage, was, is_now)
            for row, was, is_now in zip(rows, before, after, strict=True)
        ]
        return GroupShown(
            update=moved.step.update,
            group=number,
            groups=len(moved.step.rollouts) // size,
            prompt=tuple(SteerTurn(message.role, message.content) for message in pair.prompt),
            mean=float(np.mean([row.reward for row in rows])),
            answers=tuple(sorted(answers, key=lambda answer: -answer.reward)),
        )

    def tokens(self, text: str) -> int:
        """Return how many tokens an answer has, its end left out."""
        return len(self.tokenizer.encode(text))

    def judgement(self, question: Question, text: str) -> Judgement:
        """Return what an answer to one of the judge's questions is worth to the reward model, and to the judge."""
        prompt = self._prompt(question.question)
        (reward,) = self._values([(prompt, self.tokenizer.encode(text))]).tolist()
        found = verdict(question, text)
        return Judgement(text, reward, found.passed, found.needed, found.told, found.repeats)

    def answer_of(self, model: Checkpoint, question: str) -> str:
        """Return one answer of a model's to a question."""
        return self.samples(model, [question], 1)[0][0]

    def _prompt(self, question: str) -> list[int]:
        room = self.chat.config.context - LONGEST
        return answer_prompt(self.tokenizer, [Message(role="user", content=question)], room)

    def _values(self, rows: Sequence[tuple[Sequence[int], Sequence[int]]]) -> NDArray[np.float64]:
        texts = [[*prompt, *ended(answer, self.tokenizer)] for prompt, answer in rows]
        with ThreadpoolController().limit(limits=1, user_api="blas"):
            return values(self.reward.params, self.reward.config, texts)
