"""Count the ways to climb a stair, one or two steps at a time.

Wren climbs the Old Candle differently every day, and wants to know when she will have to repeat
herself. There is one way to climb one step and two ways to climb two; after that, every number
is the sum of the two before it. The last answer has twenty-eight digits.
"""

from functools import cache
from itertools import pairwise


@cache
def ways(steps):
    """Count the ways: the last stride was either one step or two.

    >>> [ways(steps) for steps in range(8)]
    [1, 1, 2, 3, 5, 8, 13, 21]
    """
    if steps < 2:
        return 1
    return ways(steps - 1) + ways(steps - 2)


def climbs(steps):
    """Yield every climb as a tuple of strides.

    >>> list(climbs(3))
    [(1, 1, 1), (1, 2), (2, 1)]
    """
    if steps == 0:
        yield ()
    for stride in (1, 2):
        if stride <= steps:
            for rest in climbs(steps - stride):
                yield (stride, *rest)


def ways_with(steps, strides):
    """Count the ways when other strides are allowed, from the bottom to the top.

    >>> ways_with(5, {1, 2}) == ways(5)
    True
    >>> ways_with(4, {1, 2, 3})
    7
    """
    counts = [1]
    for step in range(1, steps + 1):
        counts.append(sum(counts[step - stride] for stride in strides if stride <= step))
    return counts[steps]


def ways_around(steps, wet):
    """Count the ways, one or two at a time, that never touch a wet step.

    >>> ways_around(4, {2})
    1
    >>> ways_around(4, {2, 3})
    0
    """
    before, now = 0, 1
    for step in range(1, steps + 1):
        before, now = now, 0 if step in wet else before + now
    return now


def name_of(number):
    """Write a number as a sum of different, never neighbouring numbers of the row.

    >>> name_of(30)
    [21, 8, 1]
    """
    row = [ways(n) for n in range(1, 30)]
    parts = []
    for value in reversed(row):
        if value <= number:
            parts.append(value)
            number -= value
    return parts


def main():
    """Climb a little, then a lot."""
    print("Five steps:", *("-".join(map(str, climb)) for climb in climbs(5)))
    assert sum(1 for _ in climbs(12)) == ways(12)

    print(f"The whole tower: {ways(131):,} ways")
    years = ways(131) // 365
    print(f"At one climb a day, that lasts for a number of years with {len(str(years))} digits.")

    first, second = ways(130), ways(131)
    print(f"Each answer is about {second / first:.6f} times the one before;")
    ratios = [b / a for a, b in pairwise(ways(n) for n in range(12))]
    print("it begins with", ", ".join(f"{ratio:.3f}" for ratio in ratios[:6]) + ".")

    print(f"With giant strides of three: {ways_with(20, {1, 2, 3}):,} instead of {ways(20):,}.")
    print(f"If steps 7 and 13 are wet: {ways_around(20, {7, 13}):,}.")
    for number in (12, 50, 131):
        print(f"{number} = {' + '.join(map(str, name_of(number)))}")


if __name__ == "__main__":
    main()
