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
        return [*_told(events[:-1]), Beat("ended", tuple(events[-1:]))]
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
    if any(isinstance(e, Said) for e in told):
        yield from _told(told)
    else:
        asked = (*told, *asked)
    if any(isinstance(e, ItemAsked) for e in asked):
        yield Beat("asking", asked)


def _told(events: Sequence[AnyEvent]) -> Iterator[Beat]:
    for card, run in groupby(events, key=is_card):
        if card:
            yield from (Beat("card", (event,)) for event in run)
        else:
            yield Beat("telling", tuple(run))


def _answered(events: Sequence[AnyEvent]) -> Iterator[Beat]:
    seconds = sum(e.seconds for e in events if isinstance(e, Shocked))
    yield Beat("adjusted", tuple(e for e in events if isinstance(e, AnswerLocked | Adjusted)), ADJUSTED_SECONDS)
    yield Beat("opened", tuple(e for e in events if isinstance(e, Revealed)), OPENED_SECONDS)
    yield Beat("shock", tuple(e for e in events if isinstance(e, Shocked)), seconds)
    yield Beat("compared", tuple(e for e in events if isinstance(e, Said)))
