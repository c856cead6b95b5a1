"""Keep the book of the soup fund with two entries for everything.

No money comes from nowhere: whatever one account loses, another gains, so the sum of all
accounts is always nought. Old bookkeepers say that if it is not, one should look for a number
whose digits were swapped, because such a mistake can be divided by nine.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass


class Unbalanced(ValueError):
    """The two sides of an entry differ."""


@dataclass(frozen=True)
class Entry:
    """One event, with the pence that every account gains or loses."""

    text: str
    changes: dict[str, int]

    def __post_init__(self) -> None:
        if total := sum(self.changes.values()):
            hint = ", perhaps two digits were swapped" if total % 9 == 0 else ""
            raise Unbalanced(f"{self.text}: {total:+} pence too much{hint}")


def paid(text: str, pence: int, source: str, target: str) -> Entry:
    """Make an entry that moves money from one account to another.

    >>> paid("carrots", 250, "purse", "kitchen").changes
    {'purse': -250, 'kitchen': 250}
    """
    return Entry(text, {source: -pence, target: pence})


class Book:
    """A list of entries in the order in which they were made."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.entries = list(entries)

    def add(self, entry: Entry) -> None:
        """Write one more entry."""
        self.entries.append(entry)

    def balances(self) -> dict[str, int]:
        """Return what is in every account.

        >>> Book([paid("gift", 500, "friends", "purse")]).balances()
        {'friends': -500, 'purse': 500}
        """
        totals: defaultdict[str, int] = defaultdict(int)
        for entry in self.entries:
            for account, pence in entry.changes.items():
                totals[account] += pence
        return dict(totals)

    def statement(self, account: str) -> Iterable[str]:
        """Yield the lines of one account with its running balance."""
        balance = 0
        for entry in self.entries:
            if pence := entry.changes.get(account):
                balance += pence
                yield f"{entry.text:<28}{crowns(pence, sign=True):>9}{crowns(balance):>9}"


def crowns(pence: int, sign: bool = False) -> str:
    """Write pence as crowns.

    >>> crowns(1205), crowns(-50), crowns(300, sign=True)
    ('12.05', '-0.50', '+3.00')
    """
    mark = "-" if pence < 0 else "+" if sign else ""
    whole, rest = divmod(abs(pence), 100)
    return f"{mark}{whole}.{rest:02}"


def shared(text: str, pence: int, source: str, targets: list[str]) -> Entry:
    """Share an amount as evenly as pence allow; the first in the list get the odd ones.

    >>> shared("thanks", 100, "purse", ["Ada", "Mina", "Jonah"]).changes
    {'purse': -100, 'Ada': 34, 'Mina': 33, 'Jonah': 33}
    """
    each, odd = divmod(pence, len(targets))
    parts = {target: each + (number < odd) for number, target in enumerate(targets)}
    return Entry(text, {source: -pence, **parts})


def main() -> None:
    """Write the book of one soup week and read it back."""
    book = Book()
    book.add(paid("collection on Corn Square", 8430, "friends", "purse"))
    book.add(paid("forty leeks", 1200, "purse", "kitchen"))
    book.add(paid("a very large pot", 3999, "purse", "kitchen"))
    book.add(paid("soup sold on Monday", 2260, "guests", "purse"))
    book.add(paid("the pot, returned (hole)", 3999, "kitchen", "purse"))
    book.add(shared("new aprons", 1000, "purse", ["Ada", "Mina", "Jonah"]))

    # The treasurer has heard 5.40 and written 4.50 on the other side.
    try:
        book.add(Entry("crab for Friday", {"purse": -540, "kitchen": 450}))
    except Unbalanced as mistake:
        print(f"Not entered. {mistake}.\n")
        book.add(paid("crab for Friday", 540, "purse", "kitchen"))

    print("\n".join(book.statement("purse")))
    print()
    for account, pence in sorted(book.balances().items(), key=lambda item: -item[1]):
        print(f"{account:<10}{crowns(pence):>9}")
    print(f"{'together':<10}{crowns(sum(book.balances().values())):>9}")


if __name__ == "__main__":
    main()
