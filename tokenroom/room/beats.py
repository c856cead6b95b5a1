"""The order in which events are shown: one beat after the other, each seen before the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from tokenroom.game.events import Adjusted, AnswerLocked, AnyEvent, ItemAsked, Revealed, Said, SessionEnded, Shocked

Kind = Literal["telling", "card", "asking", "adjusted", "opened", "shock", "compared", "ended"]
ADJUSTED_SECONDS = 2.5  # how long the adjusted list stands before the square opens
OPENED_SECONDS = 1.5
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
        told, rest = _told(events[:-1])
        return [*told, Beat("ended", (*rest, *events[-1:]))]
    return [Beat("asking", tuple(events))] if begun else list(_begun(events))


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
    kinds = [e.__struct_config__.tag for e in events]
    first = kinds.index("passage_grew") if "passage_grew" in kinds else len(kinds)
    told, asked = tuple(events[:first]), tuple(events[first:])
    beats, rest = _told(told)
    yield from beats
    asked = (*rest, *asked)
    if any(isinstance(e, ItemAsked) for e in asked):
        yield Beat("asking", asked)


def _told(events: Sequence[AnyEvent]) -> tuple[list[Beat], tuple[AnyEvent, ...]]:
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
    yield Beat("compared", tuple(e for e in events if isinstance(e, Said)))
