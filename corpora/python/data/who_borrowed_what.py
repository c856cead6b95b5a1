"""Ask questions about the readers of the library with sets.

Every reader has a set of the books they have borrowed. What two readers share, what only one of
them knows and what nobody has ever opened are all questions of one line.
"""

from itertools import combinations

CATALOGUE = {
    "knots", "bees", "fog", "soup", "seals", "clocks", "bread", "winds", "stars", "goats",
    "maps",
}

BORROWED = {
    "Wren": {"seals", "winds", "knots", "stars"},
    "Luca": {"clocks", "bread"},
    "Noor": {"stars", "winds", "fog"},
    "Ada": {"bread", "soup", "bees"},
    "Samir": {"knots", "seals", "winds"},
    "Hanna": {"goats", "bees"},
}


def likeness(first: set[str], second: set[str]) -> float:
    """Compare two sets: 1 for the same books, 0 for none in common.

    >>> likeness({"a", "b"}, {"b", "c"})
    0.3333333333333333
    >>> likeness(set(), set())
    0.0
    """
    together = first | second
    return len(first & second) / len(together) if together else 0.0


def nearest_reader(name: str) -> str:
    """Return who reads most like somebody else.

    >>> nearest_reader("Wren")
    'Samir'
    """
    others = BORROWED.keys() - {name}
    return max(sorted(others), key=lambda other: likeness(BORROWED[name], BORROWED[other]))


def suggestions(name: str) -> set[str]:
    """Return the books of the nearest reader that somebody does not know yet.

    >>> suggestions("Samir")
    {'stars'}
    """
    return BORROWED[nearest_reader(name)] - BORROWED[name]


def readers_of(book: str) -> set[str]:
    """Return everybody who has borrowed a book."""
    return {name for name, books in BORROWED.items() if book in books}


def listed(words: set[str]) -> str:
    """Write a set as a list in the order of the alphabet.

    >>> listed({"winds", "fog", "bees"})
    'bees, fog and winds'
    >>> listed(set())
    'nothing'
    """
    *most, last = sorted(words) or ["nothing"]
    return f"{', '.join(most)} and {last}" if most else last


def main() -> None:
    """Answer the questions that Miss Lind asks herself on quiet afternoons."""
    opened = set().union(*BORROWED.values())
    print("Never borrowed:", listed(CATALOGUE - opened))
    popular = {book for book in opened if len(readers_of(book)) > 1}
    print("Borrowed more than once:", listed(popular))
    for book in sorted(popular):
        print(f"  {book}: {listed(readers_of(book))}")

    for name in BORROWED:
        print(f"{name} might like {listed(suggestions(name))}.")

    strangers = [
        (a, b) for a, b in combinations(BORROWED, 2) if BORROWED[a].isdisjoint(BORROWED[b])
    ]
    print(f"{len(strangers)} pairs of readers have no book in common.")
    inside = [(a, b) for a in BORROWED for b in BORROWED if BORROWED[a] < BORROWED[b]]
    for small, large in inside:
        print(f"Everything that {small} has read, {large} has read as well.")


if __name__ == "__main__":
    main()
