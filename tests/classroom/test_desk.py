"""Scoring on a part of a large vocabulary gives what the whole of it gives; the mean of answers is exact."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tokenroom.classroom.desk import LARGE, ItemDesk
from tokenroom.classroom.together import mean_scores
from tokenroom.game.answer import answer_scores
from tokenroom.game.ranking import LISTED, likeliest
from tokenroom.scoring import cross_entropy, log_softmax, log_sum_exp, softmax
from tokenroom.text.vocabulary import Vocabulary

SIZE = 3 * LARGE
WORDS = Vocabulary([str(n) for n in range(SIZE)], [1] * SIZE, "numbers")
scores = st.dictionaries(st.integers(0, SIZE - 1), st.floats(-30.0, 30.0), max_size=20)


def instinct(kind: str) -> np.ndarray:
    rng = np.random.default_rng(4)
    if kind == "uniform":
        return np.full(SIZE, -np.log(SIZE))
    return log_softmax(rng.normal(0.0, 1.0 if kind == "even" else 12.0, SIZE))


@settings(max_examples=50, deadline=None)
@given(scores, st.integers(0, SIZE - 1), st.sampled_from(["uniform", "even", "sure"]))
def test_the_rest_as_one_token_changes_nothing(added: dict[int, float], token: int, kind: str) -> None:
    q = instinct(kind)
    ids, log_p, normaliser = ItemDesk(q, token, WORDS).log_probs(added)
    logits = answer_scores(added, q)
    whole = log_softmax(logits)
    assert log_p == pytest.approx(whole[ids], rel=1e-9, abs=1e-9)
    assert float(0.0 - log_p[np.searchsorted(ids, token)]) == pytest.approx(cross_entropy(logits, token), abs=1e-9)
    assert normaliser == pytest.approx(float(log_sum_exp(logits)[0]), abs=1e-9)
    assert [int(ids[n]) for n in likeliest(log_p, LISTED)] == likeliest(logits, LISTED)


def test_a_large_vocabulary_is_not_gone_through_for_each_answer() -> None:
    ids, _, _ = ItemDesk(instinct("even"), 7, WORDS).log_probs({3: 1.0})
    assert len(ids) < 300
    named_all = dict.fromkeys(range(SIZE), 1.0)
    assert len(ItemDesk(instinct("even"), 7, WORDS).log_probs(named_all)[0]) == SIZE


@settings(max_examples=25, deadline=None)
@given(st.lists(scores, min_size=1, max_size=8))
def test_the_class_together_is_the_mean_of_its_distributions(answers: list[dict[int, float]]) -> None:
    q = instinct("even")
    logits = [answer_scores(added, q) for added in answers]
    together = mean_scores(answers, [float(log_sum_exp(each)[0]) for each in logits])
    mean = np.mean([softmax(each) for each in logits], axis=0)
    assert softmax(answer_scores(together, q)) == pytest.approx(mean, rel=1e-9, abs=1e-15)


def test_nobody_together_is_the_instinct() -> None:
    assert mean_scores([], []) == {}
    assert mean_scores([{}], [0.0]) == {}


@pytest.mark.parametrize("score", [1e6, -1e6])
def test_the_largest_scores_do_no_harm(score: float) -> None:
    q = instinct("even")
    normaliser = float(log_sum_exp(answer_scores({5: score}, q))[0])
    together = mean_scores([{5: score}, {}], [normaliser, 0.0])
    assert np.isfinite(list(together.values())).all()
    assert softmax(answer_scores(together, q))[5] == pytest.approx(0.5 * (score > 0) + 0.5 * np.exp(q[5]), rel=1e-9)
