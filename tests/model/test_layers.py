"""Every backward pass against central differences in double precision, and what each layer promises."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.conftest import numerical_gradient
from tokenroom.model import attention, layers, layout
from tokenroom.model.arena import Arena
from tokenroom.model.layers import NOT_COUNTED, Floats

PHRASES = layout.in_phrases(5, 4, 10_000.0, np.dtype(np.float64))
FORKED = np.array([[0, 0, 1, 1, 2], [1, 2, 2, 3, 4]])  # behind two tokens, and behind nothing
BRANCHES = layout.in_branches(FORKED, 4, 10_000.0, np.dtype(np.float64))
EITHER = pytest.mark.parametrize("where", [PHRASES, BRANCHES], ids=["phrases", "branches"])


def agree(forward: Callable[..., Any], backward: Callable[..., Any], *inputs: Floats) -> None:
    """Check the gradients of all inputs of a layer, for a loss that weighs every output differently."""
    out, cache = forward(*inputs)
    weigh = np.random.default_rng(3).normal(size=out.shape)
    grads = backward(weigh.copy(), cache)
    grads = grads if isinstance(grads, tuple) else (grads,)
    assert len(grads) == len(inputs)
    for array, grad in zip(inputs, grads, strict=True):
        expected = numerical_gradient(lambda: float(np.sum(forward(*inputs)[0] * weigh)), array)
        np.testing.assert_allclose(grad, expected, rtol=1e-6, atol=1e-8)


def test_linear(rng: np.random.Generator) -> None:
    agree(layers.linear_forward, layers.linear_backward, rng.normal(size=(6, 4)), rng.normal(size=(4, 5)))


def test_embedding_adds_up_the_places_of_a_token(rng: np.random.Generator) -> None:
    ids = np.array([0, 2, 2, 5, 0, 2])

    def backward(dout: Floats, cache: Any) -> Floats:
        dtable = np.zeros((6, 3))
        layers.embedding_backward(dout, cache, dtable)
        return dtable

    agree(lambda table: layers.embedding_forward(ids, table), backward, rng.normal(size=(6, 3)))


def test_rmsnorm(rng: np.random.Generator) -> None:
    agree(layers.rmsnorm_forward, layers.rmsnorm_backward, rng.normal(size=(2, 3, 4)))


@EITHER
def test_smear(rng: np.random.Generator, where: layout.Layout) -> None:
    forward = partial(layers.smear_forward, tokens=where.tokens, forks=where.forks)
    agree(forward, layers.smear_backward, rng.normal(size=(10, 4)), rng.normal(size=(4, 4)))


def test_mlp(rng: np.random.Generator) -> None:
    x, up, down = rng.normal(size=(6, 4)), rng.normal(size=(4, 7)), rng.normal(size=(7, 4))
    agree(layers.mlp_forward, layers.mlp_backward, x, up, down)


def test_softcap(rng: np.random.Generator) -> None:
    agree(lambda x: layers.softcap_forward(x.copy(), 2.0), layers.softcap_backward, rng.normal(0, 3, (3, 4)))


def test_dropout(rng: np.random.Generator) -> None:
    def forward(x: Floats) -> Any:
        return layers.dropout_forward(x.copy(), 0.4, np.random.default_rng(1))

    agree(forward, layers.dropout_backward, rng.normal(size=(5, 6)))


@EITHER
def test_mix(rng: np.random.Generator, where: layout.Layout) -> None:
    def forward(*parts: Floats) -> Any:
        out = np.empty_like(parts[0])
        return out, attention.mix_forward(*parts, where.mask, out)

    def backward(dout: Floats, cache: Any) -> Any:
        grads = np.empty_like(dout), np.empty_like(dout), np.empty_like(dout)
        attention.mix_backward(dout, cache, grads)
        return grads

    agree(forward, backward, *(rng.normal(size=(2, 2, 5, 4)) for _ in range(3)))


@EITHER
def test_place(rng: np.random.Generator, where: layout.Layout) -> None:
    def backward(dout: Floats, cache: Any) -> Floats:
        dx = np.empty_like(dout)
        attention.place_backward(dout, cache, dx)
        return dx

    agree(lambda x: attention.place_forward(x, where.turn, 1.3), backward, rng.normal(size=(2, 5, 2, 2, 4)))


@EITHER
def test_attention(rng: np.random.Generator, where: layout.Layout) -> None:
    def forward(x: Floats, qkv: Floats, out: Floats) -> Any:
        return attention.attention_forward(x, qkv, out, where, heads=2, gain=1.3)

    weights = rng.normal(size=(8, 24)), rng.normal(size=(8, 8))
    agree(forward, attention.attention_backward, rng.normal(size=(10, 8)), *weights)


def test_cross_entropy(rng: np.random.Generator) -> None:
    targets = np.array([1, NOT_COUNTED, 4, 0, 0, NOT_COUNTED])
    agree(
        lambda logits: layers.cross_entropy_forward(logits, targets),
        lambda dout, cache: layers.cross_entropy_backward(dout, cache),
        rng.normal(size=(6, 5)),
    )


def test_what_is_not_counted_costs_nothing_and_teaches_nothing(rng: np.random.Generator) -> None:
    surprises, cache = layers.cross_entropy_forward(rng.normal(size=(2, 5)), np.array([3, NOT_COUNTED]))
    grad = layers.cross_entropy_backward(np.ones(2), cache)
    assert surprises[0] > 0
    assert surprises[1] == 0
    assert not grad[1].any()


def test_cross_entropy_of_knowing_nothing_is_ln_v() -> None:
    surprises, _ = layers.cross_entropy_forward(np.zeros((4, 6)), np.zeros(4, int))
    np.testing.assert_allclose(surprises, 1.791759, atol=1e-6)  # the fair die


def test_cross_entropy_is_finite_when_certain_and_wrong() -> None:
    for far in (80.0, 1e4):
        surprises, _ = layers.cross_entropy_forward(np.array([[0.0, far]], np.float32), np.array([0]))
        assert surprises[0] == pytest.approx(far)


@given(st.floats(0.1, 1e4), st.integers(0, 1000))
def test_rmsnorm_forgets_the_length(factor: float, seed: int) -> None:
    x = np.random.default_rng(seed).normal(size=(3, 8)) + 0.1
    scaled, plain = (layers.rmsnorm_forward(array, np.empty, 0.0)[0] for array in (x * factor, x))
    np.testing.assert_allclose(scaled, plain, rtol=1e-9)


@given(st.integers(0, 90), st.integers(0, 9), st.integers(0, 9), st.integers(0, 1000))
def test_rotary_is_relative(shift: int, first: int, second: int, seed: int) -> None:
    query, key = np.random.default_rng(seed).normal(size=(2, 8))
    turn = layout.turns(100, 8, 10_000.0, np.dtype(np.float64))

    def score(here: int, there: int) -> float:
        q, k = query.copy()[None, None], key.copy()[None, None]  # (1, 1, D)
        attention.rotate(q, turn[[here]])
        attention.rotate(k, turn[[there]])
        return float(q[0, 0] @ k[0, 0])

    assert score(first, second) == pytest.approx(score(first + shift, second + shift), abs=1e-9)


@given(st.integers(1, 12), st.integers(0, 1000))
def test_attention_mixes_with_a_causal_distribution(tokens: int, seed: int) -> None:
    query, key = np.random.default_rng(seed).normal(0, 2, (2, 1, 1, tokens, 4))
    weights = np.empty((1, 1, tokens, tokens))
    mask = layout.causal_mask(tokens, np.dtype(np.float64))
    attention.mix_forward(query, key, np.eye(tokens)[None, None], mask, weights)  # such values lay the weights open
    np.testing.assert_allclose(weights.sum(axis=-1), 1.0)
    assert not np.triu(weights[0, 0], k=1).any()


def test_an_arena_gives_the_same_numbers_and_its_memory_again(rng: np.random.Generator) -> None:
    x, up, down = rng.normal(size=(6, 4)), rng.normal(size=(4, 7)), rng.normal(size=(7, 4))
    arena = Arena()
    places = []
    for _ in range(3):
        out, _ = layers.mlp_forward(x, up, down, arena)
        np.testing.assert_array_equal(out, layers.mlp_forward(x, up, down)[0])
        places.append(out.ctypes.data)
        del out, _
    assert len(set(places)) == 1


def test_a_view_keeps_the_memory_of_its_array() -> None:
    arena = Arena()
    row = arena((3, 5), np.float32)[1]
    row[...] = 1.0
    for _ in range(4):
        arena((3, 5), np.float32)[...] = 2.0
    assert (row == 1.0).all()


@given(st.lists(st.tuples(st.integers(0, 300_000), st.integers(0, 7)), max_size=40))
def test_arrays_of_an_arena_do_not_overlap_and_no_more_is_touched_than_is_held(wanted: list[tuple[int, int]]) -> None:
    """Arrays that are held keep what was written into them, whichever others are let go of in the meantime."""
    arena, held = Arena(), {}
    for number, (size, place) in enumerate(wanted):
        held.pop(place, None)
        array = arena((size, 3), np.float32)
        assert array.ctypes.data % 64 == 0
        array[...] = number
        held[place] = (number, array)
        assert all((other == n).all() for n, other in held.values())


def test_an_arena_never_asks_for_memory_again_if_the_same_comes_again() -> None:
    arena, blocks = Arena(), []
    for _ in range(3):
        grads = [arena((n, 1000), np.float64) for n in (1, 700, 30)]
        for n in (500, 900, 200):
            arena((n, 1000), np.float64)
        del grads
        blocks.append(len(arena._blocks))
    assert blocks[0] == blocks[2]


def test_dropout_keeps_the_mean_and_is_off_without_a_generator(rng: np.random.Generator) -> None:
    x = np.ones((400, 100), np.float32)
    assert layers.dropout_forward(x, 0.25, None)[0] is x
    dropped, _ = layers.dropout_forward(x, 0.25, rng)
    assert dropped.mean() == pytest.approx(1.0, abs=0.02)
    assert (dropped == 0).mean() == pytest.approx(0.25, abs=0.01)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_layers_keep_the_precision_they_are_given(dtype: type) -> None:
    x: Floats = np.ones((5, 8), dtype)
    where = layout.in_branches(FORKED[:1], 4, 10_000.0, np.dtype(dtype))
    y, cache = attention.attention_forward(x, np.ones((8, 24), dtype), np.ones((8, 8), dtype), where, heads=2)
    grads = attention.attention_backward(y, cache)
    wide, _ = layers.mlp_forward(y, np.ones((8, 9), dtype), np.ones((9, 8), dtype))
    capped, _ = layers.softcap_forward(layers.rmsnorm_forward(wide)[0], 15.0)
    assert {array.dtype for array in (y, *grads, wide, capped)} == {np.dtype(dtype)}
