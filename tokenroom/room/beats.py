"""The order in which events are shown: one beat after the other, each seen before the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from tokenroom.game.events import (
    Adjusted,
    AnswerLocked,
    AnyEvent,
    InstinctEarned,
    ItemAsked,
    PassageGrew,
    PassageOpened,
    PhrasesPassed,
    Revealed,
    Said,
    SessionEnded,
    Shocked,
)

Kind = Literal[
    "telling",
    "card",
    "passing",
    "asking",
    "adjusted",
    "opened",
    "shock",
    "compared",
    "picked",
    "ended",
    "hand",
    "drawn",
    "fragments",
    "texts",
]
ADJUSTED_SECONDS = 2.5  # how long the adjusted list stands before the square opens
OPENED_SECONDS = 1.5
PASSING_SECONDS = 1.5  # how long the phrases stand when the last of them has gone by
TOLD_ALONE = 60  # words: a part that is told with more of them has the screen to itself
CARD_LENGTH = 40  # characters


@dataclass(frozen=True, slots=True)
class Beat:
    """One thing to look at: the events it shows, and how long it stays (None: until a key is pressed)."""

    kind: Kind
    events: tuple[AnyEvent, ...]
    seconds: float | None = None


def beats(events: Sequence[AnyEvent], begun: bool) -> list[Beat]:
    """Return the beats of one command's events; `begun` is whether any item has been asked before."""
    if any(isinstance(e, Revealed) for e in events):
        return list(_answered(events))
    if any(isinstance(e, SessionEnded) for e in events):
        told, rest = told_beats(events[:-1])
        return [*told, Beat("ended", (*rest, *events[-1:]))]
    return list(_asked(events) if begun else _begun(events))


def is_card(event: AnyEvent) -> bool:
    """Whether a paragraph is the writing on a dark screen: the narrator's, short, and no sentence."""
    return (
        isinstance(event, Said)
        and event.speaker == "narrator"
        and len(event.text) <= CARD_LENGTH
        and event.text[-1:].isalnum()
    )


def _begun(events: Sequence[AnyEvent]) -> Iterator[Beat]:
    """The opening is told first; what comes from the passage on belongs to the first item."""
    first = next((n for n, e in enumerate(events) if isinstance(e, _BREAKS)), len(events))
    beats, rest = told_beats(events[:first])
    yield from beats
    yield from _asked((*rest, *events[first:]))


_BREAKS = (PassageGrew, PassageOpened, PhrasesPassed)


def _asked(events: Sequence[AnyEvent]) -> Iterator[Beat]:
    """Phrases go by first; a part that has much to tell, or a card, tells it alone; then comes the item."""
    passed = next((n + 1 for n, e in enumerate(events) if isinstance(e, PhrasesPassed)), 0)
    if passed:
        yield Beat("passing", tuple(events[:passed]), PASSING_SECONDS)
    opened = next((n + 1 for n, e in enumerate(events) if isinstance(e, PassageOpened)), passed)
    grew = next((n for n, e in enumerate(events) if n >= opened and isinstance(e, PassageGrew)), opened)
    rest: tuple[AnyEvent, ...] = tuple(events[passed:grew])
    if _has_much_to_tell(rest):
        beats, rest = told_beats(rest)
        yield from beats
    rest = (*rest, *events[grew:])
    if any(isinstance(e, ItemAsked) for e in rest):
        yield Beat("asking", rest)


def _has_much_to_tell(events: Sequence[AnyEvent]) -> bool:
    words = sum(len(e.text.split()) for e in events if isinstance(e, Said))
    return words > TOLD_ALONE or any(is_card(e) for e in events)


def told_beats(events: Sequence[AnyEvent]) -> tuple[list[Beat], tuple[AnyEvent, ...]]:
    """Return the beats of what is told, and the events behind them: what tells nothing waits for what comes next."""
    beats: list[Beat] = []
    waiting: tuple[AnyEvent, ...] = ()
    for card, run in groupby(events, key=is_card):
        waiting = (*waiting, *run)
        if card or any(isinstance(e, Said) for e in waiting):
            beats += _cards(waiting) if card else [Beat("telling", waiting)]
            waiting = ()
    return beats, waiting


def _cards(events: Sequence[AnyEvent]) -> list[Beat]:
    """A beat for each card; events that tell nothing come with the first."""
    silent = tuple(e for e in events if not is_card(e))
    cards = [e for e in events if is_card(e)]
    return [Beat("card", (*(silent if n == 0 else ()), card)) for n, card in enumerate(cards)]


def _answered(events: Sequence[AnyEvent]) -> Iterator[Beat]:
    seconds = sum(e.seconds for e in events if isinstance(e, Shocked))
    yield Beat("adjusted", tuple(e for e in events if isinstance(e, AnswerLocked | Adjusted)), ADJUSTED_SECONDS)
    yield Beat("opened", tuple(e for e in events if isinstance(e, Revealed)), OPENED_SECONDS)
    yield Beat("shock", tuple(e for e in events if isinstance(e, Shocked)), seconds)
    yield Beat("compared", tuple(e for e in events if isinstance(e, Said | InstinctEarned)))
