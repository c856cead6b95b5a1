"""Solve the small number square on the back page of the Courier.

In every row, every column and every quarter, each of the numbers 1 to 4 stands once. A zero is
an empty cell. The program fills the cell with the fewest choices first, which is also what a
wise person with a pencil does.
"""

PUZZLE = """\
0 0 0 4
0 2 0 0
0 0 3 0
1 0 0 0
"""

SIZE = 4
BOX = 2

Grid = dict[tuple[int, int], int]


def read(text: str) -> Grid:
    """Read the rows of a square."""
    rows = [[int(number) for number in line.split()] for line in text.splitlines()]
    return {(r, c): number for r, row in enumerate(rows) for c, number in enumerate(row)}


def neighbours(row: int, column: int) -> set[tuple[int, int]]:
    """Return the cells that may not hold the same number.

    >>> len(neighbours(0, 0))
    7
    """
    same_row = {(row, c) for c in range(SIZE)}
    same_column = {(r, column) for r in range(SIZE)}
    top, left = row - row % BOX, column - column % BOX
    same_box = {(top + r, left + c) for r in range(BOX) for c in range(BOX)}
    return (same_row | same_column | same_box) - {(row, column)}


def choices(grid: Grid, cell: tuple[int, int]) -> set[int]:
    """Return the numbers that may go into an empty cell."""
    taken = {grid[other] for other in neighbours(*cell)}
    return set(range(1, SIZE + 1)) - taken


def solve(grid: Grid) -> list[Grid]:
    """Return all solutions; a good puzzle has one."""
    empty = [cell for cell, number in grid.items() if number == 0]
    if not empty:
        return [grid]
    cell = min(empty, key=lambda cell: len(choices(grid, cell)))
    solutions = []
    for number in sorted(choices(grid, cell)):
        solutions += solve(grid | {cell: number})
    return solutions


def show(grid: Grid) -> str:
    """Write a square with lines between its quarters.

    >>> print(show(read(PUZZLE)).splitlines()[0])
    . . | . 4
    """
    lines = []
    for row in range(SIZE):
        if row == BOX:
            lines.append("----+----")
        cells = [str(grid[row, column] or ".") for column in range(SIZE)]
        lines.append(f"{' '.join(cells[:BOX])} | {' '.join(cells[BOX:])}")
    return "\n".join(lines)


def main() -> None:
    """Print the puzzle and its solutions."""
    grid = read(PUZZLE)
    solutions = solve(grid)
    print(show(grid))
    print(f"\nSolutions: {len(solutions)}")
    for solution in solutions:
        print()
        print(show(solution))


if __name__ == "__main__":
    main()
