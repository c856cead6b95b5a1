"""Let a cold go through the school on Chapel Hill.

Every pupil is well, or has the cold for three days, or has had it and cannot get it again. Each
day, everybody with a cold meets some others. Dr Voss would like to know how many must stay at
home, or wear a scarf before the mouth, so that the cold dies out before the whole school has it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from random import Random
from statistics import mean

DAYS_ILL = 3


class State(Enum):
    """How a pupil is."""

    WELL = auto()
    ILL = auto()
    OVER_IT = auto()


@dataclass
class Pupil:
    """One of the children; those with a scarf pass nothing on."""

    scarf: bool = False
    state: State = State.WELL
    days_left: int = 0

    def catch(self) -> None:
        """Get the cold, if that is still possible."""
        if self.state is State.WELL:
            self.state = State.ILL
            self.days_left = DAYS_ILL

    def sleep(self) -> None:
        """Get a little better over night.

        >>> pupil = Pupil()
        >>> pupil.catch()
        >>> for night in range(3):
        ...     pupil.sleep()
        >>> pupil.state
        <State.OVER_IT: 3>
        """
        if self.state is State.ILL:
            self.days_left -= 1
            if self.days_left == 0:
                self.state = State.OVER_IT


@dataclass
class School:
    """A number of pupils, and how they meet."""

    size: int = 120
    meetings: int = 4
    chance: float = 0.2
    scarves: float = 0.0
    seed: int = 0
    pupils: list[Pupil] = field(init=False)

    def __post_init__(self) -> None:
        self.rng = Random(self.seed)
        self.pupils = [Pupil(self.rng.random() < self.scarves) for _ in range(self.size)]
        self.pupils[0].scarf = False
        self.pupils[0].catch()

    def count(self) -> Counter[State]:
        """Count the pupils in each state."""
        return Counter(pupil.state for pupil in self.pupils)

    def day(self) -> None:
        """Let everybody with a cold meet others, then send all to bed."""
        coughing = [p for p in self.pupils if p.state is State.ILL and not p.scarf]
        for _ in coughing:
            for other in self.rng.sample(self.pupils, self.meetings):
                if self.rng.random() < self.chance:
                    other.catch()
        for pupil in self.pupils:
            pupil.sleep()

    def run(self) -> list[Counter[State]]:
        """Run until nobody is ill; return the count of every evening."""
        history = [self.count()]
        while history[-1][State.ILL]:
            self.day()
            history.append(self.count())
        return history


def chart(history: Sequence[Counter[State]], every: int = 2) -> str:
    """Draw the school on some evenings: # for the ill, - for those who are over it."""
    lines = []
    for evening in range(0, len(history), every):
        counts = history[evening]
        ill, over = counts[State.ILL], counts[State.OVER_IT]
        lines.append(f"day {evening:2} |{'-' * round(over / 3)}{'#' * round(ill / 3)}")
    return "\n".join(lines)


def main() -> None:
    """Draw one cold and compare several scarves."""
    print(chart(School(seed=3).run()))
    print()
    for scarves in (0.0, 0.3, 0.6):
        runs = [School(scarves=scarves, seed=seed).run() for seed in range(20)]
        reached = [run[-1][State.OVER_IT] for run in runs]
        worst = [max(counts[State.ILL] for counts in run) for run in runs]
        print(f"Scarves {scarves:.0%}: {mean(reached):5.1f} pupils had it,", end=" ")
        print(f"{mean(worst):4.1f} on the worst day.")

    chance = School().chance
    passed_on = DAYS_ILL * School().meetings * chance
    print(f"One child passes it on to {passed_on:.1f} others while all are well.")


if __name__ == "__main__":
    main()
