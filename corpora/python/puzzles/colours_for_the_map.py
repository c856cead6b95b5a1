"""Colour the map of the harbour towns so that no neighbours look alike.

The printer in Tavish has four inks, and each costs money, so the map should do with as few as
possible. The place with the fewest inks left is always coloured next; if a place has none left,
the last decision was wrong.
"""

NEIGHBOURS = """
Dunmar: Low Farm, Birch Hollow, the bay
Kestle: the bay, Birch Hollow, Marsh End
Low Farm: Dunmar, Birch Hollow, Upper Ander
Birch Hollow: Dunmar, Kestle, Low Farm, Upper Ander, the bay, Marsh End
Upper Ander: Low Farm, Birch Hollow, Mount Ossel, Marsh End
Mount Ossel: Upper Ander, Marsh End
Marsh End: Kestle, Birch Hollow, Upper Ander, Mount Ossel
the bay: Dunmar, Kestle, Birch Hollow
"""

INKS = ["green", "yellow", "brown", "pink"]


def read(text):
    """Read the map and make sure that neighbourhood is mutual.

    >>> read("a: b")
    Traceback (most recent call last):
        ...
    ValueError: a is a neighbour of b, but b does not know it
    """
    neighbours = {}
    for line in text.strip().splitlines():
        place, _, others = line.partition(": ")
        neighbours[place] = others.split(", ")
    for place, others in neighbours.items():
        for other in others:
            if place not in neighbours.get(other, []):
                raise ValueError(f"{place} is a neighbour of {other}, but {other} does not know it")
    return neighbours


def colour(neighbours, inks, done=None):
    """Return a colour for every place, or None if the inks do not suffice.

    >>> triangle = {"a": ["b", "c"], "b": ["a", "c"], "c": ["a", "b"]}
    >>> colour(triangle, ["red", "blue"]) is None
    True
    >>> colour(triangle, ["red", "blue", "grey"])
    {'a': 'red', 'b': 'blue', 'c': 'grey'}
    """
    done = done or {}
    if len(done) == len(neighbours):
        return done

    def free(place):
        taken = {done.get(other) for other in neighbours[place]}
        return [ink for ink in inks if ink not in taken]

    open_places = [place for place in neighbours if place not in done]
    place = min(open_places, key=lambda place: (len(free(place)), -len(neighbours[place])))
    for ink in free(place):
        if result := colour(neighbours, inks, done | {place: ink}):
            return result
    return None


def ways(neighbours, inks, places=None, done=None):
    """Count all colourings, place after place.

    >>> ways({"a": ["b"], "b": ["a"]}, ["red", "blue", "grey"])
    6
    """
    places = list(neighbours) if places is None else places
    done = done or {}
    if not places:
        return 1
    place, *others = places
    taken = {done.get(other) for other in neighbours[place]}
    return sum(
        ways(neighbours, inks, others, done | {place: ink})
        for ink in inks
        if ink not in taken
    )


def fewest_inks(neighbours):
    """Return the smallest number of inks that is enough."""
    for count in range(1, len(INKS) + 1):
        if colour(neighbours, INKS[:count]):
            return count
    raise ValueError("the printer has not enough inks")


def with_border(neighbours, one, other):
    """Return a map on which two more places touch."""
    return {
        place: [*others, other if place == one else one] if place in (one, other) else others
        for place, others in neighbours.items()
    }


def main():
    """Order the inks and print the key of the map."""
    neighbours = read(NEIGHBOURS)
    count = fewest_inks(neighbours)
    print(f"{len(neighbours)} places, {count} inks:")
    key = {}
    for place, ink in colour(neighbours, INKS[:count]).items():
        key.setdefault(ink, []).append(place)
    for ink, places in key.items():
        print(f"  {ink:<7} {', '.join(sorted(places))}")
    for number in (count, len(INKS)):
        print(f"With {number} inks there are {ways(neighbours, INKS[:number])} ways.")

    changed = with_border(neighbours, "Dunmar", "Kestle")
    print(f"If Dunmar and Kestle touched, {fewest_inks(changed)} inks would be needed.")


if __name__ == "__main__":
    main()
