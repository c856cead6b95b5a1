"""Play the game of shell heaps without a mistake.

There are three heaps of shells on the beach. Two players take turns; each takes as many shells
as they like, but from one heap only. Whoever takes the last shell wins.

The secret is a sum without carrying: write the sizes of the heaps in binary and combine them
with "exclusive or". When the result is zero, the player to move is lost against a good opponent.
"""

from functools import reduce
from operator import xor
from random import Random


def balance(heaps: list[int]) -> int:
    """Return the exclusive or of all heaps.

    >>> balance([1, 2, 3])
    0
    >>> balance([3, 4, 5])
    2
    """
    return reduce(xor, heaps, 0)


def clever_move(heaps: list[int]) -> tuple[int, int] | None:
    """Return (heap, shells to take) that leaves a balance of zero, or None when there is none.

    >>> clever_move([3, 4, 5])
    (0, 2)
    >>> clever_move([2, 2]) is None
    True
    """
    total = balance(heaps)
    for index, size in enumerate(heaps):
        target = size ^ total
        if target < size:
            return index, size - target
    return None


def clumsy_move(heaps: list[int], rng: Random) -> tuple[int, int]:
    """Choose any heap that is not empty, and take any number of shells from it."""
    index = rng.choice([i for i, size in enumerate(heaps) if size > 0])
    return index, rng.randint(1, heaps[index])


def play(heaps: list[int], rng: Random) -> str:
    """Let Wren, who knows the secret, play against Oskar, who does not; return the winner."""
    heaps = list(heaps)
    player, other = "Wren", "Oskar"
    while True:
        move = clever_move(heaps) if player == "Wren" else None
        index, taken = move or clumsy_move(heaps, rng)
        heaps[index] -= taken
        print(f"  {player:5} takes {taken} from heap {index + 1}, leaving {heaps}")
        if not any(heaps):
            return player
        player, other = other, player


def main() -> None:
    """Play two games and announce who took the last shell."""
    rng = Random(9)
    for start in ([3, 4, 5], [1, 6, 7]):
        print(f"The heaps are {start}.")
        winner = play(start, rng)
        print(f"{winner} takes the last shell and wins.\n")


if __name__ == "__main__":
    main()
