"""One item as answers to it are scored: all of the vocabulary, or of a large one what matters, the rest as one token.

An answer names few of 128,000 tokens; all others keep the instinct's score. So they can be taken together: softmax over
the tokens that are named or listed, and one entry that holds the instinct's share of all others, gives each the very
same probability. It takes 0.1 ms in place of 17, and two hundred students may answer in the same moment.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from tokenroom.game.ranking import LISTED, likeliest
from tokenroom.scoring import Floats, log_softmax, log_sum_exp
from tokenroom.text.vocabulary import Vocabulary

LARGE = 2_048  # tokens, from which on the rest is taken together
_POOL = 256  # likeliest tokens of the instinct that always stand alone
_LEAST = 1e-6  # share of the rest that must be left when tokens are taken out of it, or its digits are lost


class ItemDesk:
    """What an answer to one item is scored by.

    Args:
        instinct: log-probabilities of the instinct, (V,).
        token: the one that comes.
        vocabulary: the tokens.
    """

    def __init__(self, instinct: Floats, token: int, vocabulary: Vocabulary) -> None:
        self.instinct, self.token, self.vocabulary = instinct, token, vocabulary
        self._pool = self._made_pool() if len(instinct) > LARGE else None

    def log_probs(self, added: Mapping[int, float]) -> tuple[NDArray[np.int64], Floats, float]:
        """Return what scores on top of the instinct come to.

        Args:
            added: token id -> score, by `as_added_scores`.

        Returns:
            Ids of tokens in order, the one that comes and the likeliest among them, (N,); their log-probabilities;
            and the log-sum-exp of instinct and scores.
        """
        found = self._lumped(added) if self._pool is not None and len(added) <= _POOL - LISTED else None
        ids, logits = found if found is not None else self._whole(added)
        log_p = log_softmax(logits)
        top = int(np.argmax(logits))
        return ids, log_p[: len(ids)], float(logits[top] - log_p[top])

    def _whole(self, added: Mapping[int, float]) -> tuple[NDArray[np.int64], Floats]:
        logits = self.instinct.copy()
        logits[list(added)] += list(added.values())
        return np.arange(len(logits)), logits

    def _lumped(self, added: Mapping[int, float]) -> tuple[NDArray[np.int64], Floats] | None:
        """Ids and logits of the pool and the named tokens, and behind them the logit of the rest; None if unsafe."""
        assert self._pool is not None
        pool, rest = self._pool
        outside = [token for token in added if not _holds(pool, token)]
        left = rest - float(np.exp(self.instinct[outside]).sum())
        if left < _LEAST * rest or left <= 0.0:
            return None
        ids = np.sort(np.append(pool, np.array(outside, np.int64)))
        logits = np.append(self.instinct[ids], np.log(left))
        logits[np.searchsorted(ids, list(added))] += list(added.values())
        return ids, logits

    def _made_pool(self) -> tuple[NDArray[np.int64], float]:
        """The tokens that always stand alone, by id, and the instinct's share of all others (0 to 1)."""
        pool = np.unique(np.array([*likeliest(self.instinct, _POOL), self.token], np.int64))
        others = np.ones(len(self.instinct), bool)
        others[pool] = False
        return pool, float(np.exp(log_sum_exp(self.instinct[others])[0]))


def _holds(ids: NDArray[np.int64], token: int) -> bool:
    place = int(np.searchsorted(ids, token))
    return place < len(ids) and int(ids[place]) == token
