"""Divide until the decimals repeat.

Wren divided one crown by seven with a pencil, and stopped after two pages. Long division keeps
only a remainder from one digit to the next; as soon as a remainder comes back, all the digits
come back with it.
"""

from fractions import Fraction


def divide(above: int, below: int) -> tuple[int, str, str]:
    """Return the whole part, the decimals that come once, and those that repeat.

    >>> divide(1, 8)
    (0, '125', '')
    >>> divide(22, 7)
    (3, '', '142857')
    >>> divide(5, 12)
    (0, '41', '6')
    """
    whole, remainder = divmod(above, below)
    digits = ""
    places: dict[int, int] = {}
    while remainder and remainder not in places:
        places[remainder] = len(digits)
        digit, remainder = divmod(remainder * 10, below)
        digits += str(digit)
    if remainder == 0:
        return whole, digits, ""
    start = places[remainder]
    return whole, digits[:start], digits[start:]


def written(above: int, below: int) -> str:
    """Write a fraction with its repeating part in brackets.

    >>> written(5, 12), written(6, 3)
    ('0.41(6)', '2')
    """
    whole, once, again = divide(above, below)
    if not once and not again:
        return str(whole)
    return f"{whole}.{once}({again})" if again else f"{whole}.{once}"


def read(text: str) -> Fraction:
    """Turn such a text back into a fraction.

    >>> read("0.41(6)")
    Fraction(5, 12)
    >>> read("0.(9)")
    Fraction(1, 1)
    """
    whole, _, decimals = text.partition(".")
    once, _, again = decimals.rstrip(")").partition("(")
    result = Fraction(int(whole)) + Fraction(int(once or "0"), 10 ** len(once))
    if again:
        result += Fraction(int(again), (10 ** len(again) - 1) * 10 ** len(once))
    return result


def period(below: int) -> int:
    """Return how many decimals repeat when one is divided by a number.

    >>> period(7), period(8), period(11)
    (6, 0, 2)
    """
    return len(divide(1, below)[2])


def turned(digits: str) -> set[str]:
    """Return the digits begun at every place of the circle.

    >>> sorted(turned("abc"))
    ['abc', 'bca', 'cab']
    """
    return {digits[n:] + digits[:n] for n in range(len(digits))}


def main() -> None:
    """Divide crowns among more and more people."""
    for people in range(2, 16):
        print(f"1 / {people:<2} = {written(1, people)}")

    circle = divide(1, 7)[2]
    same = all(divide(n, 7)[2] in turned(circle) for n in range(1, 7))
    print(f"\nAll sevenths go round the same circle {circle}: {same}")
    print("Its halves add up to", int(circle[:3]) + int(circle[3:]))

    lazy = [n for n in range(2, 41) if period(n) == 0]
    print("No repetition at all:", lazy)
    long = [n for n in range(2, 41) if period(n) == n - 1]
    print("As long as can be:", long)

    for text in ("0.(3)", "0.1(6)", "1.31(09)", "0.(9)"):
        print(f"{text:>9} = {read(text)}")
    assert all(read(written(a, b)) == Fraction(a, b) for a in range(20) for b in range(1, 40))


if __name__ == "__main__":
    main()
