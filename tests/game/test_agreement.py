"""Agreement counts what it says."""

from __future__ import annotations

from tokenroom.game.agreement import agreement


def test_no_pair_says_nothing() -> None:
    nobody = agreement([])
    assert (nobody.pairs, nobody.share, nobody.low, nobody.high) == (0, 0.5, 0.0, 1.0)


def test_equal_values_count_half() -> None:
    found = agreement([2.0, -1.0, 0.0, 0.5])
    assert (found.right, found.pairs, found.share) == (2.5, 4, 0.625)
    assert agreement([0.0] * 10).share == 0.5
