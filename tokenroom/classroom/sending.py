"""What the room hands out: messages with whom they are for, and what is to be kept before any of them goes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from tokenroom.classroom.from_clients import AnyFromClient, Role
from tokenroom.classroom.to_clients import AnyToClient
from tokenroom.classroom.wire import Count, FromClient


class TimeUp(FromClient, frozen=True, tag="time_up"):
    """The time of an item ran out; never sent, but kept among what was."""


class ModelLearned(FromClient, frozen=True, tag="model_learned"):
    """A model has learned so many pieces; never sent, but kept among what was."""

    jobs: Count


Kept = AnyFromClient | TimeUp | ModelLearned


@dataclass(frozen=True, slots=True)
class Who:
    """Whose message it is: a role, and for a student the seat; 0 has none yet."""

    role: Role
    seat: int = 0


TEACHER, NEWCOMER, PROJECTOR = Who("remote"), Who("student"), Who("projector")


@dataclass(frozen=True, slots=True)
class Entry:
    """A message that was carried out, and when (seconds since the epoch): all that the room is rebuilt from."""

    at: float
    who: Who
    message: FromClient  # one of `Kept`


@dataclass(frozen=True, slots=True)
class Send:
    """A message and whom it is for: whoever it answers, some seats, all remotes, all projectors."""

    to: Literal["sender", "seats", "remotes", "projectors"]
    message: AnyToClient
    seats: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Handled:
    """What came of a message: what to keep (None: nothing was changed), then what to send, in order."""

    kept: Entry | None = None
    sends: tuple[Send, ...] = ()
    deletes: bool = False  # whether the class is to be deleted, and nothing else done any more


def to_sender(*messages: AnyToClient) -> tuple[Send, ...]:
    """Return messages for whoever is answered."""
    return tuple(Send("sender", message) for message in messages)


def to_seats(seats: Iterable[int], message: AnyToClient) -> tuple[Send, ...]:
    """Return a message for some seats; nothing if there are none."""
    found = tuple(seats)
    return (Send("seats", message, found),) if found else ()
