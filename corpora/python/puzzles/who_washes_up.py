"""Find the one who is left when every third goes home.

After the soup week the helpers stand in a ring, and somebody counts: one, two, home; one, two,
home. The last one washes up. Jonah Pike has always known where to stand, and for counting by two
there is even a rule: write the number in binary and move its first digit to the end.
"""

from collections import deque
from collections.abc import Iterator

HELPERS = ["Ada", "Bea", "Captain Bell", "Hanna", "Ines", "Jonah", "Luca", "Mina", "Piet", "Wren"]


def going_home(people: list[str], step: int) -> Iterator[str]:
    """Yield the people in the order in which they leave; the last washes up.

    >>> list(going_home(["Ada", "Bea", "Ines", "Luca"], 3))
    ['Ines', 'Bea', 'Luca', 'Ada']
    """
    ring = deque(people)
    while ring:
        ring.rotate(1 - step)
        yield ring.popleft()


def last_place(count: int, step: int) -> int:
    """Return the safe place, or the unlucky one; the first place is 0.

    With one person it is place 0. Each further person shifts everything by one count.

    >>> last_place(4, 3)
    0
    >>> all(list(going_home(list(range(n)), 3))[-1] == last_place(n, 3) for n in range(1, 30))
    True
    """
    place = 0
    for size in range(2, count + 1):
        place = (place + step) % size
    return place


def by_binary(count: int) -> int:
    """Return the last place for counting by two, the first place being 1 here.

    >>> by_binary(10), bin(10), bin(5)
    (5, '0b1010', '0b101')
    >>> all(by_binary(n) == last_place(n, 2) + 1 for n in range(1, 200))
    True
    """
    first, *others = f"{count:b}"
    return int("".join([*others, first]), 2)


def steps_that_choose(person: str, people: list[str], limit: int) -> list[int]:
    """Return the steps with which a certain person would have to wash up.

    >>> steps_that_choose("b", ["a", "b"], 5)
    [1, 3, 5]
    """
    return [
        step
        for step in range(1, limit + 1)
        if people[last_place(len(people), step)] == person
    ]


def spares(group: set[str], people: list[str], limit: int) -> int | None:
    """Return a step that sends one group home before anybody else, or None.

    >>> spares({"b", "d"}, ["a", "b", "c", "d"], 10)
    2
    """
    for step in range(1, limit + 1):
        order = list(going_home(people, step))
        if set(order[:len(group)]) == group:
            return step
    return None


def main() -> None:
    """Count out, and look behind the counting."""
    *gone, unlucky = going_home(HELPERS, 3)
    print("Home:", ", ".join(gone))
    print("Washes up:", unlucky)

    for name in ("Jonah", "Captain Bell", "Ada"):
        steps = steps_that_choose(name, HELPERS, 30)
        print(f"{name} washes up if one counts to {steps or 'more than thirty'}.")

    print("\nCounting by two, the last place:")
    counts = range(1, 18)
    print("people", *(f"{count:3}" for count in counts))
    print("place ", *(f"{by_binary(count):3}" for count in counts))
    lucky = [count for count in range(1, 200) if by_binary(count) == count]
    print("One must stand at the very end if there are", *lucky)

    friends = {"Hanna", "Piet", "Wren"}
    step = spares(friends, HELPERS, 5000)
    if step is not None:
        print(f"Counting to {step} sends {', '.join(sorted(friends))} home first.")


if __name__ == "__main__":
    main()
