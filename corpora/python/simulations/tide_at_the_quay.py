"""Watch the tide rise and fall at the Long Quay.

The sea is a wave that needs twelve hours and twenty-five minutes from one high water to the
next. A cosine is good enough for a harbour without an engineer.
"""

from math import cos, pi

PERIOD = 12 + 25 / 60
MIDDLE, SWING = 2.6, 1.7
FIRST_HIGH = 3.5


def depth(hour):
    """Return the depth of the water in metres, some hours after midnight.

    >>> round(depth(FIRST_HIGH), 2)
    4.3
    >>> round(depth(FIRST_HIGH + PERIOD / 2), 2)
    0.9
    """
    return MIDDLE + SWING * cos(2 * pi * (hour - FIRST_HIGH) / PERIOD)


def can_sail(draught, hour):
    """Say whether a boat that needs so much water can leave."""
    return depth(hour) >= draught


def main():
    """Draw the tide of one day and mark the hours when the big schooner floats."""
    for hour in range(24):
        water = "~" * round(10 * depth(hour))
        sign = "sail!" if can_sail(3.4, hour) else ""
        print(f"{hour:02}:00 {water:<44}{sign}".rstrip())
    second = FIRST_HIGH + PERIOD
    print(f"High water at {FIRST_HIGH:.2f} and {second:.2f} hours after midnight.")
    floating = sum(can_sail(3.4, hour) for hour in range(24))
    print(f"The schooner is free to go in {floating} of 24 hours.")


if __name__ == "__main__":
    main()
