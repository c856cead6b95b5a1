"""Read the passenger lists of the Patience from CSV.

The mate counts heads on every crossing and writes down the wind. Once he was interrupted by a
joke of his own, and one count is missing; the program must live with that.
"""

import csv
import io
from collections import defaultdict
from dataclasses import dataclass
from statistics import mean, median

LIST = """\
day,leaves,wind,passengers
Monday,07:30,west,41
Monday,16:00,west,58
Tuesday,07:30,south,96
Tuesday,16:00,south,88
Wednesday,07:30,fog,
Wednesday,16:00,fog,12
Thursday,07:30,west,37
Thursday,16:00,north,44
Friday,07:30,north,39
Friday,16:00,north,71
Saturday,07:30,south,103
Saturday,16:00,south,110
"""


@dataclass(frozen=True)
class Crossing:
    """One crossing of the bay."""

    day: str
    leaves: str
    wind: str
    passengers: int | None

    @property
    def is_morning(self) -> bool:
        """Say whether this is the early boat."""
        return self.leaves < "12:00"


def read_crossings(text: str) -> list[Crossing]:
    r"""Turn the lines of the list into crossings.

    >>> crossing, = read_crossings("day,leaves,wind,passengers\nSunday,07:30,west,5\n")
    >>> crossing.passengers, crossing.is_morning
    (5, True)
    """
    crossings = []
    for row in csv.DictReader(io.StringIO(text)):
        count = int(row["passengers"]) if row["passengers"] else None
        crossings.append(Crossing(row["day"], row["leaves"], row["wind"], count))
    return crossings


def passengers_by_wind(crossings: list[Crossing]) -> dict[str, list[int]]:
    """Collect the known counts under the wind that was blowing."""
    counts = defaultdict(list)
    for crossing in crossings:
        if crossing.passengers is not None:
            counts[crossing.wind].append(crossing.passengers)
    return dict(counts)


def main() -> None:
    """Report on the week as the harbour master likes it."""
    crossings = read_crossings(LIST)
    counted = [c for c in crossings if c.passengers is not None]
    missing = [c for c in crossings if c.passengers is None]

    print(f"{len(crossings)} crossings, {sum(c.passengers for c in counted)} passengers.")
    for crossing in missing:
        print(f"Nobody counted the boat at {crossing.leaves} on {crossing.day}.")

    early = [c.passengers for c in counted if c.is_morning]
    late = [c.passengers for c in counted if not c.is_morning]
    print(f"Morning: {mean(early):.1f} on average, {median(early)} in the middle.")
    print(f"Afternoon: {mean(late):.1f} on average, {median(late)} in the middle.")

    for wind, counts in sorted(passengers_by_wind(crossings).items()):
        print(f"  {wind:<6} {mean(counts):6.1f}  (boats counted: {len(counts)})")

    fullest = max(counted, key=lambda c: c.passengers)
    print(f"The fullest boat left on {fullest.day} at {fullest.leaves}.")


if __name__ == "__main__":
    main()
