"""What the merge screen knows of a session: its events so far, folded into one frozen picture; and their beats."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from tokenroom.game.events import AnyEvent, Said, SessionEnded
from tokenroom.game.merge_events import MergeAsked, MergePicked, MergeScored, MergeStarted, MergeText
from tokenroom.room.beats import Beat, told_beats
from tokenroom.text.merging import BYTES, Piece, merge_pair

SINGLE = tuple(bytes([b]) for b in range(BYTES))


@dataclass(frozen=True, slots=True)
class MergeView:
    """Everything that may be drawn."""

    started: MergeStarted | None = None
    pieces: tuple[Piece, ...] = ()  # the text as it now is
    symbols: tuple[bytes, ...] = SINGLE  # by id
    asked: MergeAsked | None = None
    picks: tuple[MergePicked, ...] = ()
    scored: MergeScored | None = None
    said: tuple[Said, ...] = ()  # the last paragraphs told together
    ended: SessionEnded | None = None


def fold(view: MergeView, events: Iterable[AnyEvent]) -> MergeView:
    """Return `view` after `events`, those of one beat or all of a session."""
    events = tuple(events)
    return replace(reduce(_after, events, view), said=_last_said(events))


def merge_beats(events: Sequence[AnyEvent]) -> list[Beat]:
    """Return the beats of one command's events: what is told, then the pick asked for or made, or the end."""
    first = events[0]
    if isinstance(first, MergePicked):
        return [Beat("picked", tuple(events))]
    if isinstance(events[-1], SessionEnded):
        told, rest = told_beats(events[:-1])
        return [*told, Beat("ended", (*rest, events[-1]))]
    if not isinstance(first, MergeStarted):
        return [Beat("asking", tuple(events))]
    text = next(n for n, event in enumerate(events) if isinstance(event, MergeText))
    told, rest = told_beats(events[:text])
    return [*told, Beat("asking", (*rest, *events[text:]))]


def _last_said(events: Sequence[AnyEvent]) -> tuple[Said, ...]:
    """What was told since the last thing that happened."""
    breaks = [n for n, event in enumerate(events) if isinstance(event, MergeText | MergePicked | MergeAsked)]
    asked = bool(events) and isinstance(events[-1], MergeAsked)  # it comes behind what is told of it
    at = breaks[:-1] if asked else breaks
    return tuple(event for event in events[at[-1] if at else 0 :] if isinstance(event, Said))


def _after(view: MergeView, event: AnyEvent) -> MergeView:
    match event:
        case MergeStarted():
            return replace(view, started=event)
        case MergeText():
            return replace(view, pieces=tuple(tuple(SINGLE[symbol] for symbol in piece) for piece in event.pieces))
        case MergeAsked():
            return replace(view, asked=event)
        case MergePicked():
            return _merged(replace(view, asked=None, picks=(*view.picks, event)), event)
        case MergeScored():
            return replace(view, scored=event)
        case SessionEnded():
            return replace(view, ended=event)
    return view


def _merged(view: MergeView, event: MergePicked) -> MergeView:
    if event.picked is None or event.made is None:
        return view
    pair = view.symbols[event.picked.left.id], view.symbols[event.picked.right.id]
    made = view.symbols if event.made.id < len(view.symbols) else (*view.symbols, pair[0] + pair[1])
    return replace(view, pieces=merge_pair(view.pieces, pair), symbols=made)
