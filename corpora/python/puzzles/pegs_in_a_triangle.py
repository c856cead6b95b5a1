"""Jump with pegs until only one is left.

The board on the bar of the Blue Heron has fifteen holes in a triangle and fourteen pegs. A peg
jumps in a straight line over its neighbour into an empty hole, and the neighbour is taken out.
The whole board fits into one number: bit by bit, a one is a peg and a nought is a hole.
"""

from functools import cache

ROWS = 5
HOLES = ROWS * (ROWS + 1) // 2


def number_of(row, column):
    """Return the number of a hole, or None if there is none at this place.

    >>> number_of(0, 0), number_of(4, 4), number_of(1, 2)
    (0, 14, None)
    """
    if 0 <= column <= row < ROWS:
        return row * (row + 1) // 2 + column
    return None


def all_jumps():
    """Return every jump as three holes: from, over and to.

    >>> len(all_jumps())
    36
    """
    directions = [(0, 1), (1, 0), (1, 1), (0, -1), (-1, 0), (-1, -1)]
    jumps = []
    for row in range(ROWS):
        for column in range(row + 1):
            for down, right in directions:
                holes = [number_of(row + n * down, column + n * right) for n in range(3)]
                if None not in holes:
                    jumps.append(tuple(holes))
    return jumps


# Every jump as two bit patterns: the pegs that must be there, and all three holes.
JUMPS = [
    (1 << start | 1 << over, 1 << start | 1 << over | 1 << end, (start, end))
    for start, over, end in all_jumps()
]
FULL = (1 << HOLES) - 1


def possible(board):
    """Yield the jumps on a board, each with the board afterwards."""
    for pegs, holes, jump in JUMPS:
        if board & holes == pegs:
            yield jump, board ^ holes


@cache
def fewest_left(board):
    """Return how few pegs can be left at the end.

    >>> fewest_left(0b11), fewest_left(0b1001)
    (1, 2)
    """
    results = [fewest_left(after) for _, after in possible(board)]
    return min(results, default=board.bit_count())


def solution(board):
    """Return jumps that leave as few pegs as possible."""
    path = []
    goal = fewest_left(board)
    while options := list(possible(board)):
        jump, board = next(
            (jump, after) for jump, after in options if fewest_left(after) == goal
        )
        path.append(jump)
    return path


@cache
def endings(board):
    """Count the games that can be played from a board, and how many end with one peg."""
    options = [endings(after) for _, after in possible(board)]
    if not options:
        return 1, int(board.bit_count() == 1)
    return sum(games for games, _ in options), sum(won for _, won in options)


def draw(board):
    """Draw the triangle with o for a peg.

    >>> draw(1).splitlines()[0].strip()
    'o'
    """
    lines = []
    for row in range(ROWS):
        holes = (number_of(row, column) for column in range(row + 1))
        line = " ".join("o" if board >> hole & 1 else "." for hole in holes)
        lines.append(" " * (ROWS - 1 - row) + line)
    return "\n".join(lines)


def main():
    """Play with the uppermost hole empty, then ask about the other holes."""
    board = FULL ^ 1
    print(draw(board))
    path = solution(board)
    print("Jumps:", " ".join(f"{start + 1}-{end + 1}" for start, end in path))
    assert len(path) == HOLES - 2

    for hole in (0, 1, 3, 4):
        board = FULL ^ 1 << hole
        games, won = endings(board)
        print(f"Hole {hole + 1} empty: {games:,} games, {won:,} of them won ({won / games:.1%})")


if __name__ == "__main__":
    main()
