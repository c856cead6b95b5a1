"""What the models of *verify* do: try one sum many times, answer held-out sums, and be trained update by update."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from tokenroom.game.verify_events import Judged, Share, Try
from tokenroom.game.verify_figures import WAYS, share_of
from tokenroom.model.checkpoint import Checkpoint
from tokenroom.model.policy import group_advantages
from tokenroom.model.rollouts import rollouts
from tokenroom.text.chat import answer_prompt
from tokenroom.text.checker import Rule
from tokenroom.text.sums import Sum, Way, is_right
from tokenroom.text.tokenizer import Tokenizer
from tokenroom.training.policy import PolicySettings, PolicyStep
from tokenroom.training.stages import Stage, SumsSettings, practice_sums, sums_stage

CHUNK = 24  # sums that are asked in one command: a second or less
Answers = dict[Way, tuple[str, ...]]  # to held-out sums, in order


@dataclass(frozen=True)
class Speaker:
    """How models are asked: one tokenizer, so many tokens an answer, so many threads."""

    tokenizer: Tokenizer
    longest: int
    threads: int

    def say(self, model: Checkpoint, sums: Sequence[Sum], way: Way, rng: np.random.Generator, heat: float) -> list[str]:
        """Return an answer to each sum, asked in one way, at a temperature."""
        prompts = [answer_prompt(self.tokenizer, asked.messages(way)) for asked in sums]
        end, threads = self.tokenizer.im_end, self.threads
        drawn = rollouts(model.params, model.config, prompts, self.longest, end, rng, heat, threads)
        return [self.text(answer) for answer in drawn]

    def text(self, answer: Sequence[int]) -> str:
        """Return an answer as text, without its end."""
        return self.tokenizer.decode(token for token in answer if token != self.tokenizer.im_end)


def group_of(asked: Sum, answers: Sequence[str], rule: Rule) -> tuple[Try, ...]:
    """Return the tries of one sum with what a checker gives them, and their advantages."""
    scores = np.array([rule(asked, answer) for answer in answers])  # (G,)
    edges = group_advantages(scores, len(answers)).tolist()
    rows = zip(answers, scores.tolist(), edges, strict=True)
    return tuple(Try(answer, is_right(asked, answer), score, edge) for answer, score, edge in rows)


@dataclass(frozen=True)
class Measured:
    """A model and its answers to held-out sums, as far as it has been asked."""

    model: Checkpoint
    sums: tuple[Sum, ...]
    answers: Answers = field(default_factory=dict)

    @property
    def done(self) -> int:
        """How many answers there are."""
        return sum(map(len, self.answers.values()))

    @property
    def of(self) -> int:
        """How many there are to be."""
        return len(self.sums) * len(WAYS)

    def asked_on(self, speaker: Speaker) -> Measured:
        """Return the same after a few more sums, the likeliest token always taken."""
        way = next(way for way in WAYS if len(self.answers.get(way, ())) < len(self.sums))
        had = self.answers.get(way, ())
        rng = np.random.default_rng(0)  # nothing is left to chance
        more = speaker.say(self.model, self.sums[len(had) : len(had) + CHUNK], way, rng, 0.0)
        return replace(self, answers={**self.answers, way: (*had, *more)})

    def right(self) -> dict[Way, Share]:
        """Return the share of sums that are right, in each way."""
        return {
            way: share_of(sum(map(is_right, self.sums, answers)), len(answers)) for way, answers in self.answers.items()
        }

    def accepted(self, rule: Rule) -> dict[Way, float]:
        """Return the mean of what a checker gives, in each way."""
        return {way: sum(map(rule, self.sums, answers)) / len(answers) for way, answers in self.answers.items()}

    def says(self, rule: Rule, count: int) -> tuple[Judged, ...]:
        """Return the first few answers in each way, as the checker and the truth have them."""
        return tuple(
            Judged(asked.question, answer, way, is_right(asked, answer), rule(asked, answer))
            for way, answers in self.answers.items()
            for asked, answer in zip(self.sums[:count], answers, strict=False)
        )


@dataclass(frozen=True)
class Lesson:
    """One training against a rule, at one moment."""

    stage: Stage[PolicyStep]
    rule: Rule
    prompts: tuple[tuple[Sum, Way], ...]  # as the places of rollouts count them
    stopped: bool = False

    @property
    def updates(self) -> int:
        """How many have been taken."""
        return self.stage.tuning.state.step

    @property
    def is_over(self) -> bool:
        """Whether no more will be taken."""
        return self.stopped or self.stage.tuning.is_done

    def advanced(self, threads: int) -> tuple[Lesson, PolicyStep]:
        """Return the lesson one update later, and what that did (raises Diverged)."""
        stage, told = self.stage.advanced(1, threads)
        return replace(self, stage=stage), told[0]


def begin_lesson(
    start: Checkpoint, tokenizer: Tokenizer, sums: SumsSettings, settings: PolicySettings, rule: Rule
) -> Lesson:
    """Return a training of a model against a rule, not begun."""
    prompts = tuple((asked, way) for asked in practice_sums(sums) for way in WAYS)
    return Lesson(sums_stage(start, tokenizer, sums, settings, rule, WAYS), rule, prompts)
