"""Lay a rope round all the rocks, as short as it can be.

The rocks are sorted from west to east. We walk along them and pull the rope tight behind us:
whenever the last three points make a turn to the right, the middle one is inside and lets go.
One walk to the east gives the southern half of the rope, one walk back the northern half.
"""

from math import dist
from typing import NamedTuple


class Rock(NamedTuple):
    """A rock, by its place east and north of the lighthouse, in hundreds of metres."""

    east: int
    north: int


ROCKS = [
    Rock(2, 1), Rock(5, 0), Rock(9, 2), Rock(10, 6), Rock(7, 8), Rock(3, 7),
    Rock(4, 3), Rock(6, 5), Rock(8, 4), Rock(1, 4), Rock(5, 6), Rock(7, 2),
]


def turn(a: Rock, b: Rock, c: Rock) -> int:
    """Return a positive number for a turn to the left, negative for right, zero for neither.

    >>> turn(Rock(0, 0), Rock(1, 0), Rock(1, 1))
    1
    >>> turn(Rock(0, 0), Rock(1, 1), Rock(2, 2))
    0
    """
    return (b.east - a.east) * (c.north - a.north) - (b.north - a.north) * (c.east - a.east)


def half(rocks: list[Rock]) -> list[Rock]:
    """Walk along the rocks and keep those that hold the rope."""
    rope: list[Rock] = []
    for rock in rocks:
        while len(rope) >= 2 and turn(rope[-2], rope[-1], rock) <= 0:
            rope.pop()
        rope.append(rock)
    return rope


def rope_round(rocks: list[Rock]) -> list[Rock]:
    """Return the rocks that hold the rope, against the clock, from the westernmost one.

    >>> rope_round([Rock(0, 0), Rock(2, 0), Rock(1, 1), Rock(2, 2), Rock(0, 2)])[:2]
    [Rock(east=0, north=0), Rock(east=2, north=0)]
    """
    rocks = sorted(set(rocks))
    if len(rocks) < 3:
        return rocks
    south = half(rocks)
    north = half(rocks[::-1])
    return south[:-1] + north[:-1]


def edges(corners: list[Rock]) -> list[tuple[Rock, Rock]]:
    """Pair every corner with the next one, and the last one with the first."""
    return list(zip(corners, corners[1:] + corners[:1], strict=True))


def length(corners: list[Rock]) -> float:
    """Return the length of the rope.

    >>> length([Rock(0, 0), Rock(3, 0), Rock(3, 4)])
    12.0
    """
    return sum(dist(a, b) for a, b in edges(corners))


def area(corners: list[Rock]) -> float:
    """Return what is inside, by the surveyor's formula.

    >>> area([Rock(0, 0), Rock(3, 0), Rock(3, 4)])
    6.0
    """
    return sum(a.east * b.north - b.east * a.north for a, b in edges(corners)) / 2


def is_inside(rock: Rock, corners: list[Rock]) -> bool:
    """Say whether a place is inside the rope or on it: then it is on the left of every edge."""
    return all(turn(a, b, rock) >= 0 for a, b in edges(corners))


def chart(rocks: list[Rock], corners: list[Rock]) -> str:
    """Draw the rocks, `O` where they hold the rope, `o` inside it."""
    lines = []
    for north in range(max(rock.north for rock in rocks), -1, -1):
        line = ""
        for east in range(max(rock.east for rock in rocks) + 1):
            place = Rock(east, north)
            line += "O " if place in corners else "o " if place in rocks else ". "
        lines.append(line.rstrip())
    return "\n".join(lines)


def main() -> None:
    """Lay the rope for the swimming race and ask where the seals are."""
    corners = rope_round(ROCKS)
    print(chart(ROCKS, corners))
    print(f"{len(corners)} of {len(ROCKS)} rocks hold the rope.")
    print(f"It is {100 * length(corners):.0f} metres long and encloses {area(corners):g} hectares.")
    for name, place in {"a seal": Rock(6, 3), "Jonah": Rock(1, 1), "Wren": Rock(5, 0)}.items():
        print(f"{name} is {'inside' if is_inside(place, corners) else 'outside'}.")


if __name__ == "__main__":
    main()
