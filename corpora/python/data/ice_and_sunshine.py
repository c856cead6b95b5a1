"""Draw a straight line through a cloud of points.

Gus Marrow sells ices on the Long Quay and writes down how warm it was. The line of least squares
comes nearest to all his points at once; with it he knows how much to make for tomorrow. The
correlation says how far the line can be trusted: 1 is perfect, 0 is no use at all.
"""

from dataclasses import dataclass
from math import sqrt
from statistics import mean

DAYS = [
    (14, 22), (16, 31), (15, 25), (19, 40), (22, 61), (24, 64),
    (21, 52), (18, 44), (17, 20), (25, 75), (20, 51), (13, 19),
]


@dataclass(frozen=True)
class Line:
    """A straight line."""

    start: float
    slope: float

    def at(self, x: float) -> float:
        """Return the height of the line at a place.

        >>> Line(start=1, slope=2).at(10)
        21
        """
        return self.start + self.slope * x

    def meets(self, height: float) -> float:
        """Return the place at which the line has some height.

        >>> Line(start=1, slope=2).meets(21)
        10.0
        """
        return (height - self.start) / self.slope


def best_line(points: list[tuple[float, float]]) -> Line:
    """Return the line for which the squares of all errors have the smallest sum.

    >>> best_line([(0, 1), (1, 3), (2, 5)])
    Line(start=1.0, slope=2.0)
    """
    middle_x = mean(x for x, _ in points)
    middle_y = mean(y for _, y in points)
    together = sum((x - middle_x) * (y - middle_y) for x, y in points)
    alone = sum((x - middle_x) ** 2 for x, _ in points)
    slope = together / alone
    return Line(float(middle_y - slope * middle_x), float(slope))


def correlation(points: list[tuple[float, float]]) -> float:
    """Return how well two things go together, from -1 to 1.

    >>> correlation([(0, 4), (1, 2), (2, 0)])
    -1.0
    """
    middle_x = mean(x for x, _ in points)
    middle_y = mean(y for _, y in points)
    together = sum((x - middle_x) * (y - middle_y) for x, y in points)
    spread_x = sum((x - middle_x) ** 2 for x, _ in points)
    spread_y = sum((y - middle_y) ** 2 for _, y in points)
    return together / sqrt(spread_x * spread_y)


def strangest(points: list[tuple[float, float]], line: Line) -> tuple[float, float]:
    """Return the point that is farthest above or below the line."""
    return max(points, key=lambda point: abs(point[1] - line.at(point[0])))


def plot(points: list[tuple[float, float]], line: Line, height: int = 12) -> str:
    """Draw the points as o and the line as dots."""
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top = max(y for _, y in points)
    taken = {(x, round(y / top * height)) for x, y in points}
    dots = {(x, round(line.at(x) / top * height)) for x in range(left, right + 1)}
    rows = []
    for level in range(height, -1, -1):
        signs = []
        for x in range(left, right + 1):
            place = (x, level)
            signs.append("o" if place in taken else "." if place in dots else " ")
        rows.append(f"{round(level * top / height):3} |" + "  ".join(signs).rstrip())
    rows.append("    +" + "-" * (3 * (right - left) + 1))
    return "\n".join(rows)


def main() -> None:
    """Tell Gus Marrow what his book knows."""
    line = best_line(DAYS)
    print(plot(DAYS, line))
    print(f"Every degree sells {line.slope:.1f} ices more.")
    print(f"At 23 degrees he should make {line.at(23):.0f}.")
    print(f"Below {line.meets(0):.1f} degrees he may stay in bed.")

    warm, sold = strangest(DAYS, line)
    print(f"The strangest day had {warm} degrees and {sold} ices: it rained on the brass band.")
    dry = [day for day in DAYS if day != (warm, sold)]
    print(f"Correlation: {correlation(DAYS):.3f}, and {correlation(dry):.3f} without that day.")


if __name__ == "__main__":
    main()
