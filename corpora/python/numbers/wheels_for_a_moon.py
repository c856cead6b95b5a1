"""Choose toothed wheels for Luca Ferro's moon clock.

From one full moon to the next it takes about 29.530588 days. A clock can show that only with
wheels, and a wheel has a whole number of teeth. A continued fraction finds the small fractions
that come nearest: no fraction with smaller numbers does better.
"""

from collections.abc import Iterator
from fractions import Fraction
from math import floor

MONTH = Fraction("29.530588")
DAY_SECONDS = 24 * 60 * 60


def expansion(value: Fraction) -> Iterator[int]:
    """Yield the whole parts: what remains is turned upside down each time.

    >>> list(expansion(Fraction(43, 30)))
    [1, 2, 3, 4]
    """
    while True:
        whole = floor(value)
        yield whole
        rest = value - whole
        if rest == 0:
            return
        value = 1 / rest


def approximations(value: Fraction) -> Iterator[Fraction]:
    """Yield better and better fractions, the last of them exact.

    >>> [str(fraction) for fraction in approximations(Fraction(43, 30))]
    ['1', '3/2', '10/7', '43/30']
    """
    above, below = (1, 0), (0, 1)
    for whole in expansion(value):
        above = (whole * above[0] + above[1], above[0])
        below = (whole * below[0] + below[1], below[0])
        yield Fraction(above[0], below[0])


def split_into_wheels(teeth: int, smallest: int = 8, largest: int = 90) -> list[int] | None:
    """Split a number of teeth into wheels that can be cut, or return None.

    >>> split_into_wheels(59), split_into_wheels(1447)
    ([59], None)
    >>> split_into_wheels(945)
    [27, 35]
    """
    if smallest <= teeth <= largest:
        return [teeth]
    pairs = [
        (a, teeth // a)
        for a in range(smallest, largest + 1)
        if teeth % a == 0 and a <= teeth // a <= largest
    ]
    # The pair whose wheels are most alike needs the least room.
    return list(min(pairs, key=lambda pair: pair[1] - pair[0])) if pairs else None


def drift(fraction: Fraction) -> float:
    """Return how many seconds the clock's moon is wrong after each month."""
    return float(abs(fraction - MONTH) * DAY_SECONDS)


def years_until_a_day(fraction: Fraction) -> float:
    """Return how many years pass until the clock's moon is a whole day wrong.

    >>> round(years_until_a_day(Fraction(59, 2)), 1)
    2.6
    """
    months = DAY_SECONDS / drift(fraction)
    return months * float(MONTH) / 365.25


def buildable(limit: int) -> Iterator[tuple[Fraction, list[int], list[int]]]:
    """Yield fractions that both pairs of wheels can show, each nearer than the one before."""
    nearest = float("inf")
    for below in range(8, limit + 1):
        above = round(MONTH * below)
        driving, driven = split_into_wheels(above), split_into_wheels(below)
        fraction = Fraction(above, below)
        if driving and driven and drift(fraction) < nearest:
            nearest = drift(fraction)
            yield fraction, driving, driven


def main() -> None:
    """Print what would be best, and what Luca can build."""
    print("29.530588 =", ", ".join(str(whole) for whole in expansion(MONTH)))
    print("The best fractions:")
    for fraction in approximations(MONTH):
        if fraction == MONTH:
            print(f"{str(fraction):>16}  is exact, but nobody could pay for the brass.")
        elif fraction.numerator < 2000:
            years = years_until_a_day(fraction)
            print(f"{str(fraction):>16}  a day wrong after {years:,.1f} years")

    print("The best that can be cut:")
    for fraction, driving, driven in buildable(270):
        train = " x ".join(map(str, driving)) + " to " + " x ".join(map(str, driven))
        print(f"{str(fraction):>16}  {train:<20} {years_until_a_day(fraction):10,.1f} years")


if __name__ == "__main__":
    main()
