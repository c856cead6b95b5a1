"""A rival from outside, with functions in place of a program: what it is asked, and what it may not answer."""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tokenroom.errors import BadInput
from tokenroom.rivals.field import Field
from tokenroom.rivals.outside import FLOOR, NoLineError, Outside, Patience, checked_log_probs
from tokenroom.scoring import Floats, ScoringError, log_softmax
from tokenroom.text.tokenizer import Tokenizer

READY = {"type": "ready", "name": "parrot 1.5"}
PATIENCE = Patience(ready=7.0, line=3.0)


class Wire:
    """Hands out prepared lines, and keeps what was sent and how long anybody was ready to wait."""

    def __init__(self, lines: Iterable[Any]) -> None:
        self.lines: Iterator[Any] = iter([READY, *lines])
        self.sent: list[dict[str, Any]] = []
        self.waited: list[float] = []

    def write(self, line: str) -> None:
        self.sent.append(json.loads(line))

    def read(self, seconds: float) -> bytes:
        self.waited.append(seconds)
        line = next(self.lines, NoLineError("did not come: the program ended"))
        if isinstance(line, Exception):
            raise line
        return line if isinstance(line, bytes) else json.dumps(line).encode()


def seated(wire: Wire, tokenizer: Tokenizer) -> Outside:
    return Outside("parrot --loud", tokenizer, wire.write, wire.read, PATIENCE)


def row(position: int, log_probs: Any) -> dict[str, Any]:
    return {"type": "log_probs", "position": position, "log_probs": log_probs}


def packed(log_probs: Floats) -> str:
    return base64.b64encode(log_probs.astype("<f4").tobytes()).decode()


@pytest.fixture
def tokenizer(field: Field) -> Tokenizer:
    return field.tokenizer


@pytest.fixture
def rows() -> Floats:
    return log_softmax(np.random.default_rng(0).normal(size=(3, 300)) * 3)  # (T, V)


def test_it_is_told_the_vocabulary_first(tokenizer: Tokenizer) -> None:
    wire = Wire([])
    assert seated(wire, tokenizer).name == "parrot 1.5"
    (hello,) = wire.sent
    assert (hello["type"], hello["format"], hello["end_of_text"]) == ("hello", 1, tokenizer.end_of_text)
    texts = [None if text is None else base64.b64decode(text) for text in hello["vocabulary"]]
    assert texts[:-3] == [tokenizer.token_bytes(token) for token in range(297)]
    assert texts[-3:] == [None, None, None]  # special tokens stand for no text


def test_numbers_and_base64_are_both_taken(tokenizer: Tokenizer, rows: Floats) -> None:
    wire = Wire([row(0, rows[0].tolist()), row(1, packed(rows[1])), row(2, rows[2].tolist()), row(2, packed(rows[0]))])
    rival = seated(wire, tokenizer)
    assert rival.passage_log_probs([5, 6, 7]) == pytest.approx(rows, abs=1e-5)
    assert rival.log_probs([5, 6]) == pytest.approx(rows[0], abs=1e-5)
    assert wire.sent[1:] == [{"type": "passage", "ids": [5, 6, 7]}, {"type": "next", "ids": [5, 6]}]
    assert wire.waited == [7.0, 3.0, 3.0, 3.0, 3.0]


def test_a_passage_of_nothing(tokenizer: Tokenizer) -> None:
    assert seated(Wire([]), tokenizer).passage_log_probs([]).shape == (0, 300)


@given(arrays(np.float64, 6, elements=st.floats(-30, 30)), st.floats(-0.0009, 0.0009))
def test_what_is_nearly_a_distribution_is_made_one(scores: Floats, off: float) -> None:
    log_p = log_softmax(scores)
    checked = checked_log_probs((log_p + off).tolist(), 6)
    assert np.exp(checked).sum() == pytest.approx(1.0)
    assert checked == pytest.approx(np.maximum(log_p, FLOOR), abs=1e-3)


def test_no_chance_at_all_is_a_floor() -> None:
    half = math.log(0.5)
    for none_at_all in ([half, half, None], packed(np.array([half, half, -np.inf]))):
        assert checked_log_probs(none_at_all, 3) == pytest.approx([half, half, FLOOR], abs=1e-6)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ([0.0], "holds 1 log-probabilities; the vocabulary has 2 tokens"),
        ([], "holds 0 log-probabilities"),
        ([0.0, 0.0], "no distribution: ln of the sum is 0.6931"),
        ([None, None], "no distribution"),
        ([800.0, 900.0], "no distribution"),
        ([1e300, 0.0], "finite number"),
        ("AAAA", "holds no float32 numbers in base64"),
        ("£", "holds no float32 numbers in base64"),
        (packed(np.array([math.nan, 0.0])), "NaN"),
        (packed(np.array([math.inf, 0.0])), "infinite"),
    ],
)
def test_what_is_no_distribution_is_refused(answer: Any, told: str) -> None:
    with pytest.raises(ScoringError, match=told):
        checked_log_probs(answer, 2)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"hello?", "parrot --loud: line 2: is not understood"),
        (b"\xff\xfe", "line 2: is not understood"),
        (b"[" * 100_000, "line 2: is not understood"),
        (b"", "line 2: is not understood"),
        ({"type": "log_probs"}, "line 2: is not understood: Object missing required field"),
        (READY, "line 2: has type 'ready'; 'log_probs' was asked for"),
        (row(1, [0.0]), "line 2: is about position 1; position 0 is asked"),
        (row(0, [0.0]), "line 2: holds 1 log-probabilities; the vocabulary has 300 tokens"),
        ({"type": "error", "message": "out\nof memory"}, r"line 2: it says: out\\nof memory"),
        (NoLineError("did not come within 3 seconds"), "line 2: did not come within 3 seconds"),
    ],
)
def test_a_bad_line_is_told_once_and_for_all(tokenizer: Tokenizer, line: Any, told: str) -> None:
    wire = Wire([line])
    rival = seated(wire, tokenizer)
    with pytest.raises(BadInput, match=told) as first:
        rival.passage_log_probs([4])
    assert len(first.value.line().splitlines()) == 1
    sent = len(wire.sent)
    with pytest.raises(BadInput, match=told):
        rival.log_probs([])
    assert len(wire.sent) == sent  # nothing more is asked of it


@pytest.mark.parametrize(
    "name", ["", "you", "step-7", "kneser-ney-5", "Uniform", "optimum", "xz", "a\x1b[2J", "x" * 41, " a"]
)
def test_a_name_that_would_mislead_is_refused(tokenizer: Tokenizer, name: str) -> None:
    wire = Wire([])
    wire.lines = iter([{"type": "ready", "name": name}])
    with pytest.raises(BadInput, match=r"line 1: .* is (no name|what one of our own)"):
        seated(wire, tokenizer)
