"""Find the nights of the lamp festival by the moon.

The festival lasts three nights, and the middle one is the night of the first full moon after the
twenty-third of September; so the children can walk home by moonlight when the lamps have burnt
down. From one full moon to the next it takes 29 days, 12 hours and 44 minutes, which is good
enough for a town whose clock is seven minutes slow.
"""

from datetime import date, datetime, timedelta

MONTH_OF_MOON = timedelta(days=29, hours=12, minutes=44)
KNOWN_FULL_MOON = datetime(2000, 1, 21, 4, 40)
A_DAY = timedelta(days=1)


def full_moon_after(moment):
    """Return the first full moon at a moment or later.

    >>> full_moon_after(datetime(2000, 1, 1))
    datetime.datetime(2000, 1, 21, 4, 40)
    >>> full_moon_after(datetime(2000, 1, 22)) - KNOWN_FULL_MOON == MONTH_OF_MOON
    True
    """
    # Dividing downwards and changing the sign twice rounds upwards.
    months = -((KNOWN_FULL_MOON - moment) // MONTH_OF_MOON)
    return KNOWN_FULL_MOON + months * MONTH_OF_MOON


def full_moons(year):
    """Yield the full moons of a year."""
    moon = full_moon_after(datetime(year, 1, 1))
    while moon.year == year:
        yield moon
        moon += MONTH_OF_MOON


def age_of_moon(moment):
    """Return the part of the moon's month that has gone by since full moon, from 0 to 1."""
    return (moment - KNOWN_FULL_MOON) % MONTH_OF_MOON / MONTH_OF_MOON


def name_of_phase(moment):
    """Say what the moon looks like.

    >>> name_of_phase(KNOWN_FULL_MOON)
    'full'
    >>> name_of_phase(KNOWN_FULL_MOON + MONTH_OF_MOON / 2)
    'new'
    """
    names = ["full", "shrinking", "half, getting smaller", "a thin sickle in the morning",
             "new", "a thin sickle in the evening", "half, getting larger", "growing"]
    return names[round(8 * age_of_moon(moment)) % 8]


def blue_moons(year):
    """Return the names of the months with two full moons."""
    months = [moon.month for moon in full_moons(year)]
    return [f"{date(year, m, 1):%B}" for m in sorted(set(months)) if months.count(m) > 1]


def festival(year):
    """Return the three dates of the lamp festival.

    >>> [f"{night:%d %B}" for night in festival(2031)]
    ['30 September', '01 October', '02 October']
    """
    middle = full_moon_after(datetime(year, 9, 24)).date()
    return [middle - A_DAY, middle, middle + A_DAY]


def earliest_and_latest(years):
    """Return the years with the earliest and the latest festival."""
    by_season = sorted(years, key=lambda year: festival(year)[0].timetuple().tm_yday)
    return by_season[0], by_season[-1]


def main():
    """Print the festivals of some years, and the moons of one."""
    for year in range(2029, 2036):
        first, _, last = festival(year)
        weekend = [f"{night:%A}" for night in festival(year) if night.weekday() in (4, 5)]
        print(f"{year}: {first:%d %B} to {last:%d %B}, with", " and ".join(weekend) or "early bed")

    early, late = earliest_and_latest(range(2000, 2100))
    print(f"\nThe earliest festival of the century begins on {festival(early)[0]:%d %B %Y},")
    print(f"the latest on {festival(late)[0]:%d %B %Y}.")
    wedding = datetime(2031, 6, 21, 18)
    print(f"At the wedding on {wedding:%d %B %Y} the moon will be {name_of_phase(wedding)}.")

    moons = list(full_moons(2031))
    print(f"\nIn 2031 there are {len(moons)} full moons:", *(f"{m:%d.%m.}" for m in moons))
    years = [year for year in range(2030, 2041) if blue_moons(year)]
    for year in years:
        print(f"{year} has two full moons in {' and '.join(blue_moons(year))}.")


if __name__ == "__main__":
    main()
