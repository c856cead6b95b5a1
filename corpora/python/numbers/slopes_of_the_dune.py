"""Reckon with polynomials, and find out where a dune is highest.

A polynomial is kept as a list of its coefficients, with the constant first: [4, 0, -1] stands
for 4 - x^2. Such lists can be added, multiplied and differentiated; the top of the dune is where
the slope is nought.
"""

from itertools import zip_longest


class Polynomial:
    """A sum of powers of x, each with a factor."""

    def __init__(self, *coefficients):
        """Take the coefficients, constant first, and drop noughts at the end."""
        found = list(coefficients)
        while len(found) > 1 and found[-1] == 0:
            found.pop()
        self.coefficients = tuple(found)

    def __call__(self, x):
        """Return the value at x, with one multiplication for each power.

        >>> Polynomial(1, 2, 3)(10)
        321
        """
        result = 0
        for coefficient in reversed(self.coefficients):
            result = result * x + coefficient
        return result

    def __add__(self, other):
        pairs = zip_longest(self.coefficients, other.coefficients, fillvalue=0)
        return Polynomial(*(a + b for a, b in pairs))

    def __mul__(self, other):
        """Multiply every term with every term.

        >>> print(Polynomial(1, 1) * Polynomial(-1, 1))
        x^2 - 1
        """
        result = [0] * (len(self.coefficients) + len(other.coefficients) - 1)
        for i, a in enumerate(self.coefficients):
            for j, b in enumerate(other.coefficients):
                result[i + j] += a * b
        return Polynomial(*result)

    def __eq__(self, other):
        return isinstance(other, Polynomial) and self.coefficients == other.coefficients

    def __hash__(self):
        return hash(self.coefficients)

    def slope(self):
        """Return the polynomial that gives the slope at every x.

        >>> print(Polynomial(5, 3, 2).slope())
        4x + 3
        """
        slopes = [n * c for n, c in enumerate(self.coefficients)]
        return Polynomial(*slopes[1:] or [0])

    def __str__(self):
        """Write the highest power first.

        >>> str(Polynomial(0, -1, 0, 2)), str(Polynomial(0))
        ('2x^3 - x', '0')
        """
        text = ""
        for n, c in reversed(list(enumerate(self.coefficients))):
            if c == 0:
                continue
            power = "" if n == 0 else "x" if n == 1 else f"x^{n}"
            size = "" if abs(c) == 1 and n > 0 else str(abs(c))
            sign = "-" if c < 0 else "+"
            text += f" {sign} {size}{power}"
        text = text.removeprefix(" + ")
        return ("-" + text[3:] if text.startswith(" - ") else text) or "0"


def find_zero(function, low, high, steps=50):
    """Halve an interval until it is very small; the ends must differ in sign.

    >>> round(find_zero(Polynomial(-2, 0, 1), 0, 2), 6)
    1.414214
    """
    if function(low) * function(high) > 0:
        raise ValueError("no change of sign between the ends")
    for _ in range(steps):
        middle = (low + high) / 2
        if function(low) * function(middle) <= 0:
            high = middle
        else:
            low = middle
    return (low + high) / 2


def main():
    """Measure the dune behind the Heron Field."""
    dune = Polynomial(0, 1) * Polynomial(6, -1) * Polynomial(2, 1)
    print(f"Height of the dune: {dune}")
    slope = dune.slope()
    print(f"Slope of the dune:  {slope}")

    top = find_zero(slope, 0, 6)
    print(f"It is highest {top:.2f} paces from the path: {dune(top):.1f} hands.")
    for x in range(7):
        print(f"{x} |{'#' * round(dune(x))} {dune(x)}")

    blown = dune + Polynomial(4, -2)
    print(f"After the storm: {blown}, highest at {find_zero(blown.slope(), 0, 6):.2f} paces.")
    assert dune + Polynomial(0) == dune


if __name__ == "__main__":
    main()
