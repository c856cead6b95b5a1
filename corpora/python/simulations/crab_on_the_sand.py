"""Follow a crab that has forgotten where it wanted to go.

At every step it goes one square north, south, east or west, and never remembers why. After a
hundred steps it is about ten squares from its hole, after four hundred about twenty: the distance
grows only with the square root of the time.
"""

from collections.abc import Iterator
from itertools import islice
from math import dist, sqrt
from random import Random
from statistics import mean

Place = tuple[int, int]
HOLE = (0, 0)
STEPS = [(0, 1), (0, -1), (1, 0), (-1, 0)]


def walk(rng: Random) -> Iterator[Place]:
    """Yield the places of a crab for ever, beginning with its hole."""
    x, y = HOLE
    while True:
        yield x, y
        right, up = rng.choice(STEPS)
        x, y = x + right, y + up


def place_after(steps: int, seed: int) -> Place:
    """Return where a crab is after a number of steps.

    >>> place_after(0, seed=1)
    (0, 0)
    >>> x, y = place_after(7, seed=1)
    >>> (x + y) % 2
    1
    """
    return next(islice(walk(Random(seed)), steps, None))


def first_return(seed: int, limit: int) -> int | None:
    """Return after how many steps the crab is home again, or None if it takes too long."""
    for step, place in enumerate(islice(walk(Random(seed)), limit + 1)):
        if step > 0 and place == HOLE:
            return step
    return None


def straighter(rng: Random, memory: float) -> Iterator[Place]:
    """Yield the places of a crab that repeats its last step with some probability."""
    x, y = HOLE
    right, up = rng.choice(STEPS)
    while True:
        yield x, y
        if rng.random() > memory:
            right, up = rng.choice(STEPS)
        x, y = x + right, y + up


def track(places: list[Place]) -> str:
    """Draw the squares that were visited, the hole as O and the last place as C.

    >>> print(track([(0, 0), (1, 0), (2, 0), (2, 1)]))
      C
    O..
    """
    xs, ys = [x for x, _ in places], [y for _, y in places]
    visited = set(places)
    lines = []
    for y in range(max(ys), min(ys) - 1, -1):
        signs = []
        for x in range(min(xs), max(xs) + 1):
            if (x, y) == places[-1]:
                signs.append("C")
            elif (x, y) == HOLE:
                signs.append("O")
            else:
                signs.append("." if (x, y) in visited else " ")
        lines.append("".join(signs).rstrip())
    return "\n".join(lines)


def main() -> None:
    """Draw one walk and measure many."""
    places = list(islice(walk(Random(15)), 150))
    print(track(places))
    print(f"150 places, but only {len(set(places))} different squares.\n")

    print("steps  average distance  square root")
    for steps in (25, 100, 400):
        distances = [dist(HOLE, place_after(steps, seed)) for seed in range(100)]
        print(f"{steps:5}{mean(distances):18.1f}{sqrt(steps):13.1f}")

    returns = [first_return(seed, limit=200) for seed in range(200)]
    home = [steps for steps in returns if steps is not None]
    print(f"\nOf 200 crabs, {len(home)} came home within 200 steps,")
    print(f"{home.count(2)} of them at once; {len(returns) - len(home)} are still out there.")

    for memory in (0.0, 0.5, 0.9):
        ends = [next(islice(straighter(Random(seed), memory), 100, None)) for seed in range(100)]
        print(f"With memory {memory}: {mean(dist(HOLE, end) for end in ends):4.1f} squares")


if __name__ == "__main__":
    main()
