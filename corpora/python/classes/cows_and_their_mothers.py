"""The family of the cow Pudding, as a tree that can be walked.

Every cow of Low Farm knows her mother and her calves. From these two, everything else follows:
grandmothers, cousins, the number of descendants. The generators call themselves, again and again,
until they come to a calf without calves.
"""

from __future__ import annotations

from collections.abc import Iterator


class Cow:
    """A cow with a name, a mother and calves.

    >>> old = Cow("Butter")
    >>> young = Cow("Toffee", mother=old)
    >>> [cow.name for cow in old]
    ['Butter', 'Toffee']
    >>> young in old, old in young
    (True, False)
    """

    def __init__(self, name: str, mother: Cow | None = None) -> None:
        self.name = name
        self.mother = mother
        self.calves: list[Cow] = []
        if mother is not None:
            mother.calves.append(self)

    def __iter__(self) -> Iterator[Cow]:
        """Walk through the whole family below, this cow first."""
        yield self
        for calf in self.calves:
            yield from calf

    def __contains__(self, other: Cow) -> bool:
        return any(cow is other for cow in self)

    def __len__(self) -> int:
        return 1 + sum(len(calf) for calf in self.calves)

    def mothers(self) -> Iterator[Cow]:
        """Yield the mother, her mother, and so on."""
        cow = self.mother
        while cow is not None:
            yield cow
            cow = cow.mother

    @property
    def generation(self) -> int:
        """Count the steps up to the first cow of the family."""
        return sum(1 for _ in self.mothers())

    @property
    def sisters(self) -> list[Cow]:
        """Return the other calves of the same mother."""
        if self.mother is None:
            return []
        return [calf for calf in self.mother.calves if calf is not self]

    @property
    def cousins(self) -> list[Cow]:
        """Return the calves of the mother's sisters."""
        if self.mother is None:
            return []
        return [calf for aunt in self.mother.sisters for calf in aunt.calves]

    def picture(self, before: str = "") -> Iterator[str]:
        """Yield the lines of a picture of the tree."""
        yield before + self.name
        for calf in self.calves:
            yield from calf.picture(before + "    ")

    def __repr__(self) -> str:
        return f"Cow({self.name!r})"


def nearest_common(first: Cow, second: Cow) -> Cow | None:
    """Return the youngest cow from whom both descend; a cow descends from herself."""
    for cow in (first, *first.mothers()):
        if second in cow:
            return cow
    return None


def family() -> dict[str, Cow]:
    """Read the book of Low Farm, in which a mother always stands before her calves."""
    book = {
        "Cream": None,
        "Butter": "Cream", "Custard": "Cream",
        "Toffee": "Butter", "Fudge": "Butter", "Junket": "Custard",
        "Pudding": "Toffee", "Crumble": "Toffee", "Waffle": "Fudge", "Trifle": "Junket",
    }
    cows: dict[str, Cow] = {}
    for name, mother in book.items():
        cows[name] = Cow(name, cows[mother] if mother else None)
    return cows


def main() -> None:
    """Answer Hanna's questions before the cattle show."""
    cows = family()
    pudding = cows["Pudding"]
    print("\n".join(cows["Cream"].picture()))
    print("\nMothers of Pudding:", " <- ".join(cow.name for cow in pudding.mothers()))
    print("Cousins of Pudding:", *(cow.name for cow in pudding.cousins))
    print("The family of Butter counts", len(cows["Butter"]), "head.")
    for name in ("Waffle", "Trifle", "Toffee"):
        shared = nearest_common(pudding, cows[name])
        print(f"Pudding and {name} have {shared.name} in common.")
    youngest = max(cows.values(), key=lambda cow: cow.generation)
    print(f"The youngest cows, {youngest.generation} steps down, begin with {youngest.name}.")
    print("A stranger:", nearest_common(pudding, Cow("Tourist")))


if __name__ == "__main__":
    main()
