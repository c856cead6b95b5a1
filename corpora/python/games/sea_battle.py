"""Look for hidden boats in the fog, square by square.

Three boats lie somewhere on a grid of six by six. The searcher hears only "miss", "hit" or
"found". A clever searcher tries the neighbours of every hit before looking anywhere else.
"""

from itertools import product
from random import Random

SIZE = 6
LENGTHS = (4, 3, 2)
SQUARES = [(row, column) for row, column in product(range(SIZE), repeat=2)]


def boat(row, column, length, upright):
    """Return the squares of a boat, or None if it does not fit on the grid.

    >>> sorted(boat(0, 0, 3, upright=True))
    [(0, 0), (1, 0), (2, 0)]
    >>> boat(0, 4, 3, upright=False) is None
    True
    """
    end = (row if upright else column) + length
    if end > SIZE:
        return None
    return {(row + i, column) if upright else (row, column + i) for i in range(length)}


def hide(rng):
    """Hide the boats so that no two of them share a square."""
    boats = []
    for length in LENGTHS:
        taken = set().union(*boats)
        possible = [
            candidate
            for (row, column), upright in product(SQUARES, (True, False))
            if (candidate := boat(row, column, length, upright)) and not candidate & taken
        ]
        boats.append(rng.choice(possible))
    return boats


class Fog:
    """The hidden boats and everything that has been tried."""

    def __init__(self, boats):
        self.left = [set(squares) for squares in boats]
        self.tried = {}

    def look(self, square):
        """Look at a square and return what is heard."""
        answer = "miss"
        for squares in self.left:
            if square in squares:
                squares.remove(square)
                answer = "hit" if squares else "found"
        self.left = [squares for squares in self.left if squares]
        self.tried[square] = answer
        return answer

    def picture(self):
        """Draw what is known."""
        signs = {"miss": "~", "hit": "#", "found": "#"}
        rows = []
        for row in range(SIZE):
            answers = (self.tried.get((row, column)) for column in range(SIZE))
            rows.append(" ".join(signs.get(answer, ".") for answer in answers))
        return "\n".join(rows)


def search_anywhere(fog, rng):
    """Choose any square that has not been tried."""
    return rng.choice([square for square in SQUARES if square not in fog.tried])


def search_near_hits(fog, rng):
    """Choose a neighbour of a hit if there is one."""
    near = []
    for (row, column), answer in fog.tried.items():
        if answer == "hit":
            around = [(row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)]
            near += [square for square in around if square in SQUARES and square not in fog.tried]
    return rng.choice(near) if near else search_anywhere(fog, rng)


def play(search, seed):
    """Search until all boats are found, and return the fog as it is then."""
    rng = Random(seed)
    fog = Fog(hide(rng))
    while fog.left:
        fog.look(search(fog, rng))
    return fog


def main():
    """Show one search and compare the two ways over many games."""
    fog = play(search_near_hits, seed=8)
    print(fog.picture())
    print(f"Found after {len(fog.tried)} of {len(SQUARES)} squares.\n")
    for search in (search_anywhere, search_near_hits):
        lengths = [len(play(search, seed).tried) for seed in range(100)]
        print(f"{search.__name__:<17}{sum(lengths) / len(lengths):5.1f} squares on average")


if __name__ == "__main__":
    main()
