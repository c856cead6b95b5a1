"""Where things stand in a room of any size: the back wall, the screen, the chair, and the places left for the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Spot = Literal["left gap", "right gap", "left wall", "right wall", "left floor", "near floor", "far floor"]
EDGE = 4  # columns between the back wall and the edge of the picture
SPEAKERS_FROM = 50  # columns
RICH = (96, 18)  # columns and lines from which the room is drawn in full
LOW = 12  # lines below which most of the floor is out of the picture


class Area(NamedTuple):
    """A rectangle that something may be drawn in."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The measures of a room; columns and lines count from 0 at the top left."""

    width: int
    height: int

    @property
    def rich(self) -> bool:
        """Whether there is space for the small things."""
        return self.width >= RICH[0] and self.height >= RICH[1]

    @property
    def has_speakers(self) -> bool:
        """Whether the corners are far enough from the screen."""
        return self.width >= SPEAKERS_FROM

    @property
    def top(self) -> int:
        """Line of the back wall's upper edge."""
        return 3 if self.height >= 22 else 2 if self.height >= 14 else 1 if self.height >= 9 else 0

    @property
    def bottom(self) -> int:
        """Line of the back wall's lower edge."""
        return self.height - 1 - (6 if self.rich else 4 if self.height >= LOW else 2)

    @property
    def screen(self) -> Area:
        """The screen with its frame."""
        width = max(19, self.width * 3 // 8 if self.width >= 70 else self.width // 3) | 1
        height = max(3, self.bottom - self.top - (3 if self.rich else 2))
        return Area((self.width - width) // 2, self.top + 1, width, height)

    @property
    def chair(self) -> tuple[int, int]:
        """Column and line of the chair's upper left corner."""
        return (self.width - (19 if self.rich else 15)) // 2, self.bottom

    @property
    def arm(self) -> tuple[int, int]:
        """Column and line of the end of the chair's left arm."""
        x, y = self.chair
        return x, y + (3 if self.rich else 2)

    def spots(self) -> dict[Spot, Area]:
        """Return the places for what a level brings into the room."""
        screen, inside = self.screen, self.bottom - self.top - 1
        upper = max(3, (inside - 1) // 2)
        lower_at = self.top + 1 + upper + (inside > 5)
        lower = self.bottom - lower_at - self.rich  # the cable duct has the last line
        after = screen.x + screen.width + 1
        below = after + 2  # the desk is wider than the screen
        side = 12 if self.rich else EDGE + 2  # a cable and a grille are there
        gap, wall = screen.x - 1 - 13, screen.x - 3 - side
        return {
            "left gap": Area(13, self.top + 1, gap, upper),
            "right gap": Area(after, self.top + 1, gap, upper),
            "left wall": Area(side, lower_at, wall, lower),
            "right wall": Area(below, lower_at, wall - 4 * self.rich, lower),
            **self._floor(),
        }

    def _floor(self) -> dict[Spot, Area]:
        x, y = self.bottom + 1, self.height - self.bottom - 1
        left_end = self.chair[0] - 12  # the wires come down there
        begin = self.width - self.chair[0] + (7 if self.rich else 2)  # the shadow falls there
        half = (self.width - EDGE - begin) // 2
        return {
            "left floor": Area(EDGE, x, left_end - EDGE, y),
            "near floor": Area(begin, x, half - 1, y),
            "far floor": Area(begin + half, x, half, y),
        }
