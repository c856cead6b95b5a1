"""Drop buoys into a frame until four stand in a row.

The frame in the ferry's saloon has seven columns and six rows. Red buoys and white ones are
dropped in from above, and each falls as far as it can. Noor looks one move ahead: she wins if
she can, she spoils what Samir is about to win, and otherwise she stays near the middle. Samir
drops his buoys wherever the ferry rolls.
"""

from random import Random

COLUMNS, ROWS, LINE = 7, 6, 4
DIRECTIONS = [(1, 0), (0, 1), (1, 1), (1, -1)]


class Frame:
    """Seven stacks of buoys; the bottom of a stack comes first."""

    def __init__(self):
        self.stacks = [[] for _ in range(COLUMNS)]

    def open_columns(self):
        """List the columns that are not full."""
        return [c for c, stack in enumerate(self.stacks) if len(stack) < ROWS]

    def drop(self, column, colour):
        """Let a buoy fall into a column."""
        self.stacks[column].append(colour)

    def lift(self, column):
        """Take the uppermost buoy out again."""
        self.stacks[column].pop()

    def colour_at(self, column, height):
        """Return the buoy at a place, or None outside the frame and in the air.

        >>> frame = Frame()
        >>> frame.drop(2, "R")
        >>> frame.colour_at(2, 0), frame.colour_at(2, 1), frame.colour_at(-1, 0)
        ('R', None, None)
        """
        if 0 <= column < COLUMNS and 0 <= height < len(self.stacks[column]):
            return self.stacks[column][height]
        return None

    def wins_at(self, column):
        """Say whether the buoy that fell into the column last has completed a line."""
        height = len(self.stacks[column]) - 1
        colour = self.stacks[column][height]
        for right, up in DIRECTIONS:
            length = 1
            for sign in (1, -1):
                c, h = column + sign * right, height + sign * up
                while self.colour_at(c, h) == colour:
                    length += 1
                    c, h = c + sign * right, h + sign * up
            if length >= LINE:
                return True
        return False

    def would_win(self, column, colour):
        """Try a move, look at it, and take it back."""
        self.drop(column, colour)
        result = self.wins_at(column)
        self.lift(column)
        return result

    def __str__(self):
        lines = []
        for height in reversed(range(ROWS)):
            buoys = (self.colour_at(c, height) or "." for c in range(COLUMNS))
            lines.append(" ".join(buoys))
        return "\n".join(lines)


def careful(frame, colour, rng):
    """Win, or spoil, or play near the middle."""
    other = "W" if colour == "R" else "R"
    for wanted in (colour, other):
        for column in frame.open_columns():
            if frame.would_win(column, wanted):
                return column
    return min(frame.open_columns(), key=lambda column: abs(column - COLUMNS // 2))


def careless(frame, colour, rng):
    """Play anywhere."""
    return rng.choice(frame.open_columns())


def play(seed):
    """Return the frame at the end and the name of the winner, if there is one."""
    rng = Random(seed)
    frame = Frame()
    turn = 0
    players = [("Samir", "R", careless), ("Noor", "W", careful)]
    while frame.open_columns():
        name, colour, choose = players[turn % 2]
        column = choose(frame, colour, rng)
        frame.drop(column, colour)
        if frame.wins_at(column):
            return frame, name
        turn += 1
    return frame, None


def main():
    """Show one game and count a season of them."""
    frame, winner = play(seed=3)
    print(frame)
    print(f"{winner or 'Nobody'} wins.\n")
    winners = [play(seed)[1] for seed in range(50)]
    print(f"Fifty games: Noor {winners.count('Noor')}, Samir {winners.count('Samir')}.")


if __name__ == "__main__":
    main()
