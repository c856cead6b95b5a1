"""Two perfect players meet at noughts and crosses.

The board is a string of nine characters, read row by row, with a dot for every empty square.
Each player looks at all the games that can still happen and picks the best. The school's chess
club has known the result for years: neither can win.
"""

from functools import cache

LINES = [
    (0, 1, 2), (3, 4, 5), (6, 7, 8),
    (0, 3, 6), (1, 4, 7), (2, 5, 8),
    (0, 4, 8), (2, 4, 6),
]
EMPTY = "."


def winner(board: str) -> str | None:
    """Return the mark that fills a line, if there is one.

    >>> winner("XXXOO....")
    'X'
    >>> winner(".........") is None
    True
    """
    for a, b, c in LINES:
        if board[a] != EMPTY and board[a] == board[b] == board[c]:
            return board[a]
    return None


def free_squares(board: str) -> list[int]:
    """List the squares on which nobody has played."""
    return [square for square, mark in enumerate(board) if mark == EMPTY]


def place(board: str, square: int, mark: str) -> str:
    """Return a new board with the mark on the square."""
    return board[:square] + mark + board[square + 1:]


def opponent(mark: str) -> str:
    """Return the other player's mark."""
    return "O" if mark == "X" else "X"


@cache
def value(board: str, mark: str) -> int:
    """Return what the board is worth to the player who moves next: 1 won, 0 drawn, -1 lost.

    >>> value("XX.OO....", "X")
    1
    """
    if winner(board):
        return -1
    squares = free_squares(board)
    if not squares:
        return 0
    return max(-value(place(board, s, mark), opponent(mark)) for s in squares)


def best_move(board: str, mark: str) -> int:
    """Return the first square that keeps the best value."""
    return max(
        free_squares(board),
        key=lambda square: -value(place(board, square, mark), opponent(mark)),
    )


def show(board: str) -> str:
    """Return the board as three lines of text."""
    return "\n".join(" ".join(board[row:row + 3]) for row in (0, 3, 6))


def main() -> None:
    """Play one game between two players who never make a mistake."""
    board, mark = EMPTY * 9, "X"
    while winner(board) is None and free_squares(board):
        board = place(board, best_move(board, mark), mark)
        print(show(board), end="\n\n")
        mark = opponent(mark)
    result = winner(board)
    print(f"{result} has won." if result else "A draw, as always.")


if __name__ == "__main__":
    main()
