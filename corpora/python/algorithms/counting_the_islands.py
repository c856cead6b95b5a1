"""Count the islands on a chart of the Skerries.

Every `#` is land. Land that touches land above, below, left or right belongs to the same island.
We wade from place to place with a stack, and cross off the land that we have seen.
"""

from collections.abc import Iterator

CHART = """\
..........#.........
.##......##....#....
.##............##...
............#.......
....###....##....#..
....#.#..........##.
.#..###.......#.....
.#............##....
..........#...##....
"""

Place = tuple[int, int]


def land(chart: str) -> set[Place]:
    r"""Return the places that are land.

    >>> sorted(land("#.\n.#"))
    [(0, 0), (1, 1)]
    """
    return {
        (row, column)
        for row, line in enumerate(chart.splitlines())
        for column, sign in enumerate(line)
        if sign == "#"
    }


def beside(place: Place) -> Iterator[Place]:
    """Yield the four neighbours of a place."""
    row, column = place
    yield row - 1, column
    yield row + 1, column
    yield row, column - 1
    yield row, column + 1


def islands(places: set[Place]) -> Iterator[frozenset[Place]]:
    r"""Yield each island as a set of places, from the top of the chart downwards.

    >>> [len(island) for island in islands(land("##.\n...\n..#"))]
    [2, 1]
    """
    unseen = set(places)
    for start in sorted(places):
        if start not in unseen:
            continue
        island = set()
        stack = [start]
        while stack:
            place = stack.pop()
            if place in unseen:
                unseen.remove(place)
                island.add(place)
                stack.extend(beside(place))
        yield frozenset(island)


def shore(island: frozenset[Place]) -> int:
    """Return the length of the shore, counting every edge that meets the sea.

    >>> shore(frozenset({(0, 0), (0, 1)}))
    6
    """
    return sum(other not in island for place in island for other in beside(place))


def lettered(chart: str) -> str:
    """Return the chart with a different letter for every island."""
    letters = {}
    for letter, island in zip("ABCDEFGHIJKLMNOP", islands(land(chart)), strict=False):
        letters |= dict.fromkeys(island, letter)
    return "\n".join(
        "".join(letters.get((row, column), ".") for column, _ in enumerate(line))
        for row, line in enumerate(chart.splitlines())
    )


def main() -> None:
    """Name the islands and compare them."""
    print(lettered(CHART))
    found = list(islands(land(CHART)))
    print(f"There are {len(found)} islands.")
    largest = max(found, key=len)
    print(f"The largest has {len(largest)} squares of land and {shore(largest)} of shore.")
    rocks = [island for island in found if len(island) == 1]
    print(f"Rocks of a single square: {len(rocks)}.")


if __name__ == "__main__":
    main()
