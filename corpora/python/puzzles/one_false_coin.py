"""Find a false coin among twelve with three weighings.

One of twelve crowns in the collection box is false: it is either too light or too heavy, and the
only scale is Ada Ferro's, which tips left, tips right or stays level. There are 24 things that may
be true and 27 things that the scale can say, so it is just possible.
"""

from collections import defaultdict
from typing import NamedTuple

COINS = "ABCDEFGHIJKL"

# What is put on the left and on the right, fixed before anything is weighed.
WEIGHINGS = [("ABCD", "EFGH"), ("BEIJ", "ACGL"), ("BCEH", "FIKL")]


class Case(NamedTuple):
    """One thing that may be true."""

    coin: str
    fault: str

    def __str__(self) -> str:
        return f"{self.coin} is too {self.fault}"


CASES = [Case(coin, fault) for coin in COINS for fault in ("light", "heavy")]


def weigh(case: Case, left: str, right: str) -> str:
    """Return what the scale does: < tips left, > tips right, = stays level.

    >>> weigh(Case("A", "heavy"), "AB", "CD"), weigh(Case("A", "light"), "AB", "CD")
    ('<', '>')
    >>> weigh(Case("L", "light"), "AB", "CD")
    '='
    """
    if len(left) != len(right):
        raise ValueError("unequal numbers of coins tell us nothing")
    if case.coin not in left + right:
        return "="
    return "<" if (case.coin in left) == (case.fault == "heavy") else ">"


def signs(case: Case, weighings: list[tuple[str, str]]) -> str:
    """Return what the scale says in all weighings together.

    >>> signs(Case("A", "heavy"), [("A", "B"), ("B", "C")])
    '<='
    """
    return "".join(weigh(case, left, right) for left, right in weighings)


def dictionary(weighings: list[tuple[str, str]]) -> dict[str, list[Case]]:
    """Return for every answer of the scale the cases that would give it."""
    result = defaultdict(list)
    for case in CASES:
        result[signs(case, weighings)].append(case)
    return dict(result)


def is_enough(weighings: list[tuple[str, str]]) -> bool:
    """Say whether the weighings always find the coin and its fault."""
    return all(len(cases) == 1 for cases in dictionary(weighings).values())


def doubts(weighings: list[tuple[str, str]]) -> list[str]:
    """Return the answers after which we would not know enough."""
    return [
        f"{answer} could be: {', '.join(map(str, cases))}"
        for answer, cases in sorted(dictionary(weighings).items())
        if len(cases) > 1
    ]


def opposite(answer: str) -> str:
    """Return the answer that the scale gives if a light coin is a heavy one instead.

    >>> opposite("<=>")
    '>=<'
    """
    return answer.translate(str.maketrans("<>", "><"))


def main() -> None:
    """Print the table that hangs beside the collection box."""
    for number, (left, right) in enumerate(WEIGHINGS, start=1):
        print(f"Weighing {number}: {' '.join(left)} against {' '.join(right)}")
    table = dictionary(WEIGHINGS)
    print("It is enough." if is_enough(WEIGHINGS) else "It is not enough.")
    for answer, cases in sorted(table.items()):
        print(f"  {answer}  {cases[0]}")
    assert all(opposite(answer) in table for answer in table)

    unused = {a + b + c for a in "<=>" for b in "<=>" for c in "<=>"} - set(table)
    print("The scale will never say", " or ".join(sorted(unused)) + ".")

    print("\nWith only the first two weighings:")
    for doubt in doubts(WEIGHINGS[:2])[:3]:
        print(f"  {doubt}")
    careless = [("ABCD", "EFGH"), ("ABCD", "IJKL"), ("AEI", "BFJ")]
    print(f"Councillor Fitch's own three leave {len(doubts(careless))} doubts.")


if __name__ == "__main__":
    main()
