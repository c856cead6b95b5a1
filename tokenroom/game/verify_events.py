"""What happens to sums that can be checked: tries, checkers, trainings."""

from __future__ import annotations

from typing import Literal

import msgspec

from tokenroom.game.wire import Event
from tokenroom.text.sums import Way


class Try(msgspec.Struct, frozen=True):
    """One try of a sum: what was said, whether it is right, and what the checker gave beside the rest of its group."""

    answer: str
    right: bool
    score: float  # 0 to 1
    advantage: float  # standard deviations


class Share(msgspec.Struct, frozen=True):
    """`right` of `of`, with its 95 % interval (Wilson's)."""

    right: float
    of: int
    share: float  # 0 to 1
    low: float
    high: float


class Judged(msgspec.Struct, frozen=True):
    """An answer of the drawer and what a checker made of it."""

    question: str
    answer: str
    kind: str  # what sort of answer it is
    right: bool
    score: float


class VerifyStarted(Event, frozen=True, tag="verify_started"):
    """The first event: what is to be done."""

    level: str  # folder name
    title: str
    seed: int
    items: int  # sums whose tries are predicted
    tries: int  # of each
    updates: int  # of each training
    trainings: int  # that may be begun
    held_out: int  # sums
    goal: str
    checkers: tuple[str, ...]  # some to begin with; the first is in force


class PassAsked(Event, frozen=True, tag="pass_asked"):
    """How likely is a try of this sum to be right?"""

    item: int  # from 1
    question: str
    way: Way
    example: str  # what a right answer to another sum looks like, asked this way


class PassTried(Event, frozen=True, tag="pass_tried"):
    """The model has tried the sum so many times, and the true checker has looked at each."""

    item: int
    question: str
    way: Way
    sure: float  # what you said, 0 to 1
    right: int
    mean: float  # of the group's rewards
    surprise: float  # yours, nats a try
    coin: float  # of somebody who says one half, nats a try
    tries: tuple[Try, ...]


class BenchOpened(Event, frozen=True, tag="bench_opened"):
    """Now checkers may be written, answers typed, and models trained; this is the sum on the bench."""

    question: str


class CheckerWritten(Event, frozen=True, tag="checker_written"):
    """A checker is in force, and has been tried on the drawer."""

    expression: str
    right_accepted: int
    right_of: int
    wrong_accepted: int
    wrong_of: int
    misjudged: tuple[Judged, ...]  # one of each kind
    sound: bool


class AnswerTried(Event, frozen=True, tag="answer_tried"):
    """Somebody has typed an answer to the sum on the bench."""

    question: str
    answer: str
    score: float
    accepted: bool
    right: bool
    fooled: bool  # accepted, and wrong
    next_question: str  # that lies on the bench now


class VerifyBegan(Event, frozen=True, tag="verify_began"):
    """A training against a checker has begun; first the model is measured as it is."""

    training: int  # from 1; 0 for the model that ships
    expression: str
    updates: int


class VerifyMeasuring(Event, frozen=True, tag="verify_measuring"):
    """A model answers held-out sums: so many answers of so many."""

    done: int
    of: int
    when: Literal["before", "after"]


class VerifyUpdated(Event, frozen=True, tag="verify_updated"):
    """One update: a group of tries in plain sight, and how all of them did."""

    training: int
    update: int
    updates: int
    right: dict[Way, float]  # share of the tries that is truly right, in each way that was asked
    accepted: dict[Way, float]  # mean of what the checker gave
    length: float  # tokens an answer, mean
    question: str
    way: Way
    tries: tuple[Try, ...]  # of one sum
    held_out: dict[Way, Share]  # now and then; else empty


class VerifyStopped(Event, frozen=True, tag="verify_stopped"):
    """The training was stopped after so many updates; what was learned is kept."""

    training: int
    updates: int


class VerifyMeasured(Event, frozen=True, tag="verify_measured"):
    """The model before and after on the same held-out sums, always taking the likeliest token."""

    training: int
    expression: str
    updates: int  # that were taken
    right_before: dict[Way, Share]
    right_after: dict[Way, Share]
    accepted_before: dict[Way, float]  # mean of what the checker gave
    accepted_after: dict[Way, float]
    says: tuple[Judged, ...]  # what it says now; kind is the way


class VerifyUndone(Event, frozen=True, tag="verify_undone"):
    """What was learned last is taken back."""

    left: int  # how many more can be taken back


VerifyEvent = (
    VerifyStarted
    | PassAsked
    | PassTried
    | BenchOpened
    | CheckerWritten
    | AnswerTried
    | VerifyBegan
    | VerifyMeasuring
    | VerifyUpdated
    | VerifyStopped
    | VerifyMeasured
    | VerifyUndone
)
