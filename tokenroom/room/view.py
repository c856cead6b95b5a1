"""What the screen knows of a session: its events so far, folded into one frozen picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from tokenroom.game.compare import Item
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
    RivalLocked,
    Said,
    SessionEnded,
    SessionStarted,
    Shown,
)
from tokenroom.game.names import YOU
from tokenroom.game.units import NATS, Units


@dataclass(frozen=True, slots=True)
class PlayView:
    """Everything that may be drawn; a hidden token cannot be in it, since no event tells one."""

    started: SessionStarted | None = None
    tokens: tuple[Shown, ...] = ()  # in plain sight
    hidden: int = 0  # behind the one that is asked for
    asked: ItemAsked | None = None
    locked: RivalLocked | None = None
    adjusted: Adjusted | None = None
    revealed: Revealed | None = None
    items: tuple[Item, ...] = ()
    said: tuple[Said, ...] = ()  # the last paragraphs told together
    ended: SessionEnded | None = None
    opened: PassageOpened | None = None  # the part, where there are several
    passed: PhrasesPassed | None = None  # the phrases that went by last
    earned: tuple[str, ...] = ()  # patterns whose instinct is yours
    units: Units = NATS  # in which surprise is shown

    @property
    def opponent(self) -> str:
        """The player you are measured against while you play: the rival, or one that knows nothing."""
        return (self.started and self.started.rival) or "uniform"

    @property
    def shock(self) -> float:
        """Nats of surprise so far."""
        return sum(item.surprises[YOU] for item in self.items)


def fold(view: PlayView, events: Iterable[AnyEvent]) -> PlayView:
    """Return `view` after `events`, those of one beat or all of a session."""
    events = tuple(events)
    return replace(reduce(_after, events, view), said=_last_said(events))


def _last_said(events: Sequence[AnyEvent]) -> tuple[Said, ...]:
    """What was told since the last thing that happened."""
    breaks = [n for n, e in enumerate(events) if isinstance(e, PassageGrew | PassageOpened | AnswerLocked | Revealed)]
    return tuple(e for e in events[breaks[-1] if breaks else 0 :] if isinstance(e, Said))


def _after(view: PlayView, event: AnyEvent) -> PlayView:
    match event:
        case SessionStarted():
            return replace(view, started=event)
        case PassageOpened():
            return replace(_closed(view), opened=event, tokens=(), hidden=0)
        case PhrasesPassed():
            return replace(_closed(view), passed=event, tokens=(), hidden=0)
        case InstinctEarned():
            return replace(view, earned=(*view.earned, event.pattern))
        case PassageGrew():
            view = _closed(view)
            return replace(view, tokens=(*view.tokens, *event.tokens))
        case RivalLocked():
            return replace(_closed(view), locked=event)
        case ItemAsked():
            return replace(_closed(view), asked=event, hidden=event.hidden)
        case Adjusted():
            return replace(view, adjusted=event)
        case Revealed():
            return replace(view, revealed=event, items=(*view.items, event.as_item()))
        case SessionEnded():
            return replace(_closed(view), ended=event)
    return view


def _closed(view: PlayView) -> PlayView:
    """The item is over: its token joins those in plain sight."""
    if view.revealed is None:
        return view
    token = Shown(view.revealed.token, view.revealed.text)
    return replace(view, tokens=(*view.tokens, token), asked=None, adjusted=None, revealed=None, locked=None)
