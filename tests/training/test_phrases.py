"""Phrases cover every training document, in an order that the seed alone decides."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.training.conftest import END, documents
from tokenroom.training.phrases import Phrases, noised


def test_targets_are_the_ids_one_further() -> None:
    ids, targets = Phrases(documents(), 8, END, seed=1).take(0, 5)
    assert ids.shape == targets.shape == (5, 8)
    np.testing.assert_array_equal(ids[:, 1:], targets[:, :-1])


def test_an_epoch_holds_every_token_about_once() -> None:
    texts = [list(range(100 * i, 100 * i + 50)) for i in range(8)]
    supply = Phrases(texts, 10, 999, seed=1)
    seen = Counter(supply.take(0, supply.per_epoch)[0].ravel().tolist())
    assert max(count for token, count in seen.items() if token != 999) == 1
    assert sum(seen.values()) > supply.tokens - 10  # less than one phrase is left over


def test_every_document_begins_after_an_end_of_text() -> None:
    supply = Phrases([[1, 2, 3], [4, 5, 6]], 4, END, seed=1)
    ids, targets = supply.take(0, 40)
    assert set(targets[ids == END].tolist()) == {1, 4}
    assert set(ids[np.isin(targets, [1, 4])].tolist()) == {END}


def test_epochs_differ_and_seeds_differ() -> None:
    supply, other = (Phrases(documents(), 8, END, seed=seed) for seed in (1, 2))
    first = supply.take(0, supply.per_epoch)[0]
    assert not np.array_equal(first, supply.take(supply.per_epoch, supply.per_epoch)[0])
    assert not np.array_equal(first, other.take(0, supply.per_epoch)[0])


@given(st.integers(0, 200), st.integers(1, 60))
def test_a_phrase_is_the_same_whenever_it_is_asked_for(first: int, count: int) -> None:
    supply = Phrases(documents(), 8, END, seed=1)
    whole = supply.take(0, first + count)[0]
    np.testing.assert_array_equal(supply.take(first, count)[0], whole[first:])


def test_a_text_shorter_than_the_context_goes_round() -> None:
    ids, _ = Phrases([[5]], 8, END, seed=1).take(0, 2)
    assert set(ids.ravel().tolist()) == {5, END}


def test_noise_swaps_its_share_of_each_row_for_others_of_the_row() -> None:
    ids = np.arange(100_000).reshape(100, 1000)
    share = np.repeat([[0.2], [0.0]], 50, axis=0)
    out = noised(ids, share, np.random.default_rng(7))
    assert (out[:50] != ids[:50]).mean() == pytest.approx(0.2, abs=0.02)
    assert (out // 1000 == ids // 1000).all()
    np.testing.assert_array_equal(out[50:], ids[50:])


@pytest.mark.parametrize("empty", [[], [[]], [[], []]])
def test_nothing_to_learn_from_is_refused(empty: list[list[int]]) -> None:
    with pytest.raises(ValueError, match="no tokens"):
        Phrases(empty, 8, END, seed=1)
