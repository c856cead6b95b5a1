"""Kick a ball on the Heron Field when the wind comes from the sea.

The ball is moved in small steps of time. In each of them gravity pulls it down, and the air
pushes against it: the faster it goes through the air, the more. Samir wants to know at which
angle a kick goes farthest, and Mr Okoro will not tell him that it is forty-five degrees.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, hypot, radians, sin

GRAVITY = 9.8
DRAG = 0.012
STEP = 0.02


@dataclass(frozen=True)
class Vector:
    """Two numbers that belong together: to the goal, and upwards."""

    x: float
    y: float

    def __add__(self, other: "Vector") -> "Vector":
        return Vector(self.x + other.x, self.y + other.y)

    def __sub__(self, other: "Vector") -> "Vector":
        return Vector(self.x - other.x, self.y - other.y)

    def __mul__(self, factor: float) -> "Vector":
        return Vector(self.x * factor, self.y * factor)

    def __abs__(self) -> float:
        """Return the length.

        >>> abs(Vector(3, 4))
        5.0
        """
        return hypot(self.x, self.y)


def kick(speed: float, angle: float) -> Vector:
    """Return the velocity of a ball that is kicked at some angle to the grass.

    >>> flat = kick(20, 0)
    >>> flat.x, flat.y
    (20.0, 0.0)
    """
    return Vector(speed * cos(radians(angle)), speed * sin(radians(angle)))


def flight(velocity: Vector, wind: float = 0.0, drag: float = DRAG) -> Iterator[Vector]:
    """Yield the places of the ball until it touches the grass again."""
    place = Vector(0.0, 0.0)
    yield place
    while place.y >= 0:
        through_air = velocity - Vector(wind, 0.0)
        push = through_air * (-drag * abs(through_air))
        velocity = velocity + (push + Vector(0.0, -GRAVITY)) * STEP
        place = place + velocity * STEP
        yield place


def length(places: list[Vector]) -> float:
    """Return where the ball comes down, between the last two places.

    >>> length([Vector(0, 0), Vector(4, 2), Vector(8, -2)])
    6.0
    """
    before, after = places[-2:]
    share = before.y / (before.y - after.y)
    return before.x + share * (after.x - before.x)


def best_angle(speed: float, wind: float, drag: float = DRAG) -> int:
    """Try every sensible angle in whole degrees."""
    return max(
        range(20, 61),
        key=lambda angle: length(list(flight(kick(speed, angle), wind, drag))),
    )


def draw(paths: dict[str, list[Vector]], metres: int, height: int) -> str:
    """Draw several flights with one sign each; a column is a metre, a row two metres."""
    rows = [[" "] * (metres + 1) for _ in range(height // 2 + 1)]
    for sign, places in paths.items():
        for place in places:
            column, row = round(place.x), round(place.y / 2)
            if 0 <= column <= metres and 0 <= row < len(rows):
                rows[row][column] = sign
    picture = ["".join(row).rstrip() for row in reversed(rows)]
    return "\n".join([*picture, "=" * (metres + 1)])


def main() -> None:
    """Draw three kicks and look for the best angle in every wind."""
    speed = 23.0
    winds = {"-": -8.0, "o": 0.0, "+": 8.0}
    paths = {sign: list(flight(kick(speed, 45), wind)) for sign, wind in winds.items()}
    print(draw(paths, metres=52, height=12))
    for sign, places in paths.items():
        top = max(place.y for place in places)
        seconds = (len(places) - 1) * STEP
        print(f"{sign} {length(places):5.1f} m far, {top:4.1f} m high, {seconds:.1f} s in the air")

    print()
    for wind in (-10.0, 0.0, 10.0):
        print(f"Wind {wind:+5.1f} m/s: kick at {best_angle(speed, wind)} degrees.")
    print(f"Without any air: {best_angle(speed, 0.0, drag=0.0)} degrees, as Mr Okoro knew.")


if __name__ == "__main__":
    main()
