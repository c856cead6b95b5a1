"""Test the till of the bakery.

The class under test stands first, its tests after it; run the file to run the tests.
"""

import unittest


class Till:
    """Adds up prices in pence and gives every sixth roll away."""

    ROLL = 30

    def __init__(self):
        self.total = 0
        self.rolls = 0

    def add(self, pence):
        """Add a price."""
        if pence < 0:
            raise ValueError("a price cannot be negative")
        self.total += pence

    def add_rolls(self, count):
        """Add rolls; every sixth one is free."""
        for _ in range(count):
            self.rolls += 1
            if self.rolls % 6 != 0:
                self.add(self.ROLL)


class TillTest(unittest.TestCase):
    """What a till has to do."""

    def setUp(self):
        self.till = Till()

    def test_begins_empty(self):
        self.assertEqual(self.till.total, 0)

    def test_adds_prices(self):
        self.till.add(240)
        self.till.add(45)
        self.assertEqual(self.till.total, 285)

    def test_sixth_roll_is_free(self):
        self.till.add_rolls(6)
        self.assertEqual(self.till.total, 150)

    def test_counts_rolls_over_several_purchases(self):
        self.till.add_rolls(5)
        self.till.add_rolls(2)
        self.assertEqual(self.till.total, 180)

    def test_refuses_negative_price(self):
        with self.assertRaises(ValueError):
            self.till.add(-1)


if __name__ == "__main__":
    unittest.main()
