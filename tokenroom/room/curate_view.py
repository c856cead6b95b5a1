"""What the screen of *curate* knows of a session: its events so far, folded into one frozen picture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce
from typing import Literal

from tokenroom.game.curate_events import (
    CurateStarted,
    Filtered,
    PageShown,
    RivalsCompared,
    Trained,
    TrainingBegan,
    TrainingStopped,
)
from tokenroom.game.events import AnyEvent, Hinted, Said, SessionEnded

Stage = Literal["telling", "filtering", "training", "compared", "ended"]


@dataclass(frozen=True, slots=True)
class CurateView:
    """Everything that may be drawn."""

    started: CurateStarted | None = None
    filtered: Filtered | None = None
    page: PageShown | None = None
    began: TrainingBegan | None = None
    points: tuple[Trained, ...] = ()  # of the present training, or of the last
    compared: RivalsCompared | None = None
    said: tuple[Said, ...] = ()  # told since the last thing that happened
    ended: SessionEnded | None = None

    @property
    def settings(self) -> dict[str, str]:
        """The setting of each filter by its name."""
        return {effect.filter: effect.setting for effect in self.filtered.effects} if self.filtered else {}

    @property
    def trainings_left(self) -> int:
        """How many trainings may still be begun."""
        if self.started is None:
            return 0
        return self.started.trainings - (self.began.training if self.began else 0)


def fold(view: CurateView, events: Iterable[AnyEvent]) -> CurateView:
    """Return `view` after `events`."""
    events = tuple(events)
    said = tuple(event for event in events if isinstance(event, Said))
    hints = tuple(_as_said(event) for event in events if isinstance(event, Hinted))
    return replace(reduce(_after, events, view), said=said or hints)


def _as_said(hint: Hinted) -> Said:
    return Said("voice", f"{hint.text} ({hint.left} more)" if hint.left else f"{hint.text} (the last one)")


def _after(view: CurateView, event: AnyEvent) -> CurateView:
    match event:
        case CurateStarted():
            return replace(view, started=event)
        case Filtered():
            return replace(view, filtered=event, compared=None)
        case PageShown():
            return replace(view, page=event)
        case TrainingBegan():
            return replace(view, began=event, points=(), compared=None)
        case Trained():
            return replace(view, points=(*view.points, event))
        case TrainingStopped():
            return replace(view, points=())
        case RivalsCompared():
            return replace(view, compared=event)
        case SessionEnded():
            return replace(view, ended=event)
    return view
