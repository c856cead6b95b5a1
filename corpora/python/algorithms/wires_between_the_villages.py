"""Connect all the villages with as little telephone wire as possible.

The shortest wires are considered first. A wire is put up only if its two ends are not connected
yet; otherwise it would close a circle, and circles are a luxury. To know who is connected with
whom, every place points to another one, and whoever follows the pointers comes to the leader of
the group.
"""

from collections.abc import Iterable

# Kilometres of wire, measured by Sergeant Moll on his bicycle.
POSSIBLE = """\
Dunmar - Low Farm 4
Dunmar - Birch Hollow 11
Dunmar - Old Mill 6
Low Farm - Old Mill 3
Low Farm - Birch Hollow 6
Old Mill - Birch Hollow 2
Old Mill - Upper Ander 9
Birch Hollow - Upper Ander 8
Birch Hollow - Fox Bridge 7
Upper Ander - Fox Bridge 5
"""

Wire = tuple[int, str, str]


class Groups:
    """Things that can be joined into groups.

    >>> groups = Groups("abcd")
    >>> groups.join("a", "b"), groups.join("c", "d"), groups.join("b", "a")
    (True, True, False)
    >>> groups.together("a", "b"), groups.together("a", "c")
    (True, False)
    >>> groups.count
    2
    """

    def __init__(self, things: Iterable[str]) -> None:
        self.boss = {thing: thing for thing in things}
        self.size = dict.fromkeys(self.boss, 1)
        self.count = len(self.boss)

    def leader(self, thing: str) -> str:
        """Follow the pointers to the leader, and shorten the way for the next time."""
        while self.boss[thing] != thing:
            self.boss[thing] = self.boss[self.boss[thing]]
            thing = self.boss[thing]
        return thing

    def together(self, one: str, other: str) -> bool:
        """Say whether two things are in the same group."""
        return self.leader(one) == self.leader(other)

    def join(self, one: str, other: str) -> bool:
        """Make one group out of two; return False if it was one already."""
        small, large = sorted((self.leader(one), self.leader(other)), key=self.size.get)
        if small == large:
            return False
        self.boss[small] = large
        self.size[large] += self.size[small]
        self.count -= 1
        return True


def read(text: str) -> list[Wire]:
    """Read the notebook of the sergeant.

    >>> read("Here - There 12")
    [(12, 'Here', 'There')]
    """
    wires = []
    for line in text.splitlines():
        ends, length = line.rsplit(maxsplit=1)
        one, other = ends.split(" - ")
        wires.append((int(length), one, other))
    return wires


def cheapest(wires: list[Wire]) -> tuple[list[Wire], list[Wire]]:
    """Part the wires into those that are put up and those that are not needed."""
    groups = Groups({place for _, *ends in wires for place in ends})
    chosen, spared = [], []
    for wire in sorted(wires):
        _, one, other = wire
        (chosen if groups.join(one, other) else spared).append(wire)
    if groups.count > 1:
        raise ValueError(f"there would be {groups.count} separate nets")
    return chosen, spared


def length(wires: list[Wire]) -> int:
    """Add up the lengths."""
    return sum(kilometres for kilometres, *_ in wires)


def main() -> None:
    """Plan the net, then plan it again without the bridge over the gorge."""
    wires = read(POSSIBLE)
    chosen, spared = cheapest(wires)
    for kilometres, one, other in chosen:
        print(f"{kilometres:3} km  {one} - {other}")
    print(f"{length(chosen)} km are needed, {length(spared)} km can stay on the drum.\n")

    without = [wire for wire in wires if wire[1:] != ("Old Mill", "Birch Hollow")]
    print(f"Without the wire over the gorge: {length(cheapest(without)[0])} km.")
    try:
        cheapest([wire for wire in wires if "Fox Bridge" not in wire] + [(0, "Fox Bridge", "inn")])
    except ValueError as problem:
        print(f"If Fox Bridge only talks to its inn, {problem}.")


if __name__ == "__main__":
    main()
