"""What the screen of *verify* knows of a session: its events so far, folded into one frozen picture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce
from typing import Literal

from tokenroom.game.events import AnyEvent, Hinted, Said, SessionEnded
from tokenroom.game.verify_events import (
    AnswerTried,
    BenchOpened,
    CheckerWritten,
    PassAsked,
    PassTried,
    VerifyBegan,
    VerifyMeasured,
    VerifyMeasuring,
    VerifyStarted,
    VerifyStopped,
    VerifyUndone,
    VerifyUpdated,
)
from tokenroom.room.draw.voice import hint_words

Stage = Literal["telling", "asking", "tried", "bench", "training", "measured", "ended"]


@dataclass(frozen=True, slots=True)
class VerifyView:
    """Everything that may be drawn."""

    started: VerifyStarted | None = None
    asked: PassAsked | None = None
    tried: tuple[PassTried, ...] = ()
    question: str = ""  # on the bench
    written: CheckerWritten | None = None
    answered: AnswerTried | None = None  # the last one
    duels: tuple[int, int] = (0, 0)  # answers typed, and how many fooled the checker
    began: VerifyBegan | None = None
    trainings: int = 0
    measuring: VerifyMeasuring | None = None
    updates: tuple[VerifyUpdated, ...] = ()  # of the present training, or of the last
    measured: VerifyMeasured | None = None  # the last one
    note: str = ""  # what was done last at the bench
    said: tuple[Said, ...] = ()  # told since the last thing that happened
    ended: SessionEnded | None = None

    @property
    def trainings_left(self) -> int:
        """How many trainings may still be begun."""
        return self.started.trainings - self.trainings if self.started else 0


def fold(view: VerifyView, events: Iterable[AnyEvent]) -> VerifyView:
    """Return `view` after `events`."""
    events = tuple(events)
    said = tuple(event for event in events if isinstance(event, Said))
    hints = tuple(Said("voice", hint_words(event)) for event in events if isinstance(event, Hinted))
    return replace(reduce(_after, events, view), said=said or hints)


def _after(view: VerifyView, event: AnyEvent) -> VerifyView:
    match event:
        case VerifyStarted():
            return replace(view, started=event)
        case PassAsked():
            return replace(view, asked=event)
        case PassTried():
            return replace(view, tried=(*view.tried, event))
        case BenchOpened(question):
            return replace(view, question=question)
        case CheckerWritten():
            return replace(view, written=event, answered=None, note="")
        case AnswerTried():
            typed, fooled = view.duels
            duels = typed + 1, fooled + event.fooled
            return replace(view, answered=event, question=event.next_question, duels=duels, note="")
        case VerifyBegan():
            trainings = max(view.trainings, event.training)
            return replace(view, began=event, trainings=trainings, updates=(), measuring=None, answered=None, note="")
        case VerifyMeasuring():
            return replace(view, measuring=event)
        case VerifyUpdated():
            return replace(view, updates=(*view.updates, event), measuring=None)
        case VerifyStopped(_, updates):
            return replace(view, note=f"stopped after {updates} updates" if updates else "stopped; nothing was learned")
        case VerifyMeasured():
            return replace(view, measured=event, measuring=None)
        case VerifyUndone(left):
            note = f"what it learned last is taken back; {left} more can be" if left else "the model is as it came"
            return replace(view, note=note)
        case SessionEnded():
            return replace(view, ended=event)
    return view
