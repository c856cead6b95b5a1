"""Say how long ago something was, as people say it.

Nobody says "one million two hundred thousand seconds ago". The program chooses the largest unit
that fits and rounds generously, because that is what memory does too.
"""

from datetime import datetime, timedelta

NOW = datetime(2031, 10, 17, 15, 20)

UNITS = [
    ("year", timedelta(days=365)),
    ("month", timedelta(days=30)),
    ("week", timedelta(weeks=1)),
    ("day", timedelta(days=1)),
    ("hour", timedelta(hours=1)),
    ("minute", timedelta(minutes=1)),
]

MEMORIES = {
    datetime(2031, 10, 17, 15, 19, 30): "Biscuit was sitting here",
    datetime(2031, 10, 17, 14, 35): "the loaf was on the table",
    datetime(2031, 10, 17, 9, 0): "Ada baked it",
    datetime(2031, 10, 16, 21, 0): "somebody forgot to feed the dog",
    datetime(2031, 10, 3, 12, 0): "the last loaf disappeared",
    datetime(2031, 7, 1, 8, 0): "the dog was said to be reformed",
    datetime(2026, 10, 20, 8, 0): "he was small and fitted into a bucket",
    datetime(2031, 10, 20, 7, 30): "Ada bakes again",
    datetime(2032, 5, 9, 12, 0): "he carries the flag, if there is no sausage near it",
}


def count_of(unit, number):
    """Write a number of units, with an article for one of them.

    >>> count_of("hour", 1), count_of("day", 1), count_of("week", 3)
    ('an hour', 'a day', '3 weeks')
    """
    if number == 1:
        return f"an {unit}" if unit == "hour" else f"a {unit}"
    return f"{number} {unit}s"


def roughly(span):
    """Return the length of a span in the largest unit that fits.

    >>> roughly(timedelta(minutes=59)), roughly(timedelta(minutes=100))
    ('59 minutes', '2 hours')
    >>> roughly(timedelta(days=13))
    '2 weeks'
    """
    for unit, size in UNITS:
        if span >= size:
            return count_of(unit, round(span / size))
    return "a moment"


def exactly(span):
    """Return the length of a span, with nothing lost.

    >>> exactly(timedelta(days=1, minutes=5))
    'a day and 5 minutes'
    >>> exactly(timedelta(days=15, hours=2, minutes=1))
    '2 weeks, a day, 2 hours and a minute'
    """
    parts = []
    for unit, size in UNITS[2:]:
        number, span = divmod(span, size)
        if number:
            parts.append(count_of(unit, number))
    if not parts:
        return "no time at all"
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last


def spoken(moment, now):
    """Say when something was or will be.

    >>> noon = datetime(2031, 9, 1, 12)
    >>> spoken(datetime(2031, 9, 1, 11, 50), noon)
    '10 minutes ago'
    >>> spoken(datetime(2031, 8, 31, 8), noon), spoken(datetime(2031, 9, 2, 23), noon)
    ('yesterday', 'tomorrow')
    """
    days = (moment.date() - now.date()).days
    match days:
        case -1:
            return "yesterday"
        case 1:
            return "tomorrow"
    if moment > now:
        return f"in {roughly(moment - now)}"
    return f"{roughly(now - moment)} ago"


def main():
    """Tell the story of a loaf, from now into the past and then into the future."""
    for moment, what in sorted(MEMORIES.items(), key=lambda pair: abs(pair[0] - NOW)):
        words = spoken(moment, NOW)
        print(f"{words[0].upper()}{words[1:]}, {what}.")

    loaf = NOW - datetime(2031, 10, 17, 14, 35)
    print(f"\nThe loaf has been gone for at most {exactly(loaf)}.")
    innocent = datetime(2031, 10, 17, 14, 35) - datetime(2031, 10, 3, 12, 0)
    print(f"Before that, nothing had disappeared for {exactly(innocent)}.")
    print(f"Sergeant Moll writes: {roughly(innocent)}. It is his longest good time so far.")


if __name__ == "__main__":
    main()
