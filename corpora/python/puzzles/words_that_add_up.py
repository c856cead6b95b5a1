"""Solve the sums in which every letter stands for a digit.

Mr Okoro writes a sum of words on the board: each letter is a digit, different letters are
different digits, and no word begins with nought. Instead of trying ten letters in every order, we
go through the columns from the right, as on paper, and turn back at the first column that is wrong.
"""

from collections.abc import Iterator


class Sum:
    """Some words and the word that they add up to.

    >>> print(Sum("SEA + SEA = DEEP"))
    SEA + SEA = DEEP
    """

    def __init__(self, text: str) -> None:
        left, right = text.split(" = ")
        self.words = left.split(" + ")
        self.result = right
        self.first_letters = {word[0] for word in [*self.words, self.result]}
        self.letters = sorted(set("".join(self.words) + self.result))
        if len(self.letters) > 10:
            raise ValueError("there are more letters than digits")

    def __str__(self) -> str:
        return f"{' + '.join(self.words)} = {self.result}"

    def column(self, place: int) -> tuple[list[str], str]:
        """Return the letters of a column, counted from the right, and the letter below.

        >>> Sum("AB + C = DB").column(1)
        (['A'], 'D')
        """
        above = [word[-1 - place] for word in self.words if place < len(word)]
        return above, self.result[-1 - place]

    def solutions(self) -> Iterator[dict[str, int]]:
        """Yield all the ways to give digits to letters.

        >>> [found["A"] for found in Sum("A + A = BA").solutions()]
        []
        >>> list(Sum("A + B = CB").solutions())
        []
        >>> list(Sum("AA + B = BCC").solutions())
        [{'A': 9, 'B': 1, 'C': 0}]
        """
        if all(len(word) <= len(self.result) for word in self.words):
            yield from self._fill(0, 0, {})

    def _fill(self, place: int, carry: int, known: dict[str, int]) -> Iterator[dict[str, int]]:
        """Fill the columns from one place on."""
        if place == len(self.result):
            if carry == 0:
                yield dict(sorted(known.items()))
            return
        above, below = self.column(place)
        unknown = next((letter for letter in [*above, below] if letter not in known), None)
        if unknown is None:
            carry, digit = divmod(sum(known[letter] for letter in above) + carry, 10)
            if digit == known[below]:
                yield from self._fill(place + 1, carry, known)
            return
        for digit in range(10):
            if digit in known.values() or (digit == 0 and unknown in self.first_letters):
                continue
            yield from self._fill(place, carry, known | {unknown: digit})


def in_digits(text: str, digits: dict[str, int]) -> str:
    """Put digits in place of the letters.

    >>> in_digits("SEA + E", {"S": 3, "E": 0, "A": 7})
    '307 + 0'
    """
    return "".join(str(digits.get(sign, sign)) for sign in text)


def main() -> None:
    """Solve the sums of the week."""
    puzzles = [
        "FOG + MOON = NIGHT", "SEA + BREAD = STARS", "FOG + LIGHT = BOATS", "FOG + FOG = GULL",
    ]
    for text in puzzles:
        puzzle = Sum(text)
        found = list(puzzle.solutions())
        print(f"{puzzle}: {len(puzzle.letters)} letters, {len(found)} solutions")
        for digits in found[:3]:
            line = in_digits(text, digits)
            total = sum(int(in_digits(word, digits)) for word in puzzle.words)
            assert total == int(in_digits(puzzle.result, digits))
            print(f"  {line}")


if __name__ == "__main__":
    main()
