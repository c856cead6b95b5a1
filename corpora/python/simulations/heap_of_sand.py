"""Pour sand on a table, grain by grain, and listen for slides.

A square can hold three grains. The fourth makes it topple, and one grain goes to each of its
four neighbours, which may then topple in their turn; what falls over the edge is gone. Most
grains move nothing, a few move everything, and no size in between is missing.
"""

from collections import Counter
from random import Random

SIZE = 11
SIGNS = " .o0"


class Table:
    """A square table with some grains on each of its squares."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.grains = {(r, c): 0 for r in range(size) for c in range(size)}
        self.lost = 0

    def neighbours(self, place: tuple[int, int]) -> list[tuple[int, int]]:
        """Return the four places beside one, even those that are off the table."""
        row, column = place
        return [(row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)]

    def topple(self, place: tuple[int, int]) -> None:
        """Send one grain to each neighbour; beyond the edge it is lost."""
        self.grains[place] -= 4
        for other in self.neighbours(place):
            if other in self.grains:
                self.grains[other] += 1
            else:
                self.lost += 1

    def pour(self, place: tuple[int, int], count: int = 1) -> int:
        """Add grains and let the sand come to rest; return how often a square toppled.

        >>> table = Table(3)
        >>> table.pour((1, 1), 3), table.pour((1, 1))
        (0, 1)
        >>> table.grains[0, 1], table.grains[1, 1], table.lost
        (1, 0, 0)
        """
        self.grains[place] += count
        restless = [place]
        slides = 0
        while restless:
            here = restless.pop()
            while self.grains[here] > 3:
                self.topple(here)
                slides += 1
                restless += [other for other in self.neighbours(here) if other in self.grains]
        return slides

    def total(self) -> int:
        """Count the grains on the table."""
        return sum(self.grains.values())

    def __str__(self) -> str:
        rows = []
        for row in range(self.size):
            rows.append(" ".join(SIGNS[self.grains[row, c]] for c in range(self.size)).rstrip())
        return "\n".join(rows)


def order_matters(places: list[tuple[int, int]]) -> bool:
    """Say whether the same grains, poured in two orders, lie differently in the end.

    >>> order_matters([(0, 0), (1, 1), (0, 1)] * 5)
    False
    """
    forward, backward = Table(4), Table(4)
    for place in places:
        forward.pour(place)
    for place in reversed(places):
        backward.pour(place)
    return forward.grains != backward.grains


def size_class(slides: int) -> str:
    """Name the class of a slide by powers of four.

    >>> [size_class(n) for n in (0, 1, 3, 4, 15, 16, 64)]
    ['none', '1-3', '1-3', '4-15', '4-15', '16-63', '64-255']
    """
    if slides == 0:
        return "none"
    low = 1
    while slides >= low * 4:
        low *= 4
    return f"{low}-{low * 4 - 1}"


def main() -> None:
    """Pour a heap in the middle, then let sand rain everywhere."""
    table = Table(SIZE)
    slides = table.pour((SIZE // 2, SIZE // 2), 500)
    print(table)
    print(f"500 grains in the middle: {slides} slides, {table.lost} grains on the floor.\n")
    assert table.total() + table.lost == 500

    rng = Random(4)
    places = list(table.grains)
    sizes = Counter(size_class(table.pour(rng.choice(places))) for _ in range(2000))
    print("2000 grains from above, by the size of the slide:")
    for name, count in sorted(sizes.items(), key=lambda item: -item[1]):
        print(f"{name:>8} {count:5} {'*' * round(count / 40)}")
    print("The order of the grains matters:", order_matters(rng.choices([(0, 0), (3, 2)], k=90)))


if __name__ == "__main__":
    main()
