"""Share loaves fairly, with fractions that are never rounded.

A float knows one third only roughly; a Fraction knows it exactly. Old bakers wrote every share
as a sum of different pieces with a one on top, such as 1/2 + 1/4, so that all guests would get
pieces that look alike.
"""

from fractions import Fraction
from math import ceil


def share(loaves, guests):
    """Return what each guest gets.

    >>> share(3, 4)
    Fraction(3, 4)
    """
    return Fraction(loaves, guests)


def pieces(amount):
    """Split a share below one into different pieces with a one on top, the largest first.

    >>> [str(piece) for piece in pieces(Fraction(3, 4))]
    ['1/2', '1/4']
    >>> [str(piece) for piece in pieces(Fraction(2, 3))]
    ['1/2', '1/6']
    """
    while amount > 0:
        piece = Fraction(1, ceil(1 / amount))
        yield piece
        amount -= piece


def in_words(amount):
    """Write a fraction as a baker says it.

    >>> in_words(Fraction(7, 3))
    '2 and 1/3'
    >>> in_words(Fraction(4, 2))
    '2'
    """
    whole, rest = divmod(amount, 1)
    if rest == 0:
        return str(whole)
    if whole == 0:
        return str(rest)
    return f"{whole} and {rest}"


def main():
    """Share some loaves, and show why a float is a poor baker."""
    for loaves, guests in [(3, 4), (2, 3), (5, 6), (7, 8), (4, 5)]:
        cut = " + ".join(str(piece) for piece in pieces(share(loaves, guests)))
        print(f"{loaves} loaves for {guests} guests: each gets {cut}")

    flour = [Fraction(1, 2), Fraction(3, 4), Fraction(1, 3), Fraction(5, 6)]
    print("Ada needs", in_words(sum(flour)), "bags of flour.")

    tenth = Fraction(1, 10)
    print("Three tenths, exactly:", tenth + tenth + tenth == Fraction(3, 10))
    print("Three tenths, as floats:", 0.1 + 0.1 + 0.1 == 0.3)


if __name__ == "__main__":
    main()
