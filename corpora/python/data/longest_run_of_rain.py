"""Look for runs in the weather of a November.

Noor has marked every day with one sign: r for rain, f for fog, s for storm and a dot for a
dry day. How long did the longest rain last, what usually follows a storm, and did anybody see
the sun on a Sunday? Runs are found with groupby, pairs with pairwise.
"""

from collections import Counter
from itertools import groupby, pairwise

NOVEMBER = "ffr.rrrrs.frrs.ff..rrrrrrs.frr"
NAMES = {"r": "rain", "f": "fog", "s": "storm", ".": "dry air"}
WEEK = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
FIRST_DAY = "Thursday"


def runs(signs):
    """Yield the sign, the first day and the length of every run.

    >>> list(runs("rrf"))
    [('r', 1, 2), ('f', 3, 1)]
    """
    day = 1
    for sign, group in groupby(signs):
        length = len(list(group))
        yield sign, day, length
        day += length


def longest(signs, wanted):
    """Return the first day and the length of the longest run of a sign.

    >>> longest("r.rr.rr", "r")
    (3, 2)
    """
    found = [(day, length) for sign, day, length in runs(signs) if sign == wanted]
    return max(found, key=lambda run: run[1], default=(0, 0))


def squeezed(signs):
    """Write each run as its length and its sign.

    >>> squeezed("rrrf..")
    '3r f 2.'
    """
    return " ".join(f"{length if length > 1 else ''}{sign}" for sign, _, length in runs(signs))


def followers(signs):
    """Count which weather comes on the day after which.

    >>> followers("rrf")["r"] == {"r": 1, "f": 1}
    True
    """
    table = {}
    for today, tomorrow in pairwise(signs):
        table.setdefault(today, Counter())[tomorrow] += 1
    return table


def weekday(day):
    """Return the name of a day of the month.

    >>> weekday(1), weekday(5)
    ('Thursday', 'Monday')
    """
    return WEEK[(WEEK.index(FIRST_DAY) + day - 1) % 7]


def calendar(signs):
    """Write the month with one line for each week, Monday first."""
    lines = ["".join(f"{name[:2]:>4}" for name in WEEK)]
    cells = [""] * WEEK.index(FIRST_DAY)
    cells += [f"{day}{sign}" for day, sign in enumerate(signs, start=1)]
    for start in range(0, len(cells), 7):
        lines.append("".join(f"{cell:>4}" for cell in cells[start:start + 7]))
    return "\n".join(lines)


def main():
    """Ask the month what it was like."""
    print(calendar(NOVEMBER))
    print("\nIn short:", squeezed(NOVEMBER))
    for sign, name in NAMES.items():
        day, length = longest(NOVEMBER, sign)
        last = day + length - 1
        when = f"on the {day}." if length == 1 else f"from the {day}. to the {last}."
        print(f"{NOVEMBER.count(sign):2} days of {name:<8} the longest run {when}")

    print("\nThe day after:")
    for today, counts in followers(NOVEMBER).items():
        likely, times = counts.most_common(1)[0]
        print(f"  {NAMES[today]:<8}most often {NAMES[likely]} ({times} of {counts.total()})")

    sundays = [day for day in range(1, len(NOVEMBER) + 1) if weekday(day) == "Sunday"]
    dry = [day for day in sundays if NOVEMBER[day - 1] == "."]
    print(f"\nDry Sundays: {len(dry)} of {len(sundays)}.")
    wettest = Counter(weekday(day) for day, s in enumerate(NOVEMBER, start=1) if s in "rs")
    print("The wettest day of the week is", wettest.most_common(1)[0][0] + ".")


if __name__ == "__main__":
    main()
