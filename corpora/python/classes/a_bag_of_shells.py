"""A bag that behaves like a dictionary and counts like a child.

Whoever inherits from MutableMapping has to write five methods and is given the rest: `get`,
`items`, `update`, `in` and many more. The bag here maps each kind of shell to its number; what
is not in the bag is there zero times.
"""

from collections.abc import MutableMapping


class Bag(MutableMapping):
    """A bag of things that are counted.

    >>> bag = Bag("cockle", "mussel", "cockle")
    >>> bag["cockle"], bag["pearl"]
    (2, 0)
    >>> len(bag), bag.total
    (2, 3)
    >>> "pearl" in bag
    False
    """

    def __init__(self, *things):
        self._counts = {}
        for thing in things:
            self[thing] += 1

    # The five methods that the others rest on.

    def __getitem__(self, thing):
        return self._counts.get(thing, 0)

    def __setitem__(self, thing, count):
        if count < 0:
            raise ValueError(f"there cannot be {count} of {thing}")
        if count:
            self._counts[thing] = count
        else:
            self._counts.pop(thing, None)

    def __delitem__(self, thing):
        del self._counts[thing]

    def __iter__(self):
        return iter(self._counts)

    def __len__(self):
        return len(self._counts)

    # Since an unknown thing has the number zero, `in` must not ask by trying.

    def __contains__(self, thing):
        return thing in self._counts

    # What only a bag can do.

    @property
    def total(self):
        """Return how many things there are, all kinds together."""
        return sum(self.values())

    def __add__(self, other):
        """Pour two bags together.

        >>> Bag("cockle") + Bag("cockle", "whelk")
        Bag(cockle x 2, whelk x 1)
        """
        return Bag(*self.things(), *other.things())

    def __sub__(self, other):
        """Take out what is in the other bag, as far as it is there.

        >>> Bag("cockle", "whelk") - Bag("whelk", "whelk")
        Bag(cockle x 1)
        """
        rest = Bag()
        for thing, count in self.items():
            rest[thing] = max(0, count - other[thing])
        return rest

    def __le__(self, other):
        """Say whether everything in this bag could be taken from the other one."""
        return all(count <= other[thing] for thing, count in self.items())

    def things(self):
        """Yield every thing as often as it is there."""
        for thing, count in self.items():
            for _ in range(count):
                yield thing

    def __repr__(self):
        return f"Bag({', '.join(f'{thing} x {count}' for thing, count in self.items())})"


def main():
    """Go to the beach with Tilly and Oskar and swap shells on the way home."""
    tilly = Bag("cockle", "cockle", "mussel", "razor", "cockle")
    oskar = Bag("whelk", "mussel", "mussel", "glass")
    print("Tilly:", tilly)
    print("Oskar:", oskar)
    print("Together:", tilly + oskar)

    price = Bag("cockle", "cockle")
    if price <= tilly and "glass" in oskar:
        tilly, oskar = tilly - price, oskar + price
        del oskar["glass"]
        tilly["glass"] += 1
        print("\nTwo cockles for a piece of green glass: a bargain.")
    print("Tilly:", tilly)
    print("Oskar:", oskar)

    necklace = Bag("cockle", "cockle", "mussel", "mussel", "whelk")
    for name, bag in {"Tilly": tilly, "Oskar": oskar}.items():
        missing = necklace - bag
        print(f"{name} can make the necklace." if not missing else f"{name} lacks {missing}.")
    try:
        tilly["razor"] -= 2
    except ValueError as problem:
        print(f"Biscuit has eaten one shell, not two: {problem}.")
    print("Still there:", tilly.get("razor"), "razor,", tilly.total, "shells in all.")


if __name__ == "__main__":
    main()
