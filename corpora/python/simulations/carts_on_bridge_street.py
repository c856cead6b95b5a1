"""Watch how a jam appears on Bridge Street without any reason at all.

Carts go round a ring of streets on market day. Each goes a little faster if it can, slows down
before the cart in front, and now and then a driver looks at a goose and is slower for a moment.
That is enough: the jam is born, and it wanders backwards against the carts.
"""

from random import Random

LENGTH = 60
FASTEST = 4
GEESE = 0.25


class Ring:
    """A ring of squares with carts on some of them.

    `speeds` has the speed of the cart on each square that is not empty.
    """

    def __init__(self, carts, seed):
        self.rng = Random(seed)
        places = [round(number * LENGTH / carts) for number in range(carts)]
        self.speeds = dict.fromkeys(places, 0)

    def gap(self, place):
        """Count the empty squares in front of a cart.

        >>> ring = Ring(carts=6, seed=0)
        >>> ring.gap(0)
        9
        """
        distance = 1
        while (place + distance) % LENGTH not in self.speeds:
            distance += 1
        return distance - 1

    def new_speed(self, place):
        """Apply the rules of the road to one cart."""
        speed = min(self.speeds[place] + 1, FASTEST, self.gap(place))
        if speed > 0 and self.rng.random() < GEESE:
            speed -= 1
        return speed

    def step(self):
        """Move all carts at the same time; return how far they went together."""
        chosen = {place: self.new_speed(place) for place in self.speeds}
        moved = {(place + speed) % LENGTH: speed for place, speed in chosen.items()}
        assert len(moved) == len(self.speeds), "two carts on one square"
        self.speeds = moved
        return sum(chosen.values())

    def standing(self):
        """Count the carts that do not move."""
        return sum(speed == 0 for speed in self.speeds.values())

    def __str__(self):
        return "".join(str(self.speeds.get(place, ".")) for place in range(LENGTH))


def flow(carts, seed, steps=120):
    """Return how many squares all carts together go in one step, on average."""
    ring = Ring(carts, seed)
    for _ in range(40):
        ring.step()
    return sum(ring.step() for _ in range(steps)) / steps


def main():
    """Show the jam, then look for the best number of carts."""
    ring = Ring(carts=20, seed=6)
    print("Every digit is a cart with its speed; time goes downwards.")
    for _ in range(14):
        print(ring)
        ring.step()
    print(f"{ring.standing()} of {len(ring.speeds)} carts stand still, and nobody knows why.\n")

    results = {}
    for carts in range(5, 46, 5):
        results[carts] = flow(carts, seed=1)
        print(f"{carts:2} carts {'#' * round(results[carts] / 2)} {results[carts]:.1f}")
    best = max(results, key=results.get)
    print(f"With {best} carts, most cheese gets over the bridge.")
    slow = results[45] / 45
    print(f"With 45, a cart needs {LENGTH / slow:.0f} steps for one round instead of 15.")


if __name__ == "__main__":
    main()
