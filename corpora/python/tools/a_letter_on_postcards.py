"""Send a long letter on several postcards, which arrive in any order.

Each card carries a mark such as "2/5 f3": its number, the number of all cards, and two signs that
are worked out from the words, so that a card which has become wet is noticed. Whoever has all of
them can put the letter together again, even if some have come twice.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from random import Random
from zlib import crc32

LETTER = (
    "Dear Aunt Solveig, we have had fog since Monday and I have not seen the end of the quay, "
    "but I have heard it, because Jonah fell off it twice. The goat is well. The choir has "
    "learnt a new song in which the altos have nothing to do, and they are doing it very loudly. "
    "Luca asked again whether he may mend the town clock, and again the answer was no. Come in "
    "spring, when one can see something. Bring boots. Your Mina"
)

MARK = re.compile(r"(\d+)/(\d+) ([0-9a-f]{2}) (.*)", re.DOTALL)


class Incomplete(Exception):
    """Some cards are still on their way."""

    def __init__(self, missing: list[int]) -> None:
        super().__init__(f"still missing: {', '.join(map(str, missing))}")
        self.missing = missing


@dataclass(frozen=True)
class Card:
    """One postcard."""

    number: int
    total: int
    words: str

    @property
    def check(self) -> str:
        """Return two signs that change when the words change, nearly always."""
        return f"{crc32(f'{self.number}/{self.total} {self.words}'.encode()) % 256:02x}"

    def __str__(self) -> str:
        return f"{self.number}/{self.total} {self.check} {self.words}"


def read_card(text: str) -> Card:
    """Read a card, and refuse it if it is damaged.

    >>> read_card(str(Card(2, 5, "hello")))
    Card(number=2, total=5, words='hello')
    >>> read_card("2/5 00 hello")
    Traceback (most recent call last):
        ...
    ValueError: card 2 is damaged
    """
    found = MARK.fullmatch(text)
    if found is None:
        raise ValueError("the mark of a card cannot be read")
    card = Card(int(found[1]), int(found[2]), found[4])
    if card.check != found[3]:
        raise ValueError(f"card {card.number} is damaged")
    return card


def cut(letter: str, room: int) -> list[Card]:
    """Cut a letter between words so that every part has room on a card.

    >>> [card.words for card in cut("one two three four", room=9)]
    ['one two', 'three', 'four']
    """
    parts = [""]
    for word in letter.split():
        if len(word) > room:
            raise ValueError(f"{word!r} does not fit on any card")
        longer = f"{parts[-1]} {word}".strip()
        if len(longer) <= room:
            parts[-1] = longer
        else:
            parts.append(word)
    return [Card(number, len(parts), words) for number, words in enumerate(parts, start=1)]


def put_together(cards: Iterable[Card]) -> str:
    """Return the letter, or say which cards are missing."""
    found = {card.number: card for card in cards}
    if not found:
        raise ValueError("there are no cards at all")
    total = max(card.total for card in found.values())
    missing = [number for number in range(1, total + 1) if number not in found]
    if missing:
        raise Incomplete(missing)
    return " ".join(found[number].words for number in range(1, total + 1))


def main() -> None:
    """Send the letter, let the post do its worst, and read what arrives."""
    rng = Random(3)
    posted = [str(card) for card in cut(LETTER, room=90)]
    for text in posted:
        print(text)

    bag = posted + rng.sample(posted, 2)
    rng.shuffle(bag)
    wet = rng.randrange(len(bag))
    bag[wet] = bag[wet].replace("e", "o", 1)
    print(f"\n{len(bag)} cards are in the bag; one has lain in a puddle.")

    on_the_table = []
    for text in bag:
        try:
            on_the_table.append(read_card(text))
        except ValueError as problem:
            print(f"Aunt Solveig frowns: {problem}.")
    try:
        print("Complete:", put_together(on_the_table) == LETTER)
    except Incomplete as problem:
        print(f"Not complete, {problem}.")
        on_the_table += [read_card(posted[number - 1]) for number in problem.missing]
        print("She asks for it once more. Complete:", put_together(on_the_table) == LETTER)


if __name__ == "__main__":
    main()
