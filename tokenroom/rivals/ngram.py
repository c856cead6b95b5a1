"""N-gram rivals: uniform, and interpolated Kneser–Ney of any order (order 1 is the unigram, 2 the bigram).

Source: Chen & Goodman (1998), *An Empirical Study of Smoothing Techniques for Language Modeling*, sections 2.7 and 3:
the highest order counts how often a sequence came, the lower ones after how many different tokens it came; a discount
D = n1 / (n1 + 2 n2) is taken from each count and handed to the order below; below the unigram lies the uniform.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tokenroom.scoring import Floats

Ids = NDArray[np.int64]


class Uniform:
    """Knows nothing: every token is as likely as any other."""

    name = "uniform"

    def __init__(self, vocabulary_size: int) -> None:
        self.vocabulary_size = vocabulary_size

    def log_probs(self, context: Sequence[int]) -> Floats:
        """Return -ln V for each token, shape (V,)."""
        return np.full(self.vocabulary_size, -math.log(self.vocabulary_size))

    def passage_log_probs(self, ids: Sequence[int]) -> Floats:
        """Return -ln V throughout, shape (T, V)."""
        return np.full((len(ids), self.vocabulary_size), -math.log(self.vocabulary_size))


class KneserNey:
    """Interpolated Kneser–Ney n-grams counted on training documents.

    Args:
        documents: token ids of each document; no n-gram reaches from one into the next.
        order: length of the longest n-gram; 1 is a unigram model.
        vocabulary_size: V; tokens that never came keep a share of the uniform.
        edge: the token that stands between documents; a context is then read as the beginning of one.

    Raises:
        ValueError: so many tokens that an n-gram does not fit into 63 bits.
    """

    def __init__(
        self, documents: Iterable[Sequence[int]], order: int, vocabulary_size: int, edge: int | None = None
    ) -> None:
        if vocabulary_size**order >= 2**63:
            raise ValueError(f"{order}-grams over {vocabulary_size:,} tokens do not fit into 63 bits")
        self.order, self.vocabulary_size = order, vocabulary_size
        self._before = [] if edge is None else [edge] * (order - 1)
        after = [] if edge is None else [edge]
        arrays = [np.array([*self._before, *ids, *after], dtype=np.int64) for ids in documents]
        self._tables = [_table(arrays, n, order, vocabulary_size) for n in range(1, order + 1)]

    @property
    def name(self) -> str:
        """unigram, bigram or kneser-ney-N."""
        return {1: "unigram", 2: "bigram"}.get(self.order, f"kneser-ney-{self.order}")

    def log_probs(self, context: Sequence[int]) -> Floats:
        """Return log-probabilities of every token after `context`, shape (V,)."""
        p: Floats = np.full(self.vocabulary_size, 1.0 / self.vocabulary_size)
        if len(context) < self.order - 1:
            context = [*self._before, *context]
        for length, table in enumerate(self._tables[: len(context) + 1]):
            tokens, shares, left = table.after(context[len(context) - length :])
            p *= left
            p[tokens] += shares
        log_p: Floats = np.log(p)
        return log_p

    def passage_log_probs(self, ids: Sequence[int]) -> Floats:
        """Return `log_probs(ids[:t])` for each t below len(ids), shape (T, V)."""
        return np.stack([self.log_probs(ids[max(0, t - self.order + 1) : t]) for t in range(len(ids))])


@dataclass(frozen=True)
class _Table:
    """Counts of n-grams of one length.

    An n-gram t1 … tn is kept as one number, its tokens being digits to the base V. Sorted, all that begin with the same
    n-1 tokens lie side by side, so that looking up a context is two binary searches.
    """

    grams: Ids  # (M,), sorted
    counts: Ids  # (M,)
    base: int
    discount: float

    def after(self, context: Sequence[int]) -> tuple[Ids, Floats, float]:
        """Return the tokens seen after `context` (n,), their discounted shares (n,), and what is left for others."""
        first = _as_number(context, self.base) * self.base
        a, b = np.searchsorted(self.grams, [first, first + self.base])
        if a == b:
            return self.grams[:0], np.empty(0), 1.0
        counts = self.counts[a:b]
        total = counts.sum()
        return self.grams[a:b] - first, (counts - self.discount) / total, float(self.discount * (b - a) / total)


def _table(documents: list[Ids], n: int, order: int, base: int) -> _Table:
    grams, counts = _occurrences(documents, n, base) if n == order else _continuations(documents, n, base)
    return _Table(grams, counts, base, _discount(counts))


def _occurrences(documents: list[Ids], n: int, base: int) -> tuple[Ids, Ids]:
    """Distinct n-grams (M,) and how often each came (M,)."""
    return np.unique(_numbers(_windows(documents, n), base), return_counts=True)


def _continuations(documents: list[Ids], n: int, base: int) -> tuple[Ids, Ids]:
    """Distinct n-grams (M,) and after how many different tokens each came (M,)."""
    windows = _windows(documents, n + 1)  # (N, n + 1)
    windows = windows[np.unique(_numbers(windows, base), return_index=True)[1]]
    return np.unique(_numbers(windows[:, 1:], base), return_counts=True)


def _windows(documents: list[Ids], n: int) -> Ids:
    """All n-grams of all documents, shape (N, n)."""
    views = [np.lib.stride_tricks.sliding_window_view(ids, n) for ids in documents if len(ids) >= n]
    return np.concatenate(views) if views else np.empty((0, n), np.int64)


def _numbers(grams: Ids, base: int) -> Ids:
    """Each row of `grams` (N, n) as one number, shape (N,)."""
    numbers: Ids = grams @ base ** np.arange(grams.shape[1])[::-1]
    return numbers


def _as_number(tokens: Sequence[int], base: int) -> int:
    number = 0
    for token in tokens:
        number = number * base + int(token)
    return number


def _discount(counts: Ids) -> float:
    """D = n1 / (n1 + 2 n2), kept inside (0, 1) for tiny corpora; Ney, Essen & Kneser (1994)."""
    ones, twos = int((counts == 1).sum()), int((counts == 2).sum())
    return min(0.9, max(0.1, ones / (ones + 2 * twos))) if ones else 0.1
