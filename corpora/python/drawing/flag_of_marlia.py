"""Draw the flag of Marlia, a white heron on blue, as large as you like.

The small picture is stretched: every sign is repeated, and so is every row.
"""

HERON = """\
~~~~~~~~~~~~~~~~
~~~~~~~~~OO~~~~~
~~~~~~~~~OO->~~~
~~~~~~~~OO~~~~~~
~~~~~OOOOO~~~~~~
~~~OOOOOO~~~~~~~
~~~~~~|~|~~~~~~~
~~~~~~|~|~~~~~~~
~~~~~~~~~~~~~~~~
"""


def stretch(picture, times):
    """Return a picture that is so many times as wide and as high.

    >>> print(stretch("ab", 2))
    aabb
    aabb
    """
    rows = []
    for line in picture.splitlines():
        wide = "".join(sign * times for sign in line)
        rows += [wide] * times
    return "\n".join(rows)


def mirrored(picture):
    """Return a picture as it looks from behind, with the heron facing left."""
    turn = str.maketrans("<>", "><")
    return "\n".join(line[::-1].translate(turn) for line in picture.splitlines())


def on_a_pole(picture, below=4):
    """Put a pole to the left of a picture, and let it go on below."""
    flag = [f"|{line}" for line in picture.splitlines()]
    return "\n".join(["o", *flag, *["|"] * below])


def main():
    """Show the flag from both sides, and once for the ninth of May."""
    print(on_a_pole(HERON), end="\n\n")
    print(mirrored(HERON), end="\n\n")
    print(on_a_pole(stretch(HERON, 2)))


if __name__ == "__main__":
    main()
