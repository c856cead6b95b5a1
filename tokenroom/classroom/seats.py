"""Seats: who has one, what they are called, and how far each has come in what the class plays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

SeatState = Literal["in", "waiting", "removed"]
MOST = 1_000  # seats of a class


@dataclass(frozen=True, slots=True)
class Seat:
    """A student's place in the class.

    Attributes:
        number: from 1, in the order of joining.
        name: as everyone may see it.
        device: the secret of the client that joined.
        state: `waiting` until the teacher has seen the name, if they want to.
        at: the item before the student, in what the class plays now; 0 before the first.
        seen: whether they have been shown what came there.
    """

    number: int
    name: str
    device: str
    state: SeatState = "in"
    at: int = 0
    seen: bool = False

    @property
    def is_shown(self) -> bool:
        """Whether the name may be shown to others."""
        return self.state == "in"


Seats = Mapping[int, Seat]  # by number
