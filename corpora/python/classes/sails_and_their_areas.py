"""Measure sails of every shape with one common question.

A sail is an abstract idea: nobody can sew one without knowing its shape. Each shape knows how to
work out its own area and edge; everything else is the same for all of them.
"""

from abc import ABC, abstractmethod
from math import hypot, isclose, pi, sqrt


class Sail(ABC):
    """Something that catches the wind."""

    def __init__(self, name):
        self.name = name

    @property
    @abstractmethod
    def area(self):
        """The area in square metres."""

    @property
    @abstractmethod
    def edge(self):
        """The length of all the seams in metres."""

    def cost(self, cloth=12, thread=2):
        """Return what the sail costs in crowns, given the price of a metre."""
        return self.area * cloth + self.edge * thread

    def __lt__(self, other):
        return self.area < other.area

    def __str__(self):
        kind = type(self).__name__.lower()
        return f"{self.name} ({kind}): {self.area:.1f} square metres, {self.edge:.1f} of seam"


class Triangle(Sail):
    """A sail with three corners, given by its sides.

    >>> Triangle("jib", 3, 4, 5).area
    6.0
    """

    def __init__(self, name, a, b, c):
        super().__init__(name)
        longest = max(a, b, c)
        if longest >= a + b + c - longest:
            raise ValueError("the sides do not meet")
        self.sides = (a, b, c)

    @property
    def edge(self):
        return sum(self.sides)

    @property
    def area(self):
        half = self.edge / 2
        a, b, c = self.sides
        return sqrt(half * (half - a) * (half - b) * (half - c))


class Rectangle(Sail):
    """A sail with four right angles."""

    def __init__(self, name, width, height):
        super().__init__(name)
        self.width = width
        self.height = height

    @property
    def edge(self):
        return 2 * (self.width + self.height)

    @property
    def area(self):
        return self.width * self.height

    @property
    def diagonal(self):
        """The longest line that can be drawn on the sail.

        >>> Rectangle("main", 6, 8).diagonal
        10.0
        """
        return hypot(self.width, self.height)


class Square(Rectangle):
    """A rectangle whose sides are all the same."""

    def __init__(self, name, side):
        super().__init__(name, side, side)


class Half(Sail):
    """Half of a round sail, as the fishermen of Norrow use it."""

    def __init__(self, name, radius):
        super().__init__(name)
        self.radius = radius

    @property
    def edge(self):
        return pi * self.radius + 2 * self.radius

    @property
    def area(self):
        return pi * self.radius**2 / 2


def main():
    """Sort the sails in the loft, and try to sew two that cannot be."""
    loft = [
        Triangle("jib", 4, 5, 6),
        Rectangle("mainsail", 5, 7),
        Square("topsail", 3),
        Half("northern sail", 3.5),
    ]
    for sail in sorted(loft, reverse=True):
        print(f"{sail}, {sail.cost():.0f} crowns")
    print(f"All together {sum(sail.area for sail in loft):.1f} square metres.")
    print("A square is a rectangle:", isinstance(loft[2], Rectangle))
    print("Its area is right:", isclose(loft[2].area, 9))

    for kind, sizes in ((Triangle, (1, 2, 9)), (Sail, ())):
        try:
            kind("impossible", *sizes)
        except (TypeError, ValueError) as problem:
            print(f"{type(problem).__name__}: {problem}")


if __name__ == "__main__":
    main()
