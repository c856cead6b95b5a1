"""What the screen of *prefer* knows of a session: its events so far, folded into one frozen picture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce
from typing import Literal

from tokenroom.game.events import AnyEvent, Hinted, Said, SessionEnded, Shocked
from tokenroom.game.prefer_commands import Whose
from tokenroom.game.prefer_events import (
    AgreementMeasured,
    FitBegan,
    FitEnded,
    FitOpened,
    Fitted,
    FitUndone,
    LearnsFrom,
    PairAsked,
    PairTold,
    PairTurned,
    PreferStarted,
)
from tokenroom.game.units import NATS, Units
from tokenroom.room.draw.voice import hint_words

Stage = Literal["telling", "asked", "told", "fit", "fitting", "fitted", "ended"]
LONG = 45  # words: what is told with more of them has the screen to itself


@dataclass(frozen=True, slots=True)
class PreferView:
    """Everything that may be drawn."""

    units: Units = NATS
    started: PreferStarted | None = None
    asked: PairAsked | None = None
    told: tuple[PairTold, ...] = ()
    shock: Shocked | None = None
    turned: frozenset[int] = frozenset()
    whose: Whose = "guideline"
    opened: FitOpened | None = None
    began: FitBegan | None = None
    points: tuple[Fitted, ...] = ()
    fitted: FitEnded | None = None
    measured: AgreementMeasured | None = None
    said: tuple[Said, ...] = ()  # told by the last command
    ended: SessionEnded | None = None

    @property
    def last(self) -> PairTold | None:
        """What was told of the pair that is on the screen; None while it is asked."""
        if self.asked is None or not self.told or self.told[-1].pair != self.asked.pair:
            return None
        return self.told[-1]

    def of_kind(self, held_out: bool) -> tuple[PairTold, ...]:
        """Return what was told of pairs of one kind."""
        return tuple(told for told in self.told if told.held_out == held_out)

    @property
    def is_told_alone(self) -> bool:
        """Whether what was said needs the whole screen."""
        return sum(len(said.text.split()) for said in self.said) > LONG


def fold(view: PreferView, events: Iterable[AnyEvent]) -> PreferView:
    """Return `view` after `events`."""
    events = tuple(events)
    said = tuple(event for event in events if isinstance(event, Said))
    hints = tuple(Said("voice", hint_words(event)) for event in events if isinstance(event, Hinted))
    return replace(reduce(_after, events, view), said=said or hints)


def _after(view: PreferView, event: AnyEvent) -> PreferView:
    match event:
        case PreferStarted():
            return replace(view, started=event, whose=event.whose)
        case PairAsked():
            return replace(view, asked=event, shock=None)
        case PairTold():
            return replace(view, told=(*view.told, event))
        case Shocked():
            return replace(view, shock=event)
        case PairTurned():
            pair = {event.pair}
            return replace(view, turned=view.turned | pair if event.turned else view.turned - pair)
        case LearnsFrom():
            return replace(view, whose=event.whose)
        case SessionEnded():
            return replace(view, ended=event)
    return _after_fit(view, event)


def _after_fit(view: PreferView, event: AnyEvent) -> PreferView:
    match event:
        case FitOpened():
            return replace(view, opened=event)
        case FitBegan():
            return replace(view, began=event, points=(), fitted=None)
        case Fitted():
            return replace(view, points=(*view.points, event))
        case FitEnded():
            return replace(view, fitted=event)
        case FitUndone():
            return replace(view, began=None, points=(), fitted=None)
        case AgreementMeasured():
            return replace(view, measured=event)
    return view
