"""Build the number triangle that Mr Okoro draws on the blackboard every autumn.

Each row begins and ends with one, and every other number is the sum of the two above it. The
children are sent to look for patterns; those who find one may wipe the board.
"""

from collections.abc import Iterator
from itertools import islice, pairwise
from math import comb, factorial


def rows() -> Iterator[list[int]]:
    """Yield the rows of the triangle, for ever.

    >>> list(islice(rows(), 4))
    [[1], [1, 1], [1, 2, 1], [1, 3, 3, 1]]
    """
    row = [1]
    while True:
        yield row
        row = [1, *(left + right for left, right in pairwise(row)), 1]


def row(number: int) -> list[int]:
    """Return one row; the uppermost has the number 0.

    >>> row(5)
    [1, 5, 10, 10, 5, 1]
    """
    return next(islice(rows(), number, None))


def slanting_sums(count: int) -> list[int]:
    """Add up the numbers along flat diagonals.

    >>> slanting_sums(8)
    [1, 1, 2, 3, 5, 8, 13, 21]
    """
    triangle = list(islice(rows(), count))
    return [
        sum(triangle[n - k][k] for k in range(n // 2 + 1))
        for n in range(count)
    ]


def written_out(power: int) -> str:
    """Write (a + b) to some power without brackets.

    >>> written_out(2)
    'a^2 + 2ab + b^2'
    """
    def part(letter: str, exponent: int) -> str:
        if exponent == 0:
            return ""
        return letter if exponent == 1 else f"{letter}^{exponent}"

    terms = []
    for k, number in enumerate(row(power)):
        factor = "" if number == 1 else str(number)
        terms.append(factor + part("a", power - k) + part("b", k))
    return " + ".join(terms)


def crews(people: list[str], size: int) -> Iterator[tuple[str, ...]]:
    """Yield every crew of a given size: with the first person, then without.

    >>> list(crews(["Bea", "Noor", "Wren"], 2))
    [('Bea', 'Noor'), ('Bea', 'Wren'), ('Noor', 'Wren')]
    """
    if size == 0:
        yield ()
    elif people:
        first, *others = people
        for crew in crews(others, size - 1):
            yield (first, *crew)
        yield from crews(others, size)


def main() -> None:
    """Draw the triangle and wipe the board three times."""
    for numbers in islice(rows(), 9):
        print("".join(f"{number:^6}" for number in numbers).center(54).rstrip())

    print("\nOdd numbers only:")
    for numbers in islice(rows(), 16):
        print(" ".join("*" if number % 2 else " " for number in numbers).center(34).rstrip())

    print("\nEvery row adds up to a power of two:", [sum(row(n)) for n in range(8)])
    print("Along the slopes:", slanting_sums(10))
    print("Brackets opened:", written_out(4))

    children = ["Bea", "Noor", "Oskar", "Samir", "Tilly", "Wren"]
    boats = list(crews(children, 4))
    by_factorials = factorial(6) // (factorial(4) * factorial(2))
    assert len(boats) == comb(6, 4) == by_factorials == row(6)[4]
    print(f"A boat for four can be manned by six children in {len(boats)} ways;")
    apart = [crew for crew in boats if not {"Oskar", "Tilly"} <= set(crew)]
    print(f"in {len(apart)} of them, the twins cannot splash each other.")


if __name__ == "__main__":
    main()
