"""Counting: Laplace's rule of succession, which is the best mean over all dice that there could be."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from math import factorial, prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenroom.rivals.counting import Counting

rolls = st.lists(st.integers(0, 5), max_size=40)


def test_at_first_every_face_is_as_likely_and_then_what_came_is_likelier() -> None:
    assert np.exp(Counting(6).log_probs([])) == pytest.approx(1 / 6)
    assert np.exp(Counting(6).log_probs([2, 2, 5])) == pytest.approx(np.array([1, 1, 3, 1, 1, 2]) / 9)


@given(rolls)
def test_a_proper_distribution_that_minds_no_order(ids: list[int]) -> None:
    p = np.exp(Counting(6).log_probs(ids))
    assert p.sum() == pytest.approx(1.0)
    assert p.min() > 0
    np.testing.assert_array_equal(p, np.exp(Counting(6).log_probs(sorted(ids))))


@given(rolls)
def test_all_rolls_cost_what_bayes_rule_says_if_all_dice_are_as_likely(ids: list[int]) -> None:
    """The integral over all shares of a die: 5! times the product of the counts' factorials, over (n + 5)!."""
    rows = Counting(6).passage_log_probs(ids) if ids else np.empty((0, 6))
    cost = sum(float(row[face]) for row, face in zip(rows, ids, strict=True))
    exact = Fraction(factorial(5) * prod(factorial(n) for n in Counter(ids).values()), factorial(len(ids) + 5))
    assert np.exp(cost) == pytest.approx(float(exact))
