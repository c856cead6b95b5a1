"""From logits to gradients: the mean surprise of what came, or any function of the logits, led back to the weights.

Letters in the shape comments: B phrases in a batch, T tokens in a phrase, N = B·T, R rows that are asked about,
C width, V vocabulary.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from tokenroom.model.layers import (
    NOT_COUNTED,
    Dropout,
    Floats,
    Integers,
    New,
    Params,
    cross_entropy_backward,
    cross_entropy_forward,
)
from tokenroom.model.transformer import (
    Branches,
    TransformerConfig,
    head_backward,
    head_forward,
    stream_backward,
    stream_forward,
)

Objective: TypeAlias = Callable[[Floats], tuple[float, Floats]]  # logits (R, V) -> value, slopes (R, V)


def loss_and_grads(
    params: Params,
    config: TransformerConfig,
    ids: Integers,
    targets: Integers,
    dropout: Dropout | None = None,
    new: New = np.empty,
    weight: float | None = None,
) -> tuple[float, Params]:
    """Return the mean loss in nats a token, and its gradient for every array of weights.

    Args:
        params: the weights; they are not changed.
        config: the shape of the transformer.
        ids: (B, T) token ids.
        targets: (B, T) the token that follows each; `layers.NOT_COUNTED` where none is asked for.
        dropout: where the zeros come from; None for none.
        new: gives the memory, also that of the gradients.
        weight: what each target weighs, where this is part of a larger batch; None for one over their number.

    Raises:
        ValueError: no target is counted, and no weight is given.
    """
    if weight is None:
        weight = 1.0 / _counted(targets)
    counted = np.flatnonzero(targets != NOT_COUNTED)
    rows = None if len(counted) == targets.size else counted  # the head works for those alone that are asked about
    wanted = targets.ravel() if rows is None else targets.ravel()[rows]  # (R,)

    def mean_surprise(logits: Floats) -> tuple[float, Floats]:
        surprises, loss = cross_entropy_forward(logits, wanted, new)  # (R,)
        dlogits = cross_entropy_backward(np.full_like(surprises, weight), loss)  # (R, V)
        return float(surprises.sum(dtype=np.float64)) * weight, dlogits

    return objective_and_grads(params, config, ids, rows, mean_surprise, dropout, new)


def objective_and_grads(
    params: Params,
    config: TransformerConfig,
    ids: Integers,
    rows: Integers | None,
    objective: Objective,
    dropout: Dropout | None = None,
    new: New = np.empty,
    branches: Branches = None,
) -> tuple[float, Params]:
    """Return what is to be made small, any function of the logits, and its gradient for every array of weights.

    Args:
        params: the weights; they are not changed.
        config: the shape of the transformer.
        ids: (B, T) token ids.
        rows: (R,) the positions, counted through the whole batch, whose logits are asked for; None for all B·T.
        objective: takes their logits (R, V); returns its value, and its slope at each of them (R, V).
        dropout: where the zeros come from; None for none.
        new: gives the memory, also that of the gradients.
        branches: (B, T) to which branch of its row each token belongs; None if every row is one text.
    """
    dropout = dropout or Dropout()
    x, stream = stream_forward(params, config, ids, rows, dropout, new, branches)  # (R, C)
    logits, head = head_forward(x, params, config.logit_cap, dropout, new)  # (R, V)
    value, dlogits = objective(logits)
    dx, grads = head_backward(dlogits, head, new)  # (R, C)
    del logits, dlogits, head  # nothing is larger than what has a number for every token of the vocabulary
    stream_backward(dx, stream, grads, new)
    return value, grads


def _counted(targets: Integers) -> int:
    counted = int(np.count_nonzero(targets != NOT_COUNTED))
    if not counted:
        raise ValueError("no target is counted: there is nothing to learn from")
    return counted
