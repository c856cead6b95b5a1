"""Add up the herring that each boat brought home.

The harbour office writes one line for every landing; here the lines become groups.
"""

from itertools import groupby
from operator import itemgetter

LANDINGS = [
    ("Mary Lane", "April", 310), ("Grey Heron", "April", 275), ("Mary Lane", "May", 180),
    ("Good Hope", "April", 90), ("Grey Heron", "May", 405), ("Good Hope", "May", 120),
]

boat, month, boxes = itemgetter(0), itemgetter(1), itemgetter(2)


def grouped(landings, key):
    """Yield each value of the key with the landings that belong to it.

    >>> [(name, len(rows)) for name, rows in grouped(LANDINGS, month)]
    [('April', 3), ('May', 3)]
    """
    for value, rows in groupby(sorted(landings, key=key), key=key):
        yield value, list(rows)


def total(landings):
    """Return how many boxes were landed.

    >>> total(LANDINGS[:2])
    585
    """
    return sum(boxes(landing) for landing in landings)


def main():
    """Print the catch of each boat and of each month, and name the fullest boat."""
    for name, rows in grouped(LANDINGS, boat):
        print(f"{name:<12}{total(rows):>6} boxes in {len(rows)} landings")
    print("-" * 36)
    for name, rows in grouped(LANDINGS, month):
        print(f"{name:<12}{total(rows):>6} boxes")
    best = max(LANDINGS, key=boxes)
    print(f"The fullest boat was the {boat(best)} in {month(best)}.")


if __name__ == "__main__":
    main()
