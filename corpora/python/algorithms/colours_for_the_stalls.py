"""Colour the awnings of the market so that no two neighbours have the same colour.

Colours are numbers at first: every stall takes the smallest number that no neighbour has. How
many are needed depends on the order in which the stalls choose. It is wise to let those choose
first who already have the least freedom; to be sure of the fewest colours, one has to try.
"""

from collections.abc import Iterable

# Each row of the plan touches the rows above and below; stalls side by side touch as well.
PLAN = """\
bread  bread  cheese fish
soup   nets   cheese fish
soup   nets   pots   pots
wool   honey  honey  plums
"""

COLOURS = ["blue", "white", "green", "red", "yellow", "grey"]

Neighbours = dict[str, set[str]]


def read(plan: str) -> Neighbours:
    r"""Map each stall to the stalls that it touches.

    >>> read("a b\na c")["a"] == {"b", "c"}
    True
    """
    rows = [line.split() for line in plan.splitlines()]
    pairs = [pair for row in rows for pair in zip(row, row[1:], strict=False)]
    for row, below in zip(rows, rows[1:], strict=False):
        pairs += zip(row, below, strict=True)
    touching: Neighbours = {stall: set() for row in rows for stall in row}
    for one, other in pairs:
        if one != other:
            touching[one].add(other)
            touching[other].add(one)
    return touching


def smallest_free(taken: Iterable[int]) -> int:
    """Return the smallest number from 0 that is not taken.

    >>> smallest_free([0, 1, 3])
    2
    """
    taken = set(taken)
    return next(number for number in range(len(taken) + 1) if number not in taken)


def in_order(touching: Neighbours, order: Iterable[str]) -> dict[str, int]:
    """Let the stalls choose in a certain order."""
    colour: dict[str, int] = {}
    for stall in order:
        colour[stall] = smallest_free(colour[n] for n in touching[stall] if n in colour)
    return colour


def least_freedom_first(touching: Neighbours) -> dict[str, int]:
    """Let the stall choose next whose neighbours have the most colours already.

    Among equals, the one with more neighbours goes first, then the alphabet decides.
    """
    colour: dict[str, int] = {}
    while len(colour) < len(touching):
        def urgency(stall: str) -> tuple[int, int]:
            seen = {colour[n] for n in touching[stall] if n in colour}
            return len(seen), len(touching[stall])

        stall = max(sorted(touching.keys() - colour.keys()), key=urgency)
        colour[stall] = smallest_free(colour[n] for n in touching[stall] if n in colour)
    return colour


def with_only(touching: Neighbours, count: int) -> dict[str, int] | None:
    """Return a colouring with so many colours, or None if there is none.

    >>> triangle = {"a": {"b", "c"}, "b": {"a", "c"}, "c": {"a", "b"}}
    >>> with_only(triangle, 2) is None
    True
    """
    stalls = sorted(touching, key=lambda stall: -len(touching[stall]))

    def extended(colour: dict[str, int]) -> dict[str, int] | None:
        if len(colour) == len(stalls):
            return colour
        stall = stalls[len(colour)]
        for number in range(count):
            if all(colour.get(n) != number for n in touching[stall]):
                found = extended(colour | {stall: number})
                if found:
                    return found
        return None

    return extended({})


def is_good(colour: dict[str, int], touching: Neighbours) -> bool:
    """Say whether no two neighbours agree."""
    return all(colour[one] != colour[other] for one in touching for other in touching[one])


def main() -> None:
    """Colour the market on Corn Square in several ways."""
    touching = read(PLAN)
    for stall in sorted(touching, key=lambda s: (-len(touching[s]), s))[:3]:
        print(f"{stall} touches {', '.join(sorted(touching[stall]))}")

    orders = {"by alphabet": sorted(touching), "backwards": sorted(touching, reverse=True)}
    results = {name: in_order(touching, order) for name, order in orders.items()}
    results["by need"] = least_freedom_first(touching)
    for name, colour in results.items():
        assert is_good(colour, touching)
        print(f"Chosen {name}: {len(set(colour.values()))} colours")

    fewest = next(count for count in range(1, 7) if with_only(touching, count))
    print(f"With fewer than {fewest} it cannot be done.\n")
    best = with_only(touching, fewest)
    for row in PLAN.splitlines():
        print("  ".join(f"{COLOURS[best[stall]]:<6}" for stall in row.split()).rstrip())
    print("\nAda wanted red, and got", COLOURS[best["bread"]] + ".")


if __name__ == "__main__":
    main()
