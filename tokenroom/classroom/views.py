"""What there is to see at a stage of the lesson, by mechanic; nothing here depends on a hidden token too early."""

from __future__ import annotations

import msgspec

from tokenroom.game.curate_events import RivalsCompared
from tokenroom.game.events import Option, Revealed, Shown
from tokenroom.game.merge_events import MergePicked, MergeScored, ShownPair
from tokenroom.game.prefer_events import PairAsked, PairTold


class View(msgspec.Struct, frozen=True, kw_only=True, tag_field="view"):
    """Base of all views: which play and item of the lesson it shows; 0 where nothing was asked yet."""

    play: int = 0
    item: int = 0
    items: int = 0
    level: str = ""
    level_title: str = ""


class Figures(msgspec.Struct, frozen=True):
    """How the class and the players did, in nats.

    Attributes:
        answered: how many answered this item in time.
        mean: the class mean of this item; None if nobody answered.
        together: the surprise of the class as one player.
        players: everyone else's, by name.
        curves: running means item by item, by name; "class" is the class mean. None where nobody had answered yet.
        equals: where the class mean lies on the rival's learning curve, in words; may be empty.
        together_equals: the same of the class as one player.
    """

    answered: int
    mean: float | None
    together: float
    players: dict[str, float]
    curves: dict[str, tuple[float | None, ...]]
    equals: str
    together_equals: str


class Point(msgspec.Struct, frozen=True):
    """What a model's losses were when it had learned from so much; by name, nats a token or a pair."""

    done: int
    losses: dict[str, float]


class Progress(msgspec.Struct, frozen=True):
    """How far a model has learned, and the course of it; `losses` by name, nats a token or a pair."""

    done: int
    total: int
    losses: dict[str, float]
    course: tuple[Point, ...] = ()  # the oldest first, thinned out where it is long


class TalkView(View, frozen=True, tag="talk"):
    """Something to look at and talk about."""

    text: str


class Question(msgspec.Struct, frozen=True):
    """A question to answer in one's own words."""

    name: str
    text: str


class QuestionsView(View, frozen=True, tag="questions"):
    """Questions to answer in one's own words."""

    questions: tuple[Question, ...]


class PredictView(View, frozen=True, tag="predict"):
    """An item of *predict*, before and after its reveal."""

    part: str = ""
    passage: tuple[Shown, ...] = ()  # in plain sight, the newest of it
    before: int = 0  # tokens in sight that are not listed, before those that are
    hidden: int = 0  # behind the one that is asked for
    spaced: bool = False
    vocabulary_size: int = 0
    named: str = "tokens"
    whole: bool = False  # whether the candidates are the whole vocabulary
    candidates: tuple[Option, ...] = ()
    instinct: str = ""
    rival: str | None = None
    seal: str = ""
    answer_in: str = "scores"
    passed: tuple[tuple[Shown, ...], ...] = ()  # the last phrases that went by
    revealed: Revealed | None = None  # with the class as "you"
    figures: Figures | None = None


class Learned(msgspec.Struct, frozen=True):
    """The share of held-out pairs (0 to 1) on which reward models agree with the guideline; None: there is none yet."""

    few: float | None
    full: float | None


class PreferView(View, frozen=True, tag="prefer"):
    """A pair of answers, before and after it is told which is better; and how reward models learn."""

    asked: PairAsked | None = None
    revealed: PairTold | None = None  # with the class as "you"
    choices: tuple[int, int, int] = (0, 0, 0)  # how many chose the first answer, the second, neither
    turned: bool = False  # whether the class chose against the guideline
    guideline: str = ""
    learned: Learned | None = None
    progress: Progress | None = None
    figures: Figures | None = None


class MergeVote(msgspec.Struct, frozen=True):
    """A pair and how many want it merged; both None for those who want nothing merged."""

    left: str | None
    right: str | None
    votes: int


class MergeView(View, frozen=True, tag="merge"):
    """A text as symbols, and which pair to merge."""

    pieces: tuple[tuple[str, ...], ...] = ()
    candidates: tuple[ShownPair, ...] = ()
    revealed: MergePicked | None = None
    votes: tuple[MergeVote, ...] = ()
    scored: MergeScored | None = None


class Setting(msgspec.Struct, frozen=True):
    """One setting of a filter, and what is left of the heap with it."""

    setting: str
    words: str
    good_left: int  # runs of good text
    bad_left: int
    contacts_left: int


class CurateView(View, frozen=True, tag="curate"):
    """A filter to set; and how two rivals learn from raw and cleaned text."""

    filter: str = ""
    words: str = ""
    options: tuple[Setting, ...] = ()
    good: int = 0  # runs of good text in the heap
    contacts: int = 0
    revealed: str | None = None  # the setting that was chosen
    votes: dict[str, int] = {}
    progress: Progress | None = None
    compared: RivalsCompared | None = None


AnyView = TalkView | QuestionsView | PredictView | PreferView | MergeView | CurateView
