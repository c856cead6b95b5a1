"""What the screen of *steer* knows of a session: its events so far, folded into one frozen picture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce
from typing import Literal

import msgspec

from tokenroom.game.events import AnyEvent, Hinted, Said, SessionEnded
from tokenroom.game.steer_events import (
    AnswerJudged,
    AnswerWanted,
    GroupShown,
    KnobSet,
    ModelJudged,
    PolicyMoved,
    Run,
    SteeringBegan,
    SteeringEnded,
    SteeringKept,
    SteeringUndone,
    SteerStarted,
)
from tokenroom.game.units import NATS, Units
from tokenroom.room.draw.voice import hint_words

Stage = Literal["telling", "set", "steering", "steered", "fooling", "ended"]
Page = Literal["curves", "update", "samples"]
LONG = 45  # words: what is told with more of them has the screen to itself


@dataclass(frozen=True, slots=True)
class SteerView:
    """Everything that may be drawn."""

    units: Units = NATS
    started: SteerStarted | None = None
    kl_weight: float = 0.0
    updates: int = 0
    began: SteeringBegan | None = None
    moves: tuple[PolicyMoved, ...] = ()
    judged: tuple[ModelJudged, ...] = ()
    shown: GroupShown | None = None
    ended_run: SteeringEnded | None = None
    runs: tuple[Run, ...] = ()
    last_run: tuple[ModelJudged, ...] = ()  # what the judge said of the last run that ended
    wanted: AnswerWanted | None = None
    tries: tuple[AnswerJudged, ...] = ()
    said: tuple[Said, ...] = ()  # told by the last command
    ended: SessionEnded | None = None

    @property
    def is_told_alone(self) -> bool:
        """Whether what was said needs the whole screen."""
        return sum(len(said.text.split()) for said in self.said) > LONG


def fold(view: SteerView, events: Iterable[AnyEvent]) -> SteerView:
    """Return `view` after `events`."""
    events = tuple(events)
    said = tuple(event for event in events if isinstance(event, Said))
    hints = tuple(Said("voice", hint_words(event)) for event in events if isinstance(event, Hinted))
    return replace(reduce(_after, events, view), said=said or hints)


def _after(view: SteerView, event: AnyEvent) -> SteerView:
    match event:
        case SteerStarted():
            return replace(view, started=event, kl_weight=event.kl_weight, updates=event.updates)
        case KnobSet():
            return replace(view, kl_weight=event.kl_weight, updates=event.updates)
        case AnswerWanted():
            return replace(view, wanted=event)
        case AnswerJudged():
            return replace(view, tries=(*view.tries, event))
        case SessionEnded():
            return replace(view, ended=event)
    return _after_run(view, event)


def _after_run(view: SteerView, event: AnyEvent) -> SteerView:
    match event:
        case SteeringBegan():
            return replace(view, began=event, moves=(), judged=(), shown=None, ended_run=None)
        case ModelJudged():
            begins = () if event.update == 0 else view.judged
            return replace(view, judged=(*begins, event))
        case PolicyMoved():
            return replace(view, moves=(*view.moves, event), ended_run=None)
        case GroupShown():
            return replace(view, shown=event)
        case SteeringEnded():
            runs = tuple(run for run in view.runs if run.run != event.run.run)
            return replace(view, ended_run=event, runs=(*runs, event.run), last_run=view.judged)
        case SteeringUndone():
            return replace(view, began=None, moves=(), judged=(), shown=None, ended_run=None)
        case SteeringKept():
            return replace(view, runs=tuple(_kept(run, event.run) for run in view.runs))
    return view


def _kept(run: Run, number: int) -> Run:
    return msgspec.structs.replace(run, kept=True) if run.run == number else run
