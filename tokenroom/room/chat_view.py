"""What the screens of *chat* know of a session: its events so far, folded into one frozen picture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Literal

from tokenroom.game.chat_events import (
    BothAnswered,
    ChatCleared,
    ChatCompared,
    ChatItemsDone,
    ChatStarted,
    ChatTuned,
    ChatTuningBegan,
    ChatTuningEnded,
)
from tokenroom.game.events import AnyEvent, Hinted, Said, SessionEnded
from tokenroom.room import view as play_view
from tokenroom.room.draw.voice import hint_words
from tokenroom.room.view import PlayView

Stage = Literal["telling", "resting", "training", "paused", "tuned", "answers", "talking"]


@dataclass(frozen=True, slots=True)
class ChatView:
    """Everything that may be drawn."""

    play: PlayView = field(default_factory=PlayView)  # the first part, the assistant's tokens
    started: ChatStarted | None = None
    done: ChatItemsDone | None = None
    began: ChatTuningBegan | None = None
    points: tuple[ChatTuned, ...] = ()  # of the present fine-tuning, or of the last
    tuning: ChatTuningEnded | None = None  # how it ended
    compared: ChatCompared | None = None
    answers: tuple[BothAnswered, ...] = ()  # to the level's questions
    talk: tuple[BothAnswered, ...] = ()  # of the present chat
    said: tuple[Said, ...] = ()  # told since the last thing that happened
    ended: SessionEnded | None = None

    @property
    def title(self) -> str:
        """What the level is called."""
        return self.play.started.title if self.play.started else ""


def fold(view: ChatView, events: Iterable[AnyEvent]) -> ChatView:
    """Return `view` after `events`."""
    events = tuple(events)
    return replace(reduce(_after, events, view), play=play_view.fold(view.play, events), said=_last_said(events))


def _last_said(events: tuple[AnyEvent, ...]) -> tuple[Said, ...]:
    """What was told since the last thing that happened; the end is told before it is there."""
    said: list[Said] = []
    for event in events:
        match event:
            case Said():
                said.append(event)
            case Hinted():
                said = [Said("voice", hint_words(event))]
            case SessionEnded():
                pass
            case _:
                said = []
    return tuple(said)


def _after(view: ChatView, event: AnyEvent) -> ChatView:
    match event:
        case ChatStarted():
            return replace(view, started=event)
        case ChatItemsDone():
            return replace(view, done=event)
        case ChatTuningBegan():
            return replace(view, began=event, points=(), tuning=None)
        case ChatTuned():
            return replace(view, points=(*view.points, event))
        case ChatTuningEnded(outcome="undone"):
            return replace(view, began=None, points=(), tuning=event)
        case ChatTuningEnded():
            return replace(view, tuning=event)
        case ChatCompared():
            return replace(view, compared=event)
        case BothAnswered(number=0):
            return replace(view, talk=(*(view.talk[:-1] if event.again else view.talk), event))
        case BothAnswered():
            return replace(view, answers=(*view.answers, event))
        case ChatCleared():
            return replace(view, talk=())
        case SessionEnded():
            return replace(view, ended=event)
    return view
