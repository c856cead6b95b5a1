"""Make the rota for the lamp of the Old Candle, with swaps and complaints.

While old Perrin visits his sister, four people look after the lamp, one night each. The rota goes
round and round; whoever cannot come swaps with somebody else, and the nights must still add up
fairly when he returns.
"""

import itertools
from collections import Counter
from datetime import date, timedelta

WATCH = ["Ines", "Mina", "Luca", "Sergeant Moll"]
FIRST, LAST = date(2031, 2, 3), date(2031, 3, 2)

# What was agreed in the bakery: two nights whose people change places.
SWAPS = [
    (date(2031, 2, 4), date(2031, 2, 9)),
    (date(2031, 2, 14), date(2031, 2, 15)),
    (date(2031, 2, 20), date(2031, 3, 8)),
    (date(2031, 2, 21), date(2031, 2, 22)),
]


def nights(first, last):
    """Yield every date from the first to the last.

    >>> [night.day for night in nights(date(2031, 2, 27), date(2031, 3, 1))]
    [27, 28, 1]
    """
    night = first
    while night <= last:
        yield night
        night += timedelta(days=1)


def make_rota(people, first, last):
    """Return a dictionary from nights to people."""
    return dict(zip(nights(first, last), itertools.cycle(people), strict=False))


def swap(rota, one, other):
    """Exchange the people of two nights.

    >>> rota = {1: "Ines", 2: "Mina"}
    >>> swap(rota, 1, 2)
    >>> rota
    {1: 'Mina', 2: 'Ines'}
    """
    for night in (one, other):
        if night not in rota:
            raise LookupError(f"{night:%d %B} is not in the rota")
    rota[one], rota[other] = rota[other], rota[one]


def double_nights(rota):
    """Yield people who have two nights in a row, with the second of these."""
    for night, person in rota.items():
        if rota.get(night - timedelta(days=1)) == person:
            yield night, person


def longest_rest(rota, person):
    """Return the largest number of free nights between two watches of a person."""
    own = sorted(night for night, who in rota.items() if who == person)
    gaps = [(later - earlier).days - 1 for earlier, later in zip(own, own[1:], strict=False)]
    return max(gaps, default=0)


def weekends(rota):
    """Count the Friday and Saturday nights of each person."""
    return Counter(who for night, who in rota.items() if night.weekday() in (4, 5))


def sheet(rota):
    """Return the rota as lines of one week each, beginning on Monday."""
    lines, week = [], []
    for night, person in rota.items():
        week.append(f"{night.day:2} {person.split()[-1]:<5}")
        if night.weekday() == 6:
            lines.append(" ".join(week).rstrip())
            week = []
    if week:
        lines.append(" ".join(week).rstrip())
    return "\n".join(lines)


def main():
    """Print the rota, carry out the swaps, and see whether it is still fair."""
    rota = make_rota(WATCH, FIRST, LAST)
    print(sheet(rota))
    before = weekends(rota)

    print("\nThe swaps:")
    for one, other in SWAPS:
        try:
            swap(rota, one, other)
        except LookupError as problem:
            print(f"    refused, {problem}")
        else:
            print(f"    {rota[one]} takes {one:%d %B}, {rota[other]} takes {other:%d %B}")

    print("\n" + sheet(rota))
    for night, person in double_nights(rota):
        print(f"{person} has two nights in a row, up to {night:%A, %d %B}.")

    after, total = weekends(rota), Counter(rota.values())
    print("\nWho            nights  weekend before and after  longest rest")
    for person in WATCH:
        rest = longest_rest(rota, person)
        counts = f"{total[person]:6}{before[person]:16}{after[person]:6}"
        print(f"{person:<15}{counts}{rest:17}")
    print(f"Perrin is back on {LAST + timedelta(days=1):%A, %d %B}, with jam.")


if __name__ == "__main__":
    main()
