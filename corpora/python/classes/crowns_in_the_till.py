"""Money of Marlia that can be added, compared and printed.

An amount is kept in pence, as a whole number, so nothing is ever lost by rounding.
"""

from functools import total_ordering


@total_ordering
class Money:
    """An amount in crowns and pence.

    >>> Money(2, 50) + Money(0, 75)
    Money(3, 25)
    >>> Money(1) > Money(0, 99)
    True
    """

    def __init__(self, crowns=0, pence=0):
        self.total = 100 * crowns + pence

    def __add__(self, other):
        return Money(pence=self.total + other.total)

    def __mul__(self, times):
        return Money(pence=self.total * times)

    def __eq__(self, other):
        return self.total == other.total

    def __lt__(self, other):
        return self.total < other.total

    def __hash__(self):
        return hash(self.total)

    def __repr__(self):
        crowns, pence = divmod(self.total, 100)
        return f"Money({crowns}, {pence})"

    def __str__(self):
        crowns, pence = divmod(self.total, 100)
        return f"{crowns}.{pence:02} cr"


def main():
    """Count what is in the till of the ferry in the evening."""
    ticket = Money(1, 80)
    till = [ticket * 41, Money(0, 10) * 60, Money(12)]
    for amount in sorted(till):
        print(amount)
    print("Together:", sum(till, start=Money()))


if __name__ == "__main__":
    main()
