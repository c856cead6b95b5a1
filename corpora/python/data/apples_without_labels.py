"""Name an apple by asking its nearest relations.

Miss Lind's brother grows four kinds of apples, and the labels have been eaten by mice. Every
apple that is known has been weighed and measured; an unknown one gets the name that most of its
nearest neighbours have. First all measures must be brought to the same scale, or the grams would
shout down the centimetres.
"""

from collections import Counter
from math import dist
from statistics import mean, pstdev
from typing import NamedTuple


class Apple(NamedTuple):
    """Weight in grams, width in centimetres, redness from 0 to 10."""

    grams: float
    width: float
    red: float


KNOWN = [
    ("Skipper", Apple(150, 7.1, 8)), ("Skipper", Apple(162, 7.4, 9)),
    ("Skipper", Apple(144, 7.0, 7)), ("Skipper", Apple(158, 7.2, 8)),
    ("Old Candle", Apple(98, 6.0, 1)), ("Old Candle", Apple(105, 6.2, 2)),
    ("Old Candle", Apple(92, 5.8, 1)), ("Old Candle", Apple(110, 6.1, 3)),
    ("Winter Bell", Apple(180, 7.9, 2)), ("Winter Bell", Apple(171, 7.6, 3)),
    ("Winter Bell", Apple(190, 8.1, 1)), ("Winter Bell", Apple(176, 7.8, 4)),
    ("Sparrow", Apple(60, 4.9, 9)), ("Sparrow", Apple(72, 5.2, 10)),
    ("Sparrow", Apple(66, 5.0, 8)), ("Sparrow", Apple(70, 5.3, 9)),
]


class Scale:
    """Brings every measure to an average of 0 and a spread of 1."""

    def __init__(self, apples):
        columns = list(zip(*apples, strict=True))
        self.centres = [mean(column) for column in columns]
        self.spreads = [pstdev(column) for column in columns]

    def __call__(self, apple):
        """Return the scaled measures as a tuple.

        >>> scale = Scale([Apple(100, 5, 0), Apple(200, 7, 10)])
        >>> scale(Apple(200, 6, 0))
        (1.0, 0.0, -1.0)
        """
        return tuple(
            (value - centre) / spread
            for value, centre, spread in zip(apple, self.centres, self.spreads, strict=True)
        )


def neighbours(apple, known, scale, count):
    """Return the names of the nearest known apples, the nearest first."""
    place = scale(apple)
    nearest = sorted(known, key=lambda pair: dist(place, scale(pair[1])))
    return [name for name, _ in nearest[:count]]


def name_of(apple, known, scale, count=3):
    """Return the name that most neighbours have, and how many of them have it."""
    return Counter(neighbours(apple, known, scale, count)).most_common(1)[0]


def test_each(known, count):
    """Take every apple out in turn, ask the others for its name, and count the right answers."""
    right = 0
    for position, (name, apple) in enumerate(known):
        others = known[:position] + known[position + 1:]
        scale = Scale([other for _, other in others])
        guess, _ = name_of(apple, others, scale, count)
        right += guess == name
    return right


def typical(known):
    """Return the average apple of each name."""
    groups = {}
    for name, apple in known:
        groups.setdefault(name, []).append(apple)
    return {
        name: Apple(*(mean(column) for column in zip(*apples, strict=True)))
        for name, apples in groups.items()
    }


def main():
    """Name the apples in the basket and test the method."""
    for name, apple in typical(KNOWN).items():
        redness = "*" * round(apple.red)
        print(f"{name:<12}{apple.grams:6.1f} g {apple.width:5.2f} cm   red {redness}")

    scale = Scale([apple for _, apple in KNOWN])
    basket = [Apple(155, 7.3, 6), Apple(68, 5.1, 9), Apple(165, 7.5, 5), Apple(100, 6.0, 9)]
    print()
    for apple in basket:
        name, votes = name_of(apple, KNOWN, scale)
        manner = "certainly" if votes == 3 else "probably"
        print(f"{apple.grams} g, {apple.width} cm, red {apple.red}: {manner} {name}")

    for count in (1, 3, 5, 9):
        print(f"Asking {count}: {test_each(KNOWN, count)} of {len(KNOWN)} are right.")


if __name__ == "__main__":
    main()
