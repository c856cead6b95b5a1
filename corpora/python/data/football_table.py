"""Make the table of the bay league from a list of results.

A win is worth three points and a draw one. Teams with the same points are parted by the
difference of their goals, then by the goals that they have scored, then by the alphabet.
"""

from dataclasses import dataclass

RESULTS = """\
Herons 2 - 1 Gulls
Ferrymen 0 - 0 Upper Ander
Gulls 3 - 0 Ferrymen
Upper Ander 1 - 4 Herons
Herons 1 - 1 Ferrymen
Gulls 2 - 2 Upper Ander
"""


@dataclass
class Team:
    """What a team has done so far."""

    name: str
    won: int = 0
    drawn: int = 0
    lost: int = 0
    scored: int = 0
    conceded: int = 0

    def add(self, scored: int, conceded: int) -> None:
        """Enter one match, seen from this team's side."""
        self.scored += scored
        self.conceded += conceded
        if scored > conceded:
            self.won += 1
        elif scored == conceded:
            self.drawn += 1
        else:
            self.lost += 1

    @property
    def played(self) -> int:
        """Return the number of matches."""
        return self.won + self.drawn + self.lost

    @property
    def points(self) -> int:
        """Return three for each win and one for each draw."""
        return 3 * self.won + self.drawn

    @property
    def difference(self) -> int:
        """Return how many more goals were scored than conceded."""
        return self.scored - self.conceded


def read_result(line: str) -> tuple[str, int, int, str]:
    """Split a line into the two teams and their goals.

    >>> read_result("Upper Ander 1 - 4 Herons")
    ('Upper Ander', 1, 4, 'Herons')
    """
    left, right = line.split(" - ")
    home, home_goals = left.rsplit(" ", 1)
    away_goals, away = right.split(" ", 1)
    return home, int(home_goals), int(away_goals), away


def table(results: str) -> list[Team]:
    """Return the teams, the best one first."""
    teams: dict[str, Team] = {}
    for line in results.splitlines():
        home, home_goals, away_goals, away = read_result(line)
        teams.setdefault(home, Team(home)).add(home_goals, away_goals)
        teams.setdefault(away, Team(away)).add(away_goals, home_goals)
    return sorted(teams.values(), key=lambda t: (-t.points, -t.difference, -t.scored, t.name))


def main() -> None:
    """Print the table as the Courier prints it."""
    print(f"{'':3}{'team':<14}{'P':>3}{'W':>3}{'D':>3}{'L':>3}{'goals':>8}{'pts':>5}")
    for place, team in enumerate(table(RESULTS), start=1):
        goals = f"{team.scored}:{team.conceded}"
        print(
            f"{place}. {team.name:<14}{team.played:>3}{team.won:>3}{team.drawn:>3}{team.lost:>3}"
            f"{goals:>8}{team.points:>5}"
        )


if __name__ == "__main__":
    main()
