"""Count the points of a game of skittles in the barn.

There are nine skittles and five turns of up to three balls. All nine with the first ball is a
clap, and the next two balls count for it as well; all nine with two balls is a nod, and one ball
more counts. Piet Aldous used to do this sum in his head, always to his own advantage.
"""

from dataclasses import dataclass

SKITTLES = 9
TURNS = 5


class BadScore(ValueError):
    """A score that cannot have happened."""


@dataclass(frozen=True)
class Turn:
    """The balls of one turn, and the balls that came after it."""

    balls: tuple[int, ...]
    later: tuple[int, ...]

    @property
    def is_clap(self) -> bool:
        """Say whether the first ball took everything."""
        return self.balls == (SKITTLES,)

    @property
    def is_nod(self) -> bool:
        """Say whether exactly two balls took everything."""
        return len(self.balls) == 2 and sum(self.balls) == SKITTLES

    @property
    def points(self) -> int:
        """Return the skittles of the turn and what later balls add to them.

        >>> Turn((9,), (4, 3, 2)).points
        16
        >>> Turn((5, 4), (4, 3, 2)).points
        13
        >>> Turn((5, 3, 1), (4, 3, 2)).points
        9
        """
        bonus = 2 if self.is_clap else 1 if self.is_nod else 0
        return sum(self.balls) + sum(self.later[:bonus])


def split(balls: list[int]) -> list[Turn]:
    """Divide a row of balls into five turns; what is left over only counts as a bonus.

    >>> [turn.balls for turn in split([9, 4, 5, 1, 1, 1, 0, 8, 0, 3, 3, 2])]
    [(9,), (4, 5), (1, 1, 1), (0, 8, 0), (3, 3, 2)]
    """
    turns = []
    position = 0
    while len(turns) < TURNS:
        start = position
        standing = SKITTLES
        while standing > 0 and position < start + 3:
            if position == len(balls):
                raise BadScore(f"turn {len(turns) + 1} has not been finished")
            if not 0 <= balls[position] <= standing:
                raise BadScore(f"{balls[position]} fell, but only {standing} were standing")
            standing -= balls[position]
            position += 1
        turns.append(Turn(tuple(balls[start:position]), tuple(balls[position:])))
    return turns


def line(name: str, balls: list[int]) -> str:
    """Write the score of one player, with the running total after each turn."""
    total = 0
    parts = []
    for turn in split(balls):
        total += turn.points
        sign = "!" if turn.is_clap else "/" if turn.is_nod else " "
        parts.append(f"{'-'.join(map(str, turn.balls)):>6}{sign}{total:>4}")
    return f"{name:<6}|" + " |".join(parts)


def main() -> None:
    """Print the board of the barn, and refuse what Piet has written."""
    games = {
        "Hanna": [9, 3, 6, 4, 2, 3, 9, 9, 5, 1],
        "Wren": [2, 2, 2, 5, 4, 7, 0, 1, 0, 9, 3, 3, 3],
        "Bea": [0, 0, 1, 0, 9, 8, 1, 4, 4, 0, 6, 3, 2],
        "Piet": [9, 9, 5, 8, 1, 9, 9, 9],
    }
    for name, balls in games.items():
        try:
            print(line(name, balls))
        except BadScore as problem:
            print(f"{name:<6}| does not count: {problem}")


if __name__ == "__main__":
    main()
