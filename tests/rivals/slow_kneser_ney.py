"""Modified Kneser–Ney once more, straight from Chen & Goodman (1998): dictionaries, recursion, no NumPy."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

Gram = tuple[int, ...]


class SlowKneserNey:
    """The same model as `tokenroom.rivals.ngram.KneserNey`, as slow as it is plain."""

    def __init__(self, documents: Sequence[Sequence[int]], order: int, size: int, edge: int | None) -> None:
        self.order, self.size = order, size
        self.before: Gram = () if edge is None else (edge,) * (order - 1)
        after: Gram = () if edge is None else (edge,)
        texts = [(*self.before, *document, *after) for document in documents]
        self.counts = {n: self._count(texts, n) for n in range(1, order + 1)}
        self.discounts = {n: discounts(counts) for n, counts in self.counts.items()}

    def _count(self, texts: Sequence[Gram], n: int) -> Counter[Gram]:
        if n == self.order:
            return Counter(self._grams(texts, n))
        before: defaultdict[Gram, set[int]] = defaultdict(set)  # the different tokens that an n-gram came after
        for first, *rest in self._grams(texts, n + 1):
            before[tuple(rest)].add(first)
        return Counter({gram: len(tokens) for gram, tokens in before.items()})

    def _grams(self, texts: Sequence[Gram], n: int) -> list[Gram]:
        ends = [(text, end) for text in texts for end in range(len(self.before), len(text)) if end >= n - 1]
        return [text[end - n + 1 : end + 1] for text, end in ends]

    def log_probs(self, context: Sequence[int]) -> list[float]:
        whole = (*self.before, *context)
        recent = whole[len(whole) - min(self.order - 1, len(whole)) :]
        return [math.log(self.p(recent, token)) for token in range(self.size)]

    def p(self, context: Gram, token: int) -> float:
        """Return what equation 27 gives a token after a context, and what it hands down to the order below."""
        n = len(context) + 1
        below = self.p(context[1:], token) if context else 1 / self.size
        followers = {gram[-1]: count for gram, count in self.counts[n].items() if gram[:-1] == context}
        if not followers:
            return below
        total = sum(followers.values())
        taken = {follower: self.discounts[n][min(count, 3)] for follower, count in followers.items()}
        share = (followers[token] - taken[token]) / total if token in followers else 0.0
        return share + sum(taken.values()) / total * below


def discounts(counts: Counter[Gram]) -> dict[int, float]:
    """Return what is taken from a count of 1, 2, and 3 or more."""
    n = Counter(counts.values())
    if n[1] and n[2] and n[3]:
        y = n[1] / (n[1] + 2 * n[2])
        found = {k: k - (k + 1) * y * n[k + 1] / n[k] for k in (1, 2, 3)}
        if all(d > 0 for d in found.values()):
            return found
    return {1: 0.5, 2: 1.0, 3: 1.5}
