"""The layers of a transformer as forward/backward pairs, all but attention.

Every pair keeps one shape: `out, cache = X_forward(…)` and `dx, dweights… = X_backward(dout, cache)`, where `dx` is the
gradient of the loss with respect to `x`. Letters in the shape comments: B phrases in a batch, T tokens in a phrase,
C width of the residual stream, V tokens in the vocabulary. The layers work in the precision of what they are given.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.floating[Any]]
Integers: TypeAlias = NDArray[np.integer[Any]]
Params: TypeAlias = dict[str, Floats]
Cache: TypeAlias = tuple[Any, ...]

NOT_COUNTED = -1  # as a target: the model is not asked about this position


def linear_forward(x: Floats, weight: Floats) -> tuple[Floats, Cache]:
    """Multiply the last axis by a matrix: x (…, N) by weight (N, M) gives (…, M). No bias."""
    return x @ weight, (x, weight)  # (…, M)


def linear_backward(dout: Floats, cache: Cache) -> tuple[Floats, Floats]:
    """Return `dx` (…, N) and `dweight` (N, M)."""
    x, weight = cache
    dweight = x.reshape(-1, x.shape[-1]).T @ dout.reshape(-1, dout.shape[-1])  # (N, M)
    return dout @ weight.T, dweight


def embedding_forward(ids: Integers, table: Floats) -> tuple[Floats, Cache]:
    """Look up one row of the table (V, C) for every id (B, T): the tokens as vectors (B, T, C)."""
    return table[ids], (ids, table.shape)  # (B, T, C)


def embedding_backward(dout: Floats, cache: Cache) -> Floats:
    """Return `dtable` (V, C): each row is the sum of the gradients of all the places where its token stood."""
    ids, shape = cache
    flat = ids.ravel()  # (B·T,)
    order = np.argsort(flat, kind="stable")  # equal ids side by side, so that one reduceat adds each run
    present, starts = np.unique(flat[order], return_index=True)
    dtable = np.zeros(shape, dout.dtype)  # (V, C)
    dtable[present] = np.add.reduceat(dout.reshape(-1, shape[1])[order], starts, axis=0)
    return dtable


def rmsnorm_forward(x: Floats, epsilon: float = 1e-6) -> tuple[Floats, Cache]:
    """Scale every vector on the last axis to a root mean square of one (Zhang & Sennrich 2019, eq. 4).

    There is no learned gain: a matrix follows every norm in this model, and it can hold any gain itself.
    """
    scale = 1.0 / np.sqrt(np.mean(np.square(x), axis=-1, keepdims=True) + epsilon)  # (…, 1)
    out = x * scale  # (…, C)
    return out, (out, scale)


def rmsnorm_backward(dout: Floats, cache: Cache) -> Floats:
    """Return `dx` (…, C): the gradient without its part along `x`, since the length of `x` changes nothing."""
    out, scale = cache
    along = np.mean(dout * out, axis=-1, keepdims=True)  # (…, 1)
    dx: Floats = scale * (dout - out * along)  # (…, C)
    return dx


def mlp_forward(x: Floats, up: Floats, down: Floats) -> tuple[Floats, Cache]:
    """Widen x (B, T, C) to (B, T, M), square what is positive, narrow to (B, T, C) (So et al. 2021, squared ReLU)."""
    wide, up_cache = linear_forward(x, up)  # (B, T, M)
    positive = np.maximum(wide, 0.0)  # (B, T, M)
    out, down_cache = linear_forward(np.square(positive), down)  # (B, T, C)
    return out, (positive, up_cache, down_cache)


def mlp_backward(dout: Floats, cache: Cache) -> tuple[Floats, Floats, Floats]:
    """Return `dx` (B, T, C), `dup` (C, M) and `ddown` (M, C)."""
    positive, up_cache, down_cache = cache
    dsquare, ddown = linear_backward(dout, down_cache)  # (B, T, M), (M, C)
    dx, dup = linear_backward(2.0 * positive * dsquare, up_cache)  # (B, T, C), (C, M)
    return dx, dup, ddown


def dropout_forward(x: Floats, rate: float, rng: np.random.Generator | None) -> tuple[Floats, Cache]:
    """Set a share `rate` of x to zero and scale up the rest, so that the mean stays (Srivastava et al. 2014).

    Without a generator, or at rate 0, it lets everything through: that is how the trained model is used.
    """
    if rng is None or rate == 0.0:
        return x, (None,)
    kept = rng.random(x.shape, np.float32) >= rate
    mask = kept * x.dtype.type(1.0 / (1.0 - rate))  # (…, C)
    return x * mask, (mask,)


def dropout_backward(dout: Floats, cache: Cache) -> Floats:
    """Return `dx` (…, C): nothing flows back to what was dropped."""
    (mask,) = cache
    return dout if mask is None else dout * mask


def softcap_forward(x: Floats, cap: float) -> tuple[Floats, Cache]:
    """Keep every value within ±cap, smoothly: cap · tanh(x / cap) (Gemma 2 report 2024, section 2)."""
    squashed = np.tanh(x / cap)
    return cap * squashed, (squashed,)


def softcap_backward(dout: Floats, cache: Cache) -> Floats:
    """Return `dx`, of the shape of `x`."""
    (squashed,) = cache
    dx: Floats = dout * (1.0 - np.square(squashed))
    return dx


def cross_entropy_forward(logits: Floats, targets: Integers) -> tuple[float, Cache]:
    """Return the mean surprise in nats, -log softmax(logits)[target], over all targets that are counted.

    Args:
        logits: (B, T, V), any real numbers.
        targets: (B, T), token ids; `NOT_COUNTED` where the model is not asked.

    Raises:
        ValueError: no target is counted.
    """
    flat, wanted = logits.reshape(-1, logits.shape[-1]), targets.ravel()  # (N, V), (N,)
    counted = np.flatnonzero(wanted != NOT_COUNTED)  # (n,)
    if not len(counted):
        raise ValueError("no target is counted: there is nothing to learn from")
    exps = np.exp(flat - flat.max(axis=-1, keepdims=True))  # (N, V)
    probs = exps / exps.sum(axis=-1, keepdims=True)  # (N, V)
    tiny = np.finfo(probs.dtype).tiny  # a probability that rounds to zero must not cost infinity
    surprises = -np.log(np.maximum(probs[counted, wanted[counted]], tiny))  # (n,)
    return float(surprises.mean(dtype=np.float64)), (probs, counted, wanted[counted], logits.shape)


def cross_entropy_backward(cache: Cache) -> Floats:
    """Return `dlogits` (B, T, V): what the model said minus what came, shared among the counted targets."""
    probs, counted, wanted, shape = cache
    dlogits = np.zeros_like(probs)  # (N, V)
    dlogits[counted] = probs[counted] / len(counted)
    dlogits[counted, wanted] -= 1.0 / len(counted)
    back: Floats = dlogits.reshape(shape)
    return back
