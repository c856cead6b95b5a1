"""Design the pattern of a jumper, row by row, from a small piece of it.

A knitter needs only a corner of the pattern: the rest is the same corner in a mirror, repeated
round the body. `x` is blue wool and `.` is white. Hanna Aldous reads the finished rows aloud,
with numbers, while Piet holds the wool.
"""

from itertools import groupby

CORNERS = {
    "heron feet": """\
x...
.x..
..x.
xxxx
""",
    "snow": """\
x..x
.x.x
..xx
xxx.
""",
    "small waves": """\
..xx
.x..
x...
""",
}


def mirrored_right(rows):
    """Add the mirror image to the right; the last column is the fold and comes once.

    >>> mirrored_right(["ab"])
    ['aba']
    """
    return [row + row[-2::-1] for row in rows]


def mirrored_down(rows):
    """Add the mirror image below; the last row is the fold.

    >>> mirrored_down(["a", "b"])
    ['a', 'b', 'a']
    """
    return rows + rows[-2::-1]


def whole(corner):
    """Unfold a corner into a whole figure.

    >>> whole(["x.", ".x"])
    ['x.x', '.x.', 'x.x']
    """
    return mirrored_down(mirrored_right(corner))


def round_the_body(rows, stitches):
    """Repeat a figure until there are enough stitches; what is too much is cut off."""
    times = stitches // len(rows[0]) + 1
    return [(row * times)[:stitches] for row in rows]


def striped(*bands, between="."):
    """Put bands below each other, with a row of one colour between them."""
    width = len(bands[0][0])
    result = [between * width]
    for band in bands:
        result += [*band, between * width]
    return result


def read_aloud(row):
    """Say a row as knitters do.

    >>> read_aloud("xx.xxx")
    '2 blue, 1 white, 3 blue'
    """
    names = {"x": "blue", ".": "white"}
    return ", ".join(f"{len(list(group))} {names[sign]}" for sign, group in groupby(row))


def longest_float(row):
    """Return the longest run of one colour; the other wool hangs loose behind it.

    A jumper goes round, so a run may go on from the end of the row to its beginning.

    >>> longest_float("x.xx"), longest_float("xxxx")
    (3, 4)
    """
    runs = [len(list(group)) for _, group in groupby(row + row)]
    return min(max(runs), len(row))


def wool(rows):
    """Count the stitches of both colours."""
    text = "".join(rows)
    return text.count("x"), text.count(".")


def main():
    """Design a jumper for Oskar, who is forty-two stitches round."""
    figures = {name: whole(corner.splitlines()) for name, corner in CORNERS.items()}
    for name, figure in figures.items():
        print(f"{name}, {len(figure[0])} stitches wide:")
        print("\n".join("    " + row for row in figure))

    bands = [round_the_body(figure, 42) for figure in figures.values()]
    jumper = striped(*bands)
    print("\nThe jumper:")
    for number, row in enumerate(jumper, start=1):
        print(f"{number:3} {row.replace('.', ' ').rstrip()}")

    print("\nThe third row of the heron feet:", read_aloud(figures["heron feet"][2]))
    blue, white = wool(jumper)
    print(f"{blue} blue stitches and {white} white ones.")
    loose = [n for n, row in enumerate(jumper, start=1) if 5 < longest_float(row) < 42]
    print("Rows in which a finger could get caught:", *loose)


if __name__ == "__main__":
    main()
