"""Find the way through the lanes of the old town.

Walls are drawn with `#`. We walk from S to F, and the water that fills the lanes from S gives
every place its distance; going downhill from F then shows the shortest way.
"""

MAZE = """\
#####################
#S..#.....#.........#
###.#.###.#.#####.#.#
#...#.#.#...#...#.#.#
#.###.#.#####.#.#.#.#
#.....#.......#...#F#
#####################
"""


def find(maze, mark):
    """Return the row and column of a mark.

    >>> find(["##", "#S"], "S")
    (1, 1)
    """
    for row, line in enumerate(maze):
        if mark in line:
            return row, line.index(mark)
    raise ValueError(f"there is no {mark} in the maze")


def around(place):
    """Return the four places next to a place."""
    row, column = place
    return [(row - 1, column), (row, column + 1), (row + 1, column), (row, column - 1)]


def flood(maze, start):
    """Return the distance of every place that can be reached."""
    distances = {start: 0}
    edge = [start]
    while edge:
        next_edge = []
        for place in edge:
            for row, column in around(place):
                if maze[row][column] != "#" and (row, column) not in distances:
                    distances[row, column] = distances[place] + 1
                    next_edge.append((row, column))
        edge = next_edge
    return distances


def way_back(distances, goal):
    """Go from the goal to the start, one step nearer each time."""
    way = [goal]
    while distances[way[-1]] > 0:
        nearer = distances[way[-1]] - 1
        way.append(next(place for place in around(way[-1]) if distances.get(place) == nearer))
    return way[::-1]


def draw(maze, way):
    """Return the maze with the way marked by dots, and empty lanes left blank."""
    marked = set(way)
    lines = []
    for row, line in enumerate(maze):
        signs = []
        for column, sign in enumerate(line):
            if sign == ".":
                sign = "o" if (row, column) in marked else " "
            signs.append(sign)
        lines.append("".join(signs))
    return "\n".join(lines)


def main():
    """Solve the maze and print it."""
    maze = MAZE.splitlines()
    start, goal = find(maze, "S"), find(maze, "F")
    distances = flood(maze, start)
    way = way_back(distances, goal)
    print(draw(maze, way))
    print(f"From the station to Fish Street it is {len(way) - 1} steps.")
    dead_end = max(distances, key=distances.get)
    print(f"The farthest place is {distances[dead_end]} steps away, at {dead_end}.")


if __name__ == "__main__":
    main()
