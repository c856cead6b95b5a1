"""Travel from Dunmar to Norrow, changing trains, without sleeping in a waiting room.

Every train has a time of departure and a time of arrival; an arrival that seems earlier than the
departure belongs to the next day. To change at a station takes ten minutes, and twenty if there
is a bookshop.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

CHANGE = timedelta(minutes=10)
BOOKSHOPS = {"Tavish"}

TIMETABLE = """\
Dunmar 06:10 Tavish 10:12
Dunmar 09:40 Tavish 13:41
Dunmar 17:05 Tavish 21:10
Tavish 10:20 Hollin 12:00
Tavish 10:45 Hollin 12:55
Tavish 14:30 Hollin 16:02
Tavish 21:40 Hollin 23:50
Hollin 12:05 Norrow 14:30
Hollin 13:05 Norrow 15:20
Hollin 16:20 Norrow 18:31
Hollin 23:58 Norrow 02:40
"""


@dataclass(frozen=True)
class Train:
    """A train that runs every day."""

    start: str
    leaves: time
    end: str
    arrives: time

    @classmethod
    def read(cls, line: str) -> Train:
        """Read a line of the timetable.

        >>> Train.read("Here 06:10 There 10:12").arrives
        datetime.time(10, 12)
        """
        start, leaves, end, arrives = line.split()
        return cls(start, time.fromisoformat(leaves), end, time.fromisoformat(arrives))

    def first_after(self, moment: datetime) -> tuple[datetime, datetime]:
        """Return departure and arrival of the first run that leaves at a moment or later.

        >>> night = Train.read("Here 23:50 There 01:10")
        >>> leaves, arrives = night.first_after(datetime(2031, 6, 30, 12, 0))
        >>> f"{arrives:%d %B %H:%M}"
        '01 July 01:10'
        """
        leaves = datetime.combine(moment.date(), self.leaves)
        if leaves < moment:
            leaves += timedelta(days=1)
        arrives = datetime.combine(leaves.date(), self.arrives)
        if arrives < leaves:
            arrives += timedelta(days=1)
        return leaves, arrives


Leg = tuple[Train, datetime, datetime]


def read(text: str) -> dict[str, list[Train]]:
    """Sort the trains by the station where they start."""
    trains: dict[str, list[Train]] = {}
    for line in text.splitlines():
        train = Train.read(line)
        trains.setdefault(train.start, []).append(train)
    return trains


def ready_at(station: str, arrived: datetime) -> datetime:
    """Return the moment from which the next train can be boarded."""
    return arrived + (2 * CHANGE if station in BOOKSHOPS else CHANGE)


def journey(trains: dict[str, list[Train]], stations: list[str], moment: datetime) -> list[Leg]:
    """Return the legs of a journey, taking the earliest arrival at every station."""
    legs: list[Leg] = []
    for here, there in zip(stations, stations[1:], strict=False):
        runs = [(*train.first_after(moment), train) for train in trains[here] if train.end == there]
        leaves, arrives, train = min(runs, key=lambda run: run[1])
        legs.append((train, leaves, arrives))
        moment = ready_at(there, arrives)
    return legs


def span(duration: timedelta) -> str:
    """Write a duration in hours and minutes.

    >>> span(timedelta(hours=26, minutes=5))
    '26:05'
    """
    hours, minutes = divmod(duration // timedelta(minutes=1), 60)
    return f"{hours}:{minutes:02}"


def main() -> None:
    """Plan the journey of the choir, which is never ready when it says so."""
    trains = read(TIMETABLE)
    stations = ["Dunmar", "Tavish", "Hollin", "Norrow"]
    day = date(2031, 7, 31)
    for clock in ("06:00", "06:11", "12:00", "17:06"):
        start = datetime.combine(day, time.fromisoformat(clock))
        legs = journey(trains, stations, start)
        print(f"Ready at {clock} on {start:%d %B}:")
        for train, leaves, arrives in legs:
            print(f"    {leaves:%d.%m. %H:%M} {train.start:<7} {arrives:%d.%m. %H:%M} {train.end}")
        moving = sum((arrives - leaves for _, leaves, arrives in legs), timedelta())
        total = legs[-1][2] - start
        print(f"    {span(total)} in all, of which {span(total - moving)} on platforms")


if __name__ == "__main__":
    main()
