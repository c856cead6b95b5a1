"""What the host of a class sends to its clients; `docs/classroom-protocol.md` tells each."""

from __future__ import annotations

from typing import Literal

import msgspec

from tokenroom.classroom.from_clients import Role
from tokenroom.classroom.views import AnyView
from tokenroom.classroom.wire import ToClient
from tokenroom.game.events import Option, Said

Phase = Literal["lobby", "talk", "opened", "asked", "locked", "revealed", "working", "worked", "ended", "over"]
RefusalCode = Literal[
    "version",
    "malformed",
    "too_fast",
    "code",
    "too_many_tries",
    "token",
    "word",
    "name",
    "taken",
    "door",
    "full",
    "removed",
    "not_yours",
    "not_now",
    "locked",
    "answered",
    "answer",
    "stale",
    "no_such",
    "sure",
]


class Entered(ToClient, frozen=True, tag="entered"):
    """The code was right."""

    version: int
    role: Role
    title: str
    names: tuple[str, ...]
    door_open: bool


class Seated(ToClient, frozen=True, tag="seated"):
    """A student has their seat."""

    id: str | None
    seat: int
    name: str
    token: str
    word: str
    waiting: bool


class Out(ToClient, frozen=True, tag="out"):
    """The connection is about to be closed."""

    why: Literal["removed", "moved", "closed"]


class RefusedMessage(ToClient, frozen=True, tag="refused"):
    """Nothing was changed."""

    id: str | None
    code: RefusalCode
    why: str


class Kept(ToClient, frozen=True, tag="kept"):
    """An answer is on disk."""

    id: str
    play: int
    item: int
    late: bool


class Done(ToClient, frozen=True, tag="done"):
    """An act is on disk."""

    id: str


class Found(ToClient, frozen=True, tag="found"):
    """Tokens that begin so."""

    id: str
    text: str
    tokens: tuple[Option, ...]


class Beat(ToClient, frozen=True, tag="beat"):
    """The host is still there: who hears nothing for much longer has lost the network."""


class Stage(ToClient, frozen=True, tag="stage"):
    """Where the class is, and all that there is to draw."""

    stage: int
    phase: Phase
    step: int
    steps: int
    title: str
    paused: bool = False
    seconds_left: float | None = None
    told: tuple[Said, ...] = ()
    view: AnyView | None = None
    looking_back: int = 0


class Yours(ToClient, frozen=True, tag="yours"):
    """A student's own part of the stage."""

    play: int
    item: int
    state: Literal["open", "kept", "late", "missed"]
    surprise: float | None = None
    chance: float | None = None
    options: tuple[Option, ...] = ()
    mean: float | None = None
    curve: tuple[float | None, ...] = ()


class Behind(ToClient, frozen=True, tag="behind"):
    """The class has gone on, your item stays open."""

    play: int
    item: int
    class_item: int


class CountOf(ToClient, frozen=True, tag="count"):
    """How many have answered the open item, are here, have a seat."""

    stage: int
    answered: int
    present: int
    seats: int


class Spread(ToClient, frozen=True, tag="spread"):
    """All surprises in time, ascending; names beside them if the teacher shows names."""

    play: int
    item: int
    surprises: tuple[float, ...]
    names: tuple[str, ...]


class Here(ToClient, frozen=True, tag="here"):
    """Who is here, for projectors: names, none unless the teacher shows them; and whether new students may join."""

    names: tuple[str, ...]
    door_open: bool


class StepLine(msgspec.Struct, frozen=True):
    """A step of the plan, as the teacher sees it; `look_for`: of each of its questions the rubric's points."""

    kind: str
    title: str
    minutes: float
    say: str
    look_for: tuple[tuple[str, ...], ...] = ()


class SeatLine(msgspec.Struct, frozen=True):
    """A seat, as the teacher sees it; `answered` means the open item, `mean` is in nats."""

    seat: int
    name: str
    state: Literal["in", "waiting", "removed"]
    here: bool
    answered: bool
    mean: float | None


class Desk(ToClient, frozen=True, tag="desk"):
    """Who is here and what the plan is, for remotes."""

    code: str
    door_open: bool
    names_first: bool
    names_shown: bool
    steps: tuple[StepLine, ...]
    step: int
    seats: tuple[SeatLine, ...]


AnyToClient = (
    Entered
    | Seated
    | Out
    | RefusedMessage
    | Kept
    | Done
    | Found
    | Beat
    | Stage
    | Yours
    | Behind
    | CountOf
    | Spread
    | Here
    | Desk
)
_ENCODER = msgspec.json.Encoder()
_DECODER: msgspec.json.Decoder[AnyToClient] = msgspec.json.Decoder(AnyToClient)


def encode(message: AnyToClient) -> str:
    """Return a message as JSON on one line."""
    return _ENCODER.encode(message).decode()


def decode_host(text: str | bytes) -> AnyToClient:
    """Read a message of the host's (raises msgspec.MsgspecError)."""
    return _DECODER.decode(text)
