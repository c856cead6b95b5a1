"""Make a table of lamps, with a row for each street and a column for each colour.

On the morning after the lamp festival the children walk round and write down what they see,
one lamp to a line. A cross table turns the list on its side; its last row and its last column
must have the same sum, and if they do not, somebody has counted a star.
"""

from collections import Counter, defaultdict

SEEN = """
Fish Street: green, green, yellow, red, green
Cooper's Lane: red, yellow
Long Quay: blue, blue, white, green, blue, yellow, blue
Chapel Hill: white, white, yellow
Bridge Street: red, red, green
Fish Street: yellow, red
Long Quay: white
"""


def read(text):
    """Yield a street and a colour for every lamp.

    >>> list(read("Fish Street: red, blue"))
    [('Fish Street', 'red'), ('Fish Street', 'blue')]
    """
    for line in text.strip().splitlines():
        street, _, colours = line.partition(": ")
        for colour in colours.split(", "):
            yield street, colour


def cross_table(pairs):
    """Count the pairs in a dictionary of counters.

    >>> table = cross_table([("a", 1), ("a", 1), ("b", 2)])
    >>> table["a"][1], table["b"][1]
    (2, 0)
    """
    table = defaultdict(Counter)
    for row, column in pairs:
        table[row][column] += 1
    return dict(table)


def column_totals(table):
    """Add up all rows."""
    return sum(table.values(), Counter())


def lay_out(table):
    """Write the table with its totals; the fullest rows and columns come first."""
    totals = column_totals(table)
    columns = [column for column, _ in totals.most_common()]
    rows = sorted(table, key=lambda row: (-table[row].total(), row))
    width = max(map(len, rows)) + 2

    def line(name, counts):
        cells = "".join(f"{counts[column] or '.':>8}" for column in columns)
        return f"{name:<{width}}{cells}{counts.total():>8}"

    head = " " * width + "".join(f"{column:>8}" for column in columns) + f"{'all':>8}"
    rule = "-" * len(head)
    body = [line(row, table[row]) for row in rows]
    return "\n".join([head, rule, *body, rule, line("all", totals)])


def shares(table, row):
    """Return the colours of a row as shares of its lamps."""
    total = table[row].total()
    return {column: count / total for column, count in table[row].most_common()}


def true_to_one(table):
    """Yield streets in which more than half of the lamps have the same colour.

    >>> list(true_to_one({"x": Counter(red=3, blue=1), "y": Counter(red=1, blue=1)}))
    [('x', 'red')]
    """
    for row in table:
        colour, share = next(iter(shares(table, row).items()))
        if share > 0.5:
            yield row, colour


def odd_one(table):
    """Return a street and its colours that no other street has, or None."""
    for street, counts in table.items():
        others = set().union(*(table[other] for other in table if other != street))
        if alone := set(counts) - others:
            return street, sorted(alone)
    return None


def main():
    """Print the table and what the Courier will make of it."""
    table = cross_table(read(SEEN))
    print(lay_out(table))
    totals = column_totals(table)
    assert totals.total() == sum(counts.total() for counts in table.values())

    print()
    for street, colour in true_to_one(table):
        print(f"{street} is true to {colour}.")
    if found := odd_one(table):
        street, colours = found
        print(f"Only {street} has {' and '.join(colours)}.")
    for colour, share in shares(table, "Long Quay").items():
        print(f"  {colour:<7}{share:4.0%} {'o' * round(share * 25)}")


if __name__ == "__main__":
    main()
