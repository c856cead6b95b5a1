"""A model that is asked questions behind contexts: what each context costs it, and what it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tokenroom.game.prompt_events import Completion, TokenCost
from tokenroom.game.prompt_level import Asked, Questions
from tokenroom.model.checkpoint import Checkpoint
from tokenroom.rivals.field import Field
from tokenroom.rivals.in_context import MARK, PromptTokens, answer_surprises, answers_drawn, prompt_tokens
from tokenroom.scoring import Floats
from tokenroom.text.tokenizer import Tokenizer

ALONE = MARK  # no context: the question and nothing else
KEPT = 24  # tokens that are kept for the answer
TEMPERATURE = 0.5


@dataclass(frozen=True, slots=True)
class Measured:
    """What the hidden answers cost behind one context: nats and tokens of each, in order."""

    nats: tuple[float, ...]
    tokens: tuple[int, ...]

    @property
    def loss(self) -> float:
        """Nats a token, over all answers."""
        return sum(self.nats) / sum(self.tokens)

    @property
    def each(self) -> tuple[float, ...]:
        """Nats a token of each answer."""
        return tuple(nats / n for nats, n in zip(self.nats, self.tokens, strict=True))


@dataclass(frozen=True, slots=True)
class ContextTokens:
    """A context as the model gets it, with a question in it: token by token, as texts.

    Attributes:
        forgotten: the beginning that does not fit.
        read: what it sees, the question among it.
    """

    forgotten: tuple[str, ...]
    read: tuple[str, ...]


@dataclass(frozen=True)
class AskedModel:
    """The rung of a ladder that has read most, and the questions that it is asked; its weights are read when needed."""

    field: Field
    questions: Questions

    @cached_property
    def checkpoint(self) -> Checkpoint:
        """The model (raises BadInput if there is none)."""
        return self.field.checkpoint(None)

    @property
    def tokenizer(self) -> Tokenizer:
        """Its tokenizer."""
        return self.field.tokenizer

    @property
    def room(self) -> int:
        """The most tokens of a context with its question."""
        return self.checkpoint.config.context - KEPT

    def too_long(self) -> Iterator[tuple[str, str]]:
        """Yield key and text of each answer that needs more tokens than are kept for it."""
        for kind, asked in (("visible", self.questions.visible), ("hidden", self.questions.hidden)):
            for n, each in enumerate(asked):
                if len(self.tokenizer.encode(f" {each.answer}")) > KEPT:
                    yield f"{kind}[{n}].answer", each.answer

    def measured(self, context: str) -> Measured:
        """Return what the hidden answers cost behind a context."""
        costs = self._costs(context, self.questions.hidden)
        return Measured(tuple(float(c.sum()) for c in costs), tuple(map(len, costs)))

    def token_costs(self, context: str) -> tuple[TokenCost, ...]:
        """Return what each token of the first visible answer costs behind a context."""
        asked = self.questions.visible[0]
        (costs,), prompt = self._costs(context, [asked]), self._prompt(context, asked.question)
        ids = self.tokenizer.encode(prompt.lead + asked.answer)
        return tuple(TokenCost(self._text(n), float(c)) for n, c in zip(ids, costs, strict=True))

    def completions(self, context: str, many: int, seed: int) -> tuple[Completion, ...]:
        """Let the model go on behind the first `many` visible questions; every context is met by the same chance."""
        asked = self.questions.visible[:many]
        prompts = [self._prompt(context, each.question) for each in asked]
        rng = np.random.default_rng(seed)
        said = answers_drawn(self.checkpoint, self.tokenizer, prompts, KEPT, rng, TEMPERATURE)
        return tuple(Completion(each.question, text) for each, text in zip(asked, said, strict=True))

    def context_tokens(self, context: str) -> ContextTokens:
        """Return a context as tokens, with the first visible question in it."""
        prompt = self._prompt(context, self.questions.visible[0].question)
        return ContextTokens(tuple(map(self._text, prompt.forgotten)), tuple(map(self._text, prompt.ids)))

    def _prompt(self, context: str, question: str) -> PromptTokens:
        return prompt_tokens(self.tokenizer, context, question, self.room)

    def _costs(self, context: str, asked: Sequence[Asked]) -> list[Floats]:
        prompts = [self._prompt(context, each.question) for each in asked]
        return answer_surprises(self.checkpoint, self.tokenizer, prompts, [each.answer for each in asked])

    def _text(self, token: int) -> str:
        return self.tokenizer.token_bytes(token).decode("utf-8", "backslashreplace")
