"""List the market days of a year, with all their exceptions.

The market is held every Tuesday. If the Tuesday is a holiday, it moves to Wednesday. The first
market of each month has cheese from Low Farm, and from the middle of December until the end of
the year there is none at all.
"""

from calendar import TUESDAY
from datetime import date, timedelta
from itertools import groupby

HOLIDAYS = {(1, 1): "New Year", (5, 9): "independence day"}
A_DAY = timedelta(days=1)
A_WEEK = timedelta(weeks=1)


def is_holiday(day):
    """Say whether nobody works on this day.

    >>> is_holiday(date(2028, 5, 9))
    True
    """
    return (day.month, day.day) in HOLIDAYS


def first_weekday(year, weekday):
    """Return the first day of a year that falls on a weekday.

    >>> first_weekday(2031, TUESDAY)
    datetime.date(2031, 1, 7)
    """
    new_year = date(year, 1, 1)
    return new_year + ((weekday - new_year.weekday()) % 7) * A_DAY


def tuesdays(year):
    """Yield every Tuesday of a year."""
    day = first_weekday(year, TUESDAY)
    while day.year == year:
        yield day
        day += A_WEEK


def markets(year):
    """Yield the days on which there is a market.

    >>> days = list(markets(2028))
    >>> date(2028, 5, 9) in days, date(2028, 5, 10) in days
    (False, True)
    """
    for day in tuesdays(year):
        if day >= date(year, 12, 16):
            return
        while is_holiday(day):
            day += A_DAY
        yield day


def by_month(days):
    """Yield the name of each month with its days."""
    for month, group in groupby(days, key=lambda day: day.month):
        yield f"{date(2000, month, 1):%B}", list(group)


def main():
    """Print the markets of a year in which the holiday is a Tuesday."""
    year = 2028
    for month, days in by_month(markets(year)):
        cheese, *others = days
        print(f"{month:<10}{cheese.day:2} (cheese)", *(f"{day.day:2}" for day in others))

    moved = [day for day in markets(year) if day.weekday() != TUESDAY]
    for day in moved:
        print(f"The market of {day:%d %B} is on a {day:%A}.")
    total = sum(1 for _ in markets(year))
    print(f"{total} markets in {year}.")


if __name__ == "__main__":
    main()
