"""Find the picture that is hidden behind the numbers of a grid.

Beside every row and above every column stand the lengths of the groups of dark squares, in their
order. For each line, we lay out every possible pattern; a square that is dark in all of them is
surely dark. What a row teaches us throws out patterns of the columns, and the other way round.
"""

from collections.abc import Iterator

ROWS = [[1], [3], [1, 1], [5], [3], [3], [3], [5], [7], [2, 2, 2, 2]]
COLUMNS = [[1], [1], [1], [1, 3], [9], [2, 6], [9], [1, 3], [1], [1], [1]]

Line = tuple[bool, ...]


def patterns(groups: list[int], length: int) -> Iterator[Line]:
    """Yield all ways to lay groups of dark squares into a line.

    >>> ["".join(".#"[dark] for dark in line) for line in patterns([2, 1], 5)]
    ['##.#.', '##..#', '.##.#']
    >>> list(patterns([], 2))
    [(False, False)]
    """
    if not groups:
        yield (False,) * length
        return
    first, *others = groups
    needed_after = sum(others) + len(others)
    for start in range(length - first - needed_after + 1):
        head = (False,) * start + (True,) * first
        if not others:
            yield head + (False,) * (length - len(head))
        else:
            head += (False,)
            for tail in patterns(others, length - len(head)):
                yield head + tail


def certain(lines: list[Line]) -> list[bool | None]:
    """Return what all patterns agree on; None where they differ.

    >>> certain([(True, True, False), (False, True, False)])
    [None, True, False]
    """
    return [
        column[0] if all(dark == column[0] for dark in column) else None
        for column in zip(*lines, strict=True)
    ]


def groups_of(line: Line) -> list[int]:
    """Return the lengths of the groups in a line; the opposite of `patterns`.

    >>> groups_of((True, True, False, True))
    [2, 1]
    """
    text = "".join("#" if dark else " " for dark in line)
    return [len(group) for group in text.split()]


class Puzzle:
    """The patterns that are still possible for each row and each column."""

    def __init__(self, rows: list[list[int]], columns: list[list[int]]) -> None:
        if sum(map(sum, rows)) != sum(map(sum, columns)):
            raise ValueError("rows and columns do not have the same number of dark squares")
        self.rows = [list(patterns(groups, len(columns))) for groups in rows]
        self.columns = [list(patterns(groups, len(rows))) for groups in columns]

    def learn(self, here: list[list[Line]], there: list[list[Line]]) -> None:
        """Use what is certain in some lines to thin out the lines that cross them."""
        for place, lines in enumerate(here):
            for crossing, dark in enumerate(certain(lines)):
                if dark is not None:
                    there[crossing] = [line for line in there[crossing] if line[place] == dark]

    def left(self) -> int:
        """Count all patterns that are still possible."""
        return sum(len(lines) for lines in self.rows + self.columns)

    def solve(self) -> Iterator[int]:
        """Yield the number of patterns after each round, until nothing changes."""
        before = None
        while before != self.left():
            before = self.left()
            yield before
            self.learn(self.rows, self.columns)
            self.learn(self.columns, self.rows)

    def __str__(self) -> str:
        signs = {True: "#", False: " ", None: "?"}
        rows = ("".join(signs[dark] * 2 for dark in certain(lines)) for lines in self.rows)
        return "\n".join(row.rstrip() for row in rows)


def main() -> None:
    """Solve the picture of the week in the Courier."""
    puzzle = Puzzle(ROWS, COLUMNS)
    for number, left in enumerate(puzzle.solve()):
        print(f"Round {number}: {left} patterns")
    print(puzzle)
    if all(len(lines) == 1 for lines in puzzle.rows):
        assert [groups_of(lines[0]) for lines in puzzle.rows] == ROWS
        print("There is only one picture.")


if __name__ == "__main__":
    main()
