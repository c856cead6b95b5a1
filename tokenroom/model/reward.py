"""The reward head: one number for a whole text, read off the stream at its last token; and the loss of pairs.

The same trunk as the language model's, but where logits were compared with every token there is one vector, `reward`.
Letters in the shape comments: B texts, P pairs, T tokens, N = B·T, C width.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from tokenroom.model.layers import Cache, Dropout, Floats, Integers, New, Params, rmsnorm_backward, rmsnorm_forward
from tokenroom.model.transformer import TransformerConfig, stream, stream_backward, stream_forward


def rewards(params: Params, config: TransformerConfig, ids: Integers, last: Integers) -> Floats:
    """Return the reward (B,) of each text of ids (B, T), read at its last token `last` (B,); padding may follow."""
    x = stream(params, config, ids, last_rows(ids, last))  # (B, C)
    return reward_forward(x, params["reward"])[0]


def last_rows(ids: Integers, last: Integers) -> Integers:
    """Return where in the flat stream (N, C) the last token of each text of ids (B, T) lies: (B,)."""
    rows: Integers = np.arange(len(ids)) * ids.shape[1] + last
    return rows


def reward_forward(x: Floats, reward: Floats, new: New = np.empty) -> tuple[Floats, Cache]:
    """Turn rows of the stream x (B, C) into one number each, (B,): how far it points along `reward` (C,)."""
    normed, norm = rmsnorm_forward(x, new)  # (B, C)
    return normed @ reward, (normed, reward, norm)


def reward_backward(dout: Floats, cache: Cache, new: New = np.empty) -> tuple[Floats, Floats]:
    """Return `dx` (B, C) and `dreward` (C,)."""
    normed, reward, norm = cache
    return rmsnorm_backward(np.outer(dout, reward), norm, new), normed.T @ dout


def pair_loss(better: Floats, worse: Floats) -> tuple[Floats, Floats]:
    """Return the surprise of each pair in nats, -log σ(better - worse), and its slope in `better`: (P,) each.

    Bradley & Terry 1952: the chance that one is preferred is the logistic function of the difference of their values.
    The slope in `worse` is the same with the other sign. Source of its use: Ouyang et al. 2022, section 3.5, eq. 1.
    """
    difference = better - worse
    return np.logaddexp(0.0, -difference), -1.0 / (1.0 + np.exp(difference))


def pair_loss_and_grads(
    params: Params,
    config: TransformerConfig,
    ids: Integers,
    last: Integers,
    dropout: Dropout | None = None,
    new: New = np.empty,
    weight: float | None = None,
) -> tuple[float, Params]:
    """Return the mean surprise of P pairs in nats, and its gradient for every array of weights.

    Args:
        params: the weights, of a model whose readout is "reward".
        config: the shape of the transformer.
        ids: (2P, T) token ids: the better answers with their prompts, then the worse ones in the same order.
        last: (2P,) the place of the last token of each; padding may follow.
        dropout: where the zeros come from; None for none.
        new: gives the memory, also that of the gradients.
        weight: what each pair weighs, where these are part of a larger batch; None for one over their number.
    """
    pairs, rows = len(ids) // 2, last_rows(ids, last)
    x, way = stream_forward(params, config, ids, rows, dropout or Dropout(), new)  # (2P, C)
    values, read = reward_forward(x, params["reward"], new)  # (2P,)
    surprises, slopes = pair_loss(values[:pairs], values[pairs:])  # (P,) each
    slopes = np.concatenate([slopes, -slopes]) * ((1.0 / pairs) if weight is None else weight)
    dx, dreward = reward_backward(slopes.astype(x.dtype), read, new)  # (2P, C), (C,)
    grads: Params = {"reward": dreward, "embedding": _zeros(params["embedding"], new)}
    stream_backward(dx, way, grads, new)
    return float(surprises.sum(dtype=np.float64)) * ((1.0 / pairs) if weight is None else weight), grads


def _zeros(like: Floats, new: New) -> NDArray[Any]:
    array = new(like.shape, like.dtype)
    array.fill(0.0)
    return array
