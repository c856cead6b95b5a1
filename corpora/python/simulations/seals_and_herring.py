"""Follow the seals of the Skerries and the herring in the bay for sixty years.

When there are many herring, the seals do well; when there are many seals, the herring do
badly; then the seals go hungry, and the herring come back. Neither side ever wins.
"""

from collections.abc import Iterator
from dataclasses import dataclass

STEPS_IN_A_YEAR = 100


@dataclass(frozen=True)
class Bay:
    """The animals of the bay: herring in thousands of boxes, seals in hundreds."""

    herring: float
    seals: float


@dataclass(frozen=True)
class Rates:
    """How fast the animals are born, meet and die, in a year."""

    growth: float = 0.5
    hunting: float = 0.2
    feeding: float = 0.1
    hunger: float = 0.4

    def next_step(self, bay: Bay, time: float) -> Bay:
        """Return the bay a short time later."""
        meetings = bay.herring * bay.seals
        more_herring = self.growth * bay.herring - self.hunting * meetings
        more_seals = self.feeding * meetings - self.hunger * bay.seals
        return Bay(bay.herring + time * more_herring, bay.seals + time * more_seals)


def history(bay: Bay, rates: Rates, years: int) -> Iterator[tuple[int, Bay]]:
    """Yield the bay at the end of every year.

    >>> list(history(Bay(4, 2.5), Rates(), 1))
    [(1, Bay(herring=4.0, seals=2.5))]
    """
    for year in range(1, years + 1):
        for _ in range(STEPS_IN_A_YEAR):
            bay = rates.next_step(bay, 1 / STEPS_IN_A_YEAR)
        yield year, bay


def line(year: int, bay: Bay, scale: int = 5) -> str:
    """Draw one year, with an h for the herring and an s for the seals."""
    marks = [" "] * 60
    marks[min(round(bay.herring * scale), 59)] = "h"
    marks[min(round(bay.seals * scale), 59)] = "s"
    return f"{year:2} |{''.join(marks).rstrip()}"


def peaks(values: list[float]) -> list[int]:
    """Return the years in which a value was higher than in the years around it.

    >>> peaks([1, 3, 2, 2, 5, 4])
    [2, 5]
    """
    return [
        year
        for year in range(2, len(values))
        if values[year - 2] < values[year - 1] > values[year]
    ]


def main() -> None:
    """Draw the first thirty years and list the good years of each side."""
    years = list(history(Bay(herring=6, seals=1.5), Rates(), 60))
    for year, bay in years[:30]:
        print(line(year, bay))
    print("Good years for herring:", *peaks([bay.herring for _, bay in years]))
    print("Good years for seals:  ", *peaks([bay.seals for _, bay in years]))


if __name__ == "__main__":
    main()
