"""Log-probabilities agree with the model whatever the length, and draws follow them."""

from __future__ import annotations

import math
from itertools import islice
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.model.conftest import SMALL, SMEARED, random_params
from tokenroom.model.decoder import Decoder
from tokenroom.model.sampling import draw, generate, generate_texts, knobbed, log_probs, next_log_probs, surprises
from tokenroom.model.transformer import TransformerConfig, forward
from tokenroom.scoring import log_softmax

PARAMS = random_params(SMALL)  # context 8, vocabulary 11
FORTY = np.log([0.4, 0.3, 0.2, 0.1])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 10), min_size=1, max_size=60))
def test_every_row_is_a_distribution_of_what_comes_next(ids: list[int]) -> None:
    out = log_probs(PARAMS, SMALL, ids)
    assert out.shape == (len(ids), 11)
    assert out.dtype == np.float64
    np.testing.assert_allclose(np.exp(out).sum(axis=-1), 1.0)


def test_within_the_context_it_is_one_pass() -> None:
    ids = [1, 2, 3, 4, 5, 6, 7, 8]
    logits = forward(PARAMS, SMALL, np.array([ids]))
    np.testing.assert_allclose(log_probs(PARAMS, SMALL, ids), log_softmax(logits[0]))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 10), min_size=9, max_size=90), st.data())
def test_beyond_the_context_every_row_has_half_a_context_before_it(ids: list[int], data: st.DataObject) -> None:
    row = data.draw(st.integers(0, len(ids) - 1))
    out = log_probs(PARAMS, SMALL, ids)[row]
    windows = [ids[max(0, row + 1 - seen) : row + 1] for seen in range(min(4, row + 1), 9)]
    assert any(np.allclose(out, log_probs(PARAMS, SMALL, window)[-1]) for window in windows)


def test_a_row_does_not_depend_on_later_tokens() -> None:
    ids = list(range(11)) * 3
    other = [*ids[:20], *ids[:13]]
    np.testing.assert_allclose(log_probs(PARAMS, SMALL, ids)[:12], log_probs(PARAMS, SMALL, other)[:12])


@pytest.mark.parametrize("length", [2, 8, 9, 10, 61])
def test_surprises_are_those_of_the_log_probabilities(length: int) -> None:
    ids = [(3 * i + i * i) % 11 for i in range(length)]
    expected = -log_probs(PARAMS, SMALL, ids[:-1])[np.arange(length - 1), ids[1:]]
    np.testing.assert_array_equal(surprises(PARAMS, SMALL, ids), expected)


@pytest.mark.parametrize("ids", [[], [1], [1, 11]])
def test_surprises_of_nothing_are_refused(ids: list[int]) -> None:
    with pytest.raises(ValueError, match="token"):
        surprises(PARAMS, SMALL, ids)


@pytest.mark.parametrize("ids", [[], [11], [-1]])
def test_impossible_ids_are_refused(ids: list[int]) -> None:
    with pytest.raises(ValueError, match="token"):
        log_probs(PARAMS, SMALL, ids)


def test_generation_is_a_matter_of_the_seed() -> None:
    first, again, other = (
        list(generate(PARAMS, SMALL, [1], 30, rng=np.random.default_rng(seed))) for seed in (1, 1, 2)
    )
    assert first == again != other
    assert len(first) == 30
    assert set(first) <= set(range(11))


def test_the_greedy_token_is_the_likeliest_also_beyond_the_context() -> None:
    text = [1]
    for token in generate(PARAMS, SMALL, text, 20, temperature=0.0):
        windows = [text[-seen:] for seen in range(min(5, len(text)), 9)]  # half a context or more
        assert token in {int(np.argmax(log_probs(PARAMS, SMALL, window)[-1])) for window in windows}
        text.append(token)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 10), min_size=1, max_size=5), min_size=1, max_size=8),
    st.sampled_from([SMALL, SMEARED]),
)
def test_a_decoder_that_reads_in_pieces_says_what_the_whole_pass_says(
    pieces: list[list[int]], config: TransformerConfig
) -> None:
    params = random_params(config)
    decoder, text = Decoder(params, config, 2), []
    for piece in pieces:
        logits = decoder.read(np.array([piece, piece]))
        text += piece
        expected = [forward(params, config, np.array([text[-seen:]]))[0, -1] for seen in range(min(5, len(text)), 9)]
        assert any(np.allclose(logits[0], whole) for whole in expected)
        np.testing.assert_allclose(logits[0], logits[1])


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 10), min_size=1, max_size=40))
def test_a_decoder_takes_a_text_of_any_length_at_once(ids: list[int]) -> None:
    logits = Decoder(PARAMS, SMALL).read(np.array([ids]))[0]
    windows = [ids[-seen:] for seen in range(min(5, len(ids)), 9)]
    assert any(np.allclose(logits, forward(PARAMS, SMALL, np.array([window]))[0, -1]) for window in windows)


def test_texts_grow_side_by_side_as_they_would_alone() -> None:
    prompts = [[1, 2, 3], [4, 5, 6]]
    together = np.stack(list(generate_texts(PARAMS, SMALL, prompts, 12, temperature=0.0)), axis=1)
    alone = [list(generate(PARAMS, SMALL, prompt, 12, temperature=0.0)) for prompt in prompts]
    np.testing.assert_array_equal(together, alone)


@pytest.mark.parametrize("texts", [[], [[1], [1, 2]]])
def test_texts_of_different_lengths_are_refused(texts: list[list[int]]) -> None:
    with pytest.raises(ValueError, match="same length"):
        next(generate_texts(PARAMS, SMALL, texts, 1, temperature=0.0))


def test_generation_can_be_stopped_at_any_token() -> None:
    assert len(list(islice(generate(PARAMS, SMALL, [1], 10**9, temperature=0.0), 3))) == 3


@pytest.mark.parametrize(
    ("knobs", "expected"),
    [
        ({}, [0.4, 0.3, 0.2, 0.1]),
        ({"temperature": 0.5}, [16 / 30, 9 / 30, 4 / 30, 1 / 30]),
        ({"top_k": 2}, [4 / 7, 3 / 7, 0, 0]),
        ({"top_k": 99}, [0.4, 0.3, 0.2, 0.1]),
        ({"top_p": 0.6}, [4 / 7, 3 / 7, 0, 0]),
        ({"top_p": 1e-9}, [1, 0, 0, 0]),
        ({"temperature": 0.0}, [1, 0, 0, 0]),
    ],
)
def test_draws_follow_the_distribution(knobs: dict[str, Any], expected: list[float]) -> None:
    rng = np.random.default_rng(0)
    options = {"temperature": 1.0, "top_k": None, "top_p": None, **knobs}
    tokens = draw(np.tile(FORTY, (4000, 1)), rng=rng, **options)
    np.testing.assert_allclose(np.bincount(tokens, minlength=4) / 4000, expected, atol=0.03)


@pytest.mark.parametrize(
    "knobs",
    [
        {"temperature": -1.0},
        {"temperature": 1e-320},
        {"temperature": np.nan},
        {"top_k": 0},
        {"top_p": 0.0},
        {"top_p": 1.1},
        {"rng": None},
    ],
)
def test_knobs_out_of_range_are_refused(knobs: dict[str, Any]) -> None:
    options = {"temperature": 1.0, "top_k": None, "top_p": None, "rng": np.random.default_rng(0), **knobs}
    with pytest.raises(ValueError, match=r"temperature|top_k|top_p"):
        draw(FORTY[None], **options)


def test_the_next_token_alone_is_the_last_row_of_all() -> None:
    ids = [1, 5, 3, 2]
    assert next_log_probs(PARAMS, SMALL, ids) == pytest.approx(log_probs(PARAMS, SMALL, ids)[-1], abs=1e-5)
    far = [*range(6)] * 10
    assert next_log_probs(PARAMS, SMALL, far) == pytest.approx(next_log_probs(PARAMS, SMALL, far[-SMALL.context :]))


@pytest.mark.parametrize(
    ("temperature", "top_k", "top_p"),
    [
        (1.0, None, None),
        (0.0, None, None),
        (0.3, 3, None),
        (2.0, None, 0.6),
        (0.7, 5, 0.8),
        (1.0, 1, None),
        (5.0, 99, 1.0),
    ],
)
def test_the_knobs_leave_the_probabilities_that_tokens_are_drawn_with(
    temperature: float, top_k: int | None, top_p: float | None
) -> None:
    logits = np.random.default_rng(0).normal(size=(1, 8)).astype(np.float32)
    p = knobbed(logits, temperature, top_k, top_p)
    assert p.shape == (1, 8)
    assert p.sum() == pytest.approx(1.0)
    rng, n = np.random.default_rng(1), 20_000
    came = np.bincount(draw(np.repeat(logits, n, axis=0), temperature, top_k, top_p, rng), minlength=8) / n
    assert (came[p[0] == 0.0] == 0.0).all()
    assert np.abs(came - p[0]).max() < 4 * math.sqrt(0.25 / n)


def test_bad_knobs_are_refused() -> None:
    for knobs in ((-1.0, None, None), (1e-9, None, None), (math.inf, None, None), (1.0, 0, None), (1.0, None, 0.0)):
        with pytest.raises(ValueError, match="must be"):
            knobbed(np.zeros((1, 4)), *knobs)
