"""Work out how long the days are in Dunmar, and when to light the lamp.

The sun stands higher in summer because the earth leans. From the day of the year comes the angle
of the sun at noon, and from the angle and the latitude the length of the day. The air bends the
light a little, which is worth some minutes; we leave them to the poets.
"""

from datetime import date, datetime, timedelta
from math import acos, cos, degrees, pi, radians, tan

LATITUDE = 52.0
LEAN = 23.44
A_DAY = timedelta(days=1)


def declination(day: date) -> float:
    """Return how far north the sun stands on a day, in degrees.

    >>> round(declination(date(2031, 6, 21)), 1), round(declination(date(2031, 12, 21)), 1)
    (23.4, -23.4)
    """
    number = day.timetuple().tm_yday
    return -LEAN * cos(2 * pi * (number + 10) / 365)


def daylight(day: date, latitude: float = LATITUDE) -> timedelta:
    """Return the time from sunrise to sunset.

    >>> daylight(date(2031, 6, 21), latitude=0)
    datetime.timedelta(seconds=43200)
    >>> daylight(date(2031, 6, 21), latitude=80) == A_DAY
    True
    """
    x = -tan(radians(latitude)) * tan(radians(declination(day)))
    if x <= -1:
        return A_DAY
    if x >= 1:
        return timedelta(0)
    return timedelta(hours=2 * degrees(acos(x)) / 15)


def sunrise(day: date) -> datetime:
    """Return the moment of sunrise, if the sun is highest at noon."""
    return datetime(day.year, day.month, day.day, 12) - daylight(day) / 2


def sunset(day: date) -> datetime:
    """Return the moment of sunset."""
    return sunrise(day) + daylight(day)


def days_of(year: int) -> list[date]:
    """Return all the days of a year."""
    first = date(year, 1, 1)
    return [first + n * A_DAY for n in range((date(year + 1, 1, 1) - first).days)]


def hours(span: timedelta) -> str:
    """Write a span as hours and minutes.

    >>> hours(timedelta(hours=7, minutes=5, seconds=20))
    '7 h 05 min'
    """
    minutes = round(span / timedelta(minutes=1))
    return "{} h {:02} min".format(*divmod(minutes, 60))


def bar(day: date, step: int = 30) -> str:
    """Draw a day in steps of some minutes: dark, light, dark."""
    midnight = datetime(day.year, day.month, day.day)
    signs = ""
    for n in range(24 * 60 // step):
        moment = midnight + timedelta(minutes=n * step + step / 2)
        signs += "o" if sunrise(day) <= moment < sunset(day) else "."
    return signs


def main() -> None:
    """Print a year of light, its ends and its quickest changes."""
    year = 2031
    for month in range(1, 13):
        day = date(year, month, 15)
        rises, sets = sunrise(day), sunset(day)
        print(f"{day:%d %b} {bar(day)} {rises:%H:%M}-{sets:%H:%M}")

    days = days_of(year)
    longest, shortest = max(days, key=daylight), min(days, key=daylight)
    print(f"\nThe longest day is {longest:%d %B}: {hours(daylight(longest))}.")
    print(f"The shortest is {shortest:%d %B}: {hours(daylight(shortest))}.")

    gains = {day: daylight(day + A_DAY) - daylight(day) for day in days[:-1]}
    best = max(gains, key=gains.get)
    print(f"Light grows fastest about {best:%d %B}: {gains[best].seconds / 60:.1f} minutes a day.")

    ferry = [day for day in days if sunrise(day) > datetime(year, day.month, day.day, 7, 37)]
    dark = f"{len(ferry)} mornings" if ferry else "no morning"
    print(f"The first ferry leaves in the dark on {dark} of the year.")
    burning = sum((A_DAY - daylight(day) for day in days), timedelta())
    print(f"Perrin keeps the lamp burning for {burning // timedelta(hours=1)} hours a year,")
    print("and the seals have never once said thank you.")


if __name__ == "__main__":
    main()
