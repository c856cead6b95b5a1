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


@dataclass(frozen=True)
class _Continuations:
    """What followed one context: tokens, their discounted share, and what is left for the order below."""

    tokens: Ids  # (n,)
    shares: Floats  # (n,)
    left: float


class KneserNey:
    """Interpolated Kneser–Ney n-grams counted on training documents.

    Args:
        documents: token ids of each document; no n-gram reaches from one into the next.
        order: length of the longest n-gram; 1 is a unigram model.
        vocabulary_size: V; tokens that never came keep a share of the uniform.
    """

    def __init__(self, documents: Iterable[Sequence[int]], order: int, vocabulary_size: int) -> None:
        self.order, self.vocabulary_size = order, vocabulary_size
        arrays = [np.asarray(ids, dtype=np.int64) for ids in documents]
        self._tables = _tables(arrays, order)

    @property
    def name(self) -> str:
        """unigram, bigram or kneser-ney-N."""
        return {1: "unigram", 2: "bigram"}.get(self.order, f"kneser-ney-{self.order}")

    def log_probs(self, context: Sequence[int]) -> Floats:
        """Return log-probabilities of every token after `context`, shape (V,)."""
        p: Floats = np.full(self.vocabulary_size, 1.0 / self.vocabulary_size)
        for length, table in enumerate(self._tables):
            if length > len(context):
                break
            seen = table.get(tuple(context[len(context) - length :]))
            if seen is not None:
                p *= seen.left
                p[seen.tokens] += seen.shares
        log_p: Floats = np.log(p)
        return log_p


def _tables(documents: list[Ids], order: int) -> list[dict[tuple[int, ...], _Continuations]]:
    """Continuations by context, for contexts of 0 … order-1 tokens."""
    tables = []
    for n in range(1, order + 1):
        grams, counts = _highest(documents, n) if n == order else _continuation_counts(documents, n)
        tables.append(_by_context(grams, counts))
    return tables


def _windows(documents: list[Ids], n: int) -> Ids:
    """All n-grams of all documents, shape (N, n)."""
    views = [np.lib.stride_tricks.sliding_window_view(ids, n) for ids in documents if len(ids) >= n]
    return np.concatenate(views) if views else np.empty((0, n), np.int64)


def _highest(documents: list[Ids], n: int) -> tuple[Ids, Ids]:
    """Distinct n-grams (M, n) and how often each came (M,)."""
    grams, counts = np.unique(_windows(documents, n), axis=0, return_counts=True)
    return grams, counts


def _continuation_counts(documents: list[Ids], n: int) -> tuple[Ids, Ids]:
    """Distinct n-grams (M, n) and after how many different tokens each came (M,).

    An n-gram that opens a document came after its start, which counts as one more kind of token (-1).
    """
    padded = [np.concatenate([[-1], ids]) for ids in documents]
    longer = np.unique(_windows(padded, n + 1), axis=0)
    longer = longer[(longer[:, 1:] >= 0).all(axis=1)]
    grams, counts = np.unique(longer[:, 1:], axis=0, return_counts=True)
    return grams, counts


def _by_context(grams: Ids, counts: Ids) -> dict[tuple[int, ...], _Continuations]:
    """Group sorted n-grams (M, n) by their first n-1 tokens."""
    discount = _discount(counts)
    contexts = grams[:, :-1]
    starts = np.flatnonzero(np.concatenate([[True], (contexts[1:] != contexts[:-1]).any(axis=1)])) if len(grams) else []
    ends = [*starts[1:], len(grams)]
    return {
        tuple(contexts[a].tolist()): _discounted(grams[a:b, -1], counts[a:b], discount)
        for a, b in zip(starts, ends, strict=True)
    }


def _discounted(tokens: Ids, counts: Ids, discount: float) -> _Continuations:
    total = counts.sum()
    return _Continuations(tokens, (counts - discount) / total, float(discount * len(counts) / total))


def _discount(counts: Ids) -> float:
    """D = n1 / (n1 + 2 n2), kept inside (0, 1) for tiny corpora; Ney, Essen & Kneser (1994)."""
    ones, twos = int((counts == 1).sum()), int((counts == 2).sum())
    return min(0.9, max(0.1, ones / (ones + 2 * twos))) if ones else 0.1
