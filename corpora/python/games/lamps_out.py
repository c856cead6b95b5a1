"""Put out all the lamps of the festival.

Nine lamps hang in a square. Whoever touches a lamp changes that lamp and its neighbours above,
below, left and right: the lit ones go out, the dark ones light up. The game is won when all are
dark. The order of the touches does not matter, and touching a lamp twice undoes the touch, so
it is enough to try every set of lamps once.
"""

from itertools import combinations


class Lamps:
    """A square of lamps."""

    def __init__(self, rows):
        """Make the square from strings, with `*` for a lit lamp and `.` for a dark one."""
        self.size = len(rows)
        self.lit = {
            (r, c)
            for r, row in enumerate(rows)
            for c, mark in enumerate(row)
            if mark == "*"
        }

    def touch(self, row, column):
        """Change the lamp at this place and its neighbours."""
        cross = [(0, 0), (-1, 0), (1, 0), (0, -1), (0, 1)]
        for down, right in cross:
            place = (row + down, column + right)
            if self.inside(place):
                self.lit ^= {place}

    def inside(self, place):
        """Say whether there is a lamp at this place."""
        return all(0 <= number < self.size for number in place)

    def is_dark(self):
        """Say whether every lamp is out."""
        return not self.lit

    def places(self):
        """List the places of all lamps, row by row."""
        return [(r, c) for r in range(self.size) for c in range(self.size)]

    def copy(self):
        """Return a square of lamps that can be touched without changing this one."""
        twin = Lamps(["." * self.size] * self.size)
        twin.lit = set(self.lit)
        return twin

    def __str__(self):
        rows = []
        for r in range(self.size):
            rows.append(" ".join("*" if (r, c) in self.lit else "." for c in range(self.size)))
        return "\n".join(rows)


def solve(lamps):
    """Return the smallest set of touches that puts out every lamp.

    >>> solve(Lamps(["*.", ".."]))
    [(0, 0), (0, 1), (1, 0)]
    """
    places = lamps.places()
    for count in range(len(places) + 1):
        for touches in combinations(places, count):
            attempt = lamps.copy()
            for place in touches:
                attempt.touch(*place)
            if attempt.is_dark():
                return list(touches)
    return None


def main():
    """Solve one square and show it after every touch."""
    lamps = Lamps(["**.", "*.*", ".**"])
    print(lamps)
    for row, column in solve(lamps):
        lamps.touch(row, column)
        print(f"\nTouch row {row + 1}, column {column + 1}:")
        print(lamps)
    print("\nGood night!" if lamps.is_dark() else "\nSomething is still burning.")


if __name__ == "__main__":
    main()
