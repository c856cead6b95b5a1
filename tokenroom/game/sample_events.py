"""What happens in the mechanic *sample*: distributions under the knobs, a tree that grows, a hundred draws, two texts.

A node of the tree is a number: 0 is the end of the prompt, and 1, 2, 3 … the tokens in the order in which they were
first taken. All costs are in nats.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from tokenroom.game.wire import Event, Shown

By = Literal["top", "picked", "chance"]
Play = Literal["hand", "hundred", "fragments", "yours"]


class Weighed(msgspec.Struct, frozen=True):
    """A token with the model's own probability, and the one that the knobs make of it."""

    id: int
    text: str
    p: float
    knobbed: float


class Bin(msgspec.Struct, frozen=True):
    """A token that could come first, or all others together: what you said, what the model says, how often it came."""

    text: str
    said: float  # your share, 0 to 1
    p: float  # the model's
    came: int  # of the draws


class Costed(msgspec.Struct, frozen=True):
    """A token of a text: what it cost the model, and what it cost whoever's distribution it was drawn from."""

    id: int
    text: str
    model: float
    own: float


class SampleStarted(Event, frozen=True, tag="sample_started"):
    """The first event: what is to be played."""

    level: str  # folder name
    title: str
    seed: int
    rounds: int
    model: str  # the player whose distribution is sampled
    vocabulary_size: int
    goal: str


class SampleOpened(Event, frozen=True, tag="sample_opened"):
    """A round begins."""

    round: int  # from 1
    rounds: int
    play: Play
    prompt: tuple[Shown, ...]
    needed: int  # tokens to take, draws, or tokens that a text needs before the end of a sentence ends it
    longest: int  # tokens behind the prompt at which it ends in any case; 0 where nothing grows
    temperature: float  # at which tokens are drawn to begin with


class NextWeighed(Event, frozen=True, tag="next_weighed"):
    """What may come next at a node of the tree, as the knobs stand."""

    node: int
    temperature: float
    top_k: int | None
    top_p: float | None
    options: tuple[Weighed, ...]  # the likeliest
    others: int  # tokens not listed
    others_p: float
    others_knobbed: float
    kept: int  # tokens that the knobs leave a chance
    repeated: tuple[Shown, ...]  # the last tokens of the text, where they stood in it before; else none
    ago: int  # how many tokens ago they ended; 0 if never
    may_go_on: bool  # whether enough has been taken to go on to the next round


class BranchGrew(Event, frozen=True, tag="branch_grew"):
    """A token was taken; one that was there before has its old node."""

    node: int
    parent: int
    token: int
    text: str
    p: float  # its probability as the knobs stood
    by: By


class Looped(Event, frozen=True, tag="looped"):
    """The same tokens, one after the other, have stood in this text before."""

    node: int
    tokens: tuple[Shown, ...]  # those that came again
    ago: int  # how many tokens ago they ended


class WentTo(Event, frozen=True, tag="went_to"):
    """The text now ends at another node."""

    node: int


class Drawn(Event, frozen=True, tag="drawn"):
    """The same prompt, again and again: what came first each time, and everyone's cross-entropy on it."""

    round: int
    draws: tuple[int, ...]  # places in `bins`, in the order of drawing
    bins: tuple[Bin, ...]
    yours: float  # nats a draw
    model: float  # of the model's own distribution, the least that anyone can expect
    uniform: float  # of whoever spreads the draws evenly over the bins


class FragmentGiven(Event, frozen=True, tag="fragment_given"):
    """The whole text went into the model, and one token came out."""

    step: int  # from 1
    read: int  # tokens that went in
    token: int
    text: str
    p: float  # with which it was drawn
    cost: float  # to the model as it is, at temperature 1
    is_last: bool


class SampledFromYou(Event, frozen=True, tag="sampled_from_you"):
    """A token was drawn from your distribution."""

    step: int  # from 1
    token: int
    text: str
    own: float  # what it cost you: the surprise under your own distribution
    model: float  # what it cost the model
    mean: float  # what your text has cost the model so far, a token
    is_last: bool


class TextsCompared(Event, frozen=True, tag="texts_compared"):
    """Your text is done: it stands beside the model's, if it wrote one."""

    yours: tuple[Costed, ...]
    model: tuple[Costed, ...]  # the model's last text in this session; empty if there is none
    own_mean: float  # what your tokens cost you, a token
    model_mean: float  # what your tokens cost the model
    model_own_mean: float | None  # what the model's tokens cost the model
    reached: bool  # whether that is the goal


SampleEvent = (
    SampleStarted
    | SampleOpened
    | NextWeighed
    | BranchGrew
    | Looped
    | WentTo
    | Drawn
    | FragmentGiven
    | SampledFromYou
    | TextsCompared
)
