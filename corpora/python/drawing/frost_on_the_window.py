"""Let frost grow on the window of the library, one wandering speck at a time.

A speck of ice begins somewhere at the edge and stumbles about until it touches what is frozen
already; there it stays. No plan is needed for the branches: a twig that sticks out catches the
next speck before it can reach the gaps.
"""

from random import Random

STEPS = [(-1, 0), (1, 0), (0, -1), (0, 1)]


class Window:
    """A square pane with an odd side; everything is measured from the middle."""

    def __init__(self, side):
        self.half = side // 2
        self.frost = {(0, 0): 0}  # Each frozen place, and the number of the speck.

    def touches(self, place):
        """Say whether a place is beside something frozen."""
        row, column = place
        return any((row + down, column + right) in self.frost for down, right in STEPS)

    def inside(self, place):
        """Say whether a place is on the pane."""
        return max(map(abs, place)) <= self.half

    def start(self, rng):
        """Return a random place on the edge."""
        along = rng.randint(-self.half, self.half)
        edge = rng.choice([-self.half, self.half])
        return rng.choice([(along, edge), (edge, along)])

    def add_speck(self, rng):
        """Let one speck wander until it freezes; return the number of its steps."""
        place = self.start(rng)
        steps = 0
        while not self.touches(place):
            down, right = rng.choice(STEPS)
            following = (place[0] + down, place[1] + right)
            if self.inside(following):
                place = following
            steps += 1
        self.frost.setdefault(place, len(self.frost))
        return steps

    def grow(self, specks, rng):
        """Add specks until the frost reaches the edge, at most a certain number."""
        for number in range(1, specks + 1):
            self.add_speck(rng)
            if any(self.half in map(abs, place) for place in self.frost):
                return number
        return specks

    def neighbours(self, place):
        """Count the frozen neighbours of a place.

        >>> window = Window(5)
        >>> window.frost[0, 1] = 1
        >>> window.neighbours((0, 0)), window.neighbours((1, 1))
        (1, 1)
        """
        row, column = place
        return sum((row + down, column + right) in self.frost for down, right in STEPS)

    def __str__(self):
        ages = "@%*+"  # The oldest ice is the darkest.
        total = len(self.frost)
        span = range(-self.half, self.half + 1)
        lines = []
        for row in span:
            line = ""
            for column in span:
                number = self.frost.get((row, column))
                line += " " if number is None else ages[number * len(ages) // total]
            lines.append(" ".join(line).rstrip())
        return "\n".join(lines)


def main():
    """Grow the frost of one cold night and look at it in the morning."""
    rng = Random(1931)
    window = Window(25)
    specks = window.grow(specks=130, rng=rng)
    print(window)
    pane = (2 * window.half + 1) ** 2
    print(f"\n{specks} specks on {pane} places: {len(window.frost) / pane:.0%} of the pane.")

    tips = [place for place in window.frost if window.neighbours(place) == 1]
    forks = [place for place in window.frost if window.neighbours(place) >= 3]
    print(f"{len(tips)} tips and {len(forks)} forks.")
    reach = max(max(map(abs, place)) for place in window.frost)
    print(f"The longest branch reaches {reach} places from the middle.")
    print("Miss Lind says it is the best book in the house, and closes at noon.")


if __name__ == "__main__":
    main()
