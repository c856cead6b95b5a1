"""Find the shortest roads of the valley.

We start in Dunmar and always go on from the nearest place that is not finished. A heap gives us
that place; the first time that a place comes out of the heap, its distance is final.
"""

import heapq

# Minutes on foot between neighbouring places; every road can be walked both ways.
ROADS = {
    ("Dunmar", "Low Farm"): 50,
    ("Dunmar", "Birch Hollow"): 130,
    ("Low Farm", "Birch Hollow"): 60,
    ("Low Farm", "Old Mill"): 35,
    ("Old Mill", "Birch Hollow"): 20,
    ("Birch Hollow", "Upper Ander"): 90,
    ("Old Mill", "Upper Ander"): 140,
    ("Upper Ander", "Mount Ossel"): 240,
}


def both_ways(roads):
    """Map each place to its neighbours and the minutes to them.

    >>> both_ways({("a", "b"): 5})
    {'a': {'b': 5}, 'b': {'a': 5}}
    """
    neighbours = {}
    for (one, other), minutes in roads.items():
        neighbours.setdefault(one, {})[other] = minutes
        neighbours.setdefault(other, {})[one] = minutes
    return neighbours


def walk_from(start, neighbours):
    """Return the distance of each place, and the place that one comes from."""
    distances = {}
    came_from = {}
    heap = [(0, start, None)]
    while heap:
        minutes, place, before = heapq.heappop(heap)
        if place in distances:
            continue
        distances[place] = minutes
        came_from[place] = before
        for neighbour, more in neighbours[place].items():
            if neighbour not in distances:
                heapq.heappush(heap, (minutes + more, neighbour, place))
    return distances, came_from


def route(goal, came_from):
    """List the places on the way to the goal.

    >>> route("c", {"a": None, "b": "a", "c": "b"})
    ['a', 'b', 'c']
    """
    places = []
    while goal is not None:
        places.append(goal)
        goal = came_from[goal]
    return places[::-1]


def spoken(minutes):
    """Say a time in hours and minutes.

    >>> spoken(185), spoken(40)
    ('3 h 05', '40 min')
    """
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02}" if hours else f"{rest} min"


def main():
    """Print the signpost on Corn Square, then close a road and print it again."""
    roads = dict(ROADS)
    for news in (None, ("Low Farm", "Old Mill")):
        if news is not None:
            print(f"\nThe road from {news[0]} to {news[1]} is under water.")
            del roads[news]
        distances, came_from = walk_from("Dunmar", both_ways(roads))
        for place, minutes in distances.items():
            if place != "Dunmar":
                way = ", ".join(route(place, came_from)[1:])
                print(f"{spoken(minutes):>8}  {way}")


if __name__ == "__main__":
    main()
