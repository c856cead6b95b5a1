"""What the prompt screen knows of a session: its events so far, folded into one frozen picture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce
from typing import Literal

from tokenroom.game.events import AnyEvent, Said, SessionEnded
from tokenroom.game.prompt_events import ContextTried, HiddenOpened, PromptStarted

Stage = Literal["telling", "writing", "tried"]


@dataclass(frozen=True, slots=True)
class PromptView:
    """Everything that may be drawn."""

    started: PromptStarted | None = None
    tried: tuple[ContextTried, ...] = ()  # the question alone first
    opened: HiddenOpened | None = None
    said: tuple[Said, ...] = ()  # the last paragraphs told together
    ended: SessionEnded | None = None

    @property
    def left(self) -> int:
        """How many contexts may still be tried."""
        return self.tried[-1].left if self.tried else self.started.tries if self.started else 0

    @property
    def reached(self) -> bool:
        """Whether the goal is reached already."""
        return bool(self.tried) and self.tried[-1].reached


def fold(view: PromptView, events: Iterable[AnyEvent]) -> PromptView:
    """Return `view` after `events`, all of one command or of a session."""
    events = tuple(events)
    return replace(reduce(_after, events, view), said=_last_said(events))


def _last_said(events: tuple[AnyEvent, ...]) -> tuple[Said, ...]:
    """What was told since a context was tried last, or all that was told."""
    last = max((n for n, event in enumerate(events) if isinstance(event, ContextTried | HiddenOpened)), default=0)
    return tuple(event for event in events[last:] if isinstance(event, Said))


def _after(view: PromptView, event: AnyEvent) -> PromptView:
    match event:
        case PromptStarted():
            return replace(view, started=event)
        case ContextTried():
            return replace(view, tried=(*view.tried, event))
        case HiddenOpened():
            return replace(view, opened=event)
        case SessionEnded():
            return replace(view, ended=event)
    return view
