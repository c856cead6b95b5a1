"""Draw ranges of hills, one behind the other, from nothing but halves and chance.

A line between two points is broken in the middle, and the middle is pushed up or down a little.
Then both halves are broken in the same way, with smaller pushes. A few rounds are enough to make
hills; how fast the pushes shrink decides whether they are old and round or young and wild.
"""

from collections.abc import Iterator
from itertools import pairwise
from random import Random

WIDTH, HEIGHT = 65, 18


def broken(heights: list[float], push: float, rng: Random) -> list[float]:
    """Return the line with a new point, pushed by chance, between every two.

    >>> broken([0, 10], push=0, rng=Random(0))
    [0, 5.0, 10]
    """
    result = heights[:1]
    for left, right in pairwise(heights):
        middle = (left + right) / 2 + rng.uniform(-push, push)
        result += [middle, right]
    return result


def ridge(start: float, end: float, push: float, wildness: float, rng: Random) -> list[float]:
    """Return a range of hills, one height for each column.

    >>> len(ridge(1, 2, push=3, wildness=0.5, rng=Random(1)))
    65
    """
    heights = [start, end]
    while len(heights) < WIDTH:
        heights = broken(heights, push, rng)
        push *= wildness
    return heights


def peaks(heights: list[float]) -> Iterator[int]:
    """Yield the columns that are higher than both neighbours.

    >>> list(peaks([0, 2, 1, 3, 0]))
    [1, 3]
    """
    for column in range(1, len(heights) - 1):
        if heights[column - 1] < heights[column] > heights[column + 1]:
            yield column


def roughness(heights: list[float]) -> float:
    """Return the mean difference between neighbouring columns."""
    return sum(abs(a - b) for a, b in pairwise(heights)) / (len(heights) - 1)


def landscape(ridges: list[tuple[str, list[float]]], sun: tuple[int, int]) -> str:
    """Draw ridges from the furthest to the nearest; each hides what is behind it."""
    rows = [[" "] * WIDTH for _ in range(HEIGHT)]
    column, row = sun
    for offset, sign in enumerate("(O)", start=-1):
        rows[row][column + offset] = sign
    for filling, heights in ridges:
        for x, height in enumerate(heights):
            top = HEIGHT - 1 - max(0, min(HEIGHT - 1, round(height)))
            for y in range(top, HEIGHT):
                rows[y][x] = filling
    return "\n".join("".join(line).rstrip() for line in rows)


def with_a_house(picture: str, column: int) -> str:
    """Put a farmhouse with a little smoke on the meadow of a picture."""
    rows = [list(row.ljust(WIDTH)) for row in picture.splitlines()]
    ground = next(y for y, row in enumerate(rows) if row[column] == "#")
    for rise, part in enumerate(["|n|", "/^\\", "  ,"], start=1):
        for offset, sign in enumerate(part, start=-1):
            if sign != " ":
                rows[ground - rise][column + offset] = sign
    return "\n".join("".join(row).rstrip() for row in rows)


def main() -> None:
    """Draw the view from Low Farm, and compare young hills with old ones."""
    rng = Random(2214)
    far = ridge(11, 8, push=7, wildness=0.55, rng=rng)
    near = ridge(6, 8, push=4, wildness=0.5, rng=rng)
    meadow = ridge(3, 2, push=1, wildness=0.4, rng=rng)
    picture = landscape([(".", far), (":", near), ("#", meadow)], sun=(50, 2))
    print(with_a_house(picture, column=20))

    top = max(range(WIDTH), key=far.__getitem__)
    print(f"\nThe far range has {len(list(peaks(far)))} peaks; the highest is in column {top}.")
    for wildness in (0.3, 0.5, 0.7, 0.9):
        hills = ridge(8, 8, push=6, wildness=wildness, rng=Random(1))
        count = len(list(peaks(hills)))
        print(f"Wildness {wildness}: {count:2} peaks, roughness {roughness(hills):.2f}")
    print("Piet says that he prefers 0.3, because of the cows.")


if __name__ == "__main__":
    main()
