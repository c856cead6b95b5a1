"""Shorten the fog signals so that the horn does not wear out.

A night in fog is written as a row of letters: h for a blast of the horn, b for the bell and a dot
for a silent second. Long runs of the same letter become a number and the letter; and rows that
come again become a letter of their own, which is written in a small dictionary.
"""

import re
from itertools import groupby

NIGHT = (
    "hhh......hhh......hhh......b.b.b.....hhh......hhh......b.b.b.....hhh......hhh......"
    "................b.b.b.....hhh......hhh......b.b.b....."
)


def squeeze(text: str) -> str:
    """Write each run of a letter as its length and the letter.

    >>> squeeze("hhh....b")
    '3h4.b'
    """
    parts = []
    for letter, group in groupby(text):
        length = len(list(group))
        parts.append(f"{length}{letter}" if length > 1 else letter)
    return "".join(parts)


def stretch(text: str) -> str:
    """Undo squeeze.

    >>> stretch("3h4.b")
    'hhh....b'
    """
    return re.sub(r"(\d+)(\D)", lambda match: match[2] * int(match[1]), text)


def repeated(text: str, longest: int = 24) -> tuple[str, int]:
    """Return the piece whose replacement by one letter would save most, and what it saves.

    The piece itself must be written once in the dictionary, with its letter and a space.

    >>> repeated("abcabcabcabc", longest=3)
    ('abc', 3)
    """
    best, saved = "", 0
    for length in range(2, longest + 1):
        for start in range(len(text) - length + 1):
            piece = text[start:start + length]
            gain = text.count(piece) * (length - 1) - (length + 2)
            if gain > saved:
                best, saved = piece, gain
    return best, saved


def with_dictionary(text: str) -> tuple[str, dict[str, str]]:
    """Replace pieces by capital letters as long as that saves anything.

    >>> with_dictionary("hbhbhbhbhb")
    ('AAAAA', {'A': 'hb'})
    """
    dictionary: dict[str, str] = {}
    for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
        piece, saved = repeated(text)
        if saved <= 0:
            break
        dictionary[letter] = piece
        text = text.replace(piece, letter)
    return text, dictionary


def restored(text: str, dictionary: dict[str, str]) -> str:
    """Put the pieces back, the newest first, for they may contain older letters.

    >>> restored("BB", {"A": "hb", "B": "A."})
    'hb.hb.'
    """
    for letter, piece in reversed(dictionary.items()):
        text = text.replace(letter, piece)
    return text


def size(text: str, dictionary: dict[str, str]) -> int:
    """Count the letters of a text together with its dictionary."""
    return len(text) + sum(len(piece) + 2 for piece in dictionary.values())


def main() -> None:
    """Shorten one night in both ways and make sure that nothing is lost."""
    print(f"The night has {len(NIGHT)} signs.")
    squeezed = squeeze(NIGHT)
    assert stretch(squeezed) == NIGHT
    print(f"Squeezed, {len(squeezed)}: {squeezed}")

    text, dictionary = with_dictionary(NIGHT)
    assert restored(text, dictionary) == NIGHT
    print(f"With a dictionary, {size(text, dictionary)}: {text}")
    for letter, piece in dictionary.items():
        print(f"  {letter} is {piece}")

    both, pieces = with_dictionary(squeezed)
    assert stretch(restored(both, pieces)) == NIGHT
    print(f"Squeezed first, {size(both, pieces)}: {both} {pieces}")

    calm = "." * 120
    print(f"A clear night squeezes to {squeeze(calm)!r}; a restless one stays as it is:")
    print(f"  {'hb.b' * 3} becomes {squeeze('hb.b' * 3)}")


if __name__ == "__main__":
    main()
