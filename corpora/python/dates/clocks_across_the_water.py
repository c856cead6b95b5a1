"""Ring up a friend in another country without waking the house.

Marlia, Norrow and the Free Towns keep different time. A moment that knows its zone can be
compared with any other such moment; a moment without a zone is only a wish. One of the Free Towns
has put its clock forward by half an hour, so as to be first at the fish market.
"""

from datetime import datetime, time, timedelta, timezone

MARLIA = timezone(timedelta(0), "Marlia")
NORROW = timezone(timedelta(hours=1), "Norrow")
FREE_TOWNS = timezone(timedelta(hours=-1), "Free Towns")
LITTLE_HARBOUR = timezone(timedelta(minutes=-30), "Little Harbour")

FRIENDS = {
    "Aunt Solveig": NORROW,
    "the other Jonah": LITTLE_HARBOUR,
    "Captain Vane": FREE_TOWNS,
}
AWAKE = (time(8, 0), time(21, 0))


def is_polite(moment: datetime) -> bool:
    """Say whether one may ring at a moment, by the clock of the one who is rung.

    >>> is_polite(datetime(2031, 3, 1, 7, 59, tzinfo=NORROW))
    False
    >>> is_polite(datetime(2031, 3, 1, 7, 59, tzinfo=MARLIA).astimezone(NORROW))
    True
    """
    start, end = AWAKE
    return start <= moment.time() < end


def polite_hours(zones: list[timezone], day: datetime) -> list[datetime]:
    """Return the full hours of a day on which everybody may be rung."""
    hours = [day.replace(hour=hour, minute=0) for hour in range(24)]
    return [hour for hour in hours if all(is_polite(hour.astimezone(zone)) for zone in zones)]


def offset(zone: timezone) -> str:
    """Write how far a zone is ahead of Marlia.

    >>> offset(NORROW), offset(LITTLE_HARBOUR)
    ('+1:00', '-0:30')
    """
    minutes = zone.utcoffset(None) // timedelta(minutes=1)
    sign = "-" if minutes < 0 else "+"
    return "{}{}:{:02}".format(sign, *divmod(abs(minutes), 60))


def first_to_celebrate(year: int) -> list[tuple[str, datetime]]:
    """Return who says "happy new year" when, by the clock of Marlia, the first one first."""
    midnights = {
        name: datetime(year, 1, 1, tzinfo=zone) for name, zone in FRIENDS.items()
    } | {"Dunmar": datetime(year, 1, 1, tzinfo=MARLIA)}
    ordered = sorted(midnights.items(), key=lambda pair: pair[1])
    return [(name, moment.astimezone(MARLIA)) for name, moment in ordered]


def ship_time(leaves: datetime, arrives: datetime) -> timedelta:
    """Return how long a voyage really lasts, whatever the clocks at both ends say.

    >>> leaves = datetime(2031, 3, 1, 9, 0, tzinfo=MARLIA)
    >>> print(ship_time(leaves, datetime(2031, 3, 1, 12, 0, tzinfo=FREE_TOWNS)))
    4:00:00
    """
    return arrives - leaves


def main() -> None:
    """Look at the clocks, find an hour for a call, and sail to Little Harbour."""
    noon = datetime(2031, 3, 1, 12, 0, tzinfo=MARLIA)
    print(f"Noon in Dunmar, {noon:%d %B %Y}.")
    for friend, zone in FRIENDS.items():
        there = noon.astimezone(zone)
        print(f"    {friend} ({zone}, {offset(zone)}) looks at a clock that says {there:%H:%M}.")

    hours = polite_hours(list(FRIENDS.values()), noon)
    print(f"All three may be rung from {hours[0]:%H:%M} to {hours[-1]:%H:%M}, by our clock.")

    early = datetime(2031, 3, 1, 8, 15, tzinfo=MARLIA)
    for friend, zone in FRIENDS.items():
        word = "answers" if is_polite(early.astimezone(zone)) else "is asleep"
        print(f"    At 08:15 {friend} {word}.")

    print("\nThe new year comes")
    for name, moment in first_to_celebrate(2032):
        print(f"    at {moment:%H:%M} on {moment:%d %B} to {name},")
    print("    and seven minutes late to everybody who trusts the town clock.")

    leaves = datetime(2031, 3, 1, 22, 0, tzinfo=MARLIA)
    arrives = datetime(2031, 3, 2, 5, 15, tzinfo=LITTLE_HARBOUR)
    print(f"\nThe night boat needs {ship_time(leaves, arrives)}.")
    try:
        ship_time(datetime(2031, 3, 1, 22, 0), arrives)
    except TypeError:
        print("With a watch that knows no zone, nobody could have said.")


if __name__ == "__main__":
    main()
