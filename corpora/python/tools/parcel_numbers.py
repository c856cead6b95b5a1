"""Check the numbers on parcels, so that no parcel goes to the wrong island.

The last digit of a parcel number is a check. Every second digit counts double (and if that makes
two digits, they are added), and the sum of everything must end in zero. A single wrong digit is
always noticed.
"""

from collections.abc import Iterator
from random import Random


def weighted(digits: list[int]) -> Iterator[int]:
    """Yield the digits from the right, every second one doubled.

    >>> list(weighted([7, 3, 5]))
    [5, 6, 7]
    >>> list(weighted([8, 0]))
    [0, 7]
    """
    for place, digit in enumerate(reversed(digits)):
        if place % 2 == 1:
            digit = sum(divmod(digit * 2, 10))
        yield digit


def is_valid(number: str) -> bool:
    """Say whether the check of a number is right.

    >>> is_valid("1312")
    False
    >>> is_valid(with_check("131"))
    True
    """
    return sum(weighted([int(digit) for digit in number])) % 10 == 0


def with_check(number: str) -> str:
    """Add the digit that makes a number valid."""
    return next(number + check for check in "0123456789" if is_valid(number + check))


def one_digit_wrong(number: str) -> Iterator[str]:
    """Yield every number that differs in exactly one digit."""
    for place, right in enumerate(number):
        for wrong in "0123456789":
            if wrong != right:
                yield number[:place] + wrong + number[place + 1:]


def neighbours_swapped(number: str) -> Iterator[str]:
    """Yield every number in which two different neighbours have changed places."""
    for place in range(len(number) - 1):
        a, b = number[place:place + 2]
        if a != b:
            yield number[:place] + b + a + number[place + 2:]


def unnoticed(mistakes: Iterator[str]) -> tuple[int, int]:
    """Return how many mistakes there are, and how many pass the check all the same."""
    passed = [is_valid(number) for number in mistakes]
    return len(passed), sum(passed)


def main() -> None:
    """Label some parcels and make every possible mistake with them."""
    rng = Random(2214)
    parcels = [with_check(f"{rng.randrange(10**7):07}") for _ in range(20)]
    print("Labels:", *parcels[:5], "and", len(parcels) - 5, "more")
    for name, make in {"one wrong digit": one_digit_wrong, "a swap": neighbours_swapped}.items():
        counts = [unnoticed(make(parcel)) for parcel in parcels]
        mistakes = sum(count for count, _ in counts)
        passed = sum(missed for _, missed in counts)
        print(f"Of {mistakes} labels with {name}, {passed} are not noticed.")


if __name__ == "__main__":
    main()
