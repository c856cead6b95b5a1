"""Meet the same neighbour in the rain, day after day.

Each of two neighbours may lend the other an umbrella or not. To be lent one is worth four, to
lend one costs one; so whoever never lends does best in a single shower, and two who both lend
do better than two who do not. In a wet town people meet again, and that changes everything.
"""

from collections.abc import Callable, Iterator
from itertools import combinations_with_replacement
from random import Random

LENT, COST = 4, 1

# A manner decides by what both have done so far: own deeds first, then the other's.
Manner = Callable[[list[bool], list[bool]], bool]


def always_lends(mine: list[bool], theirs: list[bool]) -> bool:
    """Lend, whatever happened."""
    return True


def never_lends(mine: list[bool], theirs: list[bool]) -> bool:
    """Keep the umbrella, whatever happened."""
    return False


def like_for_like(mine: list[bool], theirs: list[bool]) -> bool:
    """Lend at first; then do what the other one did last.

    >>> like_for_like([True], [False]), like_for_like([], [])
    (False, True)
    """
    return theirs[-1] if theirs else True


def unforgiving(mine: list[bool], theirs: list[bool]) -> bool:
    """Lend until the other one has kept an umbrella, then never again."""
    return all(theirs)


def generous(mine: list[bool], theirs: list[bool]) -> bool:
    """Do like for like, but overlook one slight in three."""
    return True if theirs.count(False) % 3 == 1 else like_for_like(mine, theirs)


MANNERS = [always_lends, never_lends, like_for_like, unforgiving, generous]


def points(mine: bool, theirs: bool) -> int:
    """Return what one shower is worth.

    >>> points(True, True), points(False, True), points(True, False), points(False, False)
    (3, 4, -1, 0)
    """
    return LENT * theirs - COST * mine


def meet(first: Manner, second: Manner, days: int, mistake: float, rng: Random) -> tuple[int, int]:
    """Let two neighbours meet for some days; now and then one forgets the umbrella.

    >>> meet(never_lends, like_for_like, 10, 0, Random(0))
    (4, -1)
    """
    a_deeds: list[bool] = []
    b_deeds: list[bool] = []
    a_points = b_points = 0
    for _ in range(days):
        a = first(a_deeds, b_deeds) and rng.random() >= mistake
        b = second(b_deeds, a_deeds) and rng.random() >= mistake
        a_points += points(a, b)
        b_points += points(b, a)
        a_deeds.append(a)
        b_deeds.append(b)
    return a_points, b_points


def averages(manners: list[Manner], days: int, mistake: float) -> dict[str, float]:
    """Let everybody meet everybody, their own kind too; return the points for one day."""
    totals = {manner.__name__: 0.0 for manner in manners}
    rng = Random(16)
    for first, second in combinations_with_replacement(manners, 2):
        a, b = meet(first, second, days, mistake, rng)
        totals[first.__name__] += a
        if first is not second:
            totals[second.__name__] += b
    return {name: total / days / len(manners) for name, total in totals.items()}


def town(manners: list[Manner], days: int, mistake: float) -> Iterator[list[Manner]]:
    """Yield the manners in a town from which the least happy one moves away each year."""
    manners = list(manners)
    while len(manners) > 1:
        yield list(manners)
        results = averages(manners, days, mistake)
        manners.remove(min(manners, key=lambda manner: results[manner.__name__]))
    yield manners


def main() -> None:
    """Compare one shower with a wet year, with and without forgetfulness."""
    for days, mistake in ((1, 0.0), (120, 0.0), (120, 0.1)):
        print(f"Showers: {days}, forgotten umbrellas: {mistake:.0%}")
        results = averages(MANNERS, days, mistake)
        for name in sorted(results, key=results.get, reverse=True):
            print(f"  {name.replace('_', ' '):<14}{results[name]:6.2f}")

    print("Who moves away, in a town that is forgetful:")
    *_, (last,) = years = list(town(MANNERS, 120, 0.1))
    for before, after in zip(years, years[1:]):
        gone, = set(before) - set(after)
        print(f"  {gone.__name__.replace('_', ' ')}")
    print(f"In the end all of Cooper's Lane is {last.__name__.replace('_', ' ')}.")


if __name__ == "__main__":
    main()
