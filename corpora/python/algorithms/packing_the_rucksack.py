"""Pack a rucksack for Mount Ossel, so that it is worth carrying.

Everything has a weight and a use, given in points by Dr Voss. The table is filled weight by
weight: the best rucksack of a certain weight either leaves the next thing at home, or takes it
and is the best rucksack of what is left of the weight.
"""

from typing import NamedTuple


class Thing(NamedTuple):
    """Something that could be packed."""

    name: str
    weight: int
    use: int


THINGS = [
    Thing("rope", 4, 7), Thing("tent", 9, 12), Thing("cheese", 2, 6), Thing("kettle", 3, 4),
    Thing("lantern", 2, 3), Thing("raincoat", 3, 8), Thing("book about bees", 1, 1),
    Thing("dry socks", 1, 5), Thing("trumpet", 5, 2), Thing("blanket", 4, 6),
]


def best_uses(things: list[Thing], limit: int) -> list[list[int]]:
    """Return a table: row i, column w is the best use of the first i things within weight w."""
    table = [[0] * (limit + 1)]
    for thing in things:
        above = table[-1]
        row = []
        for weight in range(limit + 1):
            best = above[weight]
            if thing.weight <= weight:
                best = max(best, above[weight - thing.weight] + thing.use)
            row.append(best)
        table.append(row)
    return table


def pack(things: list[Thing], limit: int) -> list[Thing]:
    """Return the most useful things that are not too heavy together.

    >>> pack([Thing("a", 2, 3), Thing("b", 3, 4), Thing("c", 4, 5)], 5)
    [Thing(name='a', weight=2, use=3), Thing(name='b', weight=3, use=4)]
    """
    table = best_uses(things, limit)
    packed = []
    for index in range(len(things), 0, -1):
        if table[index][limit] != table[index - 1][limit]:
            thing = things[index - 1]
            packed.append(thing)
            limit -= thing.weight
    return packed[::-1]


def pack_greedily(things: list[Thing], limit: int) -> list[Thing]:
    """Take what is most useful for its weight, as long as it fits."""
    packed = []
    for thing in sorted(things, key=lambda thing: thing.use / thing.weight, reverse=True):
        if thing.weight <= limit:
            packed.append(thing)
            limit -= thing.weight
    return packed


def describe(things: list[Thing]) -> str:
    """Write the things with their weight and use."""
    weight = sum(thing.weight for thing in things)
    use = sum(thing.use for thing in things)
    return f"{use} points, {weight} kilos: " + ", ".join(thing.name for thing in things)


def main() -> None:
    """Pack for people of different strength, in two ways."""
    for who, limit in {"Bea": 4, "Noor": 8, "Dr Voss": 14, "Hanna": 22}.items():
        best, quick = pack(THINGS, limit), pack_greedily(THINGS, limit)
        print(f"{who} can carry {limit} kilos.")
        print(f"  best:  {describe(best)}")
        if sum(t.use for t in quick) < sum(t.use for t in best):
            print(f"  quick: {describe(quick)}")


if __name__ == "__main__":
    main()
