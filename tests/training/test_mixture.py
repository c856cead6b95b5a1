"""A mixture gives every corpus its share, and each corpus its own phrases in their own order."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenroom.training.mixture import Mixture, Part
from tokenroom.training.phrases import Phrases

END = 999
DOCUMENTS = {"low": [list(range(50)), list(range(50, 90))], "high": [list(range(100, 180))]}
PARTS = {"low": Part(share=3, noise=0.2), "high": Part(share=1, noise=0.0)}


def mixture(seed: int = 1) -> Mixture:
    return Mixture(DOCUMENTS, PARTS, 8, END, seed)


def is_high(ids: np.ndarray) -> np.ndarray:
    return np.where(ids == END, -1, ids).max(axis=1) >= 100


def test_every_round_holds_each_corpus_in_its_share() -> None:
    ids, targets, noise = mixture().take(0, 40)
    assert is_high(ids).reshape(10, 4).sum(axis=1).tolist() == [1] * 10
    np.testing.assert_array_equal(ids[:, 1:], targets[:, :-1])
    np.testing.assert_array_equal(noise[:, 0], np.where(is_high(ids), 0.0, 0.2))


def test_each_corpus_gives_its_own_phrases_in_their_order() -> None:
    ids, _, _ = mixture().take(0, 40)
    for place, name in enumerate(PARTS):
        own = Phrases(DOCUMENTS[name], 8, END, (1, place)).take(0, int((is_high(ids) == bool(place)).sum()))[0]
        np.testing.assert_array_equal(ids[is_high(ids) == bool(place)], own)


@given(st.integers(0, 100), st.integers(1, 30))
def test_a_phrase_is_the_same_whenever_it_is_asked_for(first: int, count: int) -> None:
    np.testing.assert_array_equal(mixture().take(first, count)[0], mixture().take(0, first + count)[0][first:])


def test_the_order_is_a_matter_of_the_seed() -> None:
    assert not np.array_equal(mixture(1).take(0, 40)[0], mixture(2).take(0, 40)[0])


def test_no_corpus_and_empty_corpora_are_refused() -> None:
    with pytest.raises(ValueError, match="no corpus"):
        Mixture({}, {}, 8, END, 1)
    with pytest.raises(ValueError, match="no tokens"):
        Mixture({"low": [[]]}, {"low": Part()}, 8, END, 1)
