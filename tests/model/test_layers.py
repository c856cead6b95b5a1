"""Every backward pass against central differences in double precision, and what each layer promises."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.conftest import numerical_gradient
from tokenroom.model import attention, layers
from tokenroom.model.layers import NOT_COUNTED, Floats

TURN = attention.rotation(5, 4, 10_000.0, np.float64)


def agree(forward: Callable[..., Any], backward: Callable[..., Any], *inputs: Floats) -> None:
    """Check the gradients of all inputs of a layer, for a loss that weighs every output differently."""
    out, cache = forward(*inputs)
    weigh = np.random.default_rng(3).normal(size=out.shape)
    grads = backward(weigh, cache)
    grads = grads if isinstance(grads, tuple) else (grads,)
    assert len(grads) == len(inputs)
    for array, grad in zip(inputs, grads, strict=True):
        expected = numerical_gradient(lambda: float(np.sum(forward(*inputs)[0] * weigh)), array)
        np.testing.assert_allclose(grad, expected, rtol=1e-6, atol=1e-8)


def test_linear(rng: np.random.Generator) -> None:
    agree(layers.linear_forward, layers.linear_backward, rng.normal(size=(2, 3, 4)), rng.normal(size=(4, 5)))


def test_embedding_adds_up_the_places_of_a_token(rng: np.random.Generator) -> None:
    ids = np.array([[0, 2, 2], [5, 0, 2]])
    agree(lambda table: layers.embedding_forward(ids, table), layers.embedding_backward, rng.normal(size=(6, 3)))


def test_rmsnorm(rng: np.random.Generator) -> None:
    agree(layers.rmsnorm_forward, layers.rmsnorm_backward, rng.normal(size=(2, 3, 4)))


def test_mlp(rng: np.random.Generator) -> None:
    x, up, down = rng.normal(size=(2, 3, 4)), rng.normal(size=(4, 6)), rng.normal(size=(6, 4))
    agree(layers.mlp_forward, layers.mlp_backward, x, up, down)


def test_softcap(rng: np.random.Generator) -> None:
    agree(lambda x: layers.softcap_forward(x, 2.0), layers.softcap_backward, rng.normal(0, 3, (3, 4)))


def test_dropout(rng: np.random.Generator) -> None:
    def forward(x: Floats) -> Any:
        return layers.dropout_forward(x, 0.4, np.random.default_rng(1))

    agree(forward, layers.dropout_backward, rng.normal(size=(5, 6)))


def test_rotary(rng: np.random.Generator) -> None:
    agree(lambda x: attention.rotary_forward(x, TURN), attention.rotary_backward, rng.normal(size=(2, 2, 5, 4)))


def test_causal_softmax(rng: np.random.Generator) -> None:
    agree(attention.causal_softmax_forward, attention.causal_softmax_backward, rng.normal(size=(2, 5, 5)))


def test_mix(rng: np.random.Generator) -> None:
    agree(attention.mix_forward, attention.mix_backward, *(rng.normal(size=(2, 2, 5, 4)) for _ in range(3)))


def test_place(rng: np.random.Generator) -> None:
    agree(lambda x: attention.place_forward(x, TURN, 1.3), attention.place_backward, rng.normal(size=(2, 2, 5, 4)))


def test_attention(rng: np.random.Generator) -> None:
    def forward(x: Floats, *weights: Floats) -> Any:
        return attention.attention_forward(x, attention.AttentionWeights(*weights), TURN, heads=2, gain=1.3)

    def backward(dout: Floats, cache: Any) -> Any:
        dx, dweights = attention.attention_backward(dout, cache)
        return dx, *dweights

    agree(forward, backward, rng.normal(size=(2, 5, 8)), *(rng.normal(size=(8, 8)) for _ in range(4)))


def test_cross_entropy_gradient_leaves_out_what_is_not_counted(rng: np.random.Generator) -> None:
    logits, targets = rng.normal(size=(2, 3, 5)), np.array([[1, NOT_COUNTED, 4], [0, 0, NOT_COUNTED]])
    grad = layers.cross_entropy_backward(layers.cross_entropy_forward(logits, targets)[1])
    expected = numerical_gradient(lambda: layers.cross_entropy_forward(logits, targets)[0], logits)
    np.testing.assert_allclose(grad, expected, atol=1e-9)
    assert not grad[targets == NOT_COUNTED].any()


def test_cross_entropy_of_knowing_nothing_is_ln_v() -> None:
    loss, _ = layers.cross_entropy_forward(np.zeros((1, 4, 6)), np.zeros((1, 4), int))
    assert loss == pytest.approx(1.791759, abs=1e-6)  # the fair die


def test_cross_entropy_is_finite_when_certain_and_wrong() -> None:
    loss, _ = layers.cross_entropy_forward(np.array([[[0.0, 1e4]]], np.float32), np.array([[0]]))
    assert 80 < loss < np.inf


@given(st.floats(0.1, 1e4), st.integers(0, 1000))
def test_rmsnorm_forgets_the_length(factor: float, seed: int) -> None:
    x = np.random.default_rng(seed).normal(size=(3, 8)) + 0.1
    np.testing.assert_allclose(layers.rmsnorm_forward(x * factor, 0.0)[0], layers.rmsnorm_forward(x, 0.0)[0], rtol=1e-9)


@given(st.integers(0, 90), st.integers(0, 9), st.integers(0, 9), st.integers(0, 1000))
def test_rotary_is_relative(shift: int, first: int, second: int, seed: int) -> None:
    query, key = np.random.default_rng(seed).normal(size=(2, 8))
    turn = attention.rotation(100, 8, 10_000.0, np.float64)

    def score(here: int, there: int) -> float:
        turned = [attention.Rotation(turn.cosines[[t]], turn.sines[[t]]) for t in (here, there)]
        q, k = (attention.rotary_forward(x[None], t)[0][0] for x, t in zip((query, key), turned, strict=True))
        return float(q @ k)

    assert score(first, second) == pytest.approx(score(first + shift, second + shift), abs=1e-9)


@given(st.integers(1, 12), st.integers(0, 1000))
def test_attention_weights_are_a_causal_distribution(tokens: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(0, 20, (2, tokens, tokens))
    weights, _ = attention.causal_softmax_forward(scores)
    np.testing.assert_allclose(weights.sum(axis=-1), 1.0)
    assert not np.triu(weights, k=1).any()


def test_heads_split_and_merge_back(rng: np.random.Generator) -> None:
    x = rng.normal(size=(2, 5, 12))
    np.testing.assert_array_equal(attention.merge_heads(attention.split_heads(x, 3)), x)


def test_dropout_keeps_the_mean_and_is_off_without_a_generator(rng: np.random.Generator) -> None:
    x = np.ones((400, 100), np.float32)
    dropped, _ = layers.dropout_forward(x, 0.25, rng)
    assert dropped.mean() == pytest.approx(1.0, abs=0.02)
    assert (dropped == 0).mean() == pytest.approx(0.25, abs=0.01)
    assert layers.dropout_forward(x, 0.25, None)[0] is x


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_layers_keep_the_precision_they_are_given(dtype: type) -> None:
    x: Floats = np.ones((1, 5, 8), dtype)
    weights = attention.AttentionWeights(*np.ones((4, 8, 8), dtype))
    turn = attention.rotation(5, 4, 10_000.0, dtype)
    y, cache = attention.attention_forward(x, weights, turn, heads=2)
    dx, dweights = attention.attention_backward(y, cache)
    wide, _ = layers.mlp_forward(y, np.ones((8, 9), dtype), np.ones((9, 8), dtype))
    capped, _ = layers.softcap_forward(layers.rmsnorm_forward(wide)[0], 15.0)
    assert {array.dtype for array in (y, dx, *dweights, wide, capped)} == {np.dtype(dtype)}
