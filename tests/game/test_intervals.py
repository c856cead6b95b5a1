"""Wilson's interval against its own definition and known figures."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenroom.game.intervals import Z, wilson_interval


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
