"""Show every place where a word stands, with its neighbours.

Samir has to write about one word for Mr Okoro's class, and chose "light". The program prints
the lines of a story so that the word is always in the same column; then one can see at a
glance what usually stands beside it.
"""

import re
from collections import Counter

STORY = """
Perrin lit the great light at dusk, as he had every evening for thirty years. A light like that
is never only a light. To the boats it said that they were nearly home, and to the children on
Chapel Hill it said good night. In the morning the light was gone, and a thin grey light came
over the bay instead. "Who put it out?" asked Wren. "The sun," said Perrin. "A small light must
be polite when the great light comes."
"""

Token = tuple[int, int, str]


def tokens(text: str) -> list[Token]:
    """Return the start, the end and the small letters of each word.

    >>> tokens("To sea!")
    [(0, 2, 'to'), (3, 6, 'sea')]
    """
    return [(m.start(), m.end(), m[0].lower()) for m in re.finditer(r"[A-Za-z]+", text)]


def in_columns(text: str, word: str, width: int) -> list[str]:
    """Return one line for each place, with the word in the middle.

    >>> for line in in_columns("the fog and the bell and the sea", "and", 9):
    ...     print(line)
     the fog and the bell
    the bell and the sea
    """
    lines = []
    for start, end, found in tokens(text):
        if found == word:
            left = text[max(start - width, 0):start]
            right = text[end:end + width]
            lines.append(f"{left:>{width}}{text[start:end]}{right}")
    return lines


def neighbours(text: str, word: str) -> tuple[Counter[str], Counter[str]]:
    """Count the words just before and just after a word.

    >>> before, after = neighbours("a red light and a green light", "light")
    >>> sorted(before), sorted(after)
    (['green', 'red'], ['and'])
    """
    words = [found for _, _, found in tokens(text)]
    before, after = Counter(), Counter()
    for position, found in enumerate(words):
        if found == word:
            if position > 0:
                before[words[position - 1]] += 1
            if position + 1 < len(words):
                after[words[position + 1]] += 1
    return before, after


def gaps(text: str, word: str) -> list[int]:
    """Return how many words lie between one place and the next.

    >>> gaps("sea and sea, sky and sea", "sea")
    [1, 2]
    """
    places = [n for n, (_, _, found) in enumerate(tokens(text)) if found == word]
    return [later - earlier - 1 for earlier, later in zip(places, places[1:])]


def main() -> None:
    """Print the places of the light and its company."""
    text = " ".join(STORY.split())
    for line in in_columns(text, "light", 28):
        print(line)
    before, after = neighbours(text, "light")
    print("\nBefore it:", ", ".join(f"{word} ({n})" for word, n in before.most_common()))
    print("After it:", ", ".join(f"{word} ({n})" for word, n in after.most_common()))

    distances = gaps(text, "light")
    print(f"Between two lights lie {min(distances)} to {max(distances)} words.")
    rare = [word for word, n in Counter(w for *_, w in tokens(text)).items() if n == 1]
    print(f"The longest of the {len(rare)} words used only once is {max(rare, key=len)!r}.")


if __name__ == "__main__":
    main()
