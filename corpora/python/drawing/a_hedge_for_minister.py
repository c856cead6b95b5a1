"""Grow a maze of hedges in which a goat can get lost for an afternoon.

Every cell of the garden has hedges on all sides. We walk from cell to cell, cutting a gap in the
hedge whenever we enter a cell where nobody has been; when there is none, we go back on our own
track. In the end there is exactly one way from every cell to every other one.
"""

from random import Random

Cell = tuple[int, int]


class Maze:
    """A garden of rows and columns, with gaps in its hedges."""

    def __init__(self, rows: int, columns: int) -> None:
        self.rows = rows
        self.columns = columns
        self.gaps: set[frozenset[Cell]] = set()

    def around(self, cell: Cell) -> list[Cell]:
        """Return the neighbours of a cell, whether or not there is a hedge between."""
        row, column = cell
        places = [(row - 1, column), (row, column + 1), (row + 1, column), (row, column - 1)]
        return [(r, c) for r, c in places if 0 <= r < self.rows and 0 <= c < self.columns]

    def is_open(self, one: Cell, other: Cell) -> bool:
        """Say whether there is a gap between two neighbours."""
        return frozenset({one, other}) in self.gaps

    def ways(self, cell: Cell) -> list[Cell]:
        """Return the neighbours that can be reached in one step."""
        return [other for other in self.around(cell) if self.is_open(cell, other)]

    def grow(self, rng: Random) -> None:
        """Cut the gaps, beginning in a corner."""
        track = [(0, 0)]
        visited = {(0, 0)}
        while track:
            fresh = [cell for cell in self.around(track[-1]) if cell not in visited]
            if fresh:
                chosen = rng.choice(fresh)
                self.gaps.add(frozenset({track[-1], chosen}))
                visited.add(chosen)
                track.append(chosen)
            else:
                track.pop()

    def furthest(self, start: Cell) -> list[Cell]:
        """Return the way to the cell that is furthest from the start."""
        ways = {start: [start]}
        waiting = [start]
        for cell in waiting:
            for other in self.ways(cell):
                if other not in ways:
                    ways[other] = [*ways[cell], other]
                    waiting.append(other)
        return ways[waiting[-1]]

    def picture(self, marks: dict[Cell, str]) -> str:
        """Draw the hedges; `marks` gives a sign for some of the cells."""
        lines = ["+" + "---+" * self.columns]
        for row in range(self.rows):
            middle, below = "|", "+"
            for column in range(self.columns):
                cell = (row, column)
                middle += f" {marks.get(cell, ' ')} "
                middle += " " if self.is_open(cell, (row, column + 1)) else "|"
                below += "   +" if self.is_open(cell, (row + 1, column)) else "---+"
            lines += [middle, below]
        return "\n".join(lines)


def main() -> None:
    """Grow the garden of Low Farm and hide a cabbage in it."""
    maze = Maze(7, 14)
    maze.grow(Random(44))
    gate = (0, 0)
    way = maze.furthest(gate)
    cabbage = way[-1]
    marks = {gate: "M", cabbage: "C"}
    print(maze.picture(marks))

    cells = maze.rows * maze.columns
    assert len(maze.gaps) == cells - 1, "one gap less than cells: no circles, no islands"
    dead_ends = sum(
        len(maze.ways((row, column))) == 1
        for row in range(maze.rows)
        for column in range(maze.columns)
    )
    print(f"{cells} cells, {len(maze.gaps)} gaps, {dead_ends} dead ends.")
    print(f"Minister needs {len(way) - 1} steps to the cabbage:\n")
    print(maze.picture(dict.fromkeys(way, ".") | marks))
    print("He ate the hedge instead and was there in no time.")


if __name__ == "__main__":
    main()
