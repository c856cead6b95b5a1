"""A savings bank for the school trip, with rules that cannot be broken by accident.

An account knows its owner and its history. Taking out more than there is raises an exception
that says how much is missing.
"""

from dataclasses import dataclass, field
from typing import NamedTuple


class Entry(NamedTuple):
    """One line of the account book; money taken out is negative."""

    reason: str
    pence: int


class NotEnough(Exception):
    """There is less in the account than somebody wants to take out."""

    def __init__(self, missing: int) -> None:
        super().__init__(f"{missing} pence are missing")
        self.missing = missing


@dataclass
class Account:
    """The savings of one child.

    >>> account = Account("Bea")
    >>> account.put_in(50, "sold drawings")
    >>> account.balance
    50
    >>> account.take_out(20, "kite")
    >>> account.entries[-1]
    Entry(reason='kite', pence=-20)
    """

    owner: str
    entries: list[Entry] = field(default_factory=list)

    @property
    def balance(self) -> int:
        """Return what is in the account now."""
        return sum(entry.pence for entry in self.entries)

    def put_in(self, pence: int, reason: str) -> None:
        """Add money to the account."""
        if pence <= 0:
            raise ValueError("only real money can be put in")
        self.entries.append(Entry(reason, pence))

    def take_out(self, pence: int, reason: str) -> None:
        """Take money out, if there is enough of it."""
        missing = pence - self.balance
        if missing > 0:
            raise NotEnough(missing)
        self.entries.append(Entry(reason, -pence))


class SavingAccount(Account):
    """An account that keeps something back for the journey home."""

    reserve = 100

    def take_out(self, pence: int, reason: str) -> None:
        """Take money out, but never the reserve."""
        missing = pence + self.reserve - self.balance
        if missing > 0:
            raise NotEnough(missing)
        super().take_out(pence, reason)


def move(source: Account, target: Account, pence: int) -> None:
    """Move money between two accounts; when it fails, neither has changed."""
    source.take_out(pence, f"to {target.owner}")
    target.put_in(pence, f"from {source.owner}")


def main() -> None:
    """Follow two accounts through the week before the trip."""
    noor, samir = Account("Noor"), SavingAccount("Samir")
    noor.put_in(250, "washed the ferry")
    samir.put_in(180, "walked the dog")
    attempts = [(noor, samir, 60), (samir, noor, 200), (samir, noor, 140)]
    for source, target, pence in attempts:
        try:
            move(source, target, pence)
        except NotEnough as problem:
            print(f"{source.owner} cannot give {pence} to {target.owner}: {problem}.")
        else:
            print(f"{source.owner} gives {pence} to {target.owner}.")

    for account in (noor, samir):
        print(f"\n{account.owner}")
        for reason, pence in account.entries:
            print(f"  {reason:<18}{pence:+5}")
        print(f"  {'together':<18}{account.balance:5}")


if __name__ == "__main__":
    main()
