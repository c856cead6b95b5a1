"""Read and write the Roman numerals of the town clock.

Luca Ferro is not allowed to mend the clock, but nobody can stop him from reading it.
"""

VALUES = [
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
]
DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def to_roman(number: int) -> str:
    """Write a number from 1 to 3999 in Roman numerals.

    >>> to_roman(9)
    'IX'
    >>> to_roman(2214)
    'MMCCXIV'
    >>> to_roman(0)
    Traceback (most recent call last):
        ...
    ValueError: 0 has no Roman numeral
    """
    if not 1 <= number <= 3999:
        raise ValueError(f"{number} has no Roman numeral")
    result = ""
    for value, numeral in VALUES:
        count, number = divmod(number, value)
        result += numeral * count
    return result


def from_roman(numeral: str) -> int:
    """Read Roman numerals: a smaller digit before a larger one is taken away.

    >>> from_roman("MCMLXXXIV")
    1984
    >>> all(from_roman(to_roman(n)) == n for n in range(1, 4000))
    True
    """
    total = 0
    for digit, following in zip(numeral, numeral[1:] + " ", strict=True):
        value = DIGITS[digit]
        if value < DIGITS.get(following, 0):
            total -= value
        else:
            total += value
    return total


def is_proper(numeral: str) -> bool:
    """Say whether a numeral is written as it should be.

    >>> is_proper("IIII")
    False
    """
    try:
        return to_roman(from_roman(numeral)) == numeral
    except (KeyError, ValueError):
        return False


def main() -> None:
    """Check the face of the clock, and date some stones of the town."""
    face = ["I", "II", "III", "IIII", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
    for numeral in face:
        if not is_proper(numeral):
            better = to_roman(from_roman(numeral))
            print(f"The clock says {numeral} where a scholar writes {better}.")

    stones = {"the lighthouse": "MDCCCLIX", "the bridge": "MDCXLII", "the school": "MCMIV"}
    for place, numeral in sorted(stones.items(), key=lambda stone: from_roman(stone[1])):
        print(f"The stone over {place} reads {numeral}: {from_roman(numeral)}.")

    longest = max(range(1, 2001), key=lambda year: len(to_roman(year)))
    print(f"The mason was paid best in {longest}: {to_roman(longest)}.")


if __name__ == "__main__":
    main()
