"""N-grams: proper distributions, figures worked out by hand, and orders that help."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenroom.rivals.evaluation import passage_surprises
from tokenroom.rivals.field import Field
from tokenroom.rivals.ngram import KneserNey, Uniform

documents = st.lists(st.lists(st.integers(0, 6), max_size=20), max_size=6)


def test_uniform() -> None:
    assert Uniform(128_000).log_probs([1, 2])[5] == pytest.approx(-11.76, abs=0.005)
    assert Uniform(3).passage_log_probs([0, 1]).shape == (2, 3)


@given(documents, st.integers(1, 4), st.lists(st.integers(0, 6), max_size=5))
def test_always_a_proper_distribution(docs: list[list[int]], order: int, context: list[int]) -> None:
    log_p = KneserNey(docs, order, 7).log_probs(context)
    assert np.isfinite(log_p).all()
    assert np.exp(log_p).sum() == pytest.approx(1.0)


def test_unigram_by_hand() -> None:
    # counts 3, 1, 1; n1 = 2, n2 = 0, so D is cut to 0.9; left 0.9 · 3 / 5, spread over V = 4
    p = np.exp(KneserNey([[0, 0, 0, 1, 2]], 1, 4).log_probs([]))
    left = 0.9 * 3 / 5
    assert p == pytest.approx([2.1 / 5 + left / 4, 0.1 / 5 + left / 4, 0.1 / 5 + left / 4, left / 4])


def test_bigram_by_hand() -> None:
    """Tokens 0 1 0 1 0 2: bigrams 01 ×2, 10 ×2, 02 ×1; n1 = 1, n2 = 2, D = 1/5."""
    model = KneserNey([[0, 1, 0, 1, 0, 2]], 2, 3)
    # each token came after one other kind: continuation counts 1, 1, 1 over 3; discount cut to 0.9; uniform below
    lower = (1 - 0.9) / 3 + 0.9 * 3 / 3 / 3
    after_0 = np.exp(model.log_probs([0]))
    left = 0.2 * 2 / 3
    assert after_0 == pytest.approx([left * lower, (2 - 0.2) / 3 + left * lower, (1 - 0.2) / 3 + left * lower])


def test_a_common_word_after_one_word_alone_is_no_likely_continuation() -> None:
    """Kneser and Ney's point: 'Francisco' is common, but comes after 'San' alone."""
    san, francisco, tea, a, b, c = range(6)
    docs = [[san, francisco]] * 20 + [[a, tea], [b, tea], [c, tea]]
    after_unknown = KneserNey(docs, 2, 7).log_probs([tea])
    assert after_unknown[tea] > after_unknown[francisco]


def test_no_ngram_reaches_across_documents() -> None:
    model = KneserNey([[0, 1], [2, 3], [0, 1], [2, 3]], 2, 5)
    after_1 = model.log_probs([1])
    assert after_1[2] == after_1[0]


def test_passage_is_the_same_as_one_by_one() -> None:
    model = KneserNey([[0, 1, 2, 0, 1, 2, 3]], 3, 4)
    ids = [0, 1, 2, 0]
    expected = [model.log_probs(ids[:t]) for t in range(4)]
    assert model.passage_log_probs(ids) == pytest.approx(np.stack(expected))


def test_a_document_begins_at_its_edge() -> None:
    """Token 1 opens both documents, so after nothing it is what a trigram expects."""
    model = KneserNey([[1, 2, 3], [1, 3, 2]], 3, 5, edge=4)
    assert int(model.log_probs([]).argmax()) == 1
    ids = [1, 2, 3, 4]
    assert model.passage_log_probs(ids) == pytest.approx(np.stack([model.log_probs(ids[:t]) for t in range(4)]))


def test_names() -> None:
    assert [KneserNey([[0]], order, 2).name for order in (1, 2, 3)] == ["unigram", "bigram", "kneser-ney-3"]


def test_too_long_for_63_bits() -> None:
    with pytest.raises(ValueError, match="63 bits"):
        KneserNey([[0]], 4, 128_000)


def test_each_order_helps_on_the_small_corpus(field: Field) -> None:
    ids = field.held_out_ids[0]
    means = []
    for order in (1, 2, 3):
        means.append(passage_surprises(KneserNey(field.training_ids, order, 300), ids).mean())
    assert math.log(300) > means[0] > means[1] > means[2]
