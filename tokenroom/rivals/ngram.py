"""N-gram rivals: uniform, and interpolated modified Kneser–Ney of any order (order 1 is the unigram, 2 the bigram).

Source: Chen & Goodman (1998), *An Empirical Study of Smoothing Techniques for Language Modeling*, sections 2.7 and 3:
the highest order counts how often a sequence came, the lower ones after how many different tokens it came. From each
count a discount is taken, one for counts of 1, of 2 and of 3 or more (equation 27), and what was taken is handed to
the order below; below the unigram lies the uniform.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tokenroom.errors import BadInput
from tokenroom.scoring import Floats

Ids = NDArray[np.int64]

_NO_CONTEXT = -1  # the number of a context that reaches back beyond the text; no n-gram has it
_BEYOND = np.iinfo(np.int64).max  # greater than the number of any context
# What lmplz --discount_fallback takes where counts of counts allow no estimate: Heafield et al. (2013), *Scalable
# Modified Kneser-Ney Language Model Estimation*, and its manual.
_FALLBACK = (0.0, 0.5, 1.0, 1.5)


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
    """Interpolated modified Kneser–Ney n-grams counted on training documents.

    Args:
        documents: token ids of each document; no n-gram reaches from one into the next.
        order: length of the longest n-gram; 1 is a unigram model.
        vocabulary_size: V; tokens that never came keep a share of the uniform.
        edge: the token that stands between documents; a context is then read as the beginning of one.

    Raises:
        BadInput: so many tokens that an n-gram does not fit into 63 bits; V = 4,096 allows order 5.
    """

    def __init__(
        self,
        documents: Iterable[Sequence[int] | NDArray[np.integer[Any]]],
        order: int,
        vocabulary_size: int,
        edge: int | None = None,
    ) -> None:
        self.order, self.vocabulary_size = order, vocabulary_size
        _check_fits(self.name, order, vocabulary_size)
        self._before: list[int] = [] if edge is None else [edge] * (order - 1)
        text = _joined(documents, self._before, [] if edge is None else [edge])
        tables = [_table(_counted(text, n, order, vocabulary_size), vocabulary_size) for n in range(1, order + 1)]
        self._unigram = _dense(tables[0], vocabulary_size)  # (V,)
        self._longer = tables[1:]

    @property
    def name(self) -> str:
        """unigram, bigram or kneser-ney-N."""
        return {1: "unigram", 2: "bigram"}.get(self.order, f"kneser-ney-{self.order}")

    def log_probs(self, context: Sequence[int]) -> Floats:
        """Return log-probabilities of every token after `context`, shape (V,)."""
        recent = context[max(0, len(context) - self.order + 1) :]
        after: Floats = self._log_probs([*self._before, *recent], 1)[0]
        return after

    def passage_log_probs(self, ids: Sequence[int]) -> Floats:
        """Return `log_probs(ids[:t])` for each t below len(ids), shape (T, V)."""
        return self._log_probs([*self._before, *ids[:-1]], len(ids))

    def _log_probs(self, text: Sequence[int], count: int) -> Floats:
        """Log-probabilities of what follows each of the `count` longest beginnings of `text`, all of it the last.

        The chain p = share + left · (p one order below), multiplied out: each order's shares weigh as much as all the
        higher orders left, and the unigram's row is the only one that is dense.
        """
        stream = np.array(text, dtype=np.int64)
        weights, seen = np.ones(count), []  # what the orders from here upwards leave: (T,)
        for length, table in reversed(list(enumerate(self._longer, start=1))):
            rows = table.find(_contexts(stream, length, count, self.vocabulary_size))  # (T,)
            seen.append((table, rows, weights))
            weights = weights * table.left[rows]
        p: Floats = weights[:, None] * self._unigram  # (T, V)
        for table, rows, above in seen:
            for t, row in enumerate(rows.tolist()):
                tokens, shares = table.after(row)
                p[t, tokens] += above[t] * shares
        return np.log(p, out=p)


@dataclass(frozen=True)
class _Table:
    """N-grams of one length, row by row: a context, the tokens that came after it, and what each of them gets.

    A context t1 … t(n-1) is kept as one number, its tokens being digits to the base V, so that finding it is a binary
    search. The last row is that of every context that never came: nothing stands in it, and all is left to the lower
    orders.
    """

    contexts: Ids  # (K + 1,), sorted
    starts: Ids  # (K + 2,): where each row begins in the two below
    tokens: NDArray[np.int32]  # (M,)
    shares: Floats  # (M,): discounted count over the row's total
    left: Floats  # (K + 1,): the share that the discounts leave to the order below

    def find(self, contexts: Ids) -> Ids:
        """Return the row of each context (T,) by its number, shape (T,)."""
        at = np.searchsorted(self.contexts, contexts)
        rows: Ids = np.where(self.contexts[at] == contexts, at, len(self.contexts) - 1)
        return rows

    def after(self, row: int) -> tuple[NDArray[np.int32], Floats]:
        """Return the tokens that came (n,) and their shares (n,)."""
        row_of = slice(self.starts[row], self.starts[row + 1])
        return self.tokens[row_of], self.shares[row_of]


@dataclass(frozen=True)
class _Text:
    """All training documents in one array, each between its edges.

    A position is `real` if a token that can be predicted stands there; the padding before a document is not.
    `place` counts the tokens of its document, padding included, that stand before a position.
    """

    ids: Ids  # (N,)
    place: NDArray[np.int32]  # (N,)
    padding: int

    def runs(self, length: int, base: int) -> Ids:
        """Numbers of all runs of `length` tokens that lie in one document and end at a real token, sorted."""
        ends = self.place[length - 1 :] >= max(length - 1, self.padding)
        numbers = _numbers(self.ids, length, base)[ends]
        numbers.sort()
        return numbers


def _joined(
    documents: Iterable[Sequence[int] | NDArray[np.integer[Any]]], before: list[int], after: list[int]
) -> _Text:
    edges = [np.array(edge, np.int64) for edge in (before, after)]
    arrays = [np.concatenate([edges[0], np.asarray(ids, np.int64), edges[1]]) for ids in documents]
    ids = np.concatenate([np.empty(0, np.int64), *arrays])
    place = np.concatenate([np.empty(0, np.int32), *(np.arange(len(a), dtype=np.int32) for a in arrays)])
    return _Text(ids, place, len(before))


def _counted(text: _Text, n: int, order: int, base: int) -> tuple[Ids, Ids]:
    """Distinct n-grams (M,), sorted, with what is counted of each (M,).

    For the highest order that is how often it came, for the others after how many different tokens it came.
    """
    if n == order:
        return _tally(text.runs(n, base))
    longer, _ = _tally(text.runs(n + 1, base))
    return _tally(np.sort(longer % base**n))  # without its first token


def _tally(numbers: Ids) -> tuple[Ids, Ids]:
    """Distinct numbers among sorted ones, and how often each is there."""
    first = np.flatnonzero(np.diff(numbers, prepend=-1))
    return numbers[first], np.diff(first, append=len(numbers))


def _table(counted: tuple[Ids, Ids], base: int) -> _Table:
    """Discount the counts of distinct n-grams and lay them out by context."""
    grams, counts = counted
    contexts, sizes = _tally(grams // base)
    starts = np.cumsum([0, *sizes])  # (K + 1,)
    discounts = np.array(_discounts(counts))[np.minimum(counts, 3)]  # (M,)
    totals = _row_sums(counts, starts)  # (K,)
    return _Table(
        contexts=np.append(contexts, _BEYOND),
        starts=np.append(starts, len(grams)),
        tokens=(grams % base).astype(np.int32),
        shares=(counts - discounts) / np.repeat(totals, sizes),
        left=np.append(_row_sums(discounts, starts) / totals, 1.0),
    )


def _row_sums(values: NDArray[np.int64] | Floats, starts: Ids) -> Floats:
    sums: Floats = np.add.reduceat(values, starts[:-1], dtype=np.float64) if len(values) else np.empty(0)
    return sums


def _dense(table: _Table, vocabulary_size: int) -> Floats:
    """The unigram's probabilities, the uniform below it: (V,)."""
    (row,) = table.find(np.zeros(1, np.int64)).tolist()
    p = np.full(vocabulary_size, table.left[row] / vocabulary_size)
    tokens, shares = table.after(row)
    p[tokens] += shares
    return p


def _contexts(stream: Ids, length: int, count: int, base: int) -> Ids:
    """The last `length` tokens of each of the `count` longest beginnings of `stream`, as numbers: (T,)."""
    numbers = _numbers(stream, length, base)
    numbers = numbers[max(0, len(numbers) - count) :]
    return np.concatenate([np.full(count - len(numbers), _NO_CONTEXT), numbers])


def _numbers(ids: Ids, length: int, base: int) -> Ids:
    """Each run of `length` tokens in `ids` as one number, its tokens being digits to the base V, by Horner's rule."""
    runs = max(0, len(ids) - length + 1)
    numbers = np.zeros(runs, np.int64)
    for place in range(length):
        numbers *= base
        numbers += ids[place : place + runs]
    return numbers


def _discounts(counts: Ids) -> tuple[float, ...]:
    """What is taken from a count of 0, 1, 2, and 3 or more: Chen & Goodman (1998), equation 27.

    A tiny corpus may have no count of 1, 2 or 3, or such that a discount were not positive; then fixed ones serve.
    """
    n1, n2, n3, n4 = (int((counts == k).sum()) for k in (1, 2, 3, 4))
    if not (n1 and n2 and n3):
        return _FALLBACK
    y = n1 / (n1 + 2 * n2)
    found = (1 - 2 * y * n2 / n1, 2 - 3 * y * n3 / n2, 3 - 4 * y * n4 / n3)
    return (0.0, *found) if min(found) > 0 else _FALLBACK


def _check_fits(name: str, order: int, vocabulary_size: int) -> None:
    if vocabulary_size**order >= 2**63:
        longest = int(63 / math.log2(vocabulary_size) - 1e-9)
        wrong = f"runs of {order} among {vocabulary_size:,} tokens do not fit into 63 bits"
        raise BadInput("rival", name, wrong, f"runs of {longest} do")
