"""Mend the spelling of a shopping list that was written in the rain.

The distance between two words is the number of letters that must be changed, added or taken
away to turn one into the other. A word that we do not know is replaced by the nearest word in
the list of what the shops of Dunmar sell.
"""

GOODS = [
    "bread", "butter", "candles", "cheese", "flour", "herring", "honey", "lantern",
    "lemons", "matches", "mustard", "onions", "potatoes", "rope", "salt", "soup", "twine",
]


def distance(first: str, second: str) -> int:
    """Count the changes between two words.

    >>> distance("rope", "rope")
    0
    >>> distance("rope", "soup")
    3
    >>> distance("hering", "herring")
    1
    """
    previous = list(range(len(second) + 1))
    for row, a in enumerate(first, start=1):
        current = [row]
        for column, b in enumerate(second, start=1):
            change = previous[column - 1] + (a != b)
            add = current[column - 1] + 1
            remove = previous[column] + 1
            current.append(min(change, add, remove))
        previous = current
    return previous[-1]


def mend(word: str, known: list[str], limit: int = 3) -> str:
    """Return the nearest known word, or the word in brackets when none is near enough.

    >>> mend("chees", ["cheese", "salt"])
    'cheese'
    >>> mend("umbrella", ["cheese", "salt"])
    '[umbrella]'
    """
    if word in known:
        return word
    nearest = min(known, key=lambda candidate: distance(word, candidate))
    return nearest if distance(word, nearest) <= limit else f"[{word}]"


def main() -> None:
    """Mend the list and say what was done to each word."""
    scribbled = "bred, buter, hering, musterd, lantern, twin, potatos, oniuns, telescope"
    for word in scribbled.split(", "):
        mended = mend(word, GOODS)
        if mended == word:
            remark = "was right"
        elif mended.startswith("["):
            remark = "is a riddle; ask again when it is dry"
        else:
            remark = f"should be {mended}"
        print(f"{word:10} {remark}")


if __name__ == "__main__":
    main()
