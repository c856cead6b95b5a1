"""Measure four litres with a bucket of three and a bucket of five.

The buckets have no marks. They can be filled at the well, emptied into the trough, or poured
into each other until one is full or the other is empty.
"""

from collections import deque
from typing import NamedTuple


class Buckets(NamedTuple):
    """How much water is in each bucket."""

    small: int
    large: int


SIZES = Buckets(small=3, large=5)


def steps(now: Buckets, sizes: Buckets = SIZES) -> dict[str, Buckets]:
    """Return everything that can be done next, and what comes of it.

    >>> steps(Buckets(3, 4))["pour the small one into the large one"]
    Buckets(small=2, large=5)
    """
    to_large = min(now.small, sizes.large - now.large)
    to_small = min(now.large, sizes.small - now.small)
    return {
        "fill the small one": now._replace(small=sizes.small),
        "fill the large one": now._replace(large=sizes.large),
        "empty the small one": now._replace(small=0),
        "empty the large one": now._replace(large=0),
        "pour the small one into the large one": Buckets(
            now.small - to_large, now.large + to_large
        ),
        "pour the large one into the small one": Buckets(
            now.small + to_small, now.large - to_small
        ),
    }


def shortest(litres: int, sizes: Buckets = SIZES) -> list[tuple[str, Buckets]]:
    """Return the shortest way to have so many litres in one of the buckets.

    >>> [word for word, _ in shortest(5)]
    ['fill the large one']
    >>> shortest(7)
    Traceback (most recent call last):
        ...
    ValueError: 7 litres cannot be measured
    """
    start = Buckets(0, 0)
    came_from: dict[Buckets, tuple[str, Buckets] | None] = {start: None}
    queue = deque([start])
    while queue:
        now = queue.popleft()
        if litres in now:
            return trace(now, came_from)
        for action, after in steps(now, sizes).items():
            if after not in came_from:
                came_from[after] = (action, now)
                queue.append(after)
    raise ValueError(f"{litres} litres cannot be measured")


def trace(end, came_from):
    """Walk back from the end to the start, and return the way in the right order."""
    way = []
    while came_from[end] is not None:
        action, before = came_from[end]
        way.append((action, end))
        end = before
    return way[::-1]


def main() -> None:
    """Measure four litres at Low Farm, then everything else that can be measured."""
    for action, buckets in shortest(4):
        print(f"{action.capitalize():<40} small {buckets.small}, large {buckets.large}")
    for sizes in (Buckets(3, 5), Buckets(4, 6), Buckets(7, 9)):
        possible = []
        for litres in range(1, sizes.large + 1):
            try:
                possible.append(f"{litres} in {len(shortest(litres, sizes))}")
            except ValueError:
                continue
        print(f"{sizes.small} and {sizes.large} litres: {', '.join(possible)} steps")


if __name__ == "__main__":
    main()
