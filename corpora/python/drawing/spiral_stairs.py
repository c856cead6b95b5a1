"""Draw the stairs of the lighthouse from above, as a spiral of numbers.

We walk along the edge of a square and turn right whenever the way is blocked. Walked backwards,
the same path leads from the outside to the middle.
"""

from collections.abc import Iterator
from itertools import cycle, islice


def spiral(size: int) -> Iterator[tuple[int, int]]:
    """Yield the places of a square from the corner at the top left to the middle.

    >>> list(spiral(2))
    [(0, 0), (0, 1), (1, 1), (1, 0)]
    """
    free = {(row, column) for row in range(size) for column in range(size)}
    turns = cycle([(0, 1), (1, 0), (0, -1), (-1, 0)])
    down, right = next(turns)
    row = column = 0
    while free:
        yield row, column
        free.remove((row, column))
        if (row + down, column + right) not in free:
            down, right = next(turns)
        row, column = row + down, column + right


def numbered(size: int) -> list[list[int]]:
    """Return a square of numbers that grow towards the middle.

    >>> numbered(3)
    [[1, 2, 3], [8, 9, 4], [7, 6, 5]]
    """
    square = [[0] * size for _ in range(size)]
    for number, (row, column) in enumerate(spiral(size), start=1):
        square[row][column] = number
    return square


def write_around(text: str) -> str:
    """Write a text into the smallest square that holds it, going round and round.

    >>> print(write_around("fog at sea"))
    fog.
    ...a
    ...t
    aes.
    """
    size = next(n for n in range(1, len(text) + 1) if n * n >= len(text))
    square = [["."] * size for _ in range(size)]
    for (row, column), letter in zip(spiral(size), text, strict=False):
        square[row][column] = "." if letter == " " else letter
    return "\n".join("".join(row) for row in square)


def read_inwards(square: list[list[int]]) -> list[int]:
    """Read a square along the spiral, peeling it like an onion.

    >>> read_inwards([[1, 2, 3], [8, 9, 4], [7, 6, 5]])
    [1, 2, 3, 4, 5, 6, 7, 8, 9]
    """
    result = []
    rows = square
    while rows:
        first, *rest = rows
        result += first
        # Turn what is left by a quarter, so that the next edge comes to the top.
        rows = [list(row) for row in zip(*rest, strict=True)][::-1]
    return result


def main() -> None:
    """Draw the stairs up to step 131 and a message for the visitors."""
    size = 12
    square = numbered(size)
    for row in square:
        print(" ".join(f"{number:3}" if number <= 131 else "  o" for number in row))
    assert read_inwards(square) == list(range(1, size * size + 1))
    corners = [place for place in islice(spiral(size), 131) if place[0] == place[1]]
    print(f"The stairs meet the diagonal {len(corners)} times.\n")
    print(write_around("one hundred and thirty one steps and then the sea"))


if __name__ == "__main__":
    main()
