"""Push crates about a deck until equal ones join.

The deck is a square of four by four. A push to one side sends every crate as far as it will go,
and two equal crates that meet become one of double the weight. Then a new crate of two comes
aboard. The game ends when nothing can be pushed any more.
"""

from random import Random

SIZE = 4
SIDES = ("left", "up", "right", "down")

Deck = list[list[int]]


def push_row(row: list[int]) -> list[int]:
    """Push one row to the left.

    >>> push_row([2, 0, 2, 4])
    [4, 4, 0, 0]
    >>> push_row([2, 2, 2, 2])
    [4, 4, 0, 0]
    >>> push_row([0, 0, 0, 8])
    [8, 0, 0, 0]
    """
    crates = [weight for weight in row if weight]
    result = []
    while crates:
        weight = crates.pop(0)
        if crates and crates[0] == weight:
            weight += crates.pop(0)
        result.append(weight)
    return result + [0] * (len(row) - len(result))


def mirrored(deck: Deck) -> Deck:
    """Swap left and right."""
    return [row[::-1] for row in deck]


def tipped(deck: Deck) -> Deck:
    """Swap rows and columns."""
    return [list(column) for column in zip(*deck, strict=True)]


def push(deck: Deck, side: str) -> Deck:
    """Push the whole deck; every side is made out of a push to the left.

    >>> push([[2, 0], [2, 4]], "down")
    [[0, 0], [4, 4]]
    """
    match side:
        case "left":
            return [push_row(row) for row in deck]
        case "right":
            return mirrored(push(mirrored(deck), "left"))
        case "up":
            return tipped(push(tipped(deck), "left"))
        case "down":
            return tipped(push(tipped(deck), "right"))
    raise ValueError(f"there is no side called {side}")


def empty_places(deck: Deck) -> list[tuple[int, int]]:
    """List the places without a crate."""
    return [(r, c) for r in range(SIZE) for c in range(SIZE) if deck[r][c] == 0]


def possible(deck: Deck) -> list[str]:
    """List the sides to which a push would change anything."""
    return [side for side in SIDES if push(deck, side) != deck]


def into_the_corner(deck: Deck) -> str:
    """Prefer left and up, so that the heavy crates gather in one corner."""
    return possible(deck)[0]


def most_room(deck: Deck) -> str:
    """Prefer the push that leaves the most empty places."""
    return max(possible(deck), key=lambda side: len(empty_places(push(deck, side))))


def play(choose, seed: int) -> tuple[Deck, int]:
    """Play until nothing moves; return the deck and the number of pushes."""
    rng = Random(seed)
    deck = [[0] * SIZE for _ in range(SIZE)]
    pushes = 0
    while True:
        row, column = rng.choice(empty_places(deck))
        deck[row][column] = 2
        if not possible(deck):
            return deck, pushes
        deck = push(deck, choose(deck))
        pushes += 1


def main() -> None:
    """Show one deck, then compare two habits."""
    deck, pushes = play(into_the_corner, seed=2)
    for row in deck:
        print("".join(f"{weight:5}" for weight in row))
    print(f"Stuck after {pushes} pushes.\n")
    for choose in (into_the_corner, most_room):
        heaviest = [max(map(max, play(choose, seed)[0])) for seed in range(3)]
        print(f"{choose.__name__:<16} heaviest crates: {sorted(heaviest)}")


if __name__ == "__main__":
    main()
