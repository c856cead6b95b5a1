"""Collect the ferry cards until the album is full.

With every ticket of the summer season comes a card with one of twenty ships, and nobody can see
which before the envelope is open. The first ten are easy; the last one takes as long as the first
ten together, or longer. Sharing helps more than luck.
"""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from random import Random
from statistics import mean

SHIPS = 20


def envelopes(rng: Random) -> Iterator[int]:
    """Yield the numbers of ships, one for each ticket."""
    while True:
        yield rng.randrange(SHIPS)


def fill_album(rng: Random) -> list[int]:
    """Buy tickets until all ships are there; return how many tickets each new ship took.

    >>> waits = fill_album(Random(1))
    >>> len(waits), waits[0]
    (20, 1)
    """
    album: set[int] = set()
    waits = []
    tickets = 0
    for ship in envelopes(rng):
        tickets += 1
        if ship not in album:
            album.add(ship)
            waits.append(tickets)
            tickets = 0
        if len(album) == SHIPS:
            return waits


def expected(ships: int) -> Fraction:
    """Return the average number of tickets for a full album, exactly.

    If some ships are missing, the next envelope has a new one with the chance missing / ships,
    so one waits ships / missing tickets for it.

    >>> expected(1), expected(2)
    (Fraction(1, 1), Fraction(3, 1))
    """
    return sum((Fraction(ships, missing) for missing in range(1, ships + 1)), Fraction(0))


class Collector:
    """A child with an album; the count of a card tells how many can be given away."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.cards: Counter[int] = Counter()

    @property
    def missing(self) -> set[int]:
        """Return the ships that are not in the album."""
        return set(range(SHIPS)) - set(self.cards)

    @property
    def spare(self) -> set[int]:
        """Return the ships that are there at least twice."""
        return {ship for ship, count in self.cards.items() if count > 1}

    def give_to(self, other: "Collector") -> int:
        """Give away what is spare here and missing there; return the number of gifts.

        >>> bea, noor = Collector("Bea"), Collector("Noor")
        >>> bea.cards.update([1, 1, 2])
        >>> bea.give_to(noor), sorted(noor.cards)
        (1, [1])
        """
        gifts = self.spare & other.missing
        self.cards.subtract(gifts)
        other.cards.update(gifts)
        return len(gifts)


def together(names: list[str], rng: Random) -> int:
    """Let friends buy one ticket each in turn and share; return the tickets of each."""
    friends = [Collector(name) for name in names]
    tickets = 0
    while any(friend.missing for friend in friends):
        tickets += 1
        for friend in friends:
            friend.cards[rng.randrange(SHIPS)] += 1
        for friend in friends:
            for other in friends:
                friend.give_to(other)
    return tickets


def main() -> None:
    """Fill albums alone, by calculation, and among friends."""
    waits = fill_album(Random(13))
    print("Tickets for each new ship:", *waits)
    print(f"Together {sum(waits)}, and {waits[-1]} of them for the last ship.")

    albums = [sum(fill_album(Random(seed))) for seed in range(200)]
    print(f"200 children: {mean(albums):.1f} tickets on average, {max(albums)} at worst.")
    print(f"By calculation: {float(expected(SHIPS)):.1f}")

    names = ["Bea", "Noor", "Samir", "Wren", "Tilly"]
    for count in range(1, len(names) + 1):
        tickets = mean(together(names[:count], Random(seed)) for seed in range(15))
        print(f"{count} who share: {tickets:5.1f} tickets each")


if __name__ == "__main__":
    main()
