"""Cutting documents into phrases: the training sequences, in an order that depends on the seed alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tokenroom.model.layers import Floats, Integers

Documents = Sequence[Sequence[int] | Integers]
SHUFFLE_STREAM = 1  # keeps the shuffles apart from the other chance that is drawn from the same seed


class Phrases:
    """An endless, numbered supply of phrases: phrase p is the same whenever it is asked for.

    In every epoch the documents are joined in a new order, each begun by the end-of-text token, into a ring; it is cut
    from a new starting point into phrases, and these are shuffled. So nothing needs to be remembered to go on later:
    the number of the next phrase is enough.

    Args:
        documents: the token ids of the training documents.
        context: tokens in a phrase.
        end_of_text: the id that stands between two documents.
        seed: of the shuffles.

    Raises:
        ValueError: there is not a single token to learn from.
    """

    def __init__(self, documents: Documents, context: int, end_of_text: int, seed: int | Sequence[int]) -> None:
        self._documents, self._end_of_text = documents, end_of_text
        self._context, self._seed = context, np.atleast_1d(seed).tolist()
        self.tokens = sum(map(len, documents)) + len(documents)  # in one epoch
        if self.tokens == len(documents):
            raise ValueError("the training documents hold no tokens")
        self.per_epoch = max(1, self.tokens // context)
        self._epoch = -1
        self._ring: Integers = np.empty(0, np.int32)  # (tokens,), of the present epoch
        self._starts: Integers = np.empty(0, np.int64)  # (per_epoch,), of its phrases

    def take(self, first: int, count: int) -> tuple[Integers, Integers]:
        """Return phrases first … first+count-1 as ids and targets, (count, context) each."""
        rows = np.stack([self._phrase(number) for number in range(first, first + count)])  # (count, context + 1)
        return rows[:, :-1], rows[:, 1:]

    def _phrase(self, number: int) -> Integers:
        """Return one phrase and the token that follows it: (context + 1,)."""
        epoch, place = divmod(number, self.per_epoch)
        if epoch != self._epoch:
            self._begin(epoch, np.random.default_rng([*self._seed, SHUFFLE_STREAM, epoch]))
        row: Integers = self._ring.take(self._starts[place] + np.arange(self._context + 1), mode="wrap")
        return row

    def _begin(self, epoch: int, rng: np.random.Generator) -> None:
        self._epoch = epoch
        self._ring = np.empty(0, np.int32)  # lets go of the last epoch's before there is the next one
        self._ring = np.full(self.tokens, self._end_of_text, np.int32)
        end = 0
        for i in rng.permutation(len(self._documents)):
            start, end = end + 1, end + 1 + len(self._documents[i])
            self._ring[start:end] = self._documents[i]
        self._starts = rng.integers(len(self._ring)) + self._context * rng.permutation(self.per_epoch)


def noised(ids: Integers, share: Floats, rng: np.random.Generator) -> Integers:
    """Return ids (B, T) with about a `share` (B, 1) of each row swapped for tokens drawn from the same row.

    A model that cannot trust every word before it leans on all of them, and learns a small corpus by heart much later;
    what it must predict stays as it was. Unigram noising: Xie et al. 2017, "Data noising as smoothing in neural network
    language models", section 3.3; the unigram here is that of the phrase.
    """
    swapped = rng.random(ids.shape) < share  # (B, T)
    return np.where(swapped, rng.permuted(ids, axis=1), ids)
