"""Slide eight tiles about until the picture is whole again.

The frame has nine places and eight tiles, which together show the ferry; one place is empty, and
a tile beside it may slide in. The search follows first what looks nearest: the moves so far and
the distance that the tiles have still to go, added up.
"""

from heapq import heappop, heappush
from random import Random

SIZE = 3
GOAL = (1, 2, 3, 4, 5, 6, 7, 8, 0)

Frame = tuple[int, ...]


def moves(frame: Frame) -> list[tuple[int, Frame]]:
    """Return the tiles that can slide, each with the frame afterwards.

    >>> [tile for tile, _ in moves(GOAL)]
    [6, 8]
    """
    hole = frame.index(0)
    row, column = divmod(hole, SIZE)
    result = []
    for r, c in ((row - 1, column), (row, column - 1), (row, column + 1), (row + 1, column)):
        if 0 <= r < SIZE and 0 <= c < SIZE:
            place = r * SIZE + c
            after = list(frame)
            after[hole], after[place] = after[place], after[hole]
            result.append((frame[place], tuple(after)))
    return result


def distance(frame: Frame) -> int:
    """Add up how far each tile is from its place, in rows and columns.

    >>> distance(GOAL), distance((1, 2, 3, 4, 5, 6, 0, 7, 8))
    (0, 2)
    """
    total = 0
    for place, tile in enumerate(frame):
        if tile:
            row, column = divmod(place, SIZE)
            goal_row, goal_column = divmod(tile - 1, SIZE)
            total += abs(row - goal_row) + abs(column - goal_column)
    return total


def can_be_solved(frame: Frame) -> bool:
    """Say whether the picture can be made: the pairs in the wrong order must be even.

    >>> can_be_solved(GOAL), can_be_solved((2, 1, 3, 4, 5, 6, 7, 8, 0))
    (True, False)
    """
    tiles = [tile for tile in frame if tile]
    wrong = sum(a > b for place, a in enumerate(tiles) for b in tiles[place + 1:])
    return wrong % 2 == 0


def solve(frame: Frame, guided: bool = True) -> tuple[list[int], int]:
    """Return the tiles to slide, and how many frames were looked at.

    >>> solve((1, 2, 3, 4, 5, 6, 0, 7, 8))[0]
    [7, 8]
    """
    if not can_be_solved(frame):
        raise ValueError("somebody has taken the tiles out and put them back wrongly")
    heap = [(distance(frame), 0, frame)]
    came_from: dict[Frame, tuple[Frame, int] | None] = {frame: None}
    steps = {frame: 0}
    looked_at = 0
    while True:
        _, so_far, here = heappop(heap)
        if so_far > steps[here]:
            continue
        looked_at += 1
        if here == GOAL:
            break
        for tile, after in moves(here):
            if so_far + 1 < steps.get(after, so_far + 2):
                steps[after] = so_far + 1
                came_from[after] = here, tile
                rest = distance(after) if guided else 0
                heappush(heap, (so_far + 1 + rest, so_far + 1, after))

    path = []
    while step := came_from[here]:
        here, tile = step
        path.append(tile)
    return path[::-1], looked_at


def shuffled(count: int, seed: int) -> Frame:
    """Slide tiles at random; such a frame can always be solved."""
    rng = Random(seed)
    frame = GOAL
    for _ in range(count):
        _, frame = rng.choice(moves(frame))
    return frame


def show(frame: Frame) -> str:
    """Write the frame in three rows."""
    signs = [str(tile or " ") for tile in frame]
    return "\n".join(" ".join(signs[start:start + SIZE]) for start in range(0, SIZE * SIZE, SIZE))


def main() -> None:
    """Solve some frames with and without guidance."""
    frame = shuffled(60, seed=5)
    print(show(frame))
    path, looked_at = solve(frame)
    print(f"Slide {' '.join(map(str, path))}: {len(path)} moves.")
    print(f"Frames looked at: {looked_at}; without guidance: {solve(frame, guided=False)[1]}.")
    try:
        solve((1, 2, 3, 4, 5, 6, 8, 7, 0))
    except ValueError as problem:
        print(f"7 and 8 swapped: {problem}.")


if __name__ == "__main__":
    main()
