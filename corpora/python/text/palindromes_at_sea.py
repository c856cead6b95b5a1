"""Find the boats whose names read the same from both ends.

Spaces, capitals and punctuation do not count, or the harbour would have very few of them.
"""

from collections.abc import Iterable

BOATS = [
    "Anna", "Patience", "Level", "Tide, Edit!", "Grey Heron", "Otto",
    "Gull Lug", "Hannah", "Morning Star", "Net Ten", "Noon",
]


def letters_of(name: str) -> str:
    """Keep the letters only, all of them small.

    >>> letters_of("Net Ten!")
    'netten'
    """
    return "".join(letter for letter in name.casefold() if letter.isalpha())


def is_palindrome(name: str) -> bool:
    """Say whether the name reads the same backwards.

    >>> is_palindrome("Noon")
    True
    >>> is_palindrome("Gull")
    False
    """
    letters = letters_of(name)
    return letters == letters[::-1]


def longest(names: Iterable[str]) -> str:
    """Return the name with the most letters."""
    return max(names, key=lambda name: len(letters_of(name)))


def main() -> None:
    """List the two kinds of boats and praise the longest palindrome."""
    turning = [boat for boat in BOATS if is_palindrome(boat)]
    others = [boat for boat in BOATS if boat not in turning]
    print("The same from both ends:", ", ".join(turning))
    print("Only from the front:", ", ".join(others))
    print(f"The prize goes to the {longest(turning)!r}.")


if __name__ == "__main__":
    main()
