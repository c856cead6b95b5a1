"""A concert programme that behaves like a tuple of pieces.

A class that has a length and gives out its items by number is a sequence; `in`, `index`,
`reversed` and loops come for nothing. A slice of a concert is a concert again, so one can ask
how long the second half is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload


@dataclass(frozen=True)
class Piece:
    """A piece of music with its length in seconds."""

    title: str
    seconds: int
    loud: bool = False

    @property
    def length(self) -> str:
        """Return the length in minutes and seconds.

        >>> Piece("Waltz of the Seals", 245).length
        '4:05'
        """
        return "{}:{:02}".format(*divmod(self.seconds, 60))


class Concert(Sequence):
    """Pieces in the order in which they are played.

    >>> concert = Concert([Piece("a", 60), Piece("b", 90), Piece("c", 30)])
    >>> concert[-1].title, len(concert[1:]), concert[1:].seconds
    ('c', 2, 120)
    >>> Piece("b", 90) in concert
    True
    >>> (concert + concert[:1]).titles
    ['a', 'b', 'c', 'a']
    """

    def __init__(self, pieces: Sequence[Piece] = ()) -> None:
        self._pieces = tuple(pieces)

    @overload
    def __getitem__(self, key: int) -> Piece: ...

    @overload
    def __getitem__(self, key: slice) -> Concert: ...

    def __getitem__(self, key):
        if isinstance(key, slice):
            return Concert(self._pieces[key])
        return self._pieces[key]

    def __len__(self) -> int:
        return len(self._pieces)

    def __add__(self, other: Concert) -> Concert:
        return Concert([*self, *other])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Concert) and self._pieces == other._pieces

    @property
    def seconds(self) -> int:
        """Return the length of all pieces together."""
        return sum(piece.seconds for piece in self)

    @property
    def titles(self) -> list[str]:
        """Return the titles in order."""
        return [piece.title for piece in self]

    def with_encore(self, piece: Piece) -> Concert:
        """Return a longer concert; this one stays as it is printed."""
        return self + Concert([piece])

    def halves(self) -> tuple[Concert, Concert]:
        """Cut the concert for the interval so that both halves are about equally long."""
        cut = min(
            range(len(self) + 1),
            key=lambda place: abs(self[:place].seconds - self[place:].seconds),
        )
        return self[:cut], self[cut:]

    def neighbours(self) -> Iterator[tuple[Piece, Piece]]:
        """Yield every piece with the one that follows."""
        return zip(self, self[1:], strict=False)

    def __str__(self) -> str:
        width = max((len(piece.title) for piece in self), default=0)
        return "\n".join(
            f"{n}. {piece.title:<{width}} {piece.length:>6}{' *' if piece.loud else ''}"
            for n, piece in enumerate(self, start=1)
        )


def main() -> None:
    """Print the programme of the autumn concert and rearrange it for the doctor."""
    concert = Concert([
        Piece("March of the Oilskins", 190, loud=True),
        Piece("Seven Minutes Slow", 427),
        Piece("The Goat in the Garden", 95),
        Piece("Storm on the Skerries", 540, loud=True),
        Piece("After the Storm", 310),
        Piece("Soup Week Polka", 150, loud=True),
    ])
    print(concert)
    first, second = concert.halves()
    for name, half in {"first": first, "second": second}.items():
        print(f"The {name} half: {len(half)} pieces, {half.seconds / 60:.1f} minutes.")

    print("\nThe last three, backwards:", ", ".join(p.title for p in reversed(concert[-3:])))
    print("Every other piece:", ", ".join(concert[::2].titles))
    place = concert.index(Piece("After the Storm", 310)) + 1
    print(f"The doctor comes for number {place} and sleeps through the rest.")

    encore = concert.with_encore(concert[2])
    print(f"With an encore {len(encore)} pieces; on paper still {len(concert)}.")
    print("Does the encore begin like the concert?", encore[:len(concert)] == concert)
    rests = sum(1 for one, other in concert.neighbours() if one.loud and not other.loud)
    print(f"The neighbours may breathe again {rests} times.")
    try:
        concert[6]
    except IndexError:
        print("There is no piece after the last one, whatever the tuba thinks.")


if __name__ == "__main__":
    main()
