"""Turn the other player's stones by shutting them in from both ends.

The board has six rows and six columns; the stones are black on one side and white on the other.
A move is allowed only where it turns something. Hanna takes as many stones as she can get at
once; Piet has noticed that corners can never be turned, and that the squares beside them give a
corner away. It is played at Low Farm while the cheese drains.
"""

from collections import Counter
from collections.abc import Callable

SIZE = 6
BLACK, WHITE = "x", "o"
DIRECTIONS = [(a, b) for a in (-1, 0, 1) for b in (-1, 0, 1) if a or b]

Square = tuple[int, int]
Board = dict[Square, str]


def new_board() -> Board:
    """Return the board with four stones in the middle.

    >>> len(new_board())
    4
    """
    low, high = SIZE // 2 - 1, SIZE // 2
    return {(low, low): WHITE, (high, high): WHITE, (low, high): BLACK, (high, low): BLACK}


def other(colour: str) -> str:
    """Return the colour on the other side of a stone."""
    return WHITE if colour == BLACK else BLACK


def turned(board: Board, square: Square, colour: str) -> list[Square]:
    """Return the stones that a move would turn; an empty list means that it is not allowed.

    >>> turned(new_board(), (2, 1), BLACK)
    [(2, 2)]
    >>> turned(new_board(), (0, 0), BLACK)
    []
    """
    if square in board:
        return []
    result = []
    for down, right in DIRECTIONS:
        line = []
        row, column = square[0] + down, square[1] + right
        while board.get((row, column)) == other(colour):
            line.append((row, column))
            row, column = row + down, column + right
        if board.get((row, column)) == colour:
            result += line
    return result


def moves(board: Board, colour: str) -> dict[Square, list[Square]]:
    """Return all moves of a player, with the stones that each of them turns."""
    found = {}
    for row in range(SIZE):
        for column in range(SIZE):
            if stones := turned(board, (row, column), colour):
                found[row, column] = stones
    return found


def worth(square: Square) -> int:
    """Return what a square is worth: corners much, their neighbours less than nothing.

    >>> worth((0, 5)), worth((1, 4)), worth((0, 2)), worth((2, 3))
    (20, -8, 3, 1)
    """
    row, column = (min(place, SIZE - 1 - place) for place in square)
    if row == column == 0:
        return 20
    if row <= 1 and column <= 1:
        return -8
    return 3 if 0 in (row, column) else 1


def greedy(options: dict[Square, list[Square]]) -> Square:
    """Take the move that turns the most stones."""
    return max(options, key=lambda square: len(options[square]))


def patient(options: dict[Square, list[Square]]) -> Square:
    """Take the best square; the number of stones only decides between equals."""
    return max(options, key=lambda square: (worth(square), len(options[square])))


Player = Callable[[dict[Square, list[Square]]], Square]


def play(players: dict[str, Player]) -> tuple[Board, int]:
    """Play until neither side can move; return the board and how often somebody passed."""
    board = new_board()
    colour, passes, passed_before = BLACK, 0, False
    while True:
        options = moves(board, colour)
        if options:
            square = players[colour](options)
            for place in [square, *options[square]]:
                board[place] = colour
            passed_before = False
        elif passed_before:
            return board, passes - 1
        else:
            passes += 1
            passed_before = True
        colour = other(colour)


def show(board: Board) -> str:
    """Draw the board."""
    rows = range(SIZE)
    return "\n".join(" ".join(board.get((r, c), ".") for c in range(SIZE)) for r in rows)


def main() -> None:
    """Let Hanna and Piet play twice, so that both begin once."""
    for players, names in [
        ({BLACK: greedy, WHITE: patient}, {BLACK: "Hanna", WHITE: "Piet"}),
        ({BLACK: patient, WHITE: greedy}, {BLACK: "Piet", WHITE: "Hanna"}),
    ]:
        board, passes = play(players)
        counts = Counter(board.values())
        print(show(board))
        score = ", ".join(f"{names[colour]} {counts[colour]}" for colour in (BLACK, WHITE))
        print(f"{score}; moves that had to be passed: {passes}\n")


if __name__ == "__main__":
    main()
