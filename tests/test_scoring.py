"""Scoring: the story's figures, stability, invariants and clear errors."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenroom import scoring
from tokenroom.scoring import ScoringError

scores_lists = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30)


def test_adjusted_list_of_the_story() -> None:
    assert scoring.adjusted([3.0, 1.0, 6.0, 2.0]).round(3).tolist() == [3.072, 5.072, 0.072, 4.072]


def test_second_item_of_the_story() -> None:
    assert round(scoring.cross_entropy([0.0, 0.0, 3.0, 0.0], 0), 3) == 3.139
    assert round(scoring.cross_entropy([0.0, 0.0, 3.0, 0.0], 2), 3) == 0.139


def test_knowing_nothing_costs_ln_128000() -> None:
    assert round(scoring.cross_entropy(np.zeros(128_000), 77), 2) == 11.76
    assert round(scoring.entropy(np.zeros(6)), 3) == 1.792


def test_a_million_apart_is_exact() -> None:
    assert scoring.adjusted([1e6, -1e6]).tolist() == [0.0, 2e6]
    assert scoring.cross_entropy([1e6, 1e6], 1) == pytest.approx(math.log(2), abs=1e-12)
    assert scoring.log_sum_exp([-1e6, -1e6]).tolist() == [pytest.approx(-1e6 + math.log(2))]


@given(scores_lists)
def test_softmax_is_a_distribution(scores: list[float]) -> None:
    p = scoring.softmax(scores)
    assert p.dtype == np.float64
    assert (p >= 0).all()
    assert p.sum() == pytest.approx(1.0)


@given(scores_lists, st.floats(-1e6, 1e6))
def test_only_differences_count(scores: list[float], shift: float) -> None:
    shifted = [score + shift for score in scores]
    # adding the shift rounds each score by at most 2e6 · 2^-53, and twice that reaches the surprise
    assert scoring.adjusted(shifted) == pytest.approx(scoring.adjusted(scores), abs=1e-8)


@given(scores_lists)
def test_adjusted_is_log_sum_exp_minus_score(scores: list[float]) -> None:
    expected = scoring.log_sum_exp(scores) - np.array(scores)
    assert scoring.adjusted(scores) == pytest.approx(expected, abs=1e-8)


@given(st.integers(1, 20).flatmap(lambda n: st.tuples(*[st.lists(st.floats(-50, 50), min_size=n, max_size=n)] * 2)))
def test_kl_is_cross_entropy_less_entropy(pair: tuple[list[float], list[float]]) -> None:
    p, q = pair
    cross = float(scoring.softmax(p) @ scoring.adjusted(q))
    assert scoring.kl_divergence(p, q) == pytest.approx(cross - scoring.entropy(p), abs=1e-9)
    assert scoring.kl_divergence(p, q) >= 0
    assert scoring.kl_divergence(p, p) == 0


def test_works_on_rows() -> None:
    rows = np.array([[0.0, 1.0], [5.0, 5.0]])
    assert scoring.softmax(rows).sum(axis=-1) == pytest.approx([1.0, 1.0])
    assert scoring.log_softmax(rows)[1].tolist() == pytest.approx([-math.log(2)] * 2)


@pytest.mark.parametrize(
    "bad",
    [[], 3.0, [math.nan], [math.inf, 1], [-math.inf], [1e101], [10**400], ["a"], [[1, 2], [3]], None, np.empty((2, 0))],
)
def test_bad_scores_are_refused(bad: object) -> None:
    with pytest.raises(ScoringError):
        scoring.softmax(bad)  # type: ignore[arg-type]


@pytest.mark.parametrize("token", [-1, 2, 99, 1.0, True, "1", None])
def test_unknown_tokens_are_refused(token: object) -> None:
    with pytest.raises(ScoringError, match="tokens 0 to 1"):
        scoring.cross_entropy([1.0, 2.0], token)  # type: ignore[arg-type]


def test_wrong_lengths_are_refused() -> None:
    with pytest.raises(ScoringError, match="2 and 3"):
        scoring.kl_divergence([1, 2], [1, 2, 3])
    for call in (lambda s: scoring.cross_entropy(s, 0), scoring.entropy, lambda s: scoring.kl_divergence(s, s)):
        with pytest.raises(ScoringError, match="one axis"):
            call([[1.0, 2.0]])


def test_perplexity_and_bits_per_byte() -> None:
    assert scoring.perplexity(math.log(128_000)) == pytest.approx(128_000)
    assert scoring.perplexity(1e6) == math.inf
    assert scoring.bits_per_byte(8 * math.log(2), 4) == pytest.approx(2.0)
    with pytest.raises(ScoringError):
        scoring.bits_per_byte(1.0, 0)


def test_shock_is_in_proportion() -> None:
    assert scoring.shock_seconds(5.072, 1.0) == 5.072
    assert scoring.shock_seconds(5.072, 0.0) == 0.0
    for surprise, pace in [(-1.0, 1.0), (math.nan, 1.0), (1.0, math.inf)]:
        with pytest.raises(ScoringError):
            scoring.shock_seconds(surprise, pace)
