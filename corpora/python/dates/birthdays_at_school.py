"""Find out who is how old, and whose birthday comes next.

Ages look easy until somebody is born on the twenty-ninth of February. In Dunmar such a child has
its birthday on the first of March in common years, and two cakes in leap years.
"""

import calendar
from datetime import date
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple


class Child(NamedTuple):
    """A child of the school."""

    name: str
    born: date


CHILDREN = [
    Child("Wren", date(2020, 3, 14)),
    Child("Samir", date(2019, 11, 2)),
    Child("Tilly", date(2020, 7, 30)),
    Child("Oskar", date(2020, 7, 30)),
    Child("Bea", date(2020, 2, 29)),
    Child("Noor", date(2021, 1, 9)),
]


def birthday(child: Child, year: int) -> date:
    """Return the day in a year on which a child has its birthday.

    >>> bea = Child("Bea", date(2020, 2, 29))
    >>> birthday(bea, 2031), birthday(bea, 2032)
    (datetime.date(2031, 3, 1), datetime.date(2032, 2, 29))
    """
    born = child.born
    if (born.month, born.day) == (2, 29) and not calendar.isleap(year):
        return date(year, 3, 1)
    return born.replace(year=year)


def age(child: Child, today: date) -> int:
    """Return the age in full years.

    >>> wren = Child("Wren", date(2020, 3, 14))
    >>> age(wren, date(2031, 3, 13)), age(wren, date(2031, 3, 14))
    (10, 11)
    """
    years = today.year - child.born.year
    return years if today >= birthday(child, today.year) else years - 1


def next_birthday(child: Child, today: date) -> date:
    """Return the first birthday that is not over yet."""
    this_year = birthday(child, today.year)
    return this_year if this_year >= today else birthday(child, today.year + 1)


def years_until_weekday(child: Child, weekday: int, today: date) -> int:
    """Count the years until a birthday falls on a certain weekday; Monday is 0."""
    first = next_birthday(child, today).year
    for year in range(first, first + 12):
        if birthday(child, year).weekday() == weekday:
            return year - today.year
    raise ValueError("the calendar has run out of weekdays")


def same_day(children: list[Child]) -> list[tuple[str, str]]:
    """Return the pairs of children who share a day."""
    ordered = sorted(children, key=attrgetter("born"))
    return [(a.name, b.name) for a, b in pairwise(ordered) if a.born == b.born]


def main() -> None:
    """Print the list that hangs beside the blackboard."""
    today = date(2031, 9, 1)
    print(f"On {today:%A, %d %B %Y}:")
    for child in sorted(CHILDREN, key=lambda child: next_birthday(child, today)):
        party = next_birthday(child, today)
        nights = (party - today).days
        print(f"{child.name:<6} is {age(child, today)}; {party:%d %B} in {nights} nights")
    for one, other in same_day(CHILDREN):
        print(f"{one} and {other} share a cake.")
    noor = CHILDREN[-1]
    years = years_until_weekday(noor, calendar.SATURDAY, today)
    print(f"{noor.name} has a birthday on a Saturday in {years} years.")


if __name__ == "__main__":
    main()
