"""A mixture of corpora: every phrase comes from one of them, each in its share, in an order from the seed alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import msgspec
import numpy as np

from tokenroom.model.layers import Floats, Integers
from tokenroom.schema import Data
from tokenroom.training.phrases import Documents, Phrases

MIXTURE_STREAM = 3  # keeps the order of the corpora apart from the other chance that is drawn from the same seed


class Part(Data, frozen=True, kw_only=True):
    """How a corpus takes part.

    Attributes:
        share: so many phrases of it come for so many of the others, by their shares.
        noise: the part of the tokens read that is swapped for others; a small corpus that is read often wants more.
    """

    share: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 1
    noise: Annotated[float, msgspec.Meta(ge=0.0, lt=1.0)] = 0.05


class Mixture:
    """An endless, numbered supply of phrases from several corpora: phrase p is the same whenever it is asked for.

    The phrases come in rounds; a round holds as many of each corpus as its share says, in an order of its own.

    Args:
        documents: the token ids of the training documents of each corpus.
        parts: how each corpus takes part.
        context: tokens in a phrase.
        end_of_text: the id that stands between two documents.
        seed: of all orders.

    Raises:
        ValueError: there is a corpus with nothing to learn from, or no corpus.
    """

    def __init__(
        self, documents: Mapping[str, Documents], parts: Mapping[str, Part], context: int, end_of_text: int, seed: int
    ) -> None:
        if not parts:
            raise ValueError("there is no corpus to learn from")
        named = enumerate(parts)
        self._supplies = [Phrases(documents[name], context, end_of_text, (seed, place)) for place, name in named]
        self._shares = np.array([part.share for part in parts.values()])  # (K,)
        self._noise = np.array([part.noise for part in parts.values()])  # (K,)
        self._seed = seed
        self._round = -1
        self._order: Integers = np.empty(0, np.int64)  # of the present round: which corpus comes, (sum of shares,)

    def take(self, first: int, count: int) -> tuple[Integers, Integers, Floats]:
        """Return phrases first … first+count-1 as ids and targets, (count, T) each, and their noise (count, 1)."""
        places = [self._place(number) for number in range(first, first + count)]
        taken = [self._supplies[corpus].take(number, 1) for corpus, number in places]
        ids, targets = (np.concatenate(rows) for rows in zip(*taken, strict=True))  # (count, T) each
        return ids, targets, self._noise[[corpus for corpus, _ in places], None]

    def _place(self, number: int) -> tuple[int, int]:
        """Return which corpus phrase `number` comes from, and its number among that corpus's own phrases."""
        turn, slot = divmod(number, int(self._shares.sum()))
        if turn != self._round:
            rng = np.random.default_rng((self._seed, MIXTURE_STREAM, turn))
            self._round, self._order = turn, rng.permutation(np.repeat(np.arange(len(self._shares)), self._shares))
        corpus = int(self._order[slot])
        before = int(np.count_nonzero(self._order[:slot] == corpus))
        return corpus, turn * int(self._shares[corpus]) + before
