"""Add the wind, the current and the engine of the ferry as arrows.

An arrow (a vector, as Mr Okoro says) has a part to the east and a part to the north. With a few
special methods it can be added, stretched and compared like a number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, radians, sin

NAMES = ["north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest"]


@dataclass(frozen=True)
class Arrow:
    """A movement over the sea, in kilometres an hour.

    >>> Arrow(1, 2) + Arrow(3, 4)
    Arrow(east=4, north=6)
    >>> -Arrow(1, 2)
    Arrow(east=-1, north=-2)
    >>> 3 * Arrow(1, 2)
    Arrow(east=3, north=6)
    >>> abs(Arrow(3, 4))
    5.0
    >>> bool(Arrow(0, 0))
    False
    """

    east: float
    north: float

    @classmethod
    def towards(cls, angle: float, speed: float) -> Arrow:
        """Make an arrow from a compass angle (north is 0, east is 90) and a speed."""
        return cls(speed * sin(radians(angle)), speed * cos(radians(angle)))

    def __add__(self, other: Arrow) -> Arrow:
        return Arrow(self.east + other.east, self.north + other.north)

    def __neg__(self) -> Arrow:
        return Arrow(-self.east, -self.north)

    def __sub__(self, other: Arrow) -> Arrow:
        return self + -other

    def __mul__(self, factor: float) -> Arrow:
        return Arrow(self.east * factor, self.north * factor)

    __rmul__ = __mul__

    def __abs__(self) -> float:
        return hypot(self.east, self.north)

    def __bool__(self) -> bool:
        return self.east != 0 or self.north != 0

    def __iter__(self) -> Iterator[float]:
        yield self.east
        yield self.north

    @property
    def angle(self) -> float:
        """Return the compass angle, from 0 up to 360."""
        return degrees(atan2(self.east, self.north)) % 360

    @property
    def name(self) -> str:
        """Return the nearest of the eight names of the compass.

        >>> Arrow(5, 5).name, Arrow(-1, 0).name
        ('northeast', 'west')
        """
        return NAMES[round(self.angle / 45) % 8]


def main() -> None:
    """Find out where the ferry really goes, and how to steer against the current."""
    engine = Arrow.towards(90, 18)
    current = Arrow.towards(180, 5)
    wind = 0.1 * Arrow.towards(225, 30)

    course = engine + current + wind
    print(f"The ferry goes {course.name}, {course.angle:.0f} degrees, {abs(course):.1f} km/h.")
    east, north = course
    print(f"That is {east:.1f} to the east and {-north:.1f} to the south.")

    needed = engine - current - wind
    print(f"To go straight, the captain steers {needed.angle:.0f} degrees at {abs(needed):.1f}.")
    error = needed + current + wind - engine
    print("Anything left over?", "yes" if abs(error) > 1e-9 else "no")


if __name__ == "__main__":
    main()
