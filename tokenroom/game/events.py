"""What happens in a session: the events that screens animate, plain mode prints, JSONL emits and the records keep.

No event tells anything of a hidden token before its `revealed`.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from tokenroom.game.calibration import Calibration
from tokenroom.game.chat_events import ChatEvent
from tokenroom.game.compare import Item, Report
from tokenroom.game.curate_events import (
    CurateStarted,
    Filtered,
    PageShown,
    RivalsCompared,
    Trained,
    TrainingBegan,
    TrainingStopped,
)
from tokenroom.game.merge_events import MergeAsked, MergePicked, MergeScored, MergeStarted, MergeText
from tokenroom.game.names import YOU
from tokenroom.game.prefer_events import PreferEvent
from tokenroom.game.prompt_events import PromptEvent
from tokenroom.game.ranking import LISTED
from tokenroom.game.sample_events import SampleEvent
from tokenroom.game.steer_events import SteerEvent
from tokenroom.game.verify_events import VerifyEvent
from tokenroom.game.wire import Event as Event
from tokenroom.game.wire import Shown as Shown


class Option(msgspec.Struct, frozen=True):
    """A token as a candidate, with a probability (0 to 1)."""

    id: int
    text: str
    p: float


class AdjustedOption(msgspec.Struct, frozen=True):
    """A line of the adjusted list: the score that was given and the surprise (nats) if this token comes."""

    id: int
    text: str
    score: float
    surprise: float


class SessionStarted(Event, frozen=True, tag="session_started"):
    """The first event: what is to be played, and with what."""

    level: str  # folder name
    title: str
    seed: int
    items: int
    vocabulary_size: int
    instinct: str  # name of the player whose log-probabilities an answer is added to
    rival: str | None  # name of the player who answers each item before you do
    answer_in: Literal["scores", "chips", "guess"]
    seconds_per_nat: float


class Said(Event, frozen=True, tag="said"):
    """A paragraph of the story; `voice` comes from the speakers, `narrator` is what you see and feel."""

    speaker: Literal["voice", "narrator"]
    text: str


class PhrasesPassed(Event, frozen=True, tag="phrases_passed"):
    """Phrases went by that nothing was asked of; everyone has seen them, and whoever learns has learned from them."""

    count: int
    total: int  # phrases seen in this session so far
    phrases: tuple[tuple[Shown, ...], ...]  # all of them


class PassageOpened(Event, frozen=True, tag="passage_opened"):
    """In a session of several parts: another passage begins, and what was in sight is gone."""

    part: int  # from 1
    parts: int
    title: str  # what it is; may be empty
    vocabulary_size: int
    instinct: str
    rival: str | None


class InstinctEarned(Event, frozen=True, tag="instinct_earned"):
    """The room lends an instinct for a pattern, since you have shown that you know it."""

    pattern: str
    mean: float  # your surprise on its last items, nats


class PassageGrew(Event, frozen=True, tag="passage_grew"):
    """Tokens that are now in plain sight, in order, after those of earlier events."""

    tokens: tuple[Shown, ...]


class RivalLocked(Event, frozen=True, tag="rival_locked"):
    """The rival has answered; `seal` is the SHA-256 of the item's nonce and its log-probabilities: see `seal.py`."""

    item: int
    rival: str
    seal: str


class ItemAsked(Event, frozen=True, tag="item_asked"):
    """An item is open: the token at `position` is asked for, `hidden` more stand behind it."""

    item: int  # from 1
    position: int  # in the passage, from 0
    hidden: int
    candidates: tuple[Option, ...]  # the instinct's likeliest tokens, likeliest first


class AnswerLocked(Event, frozen=True, tag="answer_locked"):
    """Your answer, as scores added to the instinct's."""

    item: int
    scores: dict[int, float]


class Adjusted(Event, frozen=True, tag="adjusted"):
    """The scores made to behave like probabilities: the surprise that each token would bring."""

    item: int
    options: tuple[AdjustedOption, ...]
    others: int  # tokens not listed
    others_p: float  # their share, 0 to 1


class Revealed(Event, frozen=True, tag="revealed"):
    """The square opens: the token, everyone's surprise (nats), and both distributions side by side."""

    item: int
    position: int
    token: int
    text: str
    n_bytes: int
    surprise: float
    surprises: dict[str, float]  # by player, the field's and the rival's; yours is `surprise`
    top: tuple[str, ...]  # the players whose likeliest token was the right one, "you" among them
    yours: tuple[Option, ...]
    rivals: tuple[Option, ...]
    part: str = ""  # what kind of item it was, or the title of its passage
    tempered: tuple[float, ...] = ()  # your surprise at each of a few temperatures
    nonce: str = ""  # with which the rival's answer was sealed; empty if nobody played

    def as_item(self) -> Item:
        """Return what the reveal says of everyone's answer, for comparison."""
        surprises = {YOU: self.surprise, **self.surprises}
        said = tuple((o.p, o.id == self.token) for o in self.yours[:LISTED])  # those listed whatever came
        return Item(self.text, self.n_bytes, surprises, self.top, self.part, said, self.tempered)


class Shocked(Event, frozen=True, tag="shocked"):
    """The shock: as many seconds as surprise times pace; 0 when the pace is calm."""

    item: int
    surprise: float
    seconds: float


class Hinted(Event, frozen=True, tag="hinted"):
    """A hint; `left` more are to be had."""

    text: str
    left: int


class Result(msgspec.Struct, frozen=True):
    """A session in one figure, the lower the better."""

    yours: float
    rival: float | None  # of whoever was played against; None if nobody
    unit: str  # such as "nats an item"


class SessionEnded(Event, frozen=True, tag="session_ended"):
    """The last event: whether the goal was reached, and how everyone did."""

    level: str
    won: bool
    goal: str
    source: str  # title of the document the passage came from; empty for symbols
    report: Report  # empty where nothing was predicted
    result: Result | None = None  # None in sessions kept by an older version
    calibration: Calibration | None = None  # where the level asks for it
    debrief: tuple[Said, ...] = ()  # told after the report
    journal: str = ""  # what to remember, with your own figures


AnyEvent = (
    SessionStarted
    | Said
    | PhrasesPassed
    | PassageOpened
    | InstinctEarned
    | PassageGrew
    | RivalLocked
    | ItemAsked
    | AnswerLocked
    | Adjusted
    | Revealed
    | Shocked
    | MergeStarted
    | MergeText
    | MergeAsked
    | MergePicked
    | MergeScored
    | CurateStarted
    | Filtered
    | PageShown
    | TrainingBegan
    | Trained
    | TrainingStopped
    | RivalsCompared
    | PromptEvent
    | SampleEvent
    | VerifyEvent
    | Hinted
    | SessionEnded
    | PreferEvent
    | ChatEvent
    | SteerEvent
)
