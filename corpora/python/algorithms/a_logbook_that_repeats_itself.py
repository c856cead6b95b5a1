"""Shorten a text by pointing back at what was said before.

Whoever keeps a logbook writes the same words every day. The shortened text is a list of pairs: a
number of a phrase that is already known, and one letter that makes it a new phrase. The reader
builds the same list of phrases while reading, so the list itself is never sent.
"""

from random import Random

LOGBOOK = """\
monday: fog. the ferry was late. the captain was calm.
tuesday: fog. the ferry was late. the mate told a joke.
wednesday: fog. the ferry was late. the mate told the joke again.
thursday: fog. the ferry was early. the captain was ill.
friday: sun. the ferry was late. the captain was calm.
"""

Pair = tuple[int, str]


def shorten(text: str) -> list[Pair]:
    """Return the pairs of a text; phrase 0 is empty.

    >>> shorten("ababab")
    [(0, 'a'), (0, 'b'), (1, 'b'), (3, '')]
    """
    numbers = {"": 0}
    pairs = []
    phrase = ""
    for letter in text:
        if phrase + letter in numbers:
            phrase += letter
        else:
            pairs.append((numbers[phrase], letter))
            numbers[phrase + letter] = len(numbers)
            phrase = ""
    if phrase:
        pairs.append((numbers[phrase], ""))
    return pairs


def restore(pairs: list[Pair]) -> str:
    """Return the text, learning the phrases on the way.

    >>> restore([(0, 'a'), (0, 'b'), (1, 'b'), (3, '')])
    'ababab'
    """
    phrases = [""]
    text = ""
    for number, letter in pairs:
        if number >= len(phrases):
            raise ValueError(f"phrase {number} has not been heard yet")
        phrase = phrases[number] + letter
        phrases.append(phrase)
        text += phrase
    return text


def bits(pairs: list[Pair]) -> int:
    """Count the bits of the pairs: 7 for a letter, and enough for the number of a phrase.

    The number gets longer as the list of phrases grows, so early pairs are cheap.
    """
    return sum(7 + known.bit_length() for known in range(len(pairs)))


def phrases_of(pairs: list[Pair]) -> list[str]:
    """Return the phrases in the order in which they were learnt."""
    phrases = [""]
    for number, letter in pairs:
        phrases.append(phrases[number] + letter)
    return phrases[1:]


def report(name: str, text: str) -> None:
    """Print how much shorter a text has become, or how much longer."""
    pairs = shorten(text)
    assert restore(pairs) == text
    before, after = 7 * len(text), bits(pairs)
    print(f"{name:<18}{before:6} bits {after:6} bits {after / before:8.0%}")


def main() -> None:
    """Shorten the logbook, a longer one, and a text in which nothing comes twice."""
    pairs = shorten(LOGBOOK)
    print("The beginning:", " ".join(f"{number}{letter!r}" for number, letter in pairs[:9]))
    longest = sorted(set(phrases_of(pairs)), key=lambda phrase: (-len(phrase), phrase))
    print("The longest phrases learnt:", ", ".join(map(repr, longest[:3])))

    rng = Random(7)
    noise = "".join(rng.choice("abcdefghijklmnopqrstuvwxyz .,") for _ in range(400))
    print(f"\n{'':<18}{'before':>11} {'after':>11}")
    report("the logbook", LOGBOOK)
    report("ten such weeks", LOGBOOK * 10)
    report("fog, fog, fog", "fog, " * 100)
    report("a cat on the keys", noise)

    try:
        restore([(0, "f"), (3, "o")])
    except ValueError as problem:
        print(f"A damaged message: {problem}.")


if __name__ == "__main__":
    main()
