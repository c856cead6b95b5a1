"""Reach a number with a few others, as in the game that follows the news on Radio Tavish.

Each number may be used once; they may be added, subtracted, multiplied, and divided if nothing is
left over. Combining any two numbers leaves one fewer, so the game soon ends,
and all of its ends can be visited.
"""

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple


class Term(NamedTuple):
    """A number, and how it was made."""

    value: int
    text: str


def combined(a: Term, b: Term) -> Iterator[Term]:
    """Yield what can be made of two numbers; useless results are left out.

    >>> [term.text for term in combined(Term(6, "6"), Term(3, "3"))]
    ['6 + 3', '6 * 3', '6 - 3', '6 / 3']
    >>> [term.value for term in combined(Term(2, "2"), Term(1, "1"))]
    [3, 1]
    """
    large, small = (a, b) if a.value >= b.value else (b, a)

    def term(value: int, sign: str) -> Term:
        left, right = (
            part.text if part.text.isdigit() else f"({part.text})" for part in (large, small)
        )
        return Term(value, f"{left} {sign} {right}")

    yield term(large.value + small.value, "+")
    if small.value > 1:
        yield term(large.value * small.value, "*")
    if large.value > small.value:
        yield term(large.value - small.value, "-")
    if small.value > 1 and large.value % small.value == 0:
        yield term(large.value // small.value, "/")


def all_terms(terms: list[Term], seen: set[tuple[int, ...]]) -> Iterator[Term]:
    """Yield every number that can be made of some of the terms."""
    key = tuple(sorted(term.value for term in terms))
    if key in seen:
        return
    seen.add(key)
    yield from terms
    for a, b in combinations(terms, 2):
        others = [term for term in terms if term is not a and term is not b]
        for result in combined(a, b):
            yield from all_terms([*others, result], seen)


def reachable(numbers: list[int]) -> dict[int, str]:
    """Return all numbers that can be made, with the shortest way to write each.

    >>> found = reachable([2, 3])
    >>> sorted(found), found[6]
    ([1, 2, 3, 5, 6], '3 * 2')
    """
    best: dict[int, str] = {}
    for value, text in all_terms([Term(number, str(number)) for number in numbers], set()):
        if value not in best or len(text) < len(best[value]):
            best[value] = text
    return best


def nearest(target: int, found: dict[int, str]) -> int:
    """Return the number that comes nearest; the smaller one if two are equally near.

    >>> nearest(10, {7: "7", 9: "9", 11: "11"})
    9
    """
    return min(found, key=lambda value: (abs(value - target), value))


def missing(found: dict[int, str], low: int, high: int) -> list[int]:
    """Return the targets in a range that cannot be reached."""
    return [target for target in range(low, high + 1) if target not in found]


def main() -> None:
    """Play three rounds with five numbers ."""
    rounds = [([75, 8, 6, 3, 2], 431), ([25, 9, 7, 4, 1], 666), ([2, 2, 3, 3, 5], 131)]
    for numbers, target in rounds:
        found = reachable(numbers)
        value = nearest(target, found)
        remark = "exactly" if value == target else f"{abs(value - target)} away"
        print(f"{numbers} -> {target}: {found[value]} = {value}, {remark}")
        gaps = missing(found, 100, 999)
        print(f"  {900 - len(gaps)} of the targets from 100 to 999 can be reached.")

    found = reachable([1, 3, 4, 6])
    print(f"Mr Okoro asks for 24 from 1, 3, 4 and 6. Bea says {found[24]};")
    print("he should have said that all four must be used, which takes a fraction.")


if __name__ == "__main__":
    main()
