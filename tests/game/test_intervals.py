"""Wilson's interval against its own definition and known figures, and Newcombe's of a difference."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenroom.game.intervals import Z, difference_interval, wilson_interval


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    [
        # Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_figures_of_newcombe(right: int, of: int, low: float, high: float) -> None:
    assert wilson_interval(right, of) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 2_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_both_ends_are_where_the_score_test_just_rejects(counted: tuple[int, int]) -> None:
    right, of = counted
    share = right / of
    low, high = wilson_interval(right, of)
    assert 0.0 <= low <= share + 1e-12 <= high + 2e-12 <= 1.0 + 2e-12
    for end in (low, high):
        if 1e-9 < end < 1 - 1e-9:
            assert abs(share - end) / math.sqrt(end * (1 - end) / of) == pytest.approx(Z, rel=1e-6)


@given(st.integers(0, 60), st.integers(1, 60))
def test_turned_round_the_interval_is_turned_round(right: int, more: int) -> None:
    of = right + more
    low, high = wilson_interval(right, of)
    assert wilson_interval(more, of) == pytest.approx((1 - high, 1 - low))


def test_the_ends_are_exact_where_none_or_all_are_right() -> None:
    for of in range(1, 200):
        assert wilson_interval(0, of)[0] == 0.0
        assert wilson_interval(of, of)[1] == 1.0
    assert wilson_interval(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("before", "after", "low", "high"),
    [
        # Newcombe 1998, "Interval estimation for the difference between independent proportions", table II, method 10
        ((48, 80), (56, 70), 0.0524, 0.3339),
        ((3, 10), (9, 10), 0.1705, 0.8090),
        ((2, 7), (6, 7), 0.0582, 0.8062),
        ((0, 29), (5, 56), -0.0381, 0.1926),
        ((0, 20), (10, 10), 0.6791, 1.0),
    ],
)
def test_the_differences_of_newcombe(before: tuple[int, int], after: tuple[int, int], low: float, high: float) -> None:
    assert difference_interval(before, after) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(0, 60), st.integers(0, 60), st.integers(60, 99), st.integers(60, 99))
def test_fallen_is_the_mirror_of_risen(first: int, second: int, of: int, of_second: int) -> None:
    low, high = difference_interval((first, of), (second, of_second))
    assert difference_interval((second, of_second), (first, of)) == pytest.approx((-high, -low))
    assert low - 1e-12 <= second / of_second - first / of <= high + 1e-12
