"""Bring four people over a footbridge in the dark with one lantern.

The bridge at Birch Hollow carries two at a time, and nobody walks without the lantern. Two who
walk together go as fast as the slower of them. Wren needs one minute, Mina two, Dr Voss five and
old Perrin ten. The cheapest plan so far is always continued first.
"""

import heapq
from dataclasses import dataclass, field
from itertools import combinations

MINUTES = {"Wren": 1, "Mina": 2, "Dr Voss": 5, "Perrin": 10}


@dataclass(frozen=True)
class Night:
    """Who is still on the near side, and whether the lantern is there."""

    near: frozenset[str]
    lantern_near: bool


@dataclass(order=True)
class Plan:
    """A number of walks and the time that they take together."""

    minutes: int
    number: int
    night: Night = field(compare=False)
    walks: tuple[str, ...] = field(compare=False)


def walk(people, night):
    """Return the night after some people have walked to the other side.

    >>> after = walk(("Mina",), Night(frozenset({"Mina", "Wren"}), True))
    >>> after.near, after.lantern_near
    (frozenset({'Wren'}), False)
    """
    return Night(night.near.symmetric_difference(people), not night.lantern_near)


def possible_walks(night, everybody):
    """Yield all groups of one or two who have the lantern on their side."""
    here = night.near if night.lantern_near else everybody - night.near
    for size in (1, 2):
        yield from combinations(sorted(here), size)


def fastest(minutes):
    """Return the plan that takes the least time.

    >>> fastest({"Wren": 1, "Mina": 2}).minutes
    2
    >>> fastest({"Wren": 1, "Mina": 2, "Dr Voss": 5}).minutes
    8
    """
    everybody = frozenset(minutes)
    start = Night(everybody, lantern_near=True)
    heap = [Plan(0, 0, start, ())]
    finished = set()
    number = 0
    while heap:
        plan = heapq.heappop(heap)
        if not plan.night.near:
            return plan
        if plan.night in finished:
            continue
        finished.add(plan.night)
        for people in possible_walks(plan.night, everybody):
            number += 1
            cost = max(minutes[name] for name in people)
            way = "over" if plan.night.lantern_near else "back"
            text = f"{' and '.join(people)} {way} ({cost})"
            heapq.heappush(
                heap,
                Plan(plan.minutes + cost, number, walk(people, plan.night), (*plan.walks, text)),
            )
    raise ValueError("there is no way over the bridge")


def with_a_guide(minutes):
    """Return the time if the fastest one brings everybody over and runs back each time.

    >>> with_a_guide({"Wren": 1, "Mina": 2, "Dr Voss": 5, "Perrin": 10})
    19
    """
    guide, *others = sorted(minutes.values())
    return sum(others) + guide * (len(others) - 1)


def main():
    """Print the plan, and ask when the obvious plan is good enough."""
    best = fastest(MINUTES)
    for text in best.walks:
        print(f"  {text}")
    print(f"Together {best.minutes} minutes; with Wren as the guide, {with_a_guide(MINUTES)}.")

    # The trick saves time only while Mina is fast enough to take a way for Wren.
    for mina in range(1, 6):
        minutes = MINUTES | {"Mina": mina}
        saved = with_a_guide(minutes) - fastest(minutes).minutes
        print(f"If Mina needs {mina}, thinking saves {saved}.")

    crowd = MINUTES | {"Luca": 4, "the mayor": 8}
    print(f"With Luca and the mayor it takes {fastest(crowd).minutes} minutes.")


if __name__ == "__main__":
    main()
