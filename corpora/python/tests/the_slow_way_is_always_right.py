"""Test a quick method against a slow one that nobody can doubt.

A fisherman notes for every day what he won or lost. Which days in a row were his best? The slow
method tries all of them; the quick one goes through the list once. Where both agree a thousand
times, the quick one may be trusted with a whole year.
"""

import unittest
from itertools import accumulate, product
from random import Random


def best_slowly(days):
    """Return the largest sum of some days in a row, after trying all of them.

    >>> best_slowly([3, -5, 4, 2, -1])
    6
    """
    if not days:
        raise ValueError("a season needs one day at least")
    places = range(len(days))
    return max(sum(days[i:j + 1]) for i in places for j in places if i <= j)


def best_quickly(days):
    """Return the same sum, looking at each day once.

    Whoever was below zero yesterday does better to begin again today.
    """
    if not days:
        raise ValueError("a season needs one day at least")
    best = so_far = days[0]
    for day in days[1:]:
        so_far = max(day, so_far + day)
        best = max(best, so_far)
    return best


def best_by_sums(days):
    """Return the same sum from running totals: the largest rise from a low to a later high."""
    if not days:
        raise ValueError("a season needs one day at least")
    lowest, best = 0, days[0]
    for total in accumulate(days):
        best = max(best, total - lowest)
        lowest = min(lowest, total)
    return best


QUICK = [best_quickly, best_by_sums]


class KnownSeasonsTest(unittest.TestCase):
    """Seasons small enough for a finger."""

    SEASONS = {
        (7,): 7,
        (-7,): -7,
        (1, 2, 3): 6,
        (-3, -1, -2): -1,
        (5, -9, 6): 6,
        (5, -4, 6): 7,
        (0, 0): 0,
    }

    def test_all_methods(self):
        for method in [best_slowly, *QUICK]:
            for days, best in self.SEASONS.items():
                with self.subTest(method=method.__name__, days=days):
                    self.assertEqual(method(list(days)), best)

    def test_empty_season(self):
        for method in [best_slowly, *QUICK]:
            with self.subTest(method=method.__name__):
                self.assertRaises(ValueError, method, [])


class AgainstTheSlowWayTest(unittest.TestCase):
    """Many seasons, of which nobody knows the answer beforehand."""

    def check(self, days):
        """Compare the quick methods with the slow one."""
        expected = best_slowly(days)
        for method in QUICK:
            if method(days) != expected:
                self.fail(f"{method.__name__}({days}) is {method(days)}, not {expected}")

    def test_every_short_season(self):
        for length in range(1, 6):
            for days in product([-2, -1, 1, 3], repeat=length):
                self.check(list(days))

    def test_random_seasons(self):
        rng = Random(9)
        for _ in range(300):
            self.check([rng.randint(-20, 20) for _ in range(rng.randint(1, 12))])

    def test_a_year(self):
        rng = Random(365)
        year = [rng.randint(-50, 45) for _ in range(365)]
        self.assertEqual(best_quickly(year), best_by_sums(year))


class WhatMustHoldTest(unittest.TestCase):
    """Things that are true without any example."""

    def setUp(self):
        rng = Random(31)
        self.days = [rng.randint(-9, 9) for _ in range(60)]
        self.best = best_quickly(self.days)

    def test_not_worse_than_any_single_day(self):
        self.assertGreaterEqual(self.best, max(self.days))

    def test_not_worse_than_the_whole(self):
        self.assertGreaterEqual(self.best, sum(self.days))

    def test_the_same_from_behind(self):
        self.assertEqual(best_quickly(self.days[::-1]), self.best)

    def test_twice_the_fish_is_twice_the_sum(self):
        self.assertEqual(best_quickly([2 * day for day in self.days]), 2 * self.best)

    def test_a_bad_day_at_the_end_changes_nothing(self):
        self.assertEqual(best_quickly([*self.days, -1000]), self.best)


if __name__ == "__main__":
    unittest.main()
