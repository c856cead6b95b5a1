"""Draw the face of the town clock, with hands that point the right way.

A hand is an angle and a length. Angles begin at the top and go round with the clock, so the sine
says how far to the right and the cosine how far up. A character is twice as high as it is wide;
everything that goes sideways is therefore doubled.
"""

from dataclasses import dataclass, field
from math import cos, pi, sin

RADIUS = 9


@dataclass
class Face:
    """A round face on which signs can be put, by angle and distance from the middle."""

    radius: int
    signs: dict[tuple[int, int], str] = field(default_factory=dict)

    def put(self, turns: float, distance: float, text: str) -> None:
        """Write a text at an angle, given in full turns; later signs cover earlier ones."""
        row = -round(distance * cos(2 * pi * turns))
        column = round(2 * distance * sin(2 * pi * turns))
        start = column - len(text) // 2
        for offset, sign in enumerate(text):
            self.signs[row, start + offset] = sign

    def hand(self, turns: float, length: float, sign: str) -> None:
        """Draw a hand from the middle outwards, in small steps."""
        steps = 3 * round(length)
        for step in range(1, steps + 1):
            self.put(turns, length * step / steps, sign)

    def __str__(self) -> str:
        lines = []
        for row in range(-self.radius, self.radius + 1):
            columns = range(-2 * self.radius - 1, 2 * self.radius + 2)
            line = "".join(self.signs.get((row, column), " ") for column in columns)
            lines.append(line.rstrip())
        return "\n".join(lines)


def turns_of_hands(hour: int, minute: int) -> tuple[float, float]:
    """Return how far the short and the long hand have turned from the top.

    >>> turns_of_hands(3, 0)
    (0.25, 0.0)
    >>> turns_of_hands(18, 30)
    (0.5416666666666666, 0.5)
    """
    return (hour % 12 + minute / 60) / 12, minute / 60


def angle_between(hour: int, minute: int) -> float:
    """Return the smaller angle between the hands, in degrees.

    >>> angle_between(9, 0), angle_between(12, 30)
    (90.0, 165.0)
    """
    short, long = turns_of_hands(hour, minute)
    apart = abs(short - long) * 360
    return round(min(apart, 360 - apart), 1)


def clock_face(hour: int, minute: int) -> Face:
    """Draw a face with its dots, numbers and hands."""
    face = Face(RADIUS)
    for dot in range(60):
        face.put(dot / 60, RADIUS, ".")
    for number in range(1, 13):
        face.put(number / 12, RADIUS - 1.5, str(number))
    short, long = turns_of_hands(hour, minute)
    face.hand(long, 6, "*")
    face.hand(short, 4, "#")
    face.put(0, 0, "O")
    return face


def hands_meet() -> list[str]:
    """List the times at which the long hand covers the short one, to the minute."""
    times = []
    for meeting in range(11):
        minutes = round(meeting * 720 / 11)
        times.append(f"{minutes // 60 or 12}:{minutes % 60:02}")
    return times


def main() -> None:
    """Show the clock when the morning ferry leaves, and what a good watch says then."""
    print(clock_face(7, 30))
    print("So it looks when the ferry leaves; in truth it is 7:37.\n")
    print(clock_face(16, 0))
    print(f"\nAt four the hands are {angle_between(4, 0):g} degrees apart,")
    print(f"at half past seven only {angle_between(7, 30):g}.")
    print("They lie on each other at", ", ".join(hands_meet()) + ".")
    print("That is eleven times, though Councillor Fitch says twelve.")


if __name__ == "__main__":
    main()
