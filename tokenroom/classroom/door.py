"""Who has a seat, under which name, and who may come in: what the room knows beside the lesson, and how it changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from tokenroom.classroom.from_clients import Act, Admit, Door, Join, LetIn, NamesFirst, Remove, Rename, ShowNames
from tokenroom.classroom.nicknames import BadName, cleaned, likeness
from tokenroom.classroom.refusal import Refused
from tokenroom.classroom.seats import MOST, Seat, Seats


@dataclass(frozen=True, slots=True)
class RoomState:
    """What the room knows beside the lesson."""

    seats: Seats = field(default_factory=dict)
    devices: Mapping[str, int] = field(default_factory=dict)  # seat of each client that joined
    door_open: bool = True
    names_first: bool = False
    names_shown: bool = False
    acts: frozenset[str] = frozenset()  # ids of what the teacher did


def present(state: RoomState, number: int) -> Seat:
    """Return a seat whose student may act (raises Refused)."""
    seat = state.seats.get(number)
    if seat is None or seat.state == "removed":
        raise Refused("removed", "the teacher has sent this seat out")
    return seat


def put(state: RoomState, seat: Seat) -> RoomState:
    """Return the state with a seat as it now is."""
    return replace(state, seats={**state.seats, seat.number: seat})


def with_seat(state: RoomState, message: Join, at: int, seen: bool) -> tuple[RoomState, Seat]:
    """Return the state with a new seat, and the seat (raises Refused if there is none to be had, or not by this name).

    Args:
        state: before.
        message: who joins.
        at: the item that the class is at.
        seen: whether what came there has been shown.
    """
    if not state.door_open:
        raise Refused("door", "the door is closed: ask your teacher")
    if len(state.seats) >= MOST:
        raise Refused("full", f"all {MOST:,} seats are taken")
    number, name = len(state.seats) + 1, _free_name(state, message.name)
    seat = Seat(number, name, message.device, "waiting" if state.names_first else "in", at, seen)
    return replace(put(state, seat), devices={**state.devices, message.device: number}), seat


def changed(state: RoomState, act: Act) -> tuple[RoomState, int]:
    """Return the state after an act of the teacher about seats and names, and the seat it was about; 0 for all.

    Raises:
        Refused: there is no such seat, or the name cannot be had.
    """
    match act:
        case Door(is_open):
            return replace(state, door_open=is_open), 0
        case NamesFirst(on):
            return replace(state, names_first=on), 0
        case ShowNames(shown):
            return replace(state, names_shown=shown), 0
        case Rename(number, name):
            seat = _seat(state, number)
            return put(state, replace(seat, name=_free_name(state, name, own=number))), number
        case Remove(number):
            return put(state, replace(_seat(state, number), state="removed")), number
        case Admit(number) if _seat(state, number).state == "waiting":
            return put(state, replace(_seat(state, number), state="in")), number
        case LetIn(number) if _seat(state, number).state == "removed":
            return put(state, replace(_seat(state, number), state="in")), number
        case Admit(number) | LetIn(number):
            return state, number
        case _:
            raise Refused("not_now", "that is no act of the teacher")


def _seat(state: RoomState, number: int) -> Seat:
    if number not in state.seats:
        raise Refused("no_such", f"there is no seat {number}")
    return state.seats[number]


def _free_name(state: RoomState, typed: str, own: int = 0) -> str:
    """A name as it will be shown, if nobody but `own` has one like it."""
    try:
        name = cleaned(typed)
    except BadName as error:
        raise Refused("name", str(error)) from error
    if likeness(name) in {likeness(seat.name) for seat in state.seats.values() if seat.number != own}:
        raise Refused("taken", "somebody here is called that already")
    return name
