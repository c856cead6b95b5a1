"""Causal attention with rotary positions and QK-norm, as a forward/backward pair.

Letters in the shape comments: B phrases in a batch, T tokens in a phrase, N = B·T, C width, H heads, D width of one
head.
"""

from __future__ import annotations

import math

import numpy as np

from tokenroom.model.layers import Cache, Floats, New, linear_backward, linear_forward, root_mean_square
from tokenroom.model.layout import Layout, Turns


def rotate(x: Floats, turn: Turns) -> None:
    """Turn neighbouring numbers of x (B, T, …, D), in place, by their position's angle: q·k sees the distance alone."""
    pairs = x.view(turn.dtype)  # (B, T, …, D/2): two real numbers are one complex number
    pairs *= turn.reshape(*turn.shape[:-1], *[1] * (pairs.ndim - 3), turn.shape[-1])


def place_forward(x: Floats, turn: Turns, gain: float, new: New = np.empty) -> tuple[Floats, Cache]:
    """Norm every query and key of x (B, T, 2, H, D), multiply by `gain`, and turn it to its place.

    QK-norm, after Dehghani et al. 2023 (who take LayerNorm), bounds the attention scores: no head freezes, and no
    exponential overflows: no score is beyond ±gain²·√D.
    """
    scale = gain / root_mean_square(x)  # (B, T, 2, H, 1)
    out = np.multiply(x, scale, out=new(x.shape, x.dtype))  # (B, T, 2, H, D)
    rotate(out, turn)
    return out, (out, scale, turn, gain)


def place_backward(dout: Floats, cache: Cache, out: Floats, new: New = np.empty) -> None:
    """Write `dx` (B, T, 2, H, D) into `out`; `dout` is used up. The norm lets nothing pass along `x` itself."""
    placed, scale, turn, gain = cache
    along = np.vecdot(dout, placed)[..., None] / (gain**2 * placed.shape[-1])  # (B, T, 2, H, 1)
    dout -= np.multiply(placed, along, out=new(placed.shape, placed.dtype))
    rotate(dout, turn.conj())
    np.multiply(dout, scale, out=out)


def mix_forward(query: Floats, key: Floats, value: Floats, mask: Floats, out: Floats, new: New = np.empty) -> Cache:
    """Mix the values by how well their keys fit each query: softmax(q·kᵀ / √D)·v (Vaswani et al. 2017, eq. 1).

    All are (B, H, T, D), in any strides; the result is written into `out`. A token looks where `mask`, (T, T) or
    (B, 1, T, T), is 1. The division by the sum of the weights comes last, where there are fewest numbers to divide. The
    scores must be small enough for e^score.
    """
    B, H, T, D = query.shape
    weights = np.matmul(query, key.swapaxes(-1, -2), out=new((B, H, T, T), query.dtype))  # (B, H, T, T)
    weights *= 1.0 / math.sqrt(D)
    np.exp(weights, out=weights)
    weights *= mask
    total = (weights @ np.ones(T, query.dtype))[..., None]  # (B, H, T, 1)
    np.matmul(weights, value, out=out)
    out /= total
    return query, key, value, weights, total, out


def mix_backward(dout: Floats, cache: Cache, grads: tuple[Floats, Floats, Floats], new: New = np.empty) -> None:
    """Write `dquery`, `dkey` and `dvalue`, all (B, H, T, D), into `grads`; `dout` is used up.

    With w the weights before their division by the total s, and o the output: ds = w · (do·vᵀ - do·o) / s (Dao et al.
    2022, appendix B.4).
    """
    query, key, value, weights, total, out = cache
    dquery, dkey, dvalue = grads
    along = np.vecdot(dout, out)[..., None] / total  # (B, H, T, 1)
    dout /= total
    np.matmul(weights.swapaxes(-1, -2), dout, out=dvalue)
    dscores = np.matmul(dout, value.swapaxes(-1, -2), out=new(weights.shape, weights.dtype))  # (B, H, T, T)
    dscores -= along
    dscores *= weights
    dscores *= 1.0 / math.sqrt(query.shape[-1])
    np.matmul(dscores, key, out=dquery)
    np.matmul(dscores.swapaxes(-1, -2), query, out=dkey)


def attention_forward(
    x: Floats, qkv: Floats, out: Floats, layout: Layout, heads: int, gain: float = 1.0, new: New = np.empty
) -> tuple[Floats, Cache]:
    """Let every token of x look at itself and at the tokens before it in its text.

    Args:
        x: (N, C), the phrases one after another.
        qkv: (C, 3C), the matrices that make queries, keys and values, side by side.
        out: (C, C), the matrix that the heads' findings go through.
        layout: where the tokens stand, T in a row.
        heads: how many heads share the width; C must be a multiple of it.
        gain: the root mean square of a normed query or key; a larger one lets attention be sharper.
        new: gives memory.
    """
    made, made_cache = linear_forward(x, qkv, new)  # (N, 3C)
    parts = made.reshape(-1, layout.tokens, 3, heads, x.shape[1] // heads)  # (B, T, 3, H, D)
    placed, place_cache = place_forward(parts[:, :, :2], layout.turn, gain, new)  # (B, T, 2, H, D)
    q, k, v = by_head(placed[:, :, 0]), by_head(placed[:, :, 1]), by_head(parts[:, :, 2])  # (B, H, T, D)
    mixed = new(x.shape, x.dtype)  # (N, C)
    mix_cache = mix_forward(q, k, v, layout.mask, by_head(mixed.reshape(parts[:, :, 2].shape)), new)
    y, out_cache = linear_forward(mixed, out, new)  # (N, C)
    return y, (made_cache, parts.shape, place_cache, mix_cache, out_cache)


def attention_backward(dout: Floats, cache: Cache, new: New = np.empty) -> tuple[Floats, Floats, Floats]:
    """Return `dx` (N, C), `dqkv` (C, 3C) and the gradient of the last matrix (C, C)."""
    made_cache, shape, place_cache, mix_cache, out_cache = cache
    dmixed, dlast = linear_backward(dout, out_cache, new)  # (N, C), (C, C)
    dparts = new(shape, dout.dtype)  # (B, T, 3, H, D)
    dplaced = new((*shape[:2], 2, *shape[3:]), dout.dtype)  # (B, T, 2, H, D)
    grads = by_head(dplaced[:, :, 0]), by_head(dplaced[:, :, 1]), by_head(dparts[:, :, 2])
    mix_backward(by_head(dmixed.reshape(dparts[:, :, 2].shape)), mix_cache, grads, new)
    place_backward(dplaced, place_cache, dparts[:, :, :2], new)
    dx, dqkv = linear_backward(dparts.reshape(len(dout), -1), made_cache, new)  # (N, C), (C, 3C)
    return dx, dqkv, dlast


def by_head(x: Floats) -> Floats:
    """Look at x (B, T, H, D) as one stream for each head, (B, H, T, D), without a copy."""
    return x.swapaxes(1, 2)
