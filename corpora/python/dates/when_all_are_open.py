"""Find the hours in which the bakery, the library and the post office are all open.

Opening hours are written as people write them on doors. Each one becomes a span of minutes;
spans can be cut with each other, and what is left is the time for errands.
"""

from dataclasses import dataclass
from functools import reduce

DOORS = {
    "bakery": "06:00-10:30, 14:00-17:00",
    "library": "09:00-12:00, 13:00-16:30",
    "post office": "08:15-11:00, 15:15-18:00",
}


@dataclass(frozen=True, order=True)
class Span:
    """A part of a day, in minutes since midnight; the end does not belong to it."""

    start: int
    end: int

    @classmethod
    def parse(cls, text):
        """Read a span such as "09:00-12:00".

        >>> Span.parse("01:00-02:30")
        Span(start=60, end=150)
        """
        start, end = (minutes(part) for part in text.split("-"))
        if end <= start:
            raise ValueError(f"{text!r} ends before it begins")
        return cls(start, end)

    def cut(self, other):
        """Return what two spans share, or None.

        >>> Span(0, 60).cut(Span(30, 90))
        Span(start=30, end=60)
        >>> Span(0, 60).cut(Span(60, 90)) is None
        True
        """
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None

    @property
    def length(self):
        """Return the number of minutes."""
        return self.end - self.start

    def __str__(self):
        return f"{clock(self.start)}-{clock(self.end)}"


def minutes(text):
    """Read a time of day.

    >>> minutes("10:30")
    630
    """
    hour, minute = text.strip().split(":")
    return 60 * int(hour) + int(minute)


def clock(minutes):
    """Write a time of day."""
    return "{:02}:{:02}".format(*divmod(minutes, 60))


def parse_all(text):
    """Read the spans on a door."""
    return sorted(Span.parse(part.strip()) for part in text.split(","))


def common(first, second):
    """Return the spans in which both are open.

    >>> [str(span) for span in common(parse_all("08:00-12:00"), parse_all("07:00-09:00"))]
    ['08:00-09:00']
    """
    cuts = (one.cut(other) for one in first for other in second)
    return [span for span in cuts if span is not None]


def main():
    """Plan the errands, and complain about a door that makes no sense."""
    doors = {name: parse_all(text) for name, text in DOORS.items()}
    for name, spans in doors.items():
        hours = sum(span.length for span in spans) / 60
        print(f"The {name} is open for {hours:g} hours: {', '.join(map(str, spans))}")

    together = reduce(common, doors.values())
    print("All three:", ", ".join(map(str, together)))
    longest = max(together, key=lambda span: span.length)
    print(f"Best go at {clock(longest.start)}; there are {longest.length} minutes.")

    try:
        parse_all("18:00-09:00")
    except ValueError as problem:
        print("The door of the inn:", problem)


if __name__ == "__main__":
    main()
