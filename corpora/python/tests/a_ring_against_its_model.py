"""Test a clever queue against a simple one, with hundreds of random orders.

The clever one keeps its letters in a ring of fixed size and never moves any of them. The simple
one is a list. Both are given the same orders, one after another, and must always say the same.
When they do not, the shortest row of orders that shows the mistake is printed.
"""

import unittest
from random import Random


class Ring:
    """A queue of at most so many things, in places that are used again and again."""

    def __init__(self, room):
        self.places = [None] * room
        self.first = 0
        self.count = 0

    def __len__(self):
        return self.count

    def add(self, thing):
        """Put a thing at the end; return whether there was room."""
        if self.count == len(self.places):
            return False
        self.places[(self.first + self.count) % len(self.places)] = thing
        self.count += 1
        return True

    def take(self):
        """Take the thing at the front, or None."""
        if self.count == 0:
            return None
        thing = self.places[self.first]
        self.first = (self.first + 1) % len(self.places)
        self.count -= 1
        return thing

    def skip(self):
        """Send the thing at the front to the end."""
        if self.count:
            self.add(self.take())

    def __iter__(self):
        for offset in range(self.count):
            yield self.places[(self.first + offset) % len(self.places)]


class ForgetfulRing(Ring):
    """A ring with a mistake: it does not look whether there is room."""

    def add(self, thing):
        self.places[(self.first + self.count) % len(self.places)] = thing
        self.count = min(self.count + 1, len(self.places))
        return True


class Model:
    """The same in three lines each, and slow."""

    def __init__(self, room):
        self.room = room
        self.things = []

    def add(self, thing):
        if len(self.things) == self.room:
            return False
        self.things.append(thing)
        return True

    def take(self):
        return self.things.pop(0) if self.things else None

    def skip(self):
        if self.things:
            self.things.append(self.things.pop(0))


def random_orders(rng, number):
    """Return orders such as ("add", 3) and ("take",)."""
    orders = []
    for thing in range(number):
        kind = rng.choices(["add", "take", "skip"], weights=[5, 4, 1])[0]
        orders.append(("add", thing) if kind == "add" else (kind,))
    return orders


def first_difference(make, orders, room=4):
    """Return the number of orders until the two disagree, or None if they never do."""
    ring, model = make(room), Model(room)
    for number, (kind, *words) in enumerate(orders, start=1):
        said = getattr(ring, kind)(*words)
        expected = getattr(model, kind)(*words)
        if said != expected or list(ring) != model.things or len(ring) != len(model.things):
            return number
    return None


def shortened(make, orders):
    """Leave out orders as long as the mistake is still there."""
    orders = orders[:first_difference(make, orders)]
    place = 0
    while place < len(orders):
        fewer = orders[:place] + orders[place + 1:]
        if first_difference(make, fewer) is None:
            place += 1
        else:
            orders = fewer[:first_difference(make, fewer)]
            place = 0
    return orders


class RingTest(unittest.TestCase):
    """Ring and model, side by side."""

    def test_random_orders(self):
        for seed in range(200):
            orders = random_orders(Random(seed), 60)
            if first_difference(Ring, orders):
                self.fail(f"seed {seed}: {shortened(Ring, orders)}")

    def test_goes_round_many_times(self):
        ring = Ring(3)
        for thing in range(100):
            self.assertTrue(ring.add(thing))
            self.assertEqual(ring.take(), thing)

    def test_full_and_empty(self):
        ring = Ring(1)
        self.assertEqual([ring.add("a"), ring.add("b")], [True, False])
        self.assertEqual([ring.take(), ring.take()], ["a", None])


class MethodTest(unittest.TestCase):
    """The method itself must find a mistake, and make it short."""

    def test_finds_the_forgetful_ring(self):
        orders = random_orders(Random(0), 200)
        self.assertIsNotNone(first_difference(ForgetfulRing, orders))

    def test_five_letters_for_four_places(self):
        story = shortened(ForgetfulRing, random_orders(Random(0), 200))
        self.assertEqual([kind for kind, *_ in story], ["add"] * 5)

    def test_an_honest_ring_has_no_story(self):
        self.assertIsNone(first_difference(Ring, random_orders(Random(0), 200)))


if __name__ == "__main__":
    unittest.main()
