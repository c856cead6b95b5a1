"""Find the number of goats from what is left over.

Hanna Aldous cannot count her sister's goats, because they will not stand still; but she can put
them in rows. In rows of three, two are left over; in rows of five, three; in rows of seven, two.
The smallest herd that fits can be found by stepping, one row length at a time.
"""

from collections.abc import Iterator
from math import gcd
from typing import NamedTuple


class Clue(NamedTuple):
    """The length of the rows, and how many animals are left over."""

    rows: int
    left: int

    def fits(self, number: int) -> bool:
        """Say whether a herd of this size agrees with the clue."""
        return number % self.rows == self.left


def herd(clues: list[Clue]) -> tuple[int, int] | None:
    """Return the smallest herd and the distance to the next larger one, or None.

    >>> herd([Clue(3, 2), Clue(5, 3), Clue(7, 2)])
    (23, 105)
    >>> herd([Clue(4, 1), Clue(6, 2)]) is None
    True
    """
    number, step = 0, 1
    for clue in clues:
        for _ in range(clue.rows):
            if clue.fits(number):
                break
            number += step
        else:
            return None
        step = step * clue.rows // gcd(step, clue.rows)
    return number, step


def herds(clues: list[Clue], limit: int) -> Iterator[int]:
    """Yield every possible herd up to a limit.

    >>> list(herds([Clue(2, 1), Clue(5, 0)], 30))
    [5, 15, 25]
    """
    if found := herd(clues):
        first, step = found
        yield from range(first, limit + 1, step)


def inverse(number: int, rows: int) -> int | None:
    """Return what a number must be multiplied with to leave one over, or None.

    >>> inverse(3, 7), inverse(2, 6)
    (5, None)
    """
    for candidate in range(1, rows):
        if number * candidate % rows == 1:
            return candidate
    return None


def last_digit(base: int, power: int, modulus: int = 10) -> int:
    """Return the remainder of a power without ever writing it out.

    >>> last_digit(7, 131) == 7**131 % 10
    True
    """
    result = 1
    while power:
        if power % 2:
            result = result * base % modulus
        base = base * base % modulus
        power //= 2
    return result


def digit_sum_test(number: int, divisor: int) -> bool:
    """Test whether 3 or 9 divides a number by its digits alone.

    >>> digit_sum_test(2214, 9), digit_sum_test(2215, 3)
    (True, False)
    """
    if divisor not in (3, 9):
        raise ValueError("this test is only for 3 and 9")
    while number > 9:
        number = sum(map(int, str(number)))
    return number % divisor == 0


def main() -> None:
    """Count goats, turn clock hands, and end with a large number."""
    clues = [Clue(3, 2), Clue(5, 3), Clue(7, 2)]
    print("The herd may be", " or ".join(str(number) for number in herds(clues, 250)) + ".")
    clues.append(Clue(4, 0))
    print(f"If rows of four come out even, it is {next(herds(clues, 1000))}.")
    late = clues + [Clue(6, 1)]
    print("If rows of six leave one over,", "no herd fits." if herd(late) is None else herd(late))

    print("\nEvery 5 hours a bell, on a clock with 12:", [5 * n % 12 for n in range(12)])
    print("Every 4 hours:", [4 * n % 12 for n in range(12)])
    friendly = [n for n in range(1, 12) if inverse(n, 12)]
    print(f"Only {friendly} visit every hour.")

    print(f"\nThe last digit of 7 to the power of 131 is {last_digit(7, 131)}.")
    row = [last_digit(7, power) for power in range(1, 9)]
    print("The last digits go round:", row)
    print("Mount Ossel is divisible by nine:", digit_sum_test(2214, 9))


if __name__ == "__main__":
    main()
