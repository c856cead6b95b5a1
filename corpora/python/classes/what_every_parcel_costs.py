"""Ask one question about things of many kinds.

The post office weighs letters, measures parcels and argues about animals. The function `postage`
is written once for every kind, outside the classes, and `singledispatch` picks the right one. A
box with things inside asks the same question about each of them.
"""

from dataclasses import dataclass, field
from functools import singledispatch
from math import ceil


@dataclass
class Letter:
    """Paper in an envelope."""

    grams: int


@dataclass
class Parcel:
    """Something with string around it; the sides are in centimetres."""

    sides: tuple[int, int, int]
    grams: int


@dataclass
class Animal:
    """Something that looks back."""

    kind: str
    legs: int = 4


@dataclass
class Crate:
    """A crate with other things in it."""

    contents: list = field(default_factory=list)


@singledispatch
def postage(thing) -> int:
    """Return what it costs to send a thing to Kestle, in pence.

    >>> postage(Letter(20)), postage(Letter(21))
    (60, 95)
    >>> postage(3.5)
    Traceback (most recent call last):
        ...
    TypeError: the post office does not carry float
    """
    raise TypeError(f"the post office does not carry {type(thing).__name__}")


@postage.register
def _(letter: Letter) -> int:
    steps = ceil(max(0, letter.grams - 20) / 30)
    return 60 + 35 * steps


@postage.register
def _(parcel: Parcel) -> int:
    bulky = sum(parcel.sides) > 90
    return 150 + parcel.grams // 100 * 5 + (200 if bulky else 0)


@postage.register
def _(animal: Animal) -> int:
    if animal.kind == "goat":
        raise ValueError("never again")
    return 100 + 25 * animal.legs


@postage.register
def _(crate: Crate) -> int:
    # A crate costs one crown and a half, and what is inside travels for half the money.
    return 150 + sum(postage(thing) for thing in crate.contents) // 2


@postage.register
def _(text: str) -> int:
    """A string is a message to be shouted to the captain; every word costs two pence."""
    return 2 * len(text.split())


@singledispatch
def label(thing) -> str:
    """Describe a thing for the list."""
    return type(thing).__name__.lower()


@label.register
def _(animal: Animal) -> str:
    return f"{animal.kind} ({animal.legs} legs)"


@label.register
def _(crate: Crate) -> str:
    return "crate of " + (" and ".join(map(label, crate.contents)) or "air")


@label.register(str)
@label.register(int)
def _(value) -> str:
    return f"{value!r}"


def main() -> None:
    """Serve the queue on a Monday morning."""
    queue = [
        Letter(18),
        Letter(65),
        Parcel((30, 20, 10), 1250),
        Parcel((100, 10, 10), 400),
        Animal("hen", legs=2),
        Crate([Letter(20), Animal("hen", legs=2), Crate()]),
        "tell my sister that the cake has arrived",
        Animal("goat"),
        131,
    ]
    takings = 0
    for thing in queue:
        try:
            price = postage(thing)
        except (TypeError, ValueError) as refusal:
            print(f"{label(thing)}: {refusal}")
        else:
            takings += price
            print(f"{label(thing)}: {price / 100:.2f} crowns")
    print(f"In the drawer: {takings / 100:.2f} crowns")
    kinds = sorted(kind.__name__ for kind in postage.registry if kind is not object)
    print("Carried:", ", ".join(kinds))


if __name__ == "__main__":
    main()
