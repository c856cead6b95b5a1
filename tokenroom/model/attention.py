"""Causal attention with rotary positions and QK-norm, as forward/backward pairs.

Letters in the shape comments: B phrases in a batch, T tokens in a phrase, C width, H heads, D width of one head.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

from tokenroom.model.layers import (
    Cache,
    Floats,
    linear_backward,
    linear_forward,
    rmsnorm_backward,
    rmsnorm_forward,
)


class AttentionWeights(NamedTuple):
    """The four matrices of one attention layer, or their gradients, all (C, C)."""

    query: Floats
    key: Floats
    value: Floats
    out: Floats


class Rotation(NamedTuple):
    """The angles of the rotary positions, as cosines and sines, both (T, D/2)."""

    cosines: Floats
    sines: Floats


def rotation(tokens: int, head_width: int, base: float, dtype: Any) -> Rotation:
    """Return the angles for positions 0 … tokens-1: pair j turns by base^(-2j/D) a step (Su et al. 2021, sec. 3.2)."""
    speeds = base ** -(np.arange(0, head_width, 2) / head_width)  # (D/2,)
    angles = np.arange(tokens)[:, None] * speeds  # (T, D/2)
    return Rotation(np.cos(angles).astype(dtype), np.sin(angles).astype(dtype))


def rotary_forward(x: Floats, turn: Rotation) -> tuple[Floats, Cache]:
    """Turn each pair (j, j + D/2) of x (B, H, T, D) by its angle, so that q·k depends on the distance alone."""
    left, right = np.split(x, 2, axis=-1)  # (B, H, T, D/2) each
    out = np.empty_like(x)  # (B, H, T, D)
    half = x.shape[-1] // 2
    out[..., :half] = left * turn.cosines - right * turn.sines
    out[..., half:] = left * turn.sines + right * turn.cosines
    return out, (turn,)


def rotary_backward(dout: Floats, cache: Cache) -> Floats:
    """Return `dx` (B, H, T, D): the gradient turned back by the same angle."""
    (turn,) = cache
    return rotary_forward(dout, Rotation(turn.cosines, -turn.sines))[0]


def causal_softmax_forward(scores: Floats) -> tuple[Floats, Cache]:
    """Return softmax over the last axis of (…, T, T), with nothing given to later tokens."""
    later = np.triu(np.ones(scores.shape[-2:], bool), k=1)  # (T, T)
    masked = np.where(later, -np.inf, scores)
    exps = np.exp(masked - masked.max(axis=-1, keepdims=True))
    weights = exps / exps.sum(axis=-1, keepdims=True)  # (…, T, T)
    return weights, (weights,)


def causal_softmax_backward(dout: Floats, cache: Cache) -> Floats:
    """Return `dscores` (…, T, T); it is zero wherever the weight is zero, so the mask needs no second look."""
    (weights,) = cache
    dscores: Floats = weights * (dout - np.sum(dout * weights, axis=-1, keepdims=True))
    return dscores


def mix_forward(query: Floats, key: Floats, value: Floats) -> tuple[Floats, Cache]:
    """Mix the values by how well their keys fit each query: softmax(q·kᵀ / √D)·v (Vaswani et al. 2017, eq. 1).

    All three are (B, H, T, D), and so is the result.
    """
    scale = 1.0 / math.sqrt(query.shape[-1])
    scores = (query * scale) @ key.swapaxes(-1, -2)  # (B, H, T, T)
    weights, softmax_cache = causal_softmax_forward(scores)  # (B, H, T, T)
    return weights @ value, (query, key, value, weights, scale, softmax_cache)  # (B, H, T, D)


def mix_backward(dout: Floats, cache: Cache) -> tuple[Floats, Floats, Floats]:
    """Return `dquery`, `dkey` and `dvalue`, all (B, H, T, D)."""
    query, key, value, weights, scale, softmax_cache = cache
    dvalue = weights.swapaxes(-1, -2) @ dout  # (B, H, T, D)
    dweights = dout @ value.swapaxes(-1, -2)  # (B, H, T, T)
    dscores = causal_softmax_backward(dweights, softmax_cache) * scale  # (B, H, T, T)
    return dscores @ key, dscores.swapaxes(-1, -2) @ query, dvalue


def split_heads(x: Floats, heads: int) -> Floats:
    """Return x (B, T, C) as one stream for each head: (B, H, T, C/H)."""
    return x.reshape(*x.shape[:2], heads, -1).swapaxes(1, 2)


def merge_heads(x: Floats) -> Floats:
    """Return x (B, H, T, D) with the heads side by side again: (B, T, H·D)."""
    return x.swapaxes(1, 2).reshape(x.shape[0], x.shape[2], -1)


def place_forward(x: Floats, turn: Rotation, gain: float) -> tuple[Floats, Cache]:
    """Norm every query or key (B, H, T, D), multiply by `gain`, and turn it to its place.

    QK-norm, after Dehghani et al. 2023 (who take LayerNorm), bounds the attention scores, so that no head freezes.
    """
    unit, norm_cache = rmsnorm_forward(x)  # (B, H, T, D)
    out, turn_cache = rotary_forward(unit * gain, turn)  # (B, H, T, D)
    return out, (norm_cache, turn_cache, gain)


def place_backward(dout: Floats, cache: Cache) -> Floats:
    """Return `dx` (B, H, T, D)."""
    norm_cache, turn_cache, gain = cache
    return rmsnorm_backward(rotary_backward(dout, turn_cache) * gain, norm_cache)


def attention_forward(
    x: Floats, weights: AttentionWeights, turn: Rotation, heads: int, gain: float = 1.0
) -> tuple[Floats, Cache]:
    """Let every token of x (B, T, C) look at itself and at the tokens before it.

    Args:
        x: (B, T, C).
        weights: the four matrices.
        turn: the angles of the T positions.
        heads: how many heads share the width; C must be a multiple of it.
        gain: how long a normed query and key are; a larger one lets attention be sharper.
    """
    projected = [linear_forward(x, weight) for weight in weights[:3]]  # (B, T, C) each
    q, k, v = (split_heads(y, heads) for y, _ in projected)  # (B, H, T, D) each
    q, q_cache = place_forward(q, turn, gain)
    k, k_cache = place_forward(k, turn, gain)
    mixed, mix_cache = mix_forward(q, k, v)  # (B, H, T, D)
    y, out_cache = linear_forward(merge_heads(mixed), weights.out)  # (B, T, C)
    return y, ([cache for _, cache in projected], q_cache, k_cache, mix_cache, out_cache, heads)


def attention_backward(dout: Floats, cache: Cache) -> tuple[Floats, AttentionWeights]:
    """Return `dx` (B, T, C) and the gradients of the four matrices."""
    projected, q_cache, k_cache, mix_cache, out_cache, heads = cache
    dmerged, dlast = linear_backward(dout, out_cache)  # (B, T, C), (C, C)
    dq, dk, dv = mix_backward(split_heads(dmerged, heads), mix_cache)  # (B, H, T, D) each
    dq, dk = place_backward(dq, q_cache), place_backward(dk, k_cache)
    back = [linear_backward(merge_heads(d), c) for d, c in zip((dq, dk, dv), projected, strict=True)]
    (dx_q, dquery), (dx_k, dkey), (dx_v, dvalue) = back
    return dx_q + dx_k + dx_v, AttentionWeights(dquery, dkey, dvalue, dlast)
