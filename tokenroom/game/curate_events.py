"""What happens to a heap of pages, and to the rivals that learn from it."""

from __future__ import annotations

import msgspec

from tokenroom.game.wire import Event
from tokenroom.text.curation.filters import FilterName


class FilterOption(msgspec.Struct, frozen=True):
    """One setting that a filter offers."""

    setting: str
    words: str


class FilterOffer(msgspec.Struct, frozen=True):
    """A filter and its settings; the first lets everything pass."""

    filter: FilterName
    words: str
    options: tuple[FilterOption, ...]


class TakenExample(msgspec.Struct, frozen=True):
    """Something that a filter took."""

    url: str
    text: str


class FilterEffect(msgspec.Struct, frozen=True):
    """What one filter did to the pages that came to it; text is measured in runs of four words."""

    filter: FilterName
    setting: str
    pages_in: int
    pages_taken: int
    bytes_in: int
    bytes_taken: int
    good_taken: int  # runs of good text
    bad_taken: int  # all other runs
    examples: tuple[TakenExample, ...]


class CurateStarted(Event, frozen=True, tag="curate_started"):
    """The first event: which heap, how large, and what can be set."""

    level: str  # folder name
    title: str
    seed: int
    heap: str  # what it is called
    pages: int
    n_bytes: int
    good: int  # runs of four words of good text
    contacts: int  # of people
    trainings: int  # that may be begun
    phrases: int  # that each rival reads
    goal: str
    filters: tuple[FilterOffer, ...]


class Filtered(Event, frozen=True, tag="filtered"):
    """All pages have gone through all filters."""

    effects: tuple[FilterEffect, ...]
    pages_left: int
    bytes_left: int
    good_left: int  # runs of good text, of those the heap holds
    bad_left: int
    contacts_left: int


class PageShown(Event, frozen=True, tag="page_shown"):
    """A page as it was found, and what the filters leave of it; long ones are cut."""

    page: int  # from 1
    url: str
    kind: str  # what it truly is
    raw: str
    left: str  # empty if it was taken whole
    taken_by: FilterName | None  # the filter that took it whole
    taken: tuple[str, ...]  # why, or what of it


class TrainingBegan(Event, frozen=True, tag="training_began"):
    """Two rivals begin alike; each reads so many phrases of its own text."""

    training: int  # from 1
    phrases: int
    raw_tokens: int
    cleaned_tokens: int


class Trained(Event, frozen=True, tag="trained"):
    """Both rivals have taken some steps; losses in nats a token by rival, "raw" and "cleaned"."""

    training: int
    step: int
    phrases: int  # of `total`
    total: int
    losses: dict[str, float]  # each on its own text
    held_out: dict[str, float]  # both on the beginnings of the same held-out documents


class TrainingStopped(Event, frozen=True, tag="training_stopped"):
    """The training was stopped; both rivals are gone."""

    training: int


class RivalsCompared(Event, frozen=True, tag="rivals_compared"):
    """Both rivals on the same clean held-out passages, nats a token."""

    training: int
    tokens: int
    raw: float
    cleaned: float
    gain: float  # raw less cleaned
    margin: float | None  # half its 95 % interval
    spared: float  # share of the good text, 0 to 1
    contacts_left: int
    reached: bool
