"""The class as one player: the mean of distributions, as scores on top of the instinct that they all began from.

An answer is p_i = softmax(q + s_i), with q the instinct's log-probabilities and scores s_i for the tokens it names.
With z_i = ln Σ exp(q + s_i), the mean of all p_i is q_t · mean_i exp(s_it - z_i): for a token that nobody names that
is the same multiple of q for all. So the mean needs scores for the named tokens alone, and is exact:
s_t = ln mean_i exp(s_it - z_i) - ln mean_i exp(-z_i).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from tokenroom.game.answer import MAX_SCORE
from tokenroom.scoring import log_sum_exp


def mean_scores(added: Sequence[Mapping[int, float]], normalisers: Sequence[float]) -> dict[int, float]:
    """Return the scores whose distribution is the mean of many; nobody's is the instinct itself.

    Args:
        added: of each answer, token id -> score added to the instinct.
        normalisers: of each answer, the log-sum-exp of instinct and scores, in nats.
    """
    if not added:
        return {}
    tokens = sorted({token for scores in added for token in scores})
    below = -np.array(normalisers)  # (N,)
    unnamed = log_sum_exp(below)[0]
    lifted = np.array([[scores.get(token, 0.0) for scores in added] for token in tokens]).reshape(-1, len(added))
    means = log_sum_exp(lifted + below)[:, 0] - unnamed if tokens else []  # (T, N) -> (T,)
    return {t: float(np.clip(s, -MAX_SCORE, MAX_SCORE)) for t, s in zip(tokens, means, strict=True)}
