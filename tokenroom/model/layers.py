"""The layers of a transformer as forward/backward pairs, all but attention.

Every pair keeps one shape: `out, cache = X_forward(…)` and `dx, dweights… = X_backward(dout, cache)`, where `dx` is the
gradient of the loss with respect to `x`. A batch of phrases lies flat: one row a token. Letters in the shape comments:
N tokens of all phrases, C width of the residual stream, M width of the MLP, V tokens in the vocabulary.

`new` is where the memory of large results comes from: `np.empty`, or an `Arena` that uses memory again at once.
The layers work in the precision of what they are given.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.floating[Any]]
Integers: TypeAlias = NDArray[np.integer[Any]]
Params: TypeAlias = dict[str, Floats]
Cache: TypeAlias = tuple[Any, ...]
New: TypeAlias = Callable[[tuple[int, ...], Any], NDArray[Any]]  # shape, dtype -> an array that holds anything

LARGEST_EXPONENT = 80.0  # e^80 and e^-80 still are single-precision numbers
NOT_COUNTED = -1  # as a target: the model is not asked about this position


def linear_forward(x: Floats, weight: Floats, new: New = np.empty) -> tuple[Floats, Cache]:
    """Multiply every row of x (N, C) by a matrix (C, M): (N, M). No bias."""
    out = np.matmul(x, weight, out=new((len(x), weight.shape[1]), x.dtype))  # (N, M)
    return out, (x, weight)


def linear_backward(dout: Floats, cache: Cache, new: New = np.empty) -> tuple[Floats, Floats]:
    """Return `dx` (N, C) and `dweight` (C, M)."""
    x, weight = cache
    dx = np.matmul(dout, weight.T, out=new(x.shape, x.dtype))  # (N, C)
    dweight = np.matmul(x.T, dout, out=new(weight.shape, x.dtype))  # (C, M)
    return dx, dweight


def embedding_forward(ids: Integers, table: Floats, new: New = np.empty) -> tuple[Floats, Cache]:
    """Look up one row of the table (V, C) for every id (N,): the tokens as vectors (N, C)."""
    out = np.take(table, ids, axis=0, out=new((len(ids), table.shape[1]), table.dtype), mode="clip")  # (N, C)
    return out, (ids,)


def embedding_backward(dout: Floats, cache: Cache, dtable: Floats) -> None:
    """Add to `dtable` (V, C) the gradients of all the places where each token stood."""
    (ids,) = cache
    order = np.argsort(ids, kind="stable")  # equal ids side by side, so that one reduceat adds each run
    present, starts = np.unique(ids[order], return_index=True)
    dtable[present] += np.add.reduceat(dout[order], starts, axis=0)


def smear_forward(
    x: Floats, weight: Floats, tokens: int, forks: tuple[Integers, Integers], new: New = np.empty
) -> tuple[Floats, Cache]:
    """Add to every row of x (N, C) what a matrix (C, C) makes of the row before it; to the first of a text, nothing.

    With it a single layer of attention can look for what stood behind a token the last time; without, one layer must
    first learn to tell the next which token stood before. Kin to the smeared keys of Olsson et al. 2022 (argument 2)
    and the token shift of Peng et al. 2023. Every `tokens` rows stand together, and some of them, (F,), follow others
    than those beside them, (F,), as `layout.Layout` has it.
    """
    before = new(x.shape, x.dtype)  # (N, C)
    before[1:] = x[:-1]
    before[::tokens] = 0.0
    before[forks[0]] = np.where(forks[1][:, None] < 0, 0.0, x[forks[1]])
    out, cache = linear_forward(before, weight, new)  # (N, C)
    out += x
    return out, (cache, tokens, forks)


def smear_backward(dout: Floats, cache: Cache, new: New = np.empty) -> tuple[Floats, Floats]:
    """Return `dx` (N, C) and `dweight` (C, C)."""
    linear, tokens, (places, followed) = cache
    dbefore, dweight = linear_backward(dout, linear, new)  # (N, C), (C, C)
    dx = new(dout.shape, dout.dtype)  # (N, C)
    dx[:] = dout
    np.add.at(dx, followed[followed >= 0], dbefore[places[followed >= 0]])
    dbefore[places] = 0.0
    dbefore[::tokens] = 0.0
    dx[:-1] += dbefore[1:]
    return dx, dweight


def root_mean_square(x: Floats, epsilon: float = 1e-6) -> Floats:
    """Return the root mean square of every vector on the last axis, which stays as an axis of one: (…, 1)."""
    rms: Floats = np.sqrt(np.vecdot(x, x) / x.shape[-1] + epsilon)[..., None]
    return rms


def rmsnorm_forward(x: Floats, new: New = np.empty, epsilon: float = 1e-6) -> tuple[Floats, Cache]:
    """Scale every vector on the last axis to a root mean square of one (Zhang & Sennrich 2019, eq. 4).

    There is no learned gain: a matrix follows every norm in this model, and it can hold any gain itself.
    """
    scale = 1.0 / root_mean_square(x, epsilon)  # (…, 1)
    out: Floats = np.multiply(x, scale, out=new(x.shape, x.dtype))  # (…, C)
    return out, (out, scale)


def rmsnorm_backward(dout: Floats, cache: Cache, new: New = np.empty) -> Floats:
    """Return `dx` (…, C): the gradient without its part along `x`, since the length of `x` changes nothing."""
    out, scale = cache
    along = np.vecdot(dout, out)[..., None] / out.shape[-1]  # (…, 1)
    dx: Floats = np.multiply(out, along, out=new(out.shape, out.dtype))  # (…, C)
    np.subtract(dout, dx, out=dx)
    dx *= scale
    return dx


def mlp_forward(x: Floats, up: Floats, down: Floats, new: New = np.empty) -> tuple[Floats, Cache]:
    """Widen x (N, C) to (N, M), square what is positive, narrow to (N, C) (So et al. 2021, squared ReLU)."""
    wide, up_cache = linear_forward(x, up, new)  # (N, M)
    positive = np.clip(wide, 0.0, np.inf, out=wide)  # (N, M), three times as fast as np.maximum
    squared = np.square(positive, out=new(wide.shape, wide.dtype))  # (N, M), cheaper to make again than to keep
    out, _ = linear_forward(squared, down, new)  # (N, C)
    return out, (positive, up_cache, down)


def mlp_backward(dout: Floats, cache: Cache, new: New = np.empty) -> tuple[Floats, Floats, Floats]:
    """Return `dx` (N, C), `dup` (C, M) and `ddown` (M, C)."""
    positive, up_cache, down = cache
    squared = np.square(positive, out=new(positive.shape, positive.dtype))  # (N, M)
    dwide, ddown = linear_backward(dout, (squared, down), new)  # (N, M), (M, C)
    dwide *= positive
    dx, dup = linear_backward(dwide, up_cache, new)  # (N, C), (C, M)
    dx *= 2.0  # the 2 of d(u²) = 2u·du, where there are fewest numbers to multiply
    dup *= 2.0
    return dx, dup, ddown


def dropout_forward(x: Floats, rate: float, rng: np.random.Generator | None) -> tuple[Floats, Cache]:
    """Set a share of x to zero, in place, and scale up the rest, so that the mean stays (Srivastava et al. 2014).

    The share is `rate` to the nearest 256th, for one random byte is drawn a number. Without a generator, or at rate 0,
    all is let through: that is how the trained model is used.
    """
    dropped = round(256 * rate)  # of 256
    if rng is None or dropped == 0:
        return x, (None,)
    kept = np.frombuffer(rng.bytes(x.size), np.uint8) >= dropped
    mask = kept.astype(x.dtype).reshape(x.shape)  # (…, C)
    mask *= 256 / (256 - dropped)
    x *= mask
    return x, (mask,)


def dropout_backward(dout: Floats, cache: Cache) -> Floats:
    """Return `dx` (…, C): nothing flows back to what was dropped."""
    (mask,) = cache
    return dout if mask is None else dout * mask


@dataclass(frozen=True)
class Dropout:
    """Where the random zeros of one training step come from; the trained model is used without them."""

    rate: float = 0.0
    rng: np.random.Generator | None = None

    def forward(self, x: Floats) -> tuple[Floats, Cache]:
        """Drop some of the values of x (N, C), in place; return it with the cache for `dropout_backward`."""
        return dropout_forward(x, self.rate, self.rng)


def softcap_forward(x: Floats, cap: float) -> tuple[Floats, Cache]:
    """Keep every value within ±cap, smoothly and in place: cap · tanh(x / cap) (Gemma 2 report 2024, section 2)."""
    x *= 1.0 / cap
    np.tanh(x, out=x)
    x *= cap
    return x, (x, cap)


def softcap_backward(dout: Floats, cache: Cache) -> Floats:
    """Return `dx`, of the shape of `x`, in the memory of `dout`; what the forward pass gave is used up."""
    out, cap = cache
    slope = np.multiply(out, out, out=out)  # 1 - tanh² is the slope of tanh
    slope *= -1.0 / cap**2
    slope += 1.0
    dout *= slope
    return dout


def cross_entropy_forward(logits: Floats, targets: Integers, new: New = np.empty) -> tuple[Floats, Cache]:
    """Return the surprise in nats, -log softmax(logits)[target], of every target: (N,), 0 where it is not counted.

    Args:
        logits: (N, V), any real numbers; those that `softcap_forward` keeps small need no care before e^logit.
        targets: (N,), token ids; `NOT_COUNTED` where the model is not asked.
        new: gives memory.
    """
    if max(logits.max(), -logits.min()) > LARGEST_EXPONENT:
        logits = logits - logits.max(axis=1, keepdims=True)  # softmax does not see it
    exps = np.exp(logits, out=new(logits.shape, logits.dtype))  # (N, V)
    totals = exps @ np.ones(logits.shape[1], logits.dtype)  # (N,)
    rows = np.arange(len(targets))
    surprises = np.log(totals) - logits[rows, targets]  # (N,)
    surprises[targets == NOT_COUNTED] = 0.0
    return surprises, (exps, totals, targets)


def cross_entropy_backward(dout: Floats, cache: Cache) -> Floats:
    """Return `dlogits` (N, V): what the model said minus what came, times `dout` (N,), what each surprise weighs."""
    exps: Floats
    exps, totals, targets = cache
    dout = np.where(targets == NOT_COUNTED, 0.0, dout).astype(exps.dtype)  # (N,)
    exps *= (dout / totals)[:, None]
    exps[np.arange(len(targets)), targets] -= dout
    return exps
