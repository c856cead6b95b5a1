"""Evaluation: means over every token, long documents in pieces, compressors in the same units."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from tokenroom.errors import BadInput
from tokenroom.rivals import evaluation
from tokenroom.rivals.compressors import bits_added
from tokenroom.rivals.evaluation import EVERYONE, evaluate_rivals, everyone, passage_surprises
from tokenroom.rivals.field import Field
from tokenroom.rivals.ngram import KneserNey, Uniform
from tokenroom.scoring import Floats


class Counting:
    """Notes how long the passages are that it is given."""

    name = "counting"

    def __init__(self) -> None:
        self.lengths: list[int] = []

    def log_probs(self, context: Sequence[int]) -> Floats:
        return np.full(4, -math.log(4))

    def passage_log_probs(self, ids: Sequence[int]) -> Floats:
        self.lengths.append(len(ids))
        return np.full((len(ids), 4), -math.log(4))


def test_knowing_nothing_costs_ln_v_a_token_the_end_of_each_document_included(field: Field) -> None:
    (row,) = evaluate_rivals(field, ["uniform"])
    assert row.nats_per_token == pytest.approx(math.log(300))
    assert row.perplexity == pytest.approx(300)
    assert row.tokens == sum(len(ids) + 1 for ids in field.held_out_ids)
    assert row.n_bytes == sum(len(d.text.encode()) for d in field.corpus.held_out)
    assert row.bits_per_byte == pytest.approx(math.log2(300) * row.tokens / row.n_bytes)
    assert (row.rival, row.corpus, row.kind) == ("uniform", "small", "tokens")


def test_everyone_is_there(field: Field) -> None:
    guests = replace(field, guests=(Counting(),))
    guests.__dict__["ladder"] = field.ladder
    names = everyone(guests)
    assert names[: len(EVERYONE)] == ("uniform", "unigram", "bigram", "kneser-ney-5")
    assert names[len(EVERYONE) :][:4] == ("step-0", "step-1000", "step-200000", "counting")
    assert "xz" in names


def test_a_compressor_in_the_same_units(field: Field) -> None:
    (row,) = evaluate_rivals(field, ["xz"])
    bits = bits_added("xz", [d.text for d in field.corpus.training], [d.text for d in field.corpus.held_out])
    assert row.bits_per_byte == pytest.approx(bits / row.n_bytes)
    assert row.nats_per_token == pytest.approx(bits * math.log(2) / row.tokens)
    assert row.kind == "bytes"


def test_nobody_is_measured_if_one_name_is_wrong(field: Field) -> None:
    with pytest.raises(BadInput, match="no such player"):
        next(evaluate_rivals(field, ["uniform", "deep-thought"]))


def test_a_long_document_is_read_in_pieces_and_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(0)
    text = [rng.integers(0, 5, 60).tolist() for _ in range(4)]
    model, ids = KneserNey(text, 3, 5), rng.integers(0, 5, 101).tolist()
    whole = passage_surprises(model, ids)
    monkeypatch.setattr(evaluation, "PIECE", 10)
    monkeypatch.setattr(evaluation, "RUN_UP", 4)
    assert passage_surprises(model, ids) == pytest.approx(whole)
    counting = Counting()
    assert len(passage_surprises(counting, [0] * 101)) == 101
    assert counting.lengths == [10, *[14] * 9, 5]


def test_surprises_of_nothing() -> None:
    assert passage_surprises(Uniform(4), []).shape == (0,)
