"""Translate between the time of the world and the time of the town clock.

The clock on Corn Square is seven minutes slow, and the ferry waits for it. Whoever comes from
Tavish with a watch that is right has seven minutes more than they think.
"""

from datetime import datetime, time, timedelta

SLOW_BY = timedelta(minutes=7)
DEPARTURES = [time(7, 30), time(16, 0)]


def town_time(moment: datetime) -> datetime:
    """Return what the town clock shows at a moment.

    >>> town_time(datetime(2031, 9, 1, 7, 37)).time()
    datetime.time(7, 30)
    """
    return moment - SLOW_BY


def true_time(shown: datetime) -> datetime:
    """Return the moment at which the town clock shows a time."""
    return shown + SLOW_BY


def next_ferry(moment: datetime) -> datetime:
    """Return the true time of the next departure.

    >>> next_ferry(datetime(2031, 9, 1, 16, 6))
    datetime.datetime(2031, 9, 1, 16, 7)
    >>> next_ferry(datetime(2031, 9, 1, 16, 8))
    datetime.datetime(2031, 9, 2, 7, 37)
    """
    day = moment.date()
    while True:
        for departure in DEPARTURES:
            leaves = true_time(datetime.combine(day, departure))
            if leaves >= moment:
                return leaves
        day += timedelta(days=1)


def in_words(moment: datetime) -> str:
    """Say a time of day as people in Dunmar say it.

    >>> in_words(datetime(2031, 9, 1, 7, 30)), in_words(datetime(2031, 9, 1, 16, 0))
    ('half past seven', "four o'clock")
    >>> in_words(datetime(2031, 9, 1, 11, 50))
    'ten to twelve'
    """
    numbers = [
        "twelve", "one", "two", "three", "four", "five", "six",
        "seven", "eight", "nine", "ten", "eleven",
    ]
    minutes = {5: "five", 10: "ten", 15: "a quarter", 20: "twenty", 25: "twenty-five", 30: "half"}
    this_hour = numbers[moment.hour % 12]
    next_hour = numbers[(moment.hour + 1) % 12]
    nearest = 5 * round(moment.minute / 5)
    if nearest == 0:
        return f"{this_hour} o'clock"
    if nearest == 60:
        return f"{next_hour} o'clock"
    if nearest <= 30:
        return f"{minutes[nearest]} past {this_hour}"
    return f"{minutes[60 - nearest]} to {next_hour}"


def main() -> None:
    """Follow a visitor through a day on which everything seems to be late."""
    for text in ("07:31", "07:36", "07:38", "12:00", "16:05", "23:59"):
        moment = datetime.combine(datetime(2031, 9, 1), time.fromisoformat(text))
        leaves = next_ferry(moment)
        wait = leaves - moment
        hours, minutes = divmod(wait.seconds // 60, 60)
        print(f"A good watch says {text}, the town clock {town_time(moment):%H:%M}.")
        print(f"  That is about {in_words(town_time(moment))} in the town.")
        print(f"  The ferry goes in {hours} h {minutes:02} min.")


if __name__ == "__main__":
    main()
