"""Herons and Gulls, a card game for two.

Every card has a number and a bird. Both players turn up a card; the higher number takes both. If
the numbers are equal, the stronger bird decides: no two cards in the pack are alike.
"""

from collections import deque
from dataclasses import dataclass, field
from enum import IntEnum
from random import Random


class Bird(IntEnum):
    """The four suits, from the weakest to the strongest."""

    SPARROW = 1
    GULL = 2
    CORMORANT = 3
    HERON = 4


@dataclass(frozen=True, order=True)
class Card:
    """A number and a bird; cards compare by number first.

    >>> Card(7, Bird.HERON) > Card(7, Bird.GULL)
    True
    >>> max(Card(2, Bird.HERON), Card(9, Bird.SPARROW))
    Card(number=9, bird=<Bird.SPARROW: 1>)
    """

    number: int
    bird: Bird

    def __str__(self) -> str:
        return f"{self.number} of {self.bird.name.lower()}s"


@dataclass
class Hand:
    """The cards in front of one player, and those that they have won."""

    name: str
    cards: deque[Card] = field(default_factory=deque)
    won: list[Card] = field(default_factory=list)

    def turn_up(self) -> Card:
        """Take the card on top."""
        return self.cards.popleft()


def new_pack() -> list[Card]:
    """Return the forty cards in order."""
    return [Card(number, bird) for bird in Bird for number in range(1, 11)]


def deal(pack: list[Card], *names: str) -> list[Hand]:
    """Give the cards out one at a time."""
    hands = [Hand(name) for name in names]
    for position, card in enumerate(pack):
        hands[position % len(hands)].cards.append(card)
    return hands


def play_round(first: Hand, second: Hand) -> Hand:
    """Turn up two cards; the better card takes both."""
    a, b = first.turn_up(), second.turn_up()
    taker = first if a > b else second
    taker.won += [a, b]
    return taker


def main() -> None:
    """Play one game between the twins."""
    pack = new_pack()
    Random(131).shuffle(pack)
    tilly, oskar = deal(pack, "Tilly", "Oskar")
    print(f"Tilly begins with the {tilly.cards[0]}, Oskar with the {oskar.cards[0]}.")
    while tilly.cards:
        play_round(tilly, oskar)
    for hand in sorted((tilly, oskar), key=lambda hand: len(hand.won), reverse=True):
        best = max(hand.won)
        print(f"{hand.name} has won {len(hand.won)} cards; the best is the {best}.")


if __name__ == "__main__":
    main()
