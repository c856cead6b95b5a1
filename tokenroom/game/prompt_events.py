"""What happens in the mechanic *prompt*: what a context makes of a model, and in the end the hidden questions."""

from __future__ import annotations

import msgspec

from tokenroom.game.wire import Event


class QuestionShown(msgspec.Struct, frozen=True):
    """A question that everyone may see, and an answer to it."""

    question: str
    answer: str


class Completion(msgspec.Struct, frozen=True):
    """How the model went on behind a question that everyone may see, by the session's chance."""

    question: str
    text: str


class TokenCost(msgspec.Struct, frozen=True):
    """A token of an answer, and its surprise in nats."""

    text: str
    nats: float


class ContextLoss(msgspec.Struct, frozen=True):
    """What the hidden answers cost behind a context, nats a token."""

    name: str
    context: str
    loss: float


class HiddenAnswer(msgspec.Struct, frozen=True):
    """A question that was hidden, and what its answer cost, nats a token."""

    question: str
    answer: str
    without: float
    yours: float
    rival: float


class PromptStarted(Event, frozen=True, tag="prompt_started"):
    """The first event: who is asked, how much it can read, and what may be asked in front of everyone."""

    level: str  # folder name
    title: str
    seed: int
    model: str
    tries: int
    goal: str
    room: int  # tokens that a context with its question may have
    kept: int  # tokens that are kept for the answer; together they are all that the model can read
    visible: tuple[QuestionShown, ...]
    hidden: int  # how many questions the loss is measured on


class ContextTried(Event, frozen=True, tag="context_tried"):
    """A context was tried; try 0 is the question alone. Losses are in nats a token of the hidden answers."""

    number: int
    context: str
    tokens: int  # with the first visible question in it
    lost: int  # of them, at the beginning, that the model does not see
    loss: float
    without: float  # with no context
    rival: float  # with the context of somebody who knows the point
    best: float  # so far
    left: int  # tries
    reached: bool  # whether any try so far reached the goal
    completions: tuple[Completion, ...]
    costs_without: tuple[TokenCost, ...]  # of the first visible answer
    costs: tuple[TokenCost, ...]  # of the same, behind this context


class HiddenOpened(Event, frozen=True, tag="hidden_opened"):
    """The end: the hidden questions, and every context that was compared, cheapest first."""

    answers: tuple[HiddenAnswer, ...]
    contexts: tuple[ContextLoss, ...]


PromptEvent = PromptStarted | ContextTried | HiddenOpened
