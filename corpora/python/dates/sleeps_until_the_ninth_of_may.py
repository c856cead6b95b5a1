"""Count the nights until the next independence day, the ninth of May."""

from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


def next_ninth_of_may(today: date) -> date:
    """Return the next independence day; today counts.

    >>> next_ninth_of_may(date(2030, 5, 9))
    datetime.date(2030, 5, 9)
    >>> next_ninth_of_may(date(2030, 5, 10))
    datetime.date(2031, 5, 9)
    """
    this_year = today.replace(month=5, day=9)
    if this_year >= today:
        return this_year
    return this_year.replace(year=today.year + 1)


def nights_until(today: date) -> int:
    """Return how often one must sleep before the flags come out.

    >>> nights_until(date(2032, 2, 28))
    71
    """
    return (next_ninth_of_may(today) - today).days


def message(today: date) -> str:
    """Say it as it stands on the blackboard."""
    match nights_until(today):
        case 0:
            return "Today! No school, and soup for all."
        case 1:
            return "Tomorrow. Iron the flag."
        case nights:
            return f"{nights} nights to go."


def main() -> None:
    """Print the blackboard for a few days of the year 2031."""
    days = [date(2031, 1, 1), date(2031, 5, 7), date(2031, 5, 8), date(2031, 5, 9)]
    for day in [*days, days[-1] + ONE_DAY]:
        print(f"{day:%d %B %Y}: {message(day)}")


if __name__ == "__main__":
    main()
