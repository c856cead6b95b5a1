"""Find pairs of shells under cups, with a good memory or a bad one.

Sixteen cups stand on the table, and every kind of shell lies under two of them. A player lifts
two cups; a pair may be kept, and the player goes on. What was seen is remembered, but only the
last few cups: Captain Bell remembers three, Tilly remembers ten.
"""

from collections import OrderedDict
from random import Random

KINDS = ["cockle", "whelk", "limpet", "mussel", "razor", "oyster", "cowrie", "winkle"]


class Memory:
    """The cups that a player has seen and not forgotten yet.

    >>> memory = Memory(size=2)
    >>> for cup, kind in enumerate(["whelk", "oyster", "whelk"]):
    ...     memory.see(cup, kind)
    >>> memory.where("whelk", besides=2)
    >>> memory.where("oyster", besides=2)
    1
    """

    def __init__(self, size):
        self.size = size
        self.seen = OrderedDict()

    def see(self, cup, kind):
        """Remember a cup, and forget the oldest one if the head is full."""
        self.seen[cup] = kind
        self.seen.move_to_end(cup)
        if len(self.seen) > self.size:
            self.seen.popitem(last=False)

    def forget(self, cups):
        """Give up cups that are no longer on the table."""
        for cup in cups:
            self.seen.pop(cup, None)

    def where(self, kind, besides):
        """Return another cup with this kind of shell, or None."""
        for cup, known in self.seen.items():
            if known == kind and cup != besides:
                return cup
        return None

    def known_pair(self):
        """Return a cup whose partner is remembered as well, or None."""
        for cup, kind in self.seen.items():
            if self.where(kind, besides=cup) is not None:
                return cup
        return None


class Table:
    """The cups that are still there, with the shells under them."""

    def __init__(self, rng):
        shells = KINDS * 2
        rng.shuffle(shells)
        self.cups = dict(enumerate(shells))
        self.rng = rng

    def any_cup(self, avoid):
        """Choose a cup that has not been looked at, if there is one."""
        fresh = [cup for cup in self.cups if cup not in avoid]
        return self.rng.choice(fresh or list(self.cups))


def take_turn(table, memory, everybody):
    """Lift cups until two do not match; return the number of pairs."""
    pairs = 0
    while table.cups:
        first = memory.known_pair()
        if first is None:
            first = table.any_cup(avoid=memory.seen)
        second = memory.where(table.cups[first], besides=first)
        if second is None:
            second = table.any_cup(avoid={first, *memory.seen})
        for cup in (first, second):
            for watcher in everybody:
                watcher.see(cup, table.cups[cup])
        if first == second or table.cups[first] != table.cups[second]:
            break
        pairs += 1
        for cup in (first, second):
            del table.cups[cup]
        for watcher in everybody:
            watcher.forget((first, second))
    return pairs


def play(sizes, rng):
    """Play one game; return the pairs of each player."""
    table = Table(rng)
    memories = {name: Memory(size) for name, size in sizes.items()}
    pairs = dict.fromkeys(sizes, 0)
    while table.cups:
        for name, memory in memories.items():
            pairs[name] += take_turn(table, memory, memories.values())
    return pairs


def main():
    """Let the captain play against a schoolgirl, again and again."""
    sizes = {"Captain Bell": 3, "Tilly": 10}
    print("One game:", play(sizes, Random(1)))
    totals = dict.fromkeys(sizes, 0)
    for seed in range(100):
        for name, pairs in play(sizes, Random(seed)).items():
            totals[name] += pairs
    assert sum(totals.values()) == 100 * len(KINDS)
    for name, pairs in totals.items():
        print(f"In a hundred games {name} finds {pairs} pairs.")


if __name__ == "__main__":
    main()
