"""Let moss grow on the stones of the harbour wall.

Every stone has eight neighbours. Moss lives on when two or three of the neighbours have moss,
and it spreads to a bare stone that has exactly three. The wall is kept as a set of places, so
it has no edge, and bare stones cost nothing.
"""

from collections import Counter
from itertools import product

AROUND = [(r, c) for r, c in product((-1, 0, 1), repeat=2) if (r, c) != (0, 0)]

WALL = """\
.*......
..*.....
***.....
........
.....***
"""


def read(picture):
    r"""Return the places of the moss in a picture.

    >>> sorted(read(".*\n*."))
    [(0, 1), (1, 0)]
    """
    return {
        (row, column)
        for row, line in enumerate(picture.splitlines())
        for column, stone in enumerate(line)
        if stone == "*"
    }


def grow(moss):
    """Return the moss of the next season.

    >>> row = {(0, 0), (0, 1), (0, 2)}
    >>> sorted(grow(row))
    [(-1, 1), (0, 1), (1, 1)]
    >>> grow(grow(row)) == row
    True
    """
    neighbours = Counter(
        (row + down, column + right) for row, column in moss for down, right in AROUND
    )
    return {
        place
        for place, count in neighbours.items()
        if count == 3 or (count == 2 and place in moss)
    }


def draw(moss, rows, columns):
    """Return a picture of a part of the wall."""
    return "\n".join(
        "".join("*" if (row, column) in moss else "." for column in range(columns))
        for row in range(rows)
    )


def seasons_until_rest(moss, limit):
    """Count the seasons until the wall looks as it did before, or return None."""
    seen = {}
    for season in range(limit):
        key = frozenset(moss)
        if key in seen:
            return season - seen[key]
        seen[key] = season
        moss = grow(moss)
    return None


def main():
    """Show four seasons, then find out how some patterns end."""
    moss = read(WALL)
    for season in range(4):
        print(f"Season {season}: {len(moss)} stones")
        print(draw(moss, 7, 9), end="\n\n")
        moss = grow(moss)

    patterns = {"a square": "**\n**", "a row": "***", "a ring": ".**.\n*..*\n.**."}
    for name, picture in patterns.items():
        rhythm = seasons_until_rest(read(picture), 20)
        print(f"The rhythm of {name} is {rhythm}.")


if __name__ == "__main__":
    main()
