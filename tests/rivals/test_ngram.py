"""N-grams: proper distributions, the figures of a plain second implementation and of paper, and orders that help."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rivals.slow_kneser_ney import SlowKneserNey, discounts
from tokenroom.errors import BadInput
from tokenroom.rivals.evaluation import passage_surprises
from tokenroom.rivals.field import Field
from tokenroom.rivals.ngram import KneserNey, Uniform

documents = st.lists(st.lists(st.integers(0, 6), max_size=20), max_size=6)
edges = st.sampled_from([None, 6])


def test_uniform() -> None:
    assert Uniform(128_000).log_probs([1, 2])[5] == pytest.approx(-11.76, abs=0.005)
    assert Uniform(3).passage_log_probs([0, 1]).shape == (2, 3)


@given(documents, st.integers(1, 5), st.lists(st.integers(0, 6), max_size=5), edges)
def test_always_a_proper_distribution(docs: list[list[int]], order: int, context: list[int], edge: int | None) -> None:
    log_p = KneserNey(docs, order, 7, edge).log_probs(context)
    assert np.isfinite(log_p).all()
    assert np.exp(log_p).sum() == pytest.approx(1.0)


@given(documents, st.integers(1, 5), st.lists(st.integers(0, 6), max_size=7), edges)
def test_the_same_as_a_plain_implementation(
    docs: list[list[int]], order: int, context: list[int], edge: int | None
) -> None:
    plain = SlowKneserNey(docs, order, 7, edge)
    assert KneserNey(docs, order, 7, edge).log_probs(context) == pytest.approx(plain.log_probs(context))


@pytest.mark.parametrize("order", [2, 3, 5])
def test_the_same_where_discounts_are_estimated(order: int) -> None:
    """A text long enough that the fallback does not serve: counts of counts fall off as they do in language."""
    rng = np.random.default_rng(1)
    docs = [(np.minimum(rng.geometric(0.25, 60), 12) % 7).tolist() for _ in range(12)]
    plain = SlowKneserNey(docs, order, 7, edge=6)
    assert any(found != {1: 0.5, 2: 1.0, 3: 1.5} for found in plain.discounts.values())
    ids = [*docs[3][:20], 5, 5, 5, 0]
    rows = [plain.log_probs(ids[:t]) for t in range(len(ids))]
    assert KneserNey(docs, order, 7, edge=6).passage_log_probs(ids) == pytest.approx(np.array(rows))


def test_discounts_by_hand() -> None:
    """Four tokens came once, two twice, one three times, one four times: Y = 4/8."""
    once, twice, thrice, four = [0, 1, 2, 3], [4, 5] * 2, [6] * 3, [7] * 4
    p = np.exp(KneserNey([[*once, *twice, *thrice, *four]], 1, 10).log_probs([]))
    y = 4 / (4 + 2 * 2)
    d1, d2, d3 = 1 - 2 * y * 2 / 4, 2 - 3 * y * 1 / 2, 3 - 4 * y * 1 / 1
    left = (4 * d1 + 2 * d2 + 2 * d3) / 15 / 10
    expected = [*[(1 - d1) / 15] * 4, *[(2 - d2) / 15] * 2, (3 - d3) / 15, (4 - d3) / 15, 0, 0]
    assert p == pytest.approx([share + left for share in expected])


def test_a_tiny_corpus_takes_fixed_discounts() -> None:
    # counts 3, 1, 1: no token came twice, so 1.5, 0.5 and 0.5 are taken, and spread over V = 4
    p = np.exp(KneserNey([[0, 0, 0, 1, 2]], 1, 4).log_probs([]))
    assert p == pytest.approx([1.5 / 5 + 2.5 / 20, 0.5 / 5 + 2.5 / 20, 0.5 / 5 + 2.5 / 20, 2.5 / 20])


def test_discounts_that_would_not_be_positive_are_replaced() -> None:
    """One token once, one twice, many three times: D2 = 2 - 3 · Y · 9 would be negative."""
    counts = [0, 1, 1] + [token for token in range(2, 11) for _ in range(3)]
    p = np.exp(KneserNey([counts], 1, 12).log_probs([]))
    assert (p > 0).all()
    assert p == pytest.approx(np.exp(SlowKneserNey([counts], 1, 12, None).log_probs([])))
    assert discounts(SlowKneserNey([counts], 1, 12, None).counts[1]) == {1: 0.5, 2: 1.0, 3: 1.5}


def test_bigram_by_hand() -> None:
    """Tokens 0 1 0 1 0 2: bigrams 01 ×2, 10 ×2, 02 ×1, so that fixed discounts serve: 1 of each 2, 0.5 of the 1."""
    model = KneserNey([[0, 1, 0, 1, 0, 2]], 2, 3)
    # each token came after one other kind: continuation counts 1, 1, 1 over 3; 0.5 taken of each; uniform below
    lower = (1 - 0.5) / 3 + 1.5 / 3 / 3
    after_0 = np.exp(model.log_probs([0]))
    left = (1 + 0.5) / 3
    assert after_0 == pytest.approx([left * lower, (2 - 1) / 3 + left * lower, (1 - 0.5) / 3 + left * lower])


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


@given(documents, st.integers(1, 5), st.lists(st.integers(0, 6), max_size=9), edges)
def test_passage_is_the_same_as_one_by_one(docs: list[list[int]], order: int, ids: list[int], edge: int | None) -> None:
    model = KneserNey(docs, order, 7, edge)
    rows = model.passage_log_probs(ids)
    assert rows.shape == (len(ids), 7)
    for t, row in enumerate(rows):
        assert row == pytest.approx(model.log_probs(ids[:t]))


def test_a_document_begins_at_its_edge() -> None:
    """Token 1 opens both documents, so after nothing it is what a trigram expects."""
    model = KneserNey([[1, 2, 3], [1, 3, 2]], 3, 5, edge=4)
    assert int(model.log_probs([]).argmax()) == 1


@pytest.mark.parametrize("order", [3, 4, 5])
def test_what_stands_before_a_document_is_never_expected(order: int) -> None:
    """Padding is no text: each token came after one other, the edge too, so after something unseen all are alike."""
    log_p = KneserNey([[0, 1, 2, 3]], order, 5, edge=4).log_probs([3, 3, 3, 1, 1])[[0, 1, 3, 4]]
    assert log_p == pytest.approx([log_p[0]] * 4)


def test_names() -> None:
    assert [KneserNey([[0]], order, 2).name for order in (1, 2, 5)] == ["unigram", "bigram", "kneser-ney-5"]


def test_five_tokens_of_4096_fit_and_more_do_not() -> None:
    top = 4095
    model = KneserNey([[top] * 6], 5, 4096)
    assert int(model.log_probs([top] * 4).argmax()) == top
    with pytest.raises(BadInput, match="63 bits; runs of 4 do"):
        KneserNey([[0]], 5, 8192)
    with pytest.raises(BadInput, match="63 bits; runs of 3 do"):
        KneserNey([[0]], 4, 128_000)


def test_each_order_helps_on_the_small_corpus(field: Field) -> None:
    ids = field.held_out_ids[0]
    means = []
    for order in (1, 2, 3):
        means.append(passage_surprises(KneserNey(field.training_ids, order, 300), ids).mean())
    assert math.log(300) > means[0] > means[1] > means[2]
