"""Dig on the beach without waking a crab.

Some squares of the beach hide a sleeping crab. A square without one tells how many of its eight
neighbours have a crab, and where the number is nought, the sand falls in all around, so that
the neighbours are opened too.
"""

BEACH = """\
..........
.c........
......c...
..........
...c......
........cc
"""


class Awake(Exception):
    """Somebody has dug up a crab."""


class Beach:
    """A beach with crabs, and what has been opened of it."""

    def __init__(self, picture):
        lines = picture.splitlines()
        self.rows, self.columns = len(lines), len(lines[0])
        self.crabs = {
            (row, column)
            for row, line in enumerate(lines)
            for column, sign in enumerate(line)
            if sign == "c"
        }
        self.opened = set()

    def around(self, square):
        """Return the neighbours of a square, eight of them or fewer at the edge.

        >>> beach = Beach("..c\\n...")
        >>> sorted(beach.around((0, 0)))
        [(0, 1), (1, 0), (1, 1)]
        """
        row, column = square
        near_rows = range(max(row - 1, 0), min(row + 2, self.rows))
        near_columns = range(max(column - 1, 0), min(column + 2, self.columns))
        return {(r, c) for r in near_rows for c in near_columns} - {square}

    def number(self, square):
        """Count the crabs around a square.

        >>> Beach("..c\\n..c").number((0, 1))
        2
        """
        return len(self.around(square) & self.crabs)

    def dig(self, square):
        """Open a square, and everything that falls in with it."""
        if square in self.crabs:
            raise Awake(f"the crab at {square} is awake")
        falling = [square]
        while falling:
            here = falling.pop()
            if here in self.opened:
                continue
            self.opened.add(here)
            if self.number(here) == 0:
                falling.extend(self.around(here) - self.opened)

    def surely_crabs(self):
        """Return closed squares that must hide a crab, because a number leaves no choice."""
        found = set()
        for square in self.opened:
            closed = self.around(square) - self.opened
            if len(closed) == self.number(square):
                found |= closed
        return found

    def surely_safe(self):
        """Return closed squares beside a number whose crabs are all known."""
        crabs = self.surely_crabs()
        safe = set()
        for square in self.opened:
            closed = self.around(square) - self.opened
            if len(closed & crabs) == self.number(square):
                safe |= closed - crabs
        return safe

    def __str__(self):
        marked = self.surely_crabs()
        lines = []
        for row in range(self.rows):
            signs = []
            for column in range(self.columns):
                square = (row, column)
                if square in self.opened:
                    signs.append(str(self.number(square) or " "))
                else:
                    signs.append("c" if square in marked else "#")
            lines.append("".join(signs))
        return "\n".join(lines)


def main():
    """Dig once with courage, then only where it is certain to be safe."""
    beach = Beach(BEACH)
    beach.dig((0, 9))
    print(beach)
    rounds = 0
    while safe := beach.surely_safe():
        rounds += 1
        for square in sorted(safe):
            beach.dig(square)
    print(f"\nAfter {rounds} more rounds without any guessing:")
    print(beach)

    left = beach.rows * beach.columns - len(beach.opened)
    print(f"\n{left} squares are closed, and {len(beach.crabs)} crabs are asleep.")
    try:
        beach.dig((1, 1))
    except Awake as trouble:
        print(f"Biscuit digs all the same: {trouble}.")


if __name__ == "__main__":
    main()
