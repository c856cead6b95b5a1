"""Send the postman through every lane exactly once.

A walk that uses every lane once exists if the town hangs together and if no place, or exactly
two, have an odd number of lanes. The method is as old as postmen: walk until you are stuck, and
whenever a place on the way still has a lane left, make a detour from there.
"""

from collections import Counter

LANES = [
    ("quay", "market"), ("quay", "church"), ("market", "church"), ("market", "school"),
    ("church", "school"), ("school", "station"), ("station", "market"), ("quay", "lighthouse"),
    ("lighthouse", "church"), ("station", "library"), ("library", "school"),
]


class NoWalk(Exception):
    """The postman would have to walk through some lane twice."""


def odd_places(lanes):
    """Return the places at which an odd number of lanes end, in alphabetical order.

    >>> odd_places([("a", "b"), ("b", "c")])
    ['a', 'c']
    >>> odd_places([("a", "b"), ("b", "c"), ("c", "a")])
    []
    """
    ends = Counter(place for lane in lanes for place in lane)
    return sorted(place for place, count in ends.items() if count % 2 == 1)


def walk(lanes, start=None):
    """Return the places in the order of a walk through all lanes.

    >>> walk([("a", "b"), ("b", "c"), ("c", "a"), ("a", "d")])
    ['a', 'c', 'b', 'a', 'd']
    """
    odd = odd_places(lanes)
    if len(odd) > 2:
        raise NoWalk(f"{len(odd)} places have an odd number of lanes: {', '.join(odd)}")
    if start is None:
        start = odd[0] if odd else lanes[0][0]
    elif odd and start not in odd:
        raise NoWalk(f"the walk must begin at {odd[0]} or {odd[1]}")

    left = {}
    for one, other in lanes:
        left.setdefault(one, []).append(other)
        left.setdefault(other, []).append(one)

    way = []
    stack = [start]
    while stack:
        place = stack[-1]
        if left[place]:
            following = left[place].pop()
            left[following].remove(place)
            stack.append(following)
        else:
            way.append(stack.pop())
    if len(way) != len(lanes) + 1:
        raise NoWalk("some lanes cannot be reached at all")
    return way[::-1]


def is_complete(way, lanes):
    """Say whether a walk uses each lane exactly once."""
    used = Counter(frozenset(pair) for pair in zip(way, way[1:], strict=False))
    return used == Counter(map(frozenset, lanes))


def attempt(title, lanes, start=None):
    """Print a walk, or the reason why there is none."""
    print(f"{title}:")
    try:
        way = walk(lanes, start)
    except NoWalk as reason:
        print(f"    no walk, because {reason}")
    else:
        assert is_complete(way, lanes)
        print("    " + " - ".join(way))


def main():
    """Plan the round, dig up a lane, build a bridge, and add an island."""
    attempt("An ordinary day", LANES)
    attempt("Starting at the station", LANES, "station")
    attempt("Starting at the market", LANES, "market")
    attempt("The lane to the church is dug up", [x for x in LANES if x != ("market", "church")])
    attempt("With a short cut behind the church", [*LANES, ("church", "school")])
    attempt("With the island of Gannet", [*LANES, ("landing", "farm"), ("farm", "landing")])

    house = [("cellar", "kitchen"), ("kitchen", "roof"), ("roof", "attic"), ("attic", "kitchen"),
             ("attic", "yard"), ("yard", "cellar"), ("yard", "kitchen"), ("cellar", "attic")]
    attempt("The house of the riddle, in one stroke", house)


if __name__ == "__main__":
    main()
