"""Work out when a parcel arrives, if nobody works on Sundays.

The post office counts in working days, and a parcel counts in nights. Between the two lie Sundays,
holidays and the storm days of November, on which the ferry stays at the quay.
"""

import itertools
from collections.abc import Iterator
from datetime import date, timedelta

A_DAY = timedelta(days=1)
HOLIDAYS = {(1, 1), (5, 9), (10, 4), (12, 25), (12, 26)}
STORMS = {date(2031, 11, 12), date(2031, 11, 13), date(2031, 11, 18)}

# Working days that a parcel needs, by the place it goes to.
TRAVEL = {"Kestle": 1, "Gannet": 2, "Tavish": 3, "Norrow": 6}


def is_working_day(day: date) -> bool:
    """Say whether the post office is open.

    >>> is_working_day(date(2031, 11, 15)), is_working_day(date(2031, 11, 16))
    (True, False)
    >>> is_working_day(date(2031, 5, 9))
    False
    """
    return day.weekday() != 6 and (day.month, day.day) not in HOLIDAYS and day not in STORMS


def working_days_after(day: date) -> Iterator[date]:
    """Yield the working days after a day, for ever."""
    while True:
        day += A_DAY
        if is_working_day(day):
            yield day


def arrival(posted: date, place: str) -> date:
    """Return the day on which a parcel is handed over.

    A parcel that is posted on a closed day lies in the box until the next working day.

    >>> arrival(date(2031, 9, 1), "Kestle")
    datetime.date(2031, 9, 2)
    >>> arrival(date(2031, 9, 6), "Kestle")
    datetime.date(2031, 9, 8)
    """
    days = working_days_after(posted)
    if not is_working_day(posted):
        next(days)
    return next(itertools.islice(days, TRAVEL[place] - 1, None))


def last_chance(wanted: date, place: str) -> date:
    """Return the last day on which to post a parcel that must arrive by a certain day."""
    posted = wanted
    while arrival(posted, place) > wanted:
        posted -= A_DAY
    return posted


def working_days_between(first: date, last: date) -> int:
    """Count the working days from the first day to the last one, both included.

    >>> working_days_between(date(2031, 9, 1), date(2031, 9, 30))
    26
    """
    return sum(is_working_day(first + n * A_DAY) for n in range((last - first).days + 1))


def in_days(days: int) -> str:
    """Write a number of days.

    >>> in_days(1), in_days(4)
    ('1 day', '4 days')
    """
    return f"{days} day" if days == 1 else f"{days} days"


def main() -> None:
    """Answer the people at the counter, in a week with a storm in it."""
    for posted in (date(2031, 11, 3), date(2031, 11, 11), date(2031, 11, 16)):
        print(f"Posted on {posted:%A, %d %B}:")
        for place in TRAVEL:
            day = arrival(posted, place)
            print(f"    {place:<7} {day:%A, %d %B} ({in_days((day - posted).days)})")

    print("\nTo arrive by the day before Christmas:")
    wanted = date(2031, 12, 24)
    for place in TRAVEL:
        day = last_chance(wanted, place)
        print(f"    {place:<7} post it on {day:%A, %d %B}, at the latest")

    open_days = working_days_between(date(2031, 11, 1), date(2031, 11, 30))
    print(f"\nIn November the office is open on {open_days} days.")
    print("Jonah posts everything on the last day, and then runs after the van.")


if __name__ == "__main__":
    main()
