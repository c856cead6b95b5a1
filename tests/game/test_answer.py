"""Answers: scores, chips and a guess give the same kind of distribution, and nonsense is refused."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenroom.game.answer import AnswerError, answer_scores, as_added_scores, doubtful_score
from tokenroom.game.commands import Answer, AnswerChips, AnswerGuess, AnswerScores
from tokenroom.scoring import log_softmax, softmax

INSTINCT = log_softmax(np.array([0.0, 1.0, 2.0, -3.0, 0.5]))


def distribution(answer: Answer) -> np.ndarray:
    return softmax(answer_scores(as_added_scores(answer, INSTINCT), INSTINCT))


def test_scores_are_added_to_the_instinct() -> None:
    expected = softmax(INSTINCT + np.array([0, 0, 0, 2.5, 0]))
    assert distribution(AnswerScores({3: 2.5})) == pytest.approx(expected)


def test_an_empty_answer_is_the_instinct_itself() -> None:
    for empty in (AnswerScores({}), AnswerChips({}), AnswerChips({2: 0})):
        assert distribution(empty) == pytest.approx(np.exp(INSTINCT))


def test_chips_are_shares_and_the_rest_is_the_instincts() -> None:
    p = distribution(AnswerChips({0: 30, 3: 20}))
    expected = 0.5 * np.exp(INSTINCT) + np.array([0.3, 0, 0, 0.2, 0])
    assert p == pytest.approx(expected)


@pytest.mark.parametrize("sure", [1.0, 20.0, 60.0, 99.0])
@pytest.mark.parametrize("token", range(5))
def test_a_guess_is_exactly_as_likely_as_was_said_and_the_rest_is_the_instincts(token: int, sure: float) -> None:
    p, before = distribution(AnswerGuess(token, sure)), np.exp(INSTINCT)
    assert p[token] == pytest.approx(sure / 100)
    others = np.delete(p, token) / np.delete(before, token)
    assert others == pytest.approx((1 - sure / 100) / (1 - before[token]))


@pytest.mark.parametrize("far", [40.0, 800.0])
@pytest.mark.parametrize("token", [0, 1])
def test_a_guess_survives_an_instinct_that_is_certain(token: int, far: float) -> None:
    """Of what is certain to the last digit nothing can be taken away: the distribution is then as it was."""
    instinct = log_softmax(np.array([0.0, -far]))
    p = softmax(answer_scores(as_added_scores(AnswerGuess(token, 50.0), instinct), instinct))
    assert p == pytest.approx([1.0, 0.0] if token == 0 else [0.5, 0.5])


@given(st.dictionaries(st.integers(0, 4), st.integers(0, 30), max_size=3))
def test_no_loss_is_infinite(chips: dict[int, int]) -> None:
    p = distribution(AnswerChips(chips))
    assert p.sum() == pytest.approx(1.0)
    assert (p > 0).all()


def test_chips_survive_a_tiny_instinct() -> None:
    instinct = log_softmax(np.array([0.0, -800.0]))
    added = as_added_scores(AnswerChips({1: 50}), instinct)
    assert softmax(answer_scores(added, instinct)) == pytest.approx([0.5, 0.5])


@pytest.mark.parametrize(
    "answer",
    [
        AnswerScores({5: 1.0}),
        AnswerScores({-1: 1.0}),
        AnswerScores({0: math.nan}),
        AnswerScores({0: math.inf}),
        AnswerScores({0: 1.1e6}),
        AnswerChips({0: 60, 1: 40}),
        AnswerChips({0: -1}),
        AnswerChips({9: 1}),
        AnswerGuess(0, 100.0),
        AnswerGuess(0, 0.0),
        AnswerGuess(0, math.nan),
        AnswerGuess(7, 50.0),
    ],
)
def test_answers_that_cannot_be_scored(answer: Answer) -> None:
    with pytest.raises(AnswerError) as caught:
        as_added_scores(answer, INSTINCT)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("answer", "doubtful"),
    [
        (AnswerScores({1: 5.0, 2: -100.0}), None),
        (AnswerScores({1: 5.0, 2: 21620.0, 3: 101.0}), (2, 21620.0)),
        (AnswerScores({2: -100.5}), (2, -100.5)),
        (AnswerScores({2: float("inf")}), None),  # refused anyway
        (AnswerScores({}), None),
        (AnswerChips({2: 99}), None),
        (AnswerGuess(2, 99.0), None),
    ],
)
def test_a_score_beyond_all_doubt_is_doubtful(answer: Answer, doubtful: tuple[int, float] | None) -> None:
    assert doubtful_score(answer) == doubtful
