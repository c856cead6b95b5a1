"""Make an index for the log of the Patience.

Captain Bell writes a few lines on every page and can never find them again. The index lists the
words worth looking up, with their pages; pages that follow each other are drawn together, so
that 3, 4, 5 becomes 3-5.
"""

import re
from collections import defaultdict

PAGES = [
    "Left with the tide. Fog as far as Gannet, then sun. Seals on every rock.",
    "Fog again. Jonah told the joke about the anchor. Nobody laughed, not even the seals.",
    "Thick fog. We waited for the town clock, and the clock waited for us.",
    "Wind from the west. Two goats aboard; one of them ate the timetable.",
    "The goats went home. New timetable, hung out of reach of any goat.",
    "Calm. Painted the anchor green. Jonah sat down on the anchor. Jonah is green too.",
]

DULL = set(
    "a about again all and as by every far for from home in it its left new not of on one out "
    "reach sat down the them then to told too two us was we went with is even hung ate".split()
)


def words(page: str) -> list[str]:
    """Return the words of a page, in small letters.

    >>> words("Fog. Then sun!")
    ['fog', 'then', 'sun']
    """
    return re.findall(r"[a-z]+", page.lower())


def singular(word: str, known: set[str]) -> str:
    """Return the word without its s, if the short form is in the log as well.

    >>> singular("goats", {"goats", "goat"}), singular("seals", {"seals"})
    ('goat', 'seals')
    """
    return word[:-1] if word.endswith("s") and word[:-1] in known else word


def make_index(pages: list[str]) -> dict[str, list[int]]:
    """Return every word worth knowing, with its pages in order."""
    known = {word for page in pages for word in words(page)}
    index: dict[str, set[int]] = defaultdict(set)
    for number, page in enumerate(pages, start=1):
        for word in words(page):
            if word not in DULL:
                index[singular(word, known)].add(number)
    return {word: sorted(index[word]) for word in sorted(index)}


def ranges(numbers: list[int]) -> str:
    """Write page numbers with neighbours drawn together.

    >>> ranges([1, 2, 3, 7, 9, 10])
    '1-3, 7, 9-10'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def columns(entries: list[str], count: int, width: int) -> str:
    """Set entries in columns that are read from top to bottom.

    >>> print(columns(["a", "b", "c"], count=2, width=4))
    a   c
    b
    """
    height = -(-len(entries) // count)
    rows = (entries[start::height] for start in range(height))
    return "\n".join("".join(entry.ljust(width) for entry in row).rstrip() for row in rows)


def main() -> None:
    """Print the index and the words that haunt the log."""
    index = make_index(PAGES)
    print(columns([f"{word} {ranges(pages)}" for word, pages in index.items()], 4, 18))
    often = [word for word, pages in index.items() if len(pages) > 2]
    print(f"\nOn more than two pages: {', '.join(often)}.")


if __name__ == "__main__":
    main()
