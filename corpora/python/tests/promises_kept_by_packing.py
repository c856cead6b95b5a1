"""Test a packing function with a thousand random lists.

Two functions shorten a row of signal flags and restore it. No single example proves much, but
some promises must hold for every row, and a generator with a fixed seed makes plenty of rows.
"""

import random
import unittest
from itertools import groupby, pairwise

FLAGS = "rgbwy"


def pack(flags: str) -> list[tuple[int, str]]:
    """Write a row of flags as counts.

    >>> pack("rrrgbb")
    [(3, 'r'), (1, 'g'), (2, 'b')]
    """
    return [(len(list(group)), flag) for flag, group in groupby(flags)]


def unpack(counts: list[tuple[int, str]]) -> str:
    """Hoist the flags again.

    >>> unpack([(2, "w"), (1, "y")])
    'wwy'
    """
    return "".join(flag * count for count, flag in counts)


def random_rows(number: int, seed: int) -> list[str]:
    """Return rows of up to thirty flags; neighbours are often alike."""
    rng = random.Random(seed)
    rows = []
    for _ in range(number):
        row = ""
        for _ in range(rng.randrange(31)):
            alike = row and rng.random() < 0.6
            row += row[-1] if alike else rng.choice(FLAGS)
        rows.append(row)
    return rows


class PackingTest(unittest.TestCase):
    """What must be true of every row."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.rows = random_rows(1000, seed=42)

    def check_all(self, promise) -> None:
        """Fail with the shortest row that breaks a promise."""
        broken = [row for row in self.rows if not promise(row)]
        if broken:
            self.fail(f"broken by {min(broken, key=len)!r}")

    def test_unpacking_restores_the_row(self) -> None:
        self.check_all(lambda row: unpack(pack(row)) == row)

    def test_counts_add_up_to_the_length(self) -> None:
        self.check_all(lambda row: sum(count for count, _ in pack(row)) == len(row))

    def test_no_count_is_zero(self) -> None:
        self.check_all(lambda row: all(count > 0 for count, _ in pack(row)))

    def test_neighbours_in_the_packed_row_differ(self) -> None:
        def neighbours_differ(row: str) -> bool:
            flags = [flag for _, flag in pack(row)]
            return all(a != b for a, b in pairwise(flags))

        self.check_all(neighbours_differ)

    def test_packing_backwards_is_packing_and_turning(self) -> None:
        self.check_all(lambda row: pack(row[::-1]) == pack(row)[::-1])

    def test_the_empty_row_is_among_them(self) -> None:
        self.assertIn("", self.rows)
        self.assertEqual(pack(""), [])

    def test_a_false_promise_is_noticed(self) -> None:
        with self.assertRaises(self.failureException):
            self.check_all(lambda row: len(pack(row)) < 5)


if __name__ == "__main__":
    unittest.main()
