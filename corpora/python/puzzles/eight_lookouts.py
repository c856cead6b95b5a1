"""Place eight lookouts on a square deck so that none can see another.

A lookout sees along the row, the column and both diagonals, as a queen does in chess. We fill
the rows one after another and go back as soon as there is no safe place left.
"""


def is_safe(columns, column):
    """Say whether a lookout in the next row is out of sight of all the others.

    `columns` holds the column of the lookout in every row so far.

    >>> is_safe([0], 1)
    False
    >>> is_safe([0], 2)
    True
    """
    row = len(columns)
    return all(
        column != other and abs(column - other) != row - other_row
        for other_row, other in enumerate(columns)
    )


def placements(size, columns=()):
    """Yield every way to fill the deck.

    >>> list(placements(4))
    [(1, 3, 0, 2), (2, 0, 3, 1)]
    >>> list(placements(3))
    []
    """
    if len(columns) == size:
        yield columns
        return
    for column in range(size):
        if is_safe(columns, column):
            yield from placements(size, (*columns, column))


def turned(columns):
    """Return the placement after a quarter turn of the deck.

    >>> turned((1, 3, 0, 2))
    (1, 3, 0, 2)
    """
    size = len(columns)
    result = [0] * size
    for row, column in enumerate(columns):
        result[column] = size - 1 - row
    return tuple(result)


def family(columns):
    """Return all placements that are the same one, turned or seen in a mirror."""
    members = set()
    for _ in range(4):
        columns = turned(columns)
        members.add(columns)
        members.add(columns[::-1])
    return members


def draw(columns):
    """Draw the deck with an L for each lookout."""
    rows = []
    for column in columns:
        row = ["."] * len(columns)
        row[column] = "L"
        rows.append(" ".join(row))
    return "\n".join(rows)


def main():
    """Draw one placement and count the others."""
    found = list(placements(8))
    print(draw(found[0]))
    different = {min(family(columns)) for columns in found}
    print(f"{len(found)} placements, {len(different)} if turns and mirrors do not count.")
    for size in range(1, 8):
        count = sum(1 for _ in placements(size))
        print(f"On a deck of {size} by {size}: {count}")


if __name__ == "__main__":
    main()
