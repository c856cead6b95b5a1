"""Draw the ropes of an old ship with straight lines made of crooked steps.

Paper has squares, and a rope is not straight from square to square. We always take the longer
direction step by step, and collect the error of the shorter one; when the error is worth half a
square, we step aside. Only whole numbers are needed.
"""

from collections.abc import Iterator

Point = tuple[int, int]


def line(start: Point, end: Point) -> Iterator[Point]:
    """Yield the squares of a line, both ends included.

    >>> list(line((0, 0), (4, 2)))
    [(0, 0), (1, 1), (2, 1), (3, 2), (4, 2)]
    >>> list(line((2, 0), (0, 0)))
    [(2, 0), (1, 0), (0, 0)]
    """
    (x, y), (end_x, end_y) = start, end
    wide, high = abs(end_x - x), abs(end_y - y)
    step_x = 1 if end_x > x else -1
    step_y = 1 if end_y > y else -1
    error = wide - high
    while True:
        yield x, y
        if (x, y) == end:
            return
        doubled = 2 * error
        if doubled >= -high:
            error -= high
            x += step_x
        if doubled <= wide:
            error += wide
            y += step_y


def stroke(start: Point, end: Point) -> str:
    """Choose a sign that looks like the direction of a line.

    >>> stroke((0, 0), (5, 0)), stroke((0, 0), (0, 5)), stroke((0, 5), (5, 0))
    ('-', '|', '/')
    """
    wide, high = end[0] - start[0], end[1] - start[1]
    if abs(wide) > 3 * abs(high):
        return "-"
    if abs(high) > 2 * abs(wide):
        return "|"
    return "\\" if wide * high > 0 else "/"


class Paper:
    """Squares that may hold a sign; (0, 0) is at the top left."""

    def __init__(self) -> None:
        self.signs: dict[Point, str] = {}

    def draw(self, *points: Point, sign: str | None = None) -> None:
        """Draw lines from point to point."""
        for start, end in zip(points, points[1:], strict=False):
            for square in line(start, end):
                self.signs[square] = sign or stroke(start, end)

    def __str__(self) -> str:
        width = max(x for x, _ in self.signs) + 1
        height = max(y for _, y in self.signs) + 1
        lines = []
        for y in range(height):
            row = "".join(self.signs.get((x, y), " ") for x in range(width))
            lines.append(row.rstrip())
        return "\n".join(lines)


# The parts of the ship; whatever is drawn later lies in front.
MASTS = [((20, 2), (20, 17)), ((40, 0), (40, 17))]
YARDS = [((13, 5), (27, 5)), ((11, 10), (29, 10)), ((32, 4), (48, 4)), ((30, 10), (50, 10))]
STAYS = [((20, 2), (4, 16)), ((20, 2), (40, 0)), ((40, 0), (56, 16)), ((40, 4), (21, 16))]
HULL = [(2, 17), (58, 17), (54, 20), (7, 20), (2, 17)]


def longest(lines: list[tuple[Point, Point]]) -> int:
    """Return the number of squares in the longest of some lines."""
    return max(sum(1 for _ in line(*ends)) for ends in lines)


def main() -> None:
    """Draw the brig that hangs as a picture in the library."""
    paper = Paper()
    for ends in STAYS:
        paper.draw(*ends)
    for ends in YARDS:
        paper.draw(*ends, sign="=")
    for ends in MASTS:
        paper.draw(*ends)
    paper.draw(*HULL)
    paper.draw((0, 21), (62, 21), sign="~")
    print(paper)

    print(f"\nThe longest stay crosses {longest(STAYS)} squares.")
    print(f"The longest yard crosses {longest(YARDS)}.")
    there = set(line((0, 0), (17, 5)))
    back = set(line((17, 5), (0, 0)))
    print("The same line backwards uses", "the same" if there == back else "other", "squares.")


if __name__ == "__main__":
    main()
