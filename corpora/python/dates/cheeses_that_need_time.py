"""Know for every cheese of Low Farm when to turn it, when to taste it and when to sell it.

A cheese has a birthday and a kind, and each kind has its own calendar: it is turned every few
days at first, later every week, and it may be sold when its weeks are over. Hanna writes in chalk
on the cellar door; the chalk comes off, so here is a program.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Kind:
    """The calendar of a kind of cheese, in days."""

    name: str
    ripe_after: int
    turn_every: int
    young_for: int = 14

    def turning_days(self) -> Iterator[int]:
        """Yield the ages at which a cheese is turned: often while young, then weekly.

        >>> list(Kind("test", ripe_after=30, turn_every=5, young_for=12).turning_days())
        [5, 10, 17, 24]
        """
        age = self.turn_every
        while age < self.ripe_after:
            yield age
            age += self.turn_every if age + self.turn_every <= self.young_for else 7


@dataclass(frozen=True)
class Cheese:
    """One wheel of cheese."""

    kind: Kind
    born: date
    mark: str

    @property
    def ripe(self) -> date:
        """Return the first day on which the cheese may be sold."""
        return self.born + timedelta(days=self.kind.ripe_after)

    def age(self, today: date) -> str:
        """Say how old the cheese is.

        >>> cheese = Cheese(SOFT, date(2031, 3, 1), "S1")
        >>> cheese.age(date(2031, 3, 10)), cheese.age(date(2031, 3, 15))
        ('1 week and 2 days', '2 weeks')
        """
        weeks, days = divmod((today - self.born).days, 7)
        parts = []
        for number, unit in ((weeks, "week"), (days, "day")):
            if number:
                parts.append(f"{number} {unit}" + ("s" if number > 1 else ""))
        return " and ".join(parts) or "new"

    def jobs(self) -> Iterator[tuple[date, str]]:
        """Yield everything that will ever be done to this cheese, with its day."""
        for age in self.kind.turning_days():
            yield self.born + timedelta(days=age), f"turn {self.mark}"
        yield self.ripe - timedelta(days=7), f"taste {self.mark}"
        yield self.ripe, f"sell {self.mark}"


SOFT = Kind("soft", ripe_after=28, turn_every=2, young_for=8)
BLUE = Kind("blue", ripe_after=70, turn_every=3)
HARD = Kind("hard", ripe_after=365, turn_every=4, young_for=28)

CELLAR = [
    Cheese(SOFT, date(2031, 3, 28), "S1"),
    Cheese(SOFT, date(2031, 4, 4), "S2"),
    Cheese(BLUE, date(2031, 2, 20), "B1"),
    Cheese(HARD, date(2030, 4, 30), "H1"),
    Cheese(HARD, date(2031, 3, 14), "H2"),
]


def agenda(cheeses: list[Cheese], first: date, days: int) -> dict[date, list[str]]:
    """Collect the jobs of a number of days, day by day; days without a job are left out."""
    plan = defaultdict(list)
    end = first + timedelta(days=days)
    for cheese in cheeses:
        for day, job in cheese.jobs():
            if first <= day < end:
                plan[day].append(job)
    return dict(sorted(plan.items()))


def main() -> None:
    """Write the cellar door for two weeks of April."""
    today = date(2031, 4, 14)
    for cheese in CELLAR:
        print(f"{cheese.mark} is {cheese.age(today)} old and ripe on {cheese.ripe:%d %B %Y}.")

    plan = agenda(CELLAR, today, days=14)
    print(f"\nFrom {today:%A, %d %B}:")
    for day, jobs in plan.items():
        print(f"    {day:%a %d}: {', '.join(jobs)}")
    idle = 14 - len(plan)
    print(f"On {idle} of 14 days there is nothing to do in the cellar.")

    sold = [job.split()[1] for jobs in plan.values() for job in jobs if job.startswith("sell")]
    print("To the Tuesday market:", ", ".join(sold) or "nothing yet")
    busiest = max(plan, key=lambda day: len(plan[day]))
    print(f"The busiest day is {busiest:%A, %d %B}; Piet has a cold on that day already.")


if __name__ == "__main__":
    main()
