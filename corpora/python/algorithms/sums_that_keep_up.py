"""Keep sums over many days although the days keep changing.

The harbour office asks all the time: how many boxes from day a to day b? And all the time somebody
comes and corrects a number. A plain list is quick to correct and slow to add up; a list of running
totals is the other way round. The tree below is quick at both: place n keeps the sum of so many
days as the lowest bit of n says.
"""

from random import Random


class Tree:
    """Numbers for the days 1 to n.

    >>> tree = Tree(10)
    >>> tree.add(3, 5)
    >>> tree.add(7, 2)
    >>> tree.up_to(6), tree.up_to(7), tree.between(4, 9)
    (5, 7, 2)
    """

    def __init__(self, days):
        self.sums = [0] * (days + 1)
        self.touched = 0

    def add(self, day, amount):
        """Add to one day, and to every sum in which the day is included."""
        while day < len(self.sums):
            self.sums[day] += amount
            self.touched += 1
            day += day & -day

    def up_to(self, day):
        """Return the sum from the first day to this one."""
        total = 0
        while day > 0:
            total += self.sums[day]
            self.touched += 1
            day -= day & -day
        return total

    def between(self, first, last):
        """Return the sum of some days, both ends included."""
        return self.up_to(last) - self.up_to(first - 1)

    def day_of_box(self, number):
        """Return the day on which a box came in, counting all boxes from 1.

        >>> tree = Tree(4)
        >>> for day, boxes in enumerate([2, 0, 3, 1], start=1):
        ...     tree.add(day, boxes)
        >>> [tree.day_of_box(number) for number in range(1, 7)]
        [1, 1, 3, 3, 3, 4]
        """
        day = 0
        step = 1 << (len(self.sums) - 1).bit_length()
        while step:
            if day + step < len(self.sums) and self.sums[day + step] < number:
                day += step
                number -= self.sums[day]
            step //= 2
        return day + 1


class PlainList:
    """The same, without any cleverness; it also counts the numbers it touches."""

    def __init__(self, days):
        self.boxes = [0] * (days + 1)
        self.touched = 0

    def add(self, day, amount):
        """Add to one day."""
        self.boxes[day] += amount
        self.touched += 1

    def between(self, first, last):
        """Add up some days, one by one."""
        self.touched += last - first + 1
        return sum(self.boxes[first:last + 1])


def spans(days):
    """Return, for each place of the tree, the days that it adds up.

    >>> spans(6)
    {1: (1, 1), 2: (1, 2), 3: (3, 3), 4: (1, 4), 5: (5, 5), 6: (5, 6)}
    """
    return {day: (day - (day & -day) + 1, day) for day in range(1, days + 1)}


def main():
    """Play a year of corrections and questions against both."""
    print("What the first places of the tree add up:")
    for first, last in spans(16).values():
        print(" " * (2 * first) + "==" * (last - first + 1))

    days = 365
    tree, plain = Tree(days), PlainList(days)
    rng = Random(12)
    for _ in range(2000):
        day, boxes = rng.randint(1, days), rng.randint(0, 40)
        tree.add(day, boxes)
        plain.add(day, boxes)
        first, last = sorted((rng.randint(1, days), rng.randint(1, days)))
        assert tree.between(first, last) == plain.between(first, last)
    print("\nAfter 2000 corrections and 2000 questions")
    print(f"the plain list has touched {plain.touched:,} numbers, the tree {tree.touched:,}.")

    total = tree.up_to(days)
    middle = tree.day_of_box(total // 2)
    print(f"The year brought {total:,} boxes; half of them were in by day {middle}.")
    assert tree.up_to(middle - 1) < total // 2 <= tree.up_to(middle)
    print(f"April had {tree.between(91, 120):,} of them.")


if __name__ == "__main__":
    main()
