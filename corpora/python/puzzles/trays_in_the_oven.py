"""Move a tower of baking trays from one table to another.

Every tray is larger than the one on top of it. Only one tray may be moved at a time, and never
may a large tray lie on a small one. There are three tables, and Ada is in a hurry.
"""


def moves(trays, start, goal, spare):
    """Yield the moves: which tray goes from which table to which.

    >>> list(moves(1, "left", "right", "middle"))
    [(1, 'left', 'right')]
    >>> sum(1 for _ in moves(5, "left", "right", "middle"))
    31
    """
    if trays == 0:
        return
    yield from moves(trays - 1, start, spare, goal)
    yield trays, start, goal
    yield from moves(trays - 1, spare, goal, start)


def carry_out(trays):
    """Move real lists of trays and check every step."""
    tables = {"left": list(range(trays, 0, -1)), "middle": [], "right": []}
    for tray, source, target in moves(trays, "left", "right", "middle"):
        assert tables[source].pop() == tray
        assert not tables[target] or tables[target][-1] > tray
        tables[target].append(tray)
        yield tables


def main():
    """Move three trays and print the tables after each move."""
    for number, tables in enumerate(carry_out(3), start=1):
        print(number, tables)
    print("Ten trays would need", 2**10 - 1, "moves. Ada buys a rack instead.")


if __name__ == "__main__":
    main()
