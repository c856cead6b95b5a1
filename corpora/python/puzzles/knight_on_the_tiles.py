"""Lead a chess knight over every tile of the floor, and never twice over the same.

The floor of the ferry office is tiled like a chess board. Trying all ways would take longer than
the sea has been there. The rule of thumb is: go to the tile from which there are the fewest ways
on, because lonely tiles must be visited while it is still possible.
"""

Tile = tuple[int, int]
JUMPS = [(1, 2), (2, 1), (2, -1), (1, -2), (-1, -2), (-2, -1), (-2, 1), (-1, 2)]


class Floor:
    """A floor of some rows and columns."""

    def __init__(self, rows: int, columns: int) -> None:
        self.rows, self.columns = rows, columns

    @property
    def size(self) -> int:
        """Return the number of tiles."""
        return self.rows * self.columns

    def from_tile(self, tile: Tile) -> list[Tile]:
        """Return where the knight can jump to.

        >>> Floor(8, 8).from_tile((0, 0))
        [(1, 2), (2, 1)]
        >>> len(Floor(8, 8).from_tile((3, 3)))
        8
        """
        row, column = tile
        targets = ((row + down, column + right) for down, right in JUMPS)
        return [
            (r, c) for r, c in targets if 0 <= r < self.rows and 0 <= c < self.columns
        ]

    def tour(self, start: Tile, patience: int = 2_000) -> list[Tile] | None:
        """Return a tour that begins on some tile, or None if there is none in reach.

        >>> Floor(3, 3).tour((0, 0)) is None
        True
        >>> len(Floor(5, 5).tour((0, 0)))
        25
        """
        path = [start]
        visited = {start}
        # For each tile of the path, the jumps that have not been tried.
        choices = [self.sorted_ways(start, visited)]
        while choices and patience:
            patience -= 1
            if len(path) == self.size:
                return path
            if choices[-1]:
                tile = choices[-1].pop(0)
                path.append(tile)
                visited.add(tile)
                choices.append(self.sorted_ways(tile, visited))
            else:
                choices.pop()
                visited.remove(path.pop())
        return None

    def sorted_ways(self, tile: Tile, visited: set[Tile]) -> list[Tile]:
        """Return the free tiles that can be reached, the loneliest first."""
        def ways_on(target: Tile) -> int:
            return sum(other not in visited for other in self.from_tile(target))

        return sorted((t for t in self.from_tile(tile) if t not in visited), key=ways_on)

    def show(self, path: list[Tile]) -> str:
        """Write the number of each jump on its tile."""
        numbers = {tile: number for number, tile in enumerate(path, start=1)}
        width = len(str(self.size)) + 1
        rows = []
        for r in range(self.rows):
            signs = (numbers.get((r, c), ".") for c in range(self.columns))
            rows.append("".join(f"{sign:>{width}}" for sign in signs))
        return "\n".join(rows)


def is_tour(floor: Floor, path: list[Tile]) -> bool:
    """Check a tour: every tile once, and only proper jumps.

    >>> is_tour(Floor(1, 2), [(0, 0), (0, 1)])
    False
    """
    jumps = zip(path, path[1:])
    return len(set(path)) == floor.size and all(b in floor.from_tile(a) for a, b in jumps)


def main() -> None:
    """Walk over the office, then over smaller rooms."""
    office = Floor(8, 8)
    path = office.tour((0, 0))
    assert path and is_tour(office, path)
    print(office.show(path))

    print("\nFrom which tiles can a room of five by five be walked?")
    room = Floor(5, 5)
    for row in range(room.rows):
        print(" ".join("x" if room.tour((row, c)) else "-" for c in range(room.columns)))

    for rows, columns in [(3, 3), (3, 4), (4, 4), (5, 4), (6, 6)]:
        floor = Floor(rows, columns)
        tour = floor.tour((0, 0))
        answer = "can be walked from the corner" if tour else "not from the corner"
        print(f"{rows} x {columns}: {answer}")


if __name__ == "__main__":
    main()
