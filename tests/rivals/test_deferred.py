"""A player that is made when it is first asked: the same answers, and nothing is counted before."""

from __future__ import annotations

import numpy as np
import pytest

from tests.conftest import small_field
from tokenroom.errors import BadInput
from tokenroom.rivals.ngram import KneserNey


@pytest.mark.parametrize(("name", "order"), [("unigram", 1), ("bigram", 2)])
def test_it_says_what_the_player_says(name: str, order: int) -> None:
    field = small_field()
    counted = KneserNey(field.training_ids, order, field.tokenizer.size, field.tokenizer.end_of_text)
    player, ids = field.player(name), field.held_out_ids[0][:20]
    assert player.name == counted.name == name
    np.testing.assert_array_equal(player.log_probs(ids), counted.log_probs(ids))
    np.testing.assert_array_equal(player.passage_log_probs(ids), counted.passage_log_probs(ids))


def test_a_corpus_is_counted_when_its_player_is_first_asked_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    field, counted = small_field(), 0

    class Counting(KneserNey):
        def __init__(self, *arguments: object) -> None:
            nonlocal counted
            counted += 1
            super().__init__(*arguments)

    monkeypatch.setattr("tokenroom.rivals.field.KneserNey", Counting)
    assert [p.name for p in field.players][:3] == ["uniform", "unigram", "bigram"]
    assert counted == 0
    for _ in range(3):
        field.player("bigram").log_probs([])
    assert counted == 1


def test_runs_too_long_for_the_vocabulary_are_refused_when_the_player_is_named() -> None:
    field = small_field()
    field.tokenizer.__class__ = type("Large", (type(field.tokenizer),), {"size": property(lambda self: 10**6)})
    with pytest.raises(BadInput, match="do not fit into 63 bits"):
        field.player("kneser-ney-5")
