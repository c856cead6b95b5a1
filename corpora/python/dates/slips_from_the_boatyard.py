"""Pay the people of the boatyard for the hours on their slips.

A slip says when somebody came and went, with a break between. Nights count one and a half times,
Sundays twice, and nobody is paid for the same hour in two ways: the better one wins. All sums are
made in minutes and pence, so nothing is lost.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

SLIPS = """\
Mina 2031-03-17 08:00-12:00 12:30-16:30
Mina 2031-03-18 07:45-12:10
Emil 2031-03-17 20:00-23:30 00:15-04:00
Emil 2031-03-22 21:00-02:00
Ruth 2031-03-23 09:00-13:00
Ruth 2031-03-24 09:00-08:00 10:00
"""

PENCE_AN_HOUR = {"Mina": 1500, "Emil": 1260, "Ruth": 1260}
NIGHT = (22, 6)
A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Shift:
    """Some work without a break."""

    start: datetime
    end: datetime

    def minutes(self) -> Iterator[datetime]:
        """Yield the beginning of every minute."""
        moment = self.start
        while moment < self.end:
            yield moment
            moment += A_MINUTE


def percent(moment: datetime) -> int:
    """Return how much of the ordinary wage is paid at a moment.

    >>> percent(datetime(2031, 3, 17, 12)), percent(datetime(2031, 3, 17, 23))
    (100, 150)
    >>> percent(datetime(2031, 3, 23, 23))
    200
    """
    evening, morning = NIGHT
    if moment.weekday() == 6:
        return 200
    if moment.hour >= evening or moment.hour < morning:
        return 150
    return 100


def read_slip(line: str) -> tuple[str, list[Shift]]:
    """Read one slip; times that go backwards belong to the next day.

    >>> name, shifts = read_slip("Emil 2031-03-17 20:00-23:30 00:15-04:00")
    >>> [shift.start.day for shift in shifts]
    [17, 18]
    """
    name, day, *spans = line.split()
    midnight = datetime.fromisoformat(day)
    shifts, latest = [], midnight
    for text in spans:
        start_text, dash, end_text = text.partition("-")
        if not dash:
            raise ValueError(f"{name} came at {text} and never left")
        moments = []
        for clock in (start_text, end_text):
            hour, minute = map(int, clock.split(":"))
            moment = midnight + timedelta(hours=hour, minutes=minute)
            while moment < latest:
                moment += timedelta(days=1)
            moments.append(moment)
            latest = moment
        shifts.append(Shift(*moments))
    return name, shifts


def hours(shifts: list[Shift]) -> float:
    """Add up the hours of some shifts."""
    return sum((shift.end - shift.start for shift in shifts), timedelta()) / timedelta(hours=1)


def wage(name: str, shifts: list[Shift]) -> int:
    """Return the wage in pence, rounded at the very end.

    >>> wage("Mina", read_slip("Mina 2031-03-17 21:00-23:00")[1])
    3750
    """
    percents = sum(percent(moment) for shift in shifts for moment in shift.minutes())
    return round(PENCE_AN_HOUR[name] * percents / (60 * 100))


def main() -> None:
    """Pay everybody, and send one slip back."""
    due: dict[str, int] = {}
    for line in SLIPS.splitlines():
        try:
            name, shifts = read_slip(line)
        except ValueError as problem:
            print(f"This slip goes back: {problem}.")
            continue
        pence = wage(name, shifts)
        due[name] = due.get(name, 0) + pence
        plain = round(PENCE_AN_HOUR[name] * hours(shifts))
        extra = f", {(pence - plain) / 100:.2f} of it extra" if pence > plain else ""
        day = shifts[0].start
        print(f"{name}, {day:%a %d %B}: {hours(shifts):5.2f} hours, {pence / 100:.2f}{extra}")

    print()
    for name, pence in sorted(due.items(), key=lambda pair: -pair[1]):
        print(f"{name:<6}{pence / 100:8.2f} crowns")
    print(f"{'all':<6}{sum(due.values()) / 100:8.2f} crowns")
    print("The twenty-third was a Sunday; Ruth had only come for her umbrella.")


if __name__ == "__main__":
    main()
