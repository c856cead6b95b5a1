"""Cover the chapel floor with square tiles, as large as they can be.

A floor of 84 by 60 hand-breadths can be covered by equal squares of 12, and by nothing larger:
that is the greatest common divisor. The old way to find it is to cut the largest possible square
off the floor, again and again, until a square is left.
"""

from itertools import pairwise
from math import gcd, lcm


def greatest_common_divisor(a: int, b: int) -> int:
    """Divide and keep the remainder until nothing remains.

    >>> greatest_common_divisor(84, 60)
    12
    >>> all(greatest_common_divisor(a, b) == gcd(a, b) for a in range(1, 40) for b in range(40))
    True
    """
    while b:
        a, b = b, a % b
    return a


def cut(length: int, width: int) -> list[int]:
    """Return the sides of the squares that are cut off a floor, the largest first.

    >>> cut(5, 3)
    [3, 2, 1, 1]
    """
    squares = []
    while length and width:
        length, width = max(length, width), min(length, width)
        squares.append(width)
        length -= width
    return squares


def extended(a: int, b: int) -> tuple[int, int, int]:
    """Return the divisor g and two numbers x and y so that a * x + b * y is g.

    >>> g, x, y = extended(84, 60)
    >>> g, x, y, 84 * x + 60 * y
    (12, -2, 3, 12)
    """
    if b == 0:
        return a, 1, 0
    g, x, y = extended(b, a % b)
    return g, y, x - a // b * y


def measured(target: int, long: int, short: int) -> str:
    """Tell how to measure a length with two sticks that have no marks.

    >>> measured(1, 7, 5)
    'lay 3 short sticks forward, then 2 long ones back'
    >>> measured(5, 4, 6)
    'cannot be done'
    """
    g, x, y = extended(long, short)
    if target % g:
        return "cannot be done"
    x, y = x * target // g, y * target // g
    if x >= 0 and y >= 0:
        return f"lay {x} long sticks and {y} short ones forward"
    if x < 0:
        return f"lay {y} short sticks forward, then {-x} long ones back"
    return f"lay {x} long sticks forward, then {-y} short ones back"


def same_beat(*beats: int) -> int:
    """Return after how many seconds all bells ring together again.

    >>> same_beat(4, 6)
    12
    """
    result = 1
    for beat in beats:
        result = result * beat // greatest_common_divisor(result, beat)
    return result


def main() -> None:
    """Tile some floors, measure some lengths, and let the bells ring."""
    for length, width in [(84, 60), (55, 34), (90, 30), (64, 27)]:
        side = greatest_common_divisor(length, width)
        count = (length // side) * (width // side)
        print(f"{length} x {width}: {count} tiles of side {side},", end=" ")
        print(f"or {len(cut(length, width))} squares of several sizes")

    squares = cut(55, 34)
    print("From 55 x 34 we cut:", *squares)
    assert all(a == b or a > b for a, b in pairwise(squares))

    for target, long, short in [(1, 7, 5), (6, 21, 15), (10, 21, 15)]:
        print(f"{target} with sticks of {long} and {short}: {measured(target, long, short)}.")

    beats = (4, 6, 10)
    assert same_beat(*beats) == lcm(*beats)
    seconds = ", ".join(map(str, beats))
    print(f"Bells that ring every {seconds} seconds meet after {same_beat(*beats)}.")


if __name__ == "__main__":
    main()
