"""Sums: every answer of ours is right, the checker reads the last number, training and held-out sums do not meet."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenroom.text.sums import Sum, draw_sums, is_right, last_number

SUMS = st.lists(st.integers(1, 9), min_size=2, max_size=6).map(lambda terms: Sum(tuple(terms)))


def test_both_ways_of_an_answer() -> None:
    asked = Sum((7, 5, 8))
    assert asked.question == "7+5+8"
    assert asked.answer("at once") == "20"
    assert asked.answer("aloud") == "7+5=12, 12+8=20"
    assert [message.role for message in asked.messages("aloud", "20")] == ["system", "user", "assistant"]


@given(SUMS)
def test_our_answers_are_right_and_others_are_not(asked: Sum) -> None:
    assert is_right(asked, asked.answer("at once"))
    assert is_right(asked, asked.answer("aloud"))
    assert not is_right(asked, asked.answer("aloud") + "0")
    assert not is_right(asked, f"{asked.total}, or perhaps {asked.total + 1}")


@given(st.text())
def test_any_text_can_be_checked(text: str) -> None:
    is_right(Sum((1, 2)), text)


def test_the_last_number_counts() -> None:
    assert last_number("12, then 20.") == 20
    assert last_number("none") is None
    assert last_number("9" * 100_000) is None


def test_drawn_sums_differ_and_avoid_others() -> None:
    held_out = draw_sums(40, 2, np.random.default_rng(1))
    training = draw_sums(41, 2, np.random.default_rng(2), frozenset(held_out))
    assert len({*held_out, *training}) == 81
    with pytest.raises(ValueError, match="no 42"):
        draw_sums(42, 2, np.random.default_rng(2), frozenset(held_out))
