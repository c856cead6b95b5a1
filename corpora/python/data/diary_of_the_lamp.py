"""Find out from a diary how long the lamp of the Old Candle has burned.

Perrin writes one line whenever something happens. The program reads the lines with a pattern,
pairs every lighting with the next putting out, and complains about what cannot be paired. A night
goes past midnight, so a time that is smaller than the last belongs to the next day.
"""

import re
from datetime import datetime, timedelta

DIARY = """\
3 November
  16:52 lit, calm
  07:10 out
4 November
  16:50 lit, wind W 4
  23:30 wick changed
  07:12 out
5 November
  16:49 lit, fog
  18:00 lit, fog, could not see whether it was lit
  07:40 out, still fog
6 November
  07:14 out, or was it
"""

DAY = re.compile(r"^(\d+) (November)$")
ENTRY = re.compile(r"^  (\d\d):(\d\d) (\w+)(?:.*?\b(wind \w+ \d|fog|calm))?")
YEAR = 1951


def entries(text):
    """Yield the moment, the deed and the weather (or None) of each line.

    >>> moment, deed, weather = next(entries("3 November\\n  16:52 lit, calm"))
    >>> moment.isoformat(), deed, weather
    ('1951-11-03T16:52:00', 'lit', 'calm')
    """
    midnight = last = None
    for number, line in enumerate(text.splitlines(), start=1):
        if found := DAY.match(line):
            midnight = datetime(YEAR, 11, int(found[1]))
            last = None
        elif found := ENTRY.match(line):
            hours, minutes, deed, weather = found.groups()
            moment = midnight + timedelta(hours=int(hours), minutes=int(minutes))
            if last is not None and moment < last:
                moment += timedelta(days=1)
            last = moment
            yield moment, deed, weather
        else:
            raise ValueError(f"line {number} cannot be read: {line!r}")


def burnings(text):
    """Return the pairs of lighting and putting out, and the complaints."""
    pairs, complaints = [], []
    lit = None
    for moment, deed, _ in entries(text):
        day = f"{moment.day} November, {moment:%H:%M}"
        match deed, lit:
            case "lit", None:
                lit = moment
            case "lit", _:
                complaints.append(f"{day}: lit, but it was burning already")
            case "out", None:
                complaints.append(f"{day}: put out, but it was not burning")
            case "out", _:
                pairs.append((lit, moment))
                lit = None
    return pairs, complaints


def hours_and_minutes(duration):
    """Write a duration as the lighthouse board wants it.

    >>> hours_and_minutes(timedelta(hours=14, minutes=5))
    '14 h 05'
    """
    minutes = int(duration.total_seconds()) // 60
    return f"{minutes // 60} h {minutes % 60:02}"


def oil(duration, litres_in_an_hour=0.6):
    """Return how much oil a night has cost."""
    return duration / timedelta(hours=1) * litres_in_an_hour


def main():
    """Print the nights, the oil and the complaints."""
    pairs, complaints = burnings(DIARY)
    total = timedelta()
    for lit, out in pairs:
        night = out - lit
        total += night
        bar = "=" * round(night / timedelta(minutes=30))
        print(f"{lit:%d.%m. %H:%M} {bar} {out:%H:%M}  {hours_and_minutes(night)}")
    print(f"Together {hours_and_minutes(total)}, {oil(total):.1f} litres of oil.")

    weather = [found for _, _, found in entries(DIARY) if found]
    print("Weather that was noted:", ", ".join(dict.fromkeys(weather)))
    print("To be asked over a cup of tea:")
    for complaint in complaints:
        print(f"  {complaint}")


if __name__ == "__main__":
    main()
