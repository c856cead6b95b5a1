"""Test a shelf that forgets what nobody asks for.

The shelf in the ferry office has room for a few lost things. When a new one comes and the shelf
is full, the thing that has been asked for least recently goes to the attic.
"""

from __future__ import annotations

import unittest
from collections import OrderedDict


class Shelf:
    """A shelf for a fixed number of things, each with a label."""

    def __init__(self, room: int) -> None:
        if room < 1:
            raise ValueError("a shelf needs room for one thing at least")
        self.room = room
        self.attic: list[str] = []
        self._things: OrderedDict[str, str] = OrderedDict()

    def put(self, label: str, thing: str) -> None:
        """Put a thing on the shelf; a thing with the same label is replaced."""
        self._things[label] = thing
        self._things.move_to_end(label)
        if len(self._things) > self.room:
            _, oldest = self._things.popitem(last=False)
            self.attic.append(oldest)

    def ask_for(self, label: str) -> str | None:
        """Return the thing with this label and remember that somebody has asked."""
        if label not in self._things:
            return None
        self._things.move_to_end(label)
        return self._things[label]

    def __len__(self) -> int:
        return len(self._things)

    def __contains__(self, label: str) -> bool:
        return label in self._things


class SmallShelfTest(unittest.TestCase):
    """A shelf for three things, with three things on it."""

    def setUp(self) -> None:
        self.shelf = Shelf(3)
        self.shelf.put("A", "red glove")
        self.shelf.put("B", "umbrella")
        self.shelf.put("C", "trumpet")

    def test_everything_fits(self) -> None:
        self.assertEqual(len(self.shelf), 3)
        self.assertEqual(self.shelf.attic, [])

    def test_oldest_goes_to_the_attic(self) -> None:
        self.shelf.put("D", "one boot")
        self.assertNotIn("A", self.shelf)
        self.assertEqual(self.shelf.attic, ["red glove"])

    def test_asking_keeps_a_thing_on_the_shelf(self) -> None:
        self.assertEqual(self.shelf.ask_for("A"), "red glove")
        self.shelf.put("D", "one boot")
        self.assertIn("A", self.shelf)
        self.assertNotIn("B", self.shelf)

    def test_looking_is_not_asking(self) -> None:
        self.assertIn("A", self.shelf)
        self.shelf.put("D", "one boot")
        self.assertNotIn("A", self.shelf)

    def test_same_label_replaces(self) -> None:
        self.shelf.put("B", "better umbrella")
        self.assertEqual(self.shelf.ask_for("B"), "better umbrella")
        self.assertEqual(len(self.shelf), 3)

    def test_unknown_label(self) -> None:
        self.assertIsNone(self.shelf.ask_for("Z"))


class OddShelvesTest(unittest.TestCase):
    """Shelves that are hardly shelves."""

    def test_room_for_one(self) -> None:
        shelf = Shelf(1)
        for number in range(4):
            shelf.put(str(number), f"hat {number}")
        self.assertEqual(len(shelf), 1)
        self.assertEqual(shelf.attic, ["hat 0", "hat 1", "hat 2"])

    def test_no_room_at_all(self) -> None:
        with self.assertRaises(ValueError) as caught:
            Shelf(0)
        self.assertIn("at least", str(caught.exception))


if __name__ == "__main__":
    unittest.main(verbosity=2)
