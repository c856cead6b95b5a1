"""What happens to a base model that becomes an assistant, and what it and the base model say."""

from __future__ import annotations

from typing import Literal

from tokenroom.game.wire import Event, Shown

Outcome = Literal["done", "kept", "undone", "shipped"]


class ChatStarted(Event, frozen=True, tag="chat_started"):
    """Behind `session_started`: what the base model will learn from, and what both will be asked."""

    goal: str
    training: int  # dialogues to learn from
    held_out: int  # dialogues that nobody learns from; the items are from these
    questions: tuple[str, ...]
    shipped: bool  # whether a chat model comes with the program


class ChatItemsDone(Event, frozen=True, tag="chat_items_done"):
    """Every item has been answered: what they cost on average, nats an item."""

    yours: float
    base: float
    instinct: float  # of your instinct alone


class ChatTuningBegan(Event, frozen=True, tag="chat_tuning_began"):
    """The base model begins to learn from the dialogues, from the assistant's tokens alone."""

    steps: int
    dialogues: int
    asked: int  # tokens of the assistant in them
    unasked: int  # all others, which cost nothing
    sample: int  # tokens of the assistant in the fixed held-out sample
    held_out: float  # the base model's loss on the sample, nats a token


class ChatTuned(Event, frozen=True, tag="chat_tuned"):
    """Some more steps have been taken; losses are in nats a token of the assistant."""

    step: int
    total: int
    loss: float  # of recent training steps, smoothed
    held_out: float | None  # on the fixed sample; None where it was not measured


class ChatTuningEnded(Event, frozen=True, tag="chat_tuning_ended"):
    """The fine-tuning is over, or was never needed: how, and after how many steps."""

    outcome: Outcome
    step: int
    total: int


class ChatCompared(Event, frozen=True, tag="chat_compared"):
    """Base and tuned model on held-out dialogues, nats a token of the assistant, and on your own items."""

    dialogues: int
    tokens: int
    before: float
    after: float
    gain: float  # before less after
    margin: float | None  # half its 95 % interval
    surprises: tuple[float, ...]  # the tuned model's on your items, nats
    top: tuple[bool, ...]  # whether its likeliest token was the right one
    yours: float  # nats an item
    base: float
    tuned: float


class BothAnswered(Event, frozen=True, tag="both_answered"):
    """What base and tuned model answer; a level's questions are numbered from 1, what you say has 0."""

    number: int
    question: str
    base: tuple[Shown, ...]  # without the end of text
    tuned: tuple[Shown, ...]  # without the im_end
    again: bool  # it takes the place of the answers before it
    forgot: bool  # the chat was longer than what they see at once: its oldest turns were left out


class ChatCleared(Event, frozen=True, tag="chat_cleared"):
    """A new chat has begun."""


ChatEvent = (
    ChatStarted
    | ChatItemsDone
    | ChatTuningBegan
    | ChatTuned
    | ChatTuningEnded
    | ChatCompared
    | BothAnswered
    | ChatCleared
)
