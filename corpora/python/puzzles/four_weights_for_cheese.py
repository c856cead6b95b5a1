"""Weigh every cheese up to forty pounds with four weights only.

Weights may lie on both sides of the scale: a cheese of two pounds and the weight of one pound
balance the weight of three. Piet Aldous has weights of 1, 3, 9 and 27. Each weight is on the far
side, on the cheese's side or in the drawer, which gives numbers in base three with the digits
1, -1 and 0.
"""

from itertools import combinations, product
from typing import NamedTuple

WEIGHTS = (1, 3, 9, 27)


class Weighing(NamedTuple):
    """The weights that lie opposite the cheese, and those that lie beside it."""

    opposite: tuple[int, ...]
    beside: tuple[int, ...]

    @property
    def cheese(self):
        """Return what the cheese must weigh for the scale to be level.

        >>> Weighing((3,), (1,)).cheese
        2
        """
        return sum(self.opposite) - sum(self.beside)

    def __str__(self):
        left = " + ".join(["cheese", *map(str, self.beside)])
        return f"{left} = {' + '.join(map(str, self.opposite))}"


def digits(number):
    """Write a number in base three with the digits 1, -1 and 0, the smallest place first.

    >>> digits(2), digits(5), digits(13)
    ([-1, 1], [-1, -1, 1], [1, 1, 1])
    """
    result = []
    while number:
        number, rest = divmod(number, 3)
        if rest == 2:
            # Two is three less one: write -1 here and carry one.
            rest, number = -1, number + 1
        result.append(rest)
    return result


def weigh(cheese):
    """Return how to weigh a cheese with powers of three.

    >>> print(weigh(5))
    cheese + 1 + 3 = 9
    """
    opposite, beside = [], []
    for place, digit in enumerate(digits(cheese)):
        if digit == 1:
            opposite.append(3**place)
        elif digit == -1:
            beside.append(3**place)
    return Weighing(tuple(opposite), tuple(beside))


def reach(weights):
    """Return all cheeses that some weights can weigh exactly.

    >>> sorted(reach((1, 3)))
    [1, 2, 3, 4]
    """
    found = set()
    for signs in product((-1, 0, 1), repeat=len(weights)):
        total = sum(sign * weight for sign, weight in zip(signs, weights, strict=True))
        if total > 0:
            found.add(total)
    return found


def first_gap(weights):
    """Return the smallest cheese that cannot be weighed.

    >>> first_gap((1, 3)), first_gap((1, 2))
    (5, 4)
    """
    cheese = 1
    found = reach(weights)
    while cheese in found:
        cheese += 1
    return cheese


def best_set(count, heaviest):
    """Try every set of weights and return the one that comes farthest without a gap."""
    return max(combinations(range(1, heaviest + 1), count), key=first_gap)


def main():
    """Weigh some cheeses and make sure that Piet could not have bought better."""
    for cheese in (2, 5, 14, 20, 25, 40):
        weighing = weigh(cheese)
        assert weighing.cheese == cheese
        print(f"{cheese:3} pounds: {weighing}")
    print(f"All cheeses below {first_gap(WEIGHTS)} pounds can be weighed.")

    for count in (1, 2, 3):
        weights = best_set(count, heaviest=12)
        gap = first_gap(weights)
        print(f"The best {count} of the weights up to twelve: {weights}, below {gap}")

    lost = {weight: tuple(w for w in WEIGHTS if w != weight) for weight in WEIGHTS}
    for weight, rest in lost.items():
        missing = reach(WEIGHTS) - reach(rest)
        print(f"If Minister eats the {weight}, {len(missing)} cheeses cannot be weighed.")

    busiest = max(range(1, 41), key=lambda cheese: len(weigh(cheese).beside))
    print(f"The cheese with the most company on its side: {weigh(busiest)}")


if __name__ == "__main__":
    main()
