"""Let everything float that can float, whatever it was made for.

A protocol describes what a thing must be able to do, and says nothing about its family. The
great bathtub race across the harbour takes boats, bathtubs, doors and one councillor, as long as
they have a weight and a volume.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

SEA_WATER = 1.025  # kilograms in a litre


@runtime_checkable
class Floats(Protocol):
    """Anything that has a weight in kilograms and a volume in litres."""

    name: str

    @property
    def weight(self) -> float:
        """The weight in kilograms."""

    @property
    def volume(self) -> float:
        """The volume in litres, with everything that keeps water out."""


@runtime_checkable
class Steers(Protocol):
    """Anything that can be told where to go."""

    def turn(self, side: str) -> str:
        """Turn to one side and say so."""


@dataclass
class Boat:
    """A boat, which was made for this."""

    name: str
    weight: float
    volume: float

    def turn(self, side: str) -> str:
        return f"{self.name} turns to {side}"


@dataclass
class Bathtub:
    """A bathtub; it floats while the plug is in."""

    name: str
    litres: float
    weight: float
    plug: bool = True

    @property
    def volume(self) -> float:
        return self.litres if self.plug else 0.1 * self.litres


@dataclass
class Door:
    """A door without a house."""

    name: str
    area: float
    thickness: float = 0.04

    @property
    def volume(self) -> float:
        return 1000 * self.area * self.thickness

    @property
    def weight(self) -> float:
        return 0.6 * self.volume


@dataclass
class Anchor:
    """It has a name and a weight, but nobody has ever asked for its volume."""

    name: str
    weight: float


def freeboard(thing: Floats) -> float:
    """Return how much more a thing could carry before it sinks; negative if it has sunk.

    >>> round(freeboard(Door("cellar door", area=2)), 1)
    34.0
    """
    return thing.volume * SEA_WATER - thing.weight


def can_carry(thing: Floats, passenger: float) -> bool:
    """Say whether somebody of this weight stays above the water.

    >>> can_carry(Bathtub("tin", 200, 40), 70), can_carry(Bathtub("tin", 200, 40, False), 70)
    (True, False)
    """
    return freeboard(thing) > passenger


def fleet(things: Iterable[object]) -> tuple[list[Floats], list[object]]:
    """Part the things that may start from those that may not."""
    admitted: list[Floats] = []
    refused: list[object] = []
    for thing in things:
        if isinstance(thing, Floats):
            admitted.append(thing)
        else:
            refused.append(thing)
    return admitted, refused


def main() -> None:
    """Inspect the entries for the race; every captain weighs sixty kilos."""
    entries = [
        Boat("Little Hope", 90, 600),
        Bathtub("Mayor's tub", 230, 85),
        Bathtub("Jonah's tub", 230, 85, plug=False),
        Door("door of the old school", 1.8),
        Door("church door", 6.5),
        Anchor("anchor of the Patience", 900),
        "a good idea",
    ]
    starters, refused = fleet(entries)
    for thing in refused:
        print("Refused:", getattr(thing, "name", repr(thing)))
    for thing in sorted(starters, key=freeboard, reverse=True):
        verdict = "floats" if can_carry(thing, 60) else "does not carry its captain"
        print(f"{thing.name:<24}{freeboard(thing):8.1f} kg to spare, {verdict}")
    pilots = [thing for thing in starters if isinstance(thing, Steers)]
    print("Only these can be steered:", ", ".join(thing.name for thing in pilots))
    print(pilots[0].turn("port") + ", and the others follow the wind.")


if __name__ == "__main__":
    main()
