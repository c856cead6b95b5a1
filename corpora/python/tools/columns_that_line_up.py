"""Set a table so that words stand to the left and numbers to the right.

The program looks at every column: if all its cells are numbers, they are lined up at the point;
otherwise the cells are words. Nobody has to count blanks, which is what computers are for.
"""

PRICES = """\
what; crowns; for
seeded loaf; 2.40; one
goat's cheese; 11; a wheel
bicycle, repaired; 7.5; one
herring; 0.35; one
lamp oil; 104.25; a barrel
"""

CREW = """\
name; boats; fell into the harbour
Tomas Bell; 1; 0
Jonah Pike; 1; 14
Mina Sato; 3; 2
"""


def is_number(text):
    """Say whether a text can be read as a number.

    >>> is_number("7.5"), is_number("-3"), is_number("a wheel"), is_number("")
    (True, True, False, False)
    """
    try:
        float(text)
    except ValueError:
        return False
    return True


def read(text):
    """Split a text into rows of cells; short rows are filled up.

    >>> read("a; b" + chr(10) + "c")
    [['a', 'b'], ['c', '']]
    """
    rows = [[cell.strip() for cell in line.split(";")] for line in text.splitlines()]
    width = max(map(len, rows))
    return [row + [""] * (width - len(row)) for row in rows]


def at_the_point(cells):
    """Pad numbers on the right so that their points stand below each other.

    >>> at_the_point(["11", "7.5", "0.35"])
    ['11   ', '7.5 ', '0.35']
    """
    tails = [len(cell) - len(cell.partition(".")[0]) for cell in cells]
    longest = max(tails)
    return [cell + " " * (longest - tail) for cell, tail in zip(cells, tails, strict=True)]


def set_column(heading, cells):
    """Return the heading and the cells of one column, all equally wide."""
    if all(map(is_number, cells)):
        cells = at_the_point(cells)
        width = max(len(text) for text in [heading, *cells])
        return [text.rjust(width) for text in [heading, *cells]]
    width = max(len(text) for text in [heading, *cells])
    return [text.ljust(width) for text in [heading, *cells]]


def set_table(rows, gap=2):
    """Return the lines of a table with a rule below the headings.

    >>> for line in set_table([["x", "n"], ["one", "1"], ["ten", "10"]]):
    ...     print(line)
    x     n
    ---  --
    one   1
    ten  10
    """
    columns = [set_column(heading, cells) for heading, *cells in zip(*rows, strict=True)]
    rule = ["-" * len(column[0]) for column in columns]
    heading, *lines = zip(*columns, strict=True)
    space = " " * gap
    return [space.join(cells).rstrip() for cells in (heading, rule, *lines)]


def main():
    """Set the price list of the market and a table about the crew."""
    for text in (PRICES, CREW):
        print("\n".join(set_table(read(text))))
        print()
    rows = read(PRICES)
    dearest = max(rows[1:], key=lambda row: float(row[1]))
    print(f"The dearest thing on Corn Square is {dearest[0]}, {dearest[2]}.")


if __name__ == "__main__":
    main()
