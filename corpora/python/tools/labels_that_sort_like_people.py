"""Sort labels as people would, and not as computers do.

A computer puts "step 10" before "step 9", because 1 comes before 9. A person sees numbers, leaves
small words at the beginning alone, and does not care about capitals. All that is needed is a key:
a value made from the label that sorts in the right way.
"""

import re
from functools import cmp_to_key
from itertools import groupby

BOXES = [
    "Step 10", "step 9", "Step 131", "step 66", "The Lamp", "lamp oil 2", "Lamp oil 12",
    "A bucket", "bucket no. 3", "bucket no. 20", "Bucket no. 3b", "An anchor", "anchor 7.5 kg",
    "anchor 7.25 kg",
]
SMALL_WORDS = ("the ", "a ", "an ")
PIECES = re.compile(r"\d+(?:\.\d+)?|[^\d]+")


def without_small_words(label):
    """Drop an article at the beginning, and the capitals.

    >>> without_small_words("The Lamp"), without_small_words("Anna")
    ('lamp', 'anna')
    """
    label = label.lower().strip()
    for word in SMALL_WORDS:
        if label.startswith(word):
            return label.removeprefix(word)
    return label


def key(label):
    """Return a key in which numbers are numbers.

    Every piece becomes a pair, so that a number is never compared with a word: numbers have a 0
    in front and words a 1.

    >>> key("Step 10")
    [(1, 'step'), (0, 10.0)]
    >>> key("step 9") < key("Step 10")
    True
    """
    pieces = PIECES.findall(without_small_words(label))
    return [
        (0, float(piece)) if piece[0].isdigit() else (1, piece.strip())
        for piece in pieces
    ]


def shelves(labels):
    """Yield each first letter with its labels in order.

    >>> list(shelves(["the bat", "An ant", "ape 2", "ape 1"]))
    [('A', ['An ant', 'ape 1', 'ape 2']), ('B', ['the bat'])]
    """
    def letter(label):
        return without_small_words(label)[0].upper()

    for initial, group in groupby(sorted(labels, key=key), key=letter):
        yield initial, list(group)


def displaced(before, after):
    """Count the labels that do not stand where they stood."""
    return sum(one != other for one, other in zip(before, after, strict=True))


def by_several(*rules):
    """Return a key that asks several rules; a minus before a rule turns it round.

    A rule is a function, or a pair of "-" and a function.

    >>> sorted(["bb", "a", "cc"], key=by_several(("-", len), str))
    ['bb', 'cc', 'a']
    """
    def compare(one, other):
        for rule in rules:
            sign = 1
            if isinstance(rule, tuple):
                sign, rule = -1, rule[1]
            if rule(one) != rule(other):
                return sign if rule(one) > rule(other) else -sign
        return 0

    return cmp_to_key(compare)


def main():
    """Sort the boxes of the lighthouse in three ways."""
    plain = sorted(BOXES)
    sensible = sorted(BOXES, key=key)
    print(f"{'As computers do':<20}As people do")
    for one, other in zip(plain, sensible, strict=True):
        print(f"{one:<20}{other}")
    print(f"{displaced(plain, sensible)} of {len(BOXES)} boxes stand in another place.\n")

    for initial, labels in shelves(BOXES):
        print(f"Shelf {initial}: {', '.join(labels)}")

    print("\nLong names first, and equal ones like people:")
    for label in sorted(BOXES, key=by_several(("-", len), key))[:5]:
        print(f"    {label}")
    print("Perrin puts everything on step 66, where he has to rest anyway.")


if __name__ == "__main__":
    main()
