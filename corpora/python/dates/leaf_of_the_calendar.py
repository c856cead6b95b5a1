"""Print a leaf of the calendar without the help of the calendar module.

All that one needs is the weekday of the first day and the length of the month. To find the
weekday we count the days since a Monday long ago, the first of January of the year 1.
"""

WEEKDAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
MONTHS = [
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
]
NOTES = {(5, 9): "flag out", (5, 13): "cheese", (5, 31): "pay Perrin"}


def is_leap(year: int) -> bool:
    """Say whether a year has 366 days.

    >>> [year for year in (1896, 1900, 2000, 2023, 2024) if is_leap(year)]
    [1896, 2000, 2024]
    """
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def length_of_month(year: int, month: int) -> int:
    """Return how many days a month has.

    >>> [length_of_month(2031, month) for month in (1, 2, 4)]
    [31, 28, 30]
    """
    if month == 2:
        return 29 if is_leap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def day_number(year: int, month: int, day: int) -> int:
    """Count the days since the beginning of the year 1.

    >>> day_number(1, 1, 1)
    0
    >>> day_number(2024, 3, 1) - day_number(2024, 2, 28)
    2
    """
    before = year - 1
    days = 365 * before + before // 4 - before // 100 + before // 400
    days += sum(length_of_month(year, m) for m in range(1, month))
    return days + day - 1


def weekday(year: int, month: int, day: int) -> str:
    """Return the weekday of a date.

    >>> weekday(2000, 1, 1)
    'Sa'
    """
    return WEEKDAYS[day_number(year, month, day) % 7]


def leaf(year: int, month: int) -> str:
    """Return a month as a table with a week in every line.

    >>> print(leaf(2027, 2))
       February 2027
    Mo Tu We Th Fr Sa Su
     1  2  3  4  5  6  7
     8  9 10 11 12 13 14
    15 16 17 18 19 20 21
    22 23 24 25 26 27 28
    """
    blanks = WEEKDAYS.index(weekday(year, month, 1))
    cells = ["  "] * blanks
    cells += [f"{day:2}" for day in range(1, length_of_month(year, month) + 1)]
    lines = [f"{MONTHS[month - 1]} {year}".center(20).rstrip(), " ".join(WEEKDAYS)]
    for start in range(0, len(cells), 7):
        lines.append(" ".join(cells[start:start + 7]))
    return "\n".join(lines)


def main() -> None:
    """Print May and its notes, and look for unlucky days."""
    year = 2031
    print(leaf(year, 5))
    for (month, day), note in NOTES.items():
        print(f"{weekday(year, month, day)} {day:2} {MONTHS[month - 1]}: {note}")
    unlucky = [MONTHS[m - 1] for m in range(1, 13) if weekday(year, m, 13) == "Fr"]
    print(f"The thirteenth is a Friday in {' and '.join(unlucky) or 'no month at all'}.")


if __name__ == "__main__":
    main()
