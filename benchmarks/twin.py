"""How long the twin takes for one phrase on one core: to learn from it at most 50 ms."""

from __future__ import annotations

import numpy as np
from threadpoolctl import threadpool_limits

from benchmarks.timing import Row, median, seconds
from tokenroom.rivals.twin import Twin

PHRASES, LENGTH = 60, 120
VOCABULARY = 128_000


def rows() -> list[Row]:
    """Time a twin on phrases whose tokens are as common as words are, after it has met the common ones."""
    rng = np.random.default_rng(1)
    phrases = np.minimum(rng.zipf(1.3, (2 * PHRASES, LENGTH)), VOCABULARY - 1).tolist()
    with threadpool_limits(1):
        return _timed(Twin(VOCABULARY, seed=1), phrases)


def _timed(twin: Twin, phrases: list[list[int]]) -> list[Row]:
    for phrase in phrases[:PHRASES]:
        twin.learn(phrase)
    learning = [seconds(lambda phrase=phrase: twin.learn(phrase)) for phrase in phrases[PHRASES:]]
    answering = [seconds(lambda phrase=phrase: twin.log_probs(phrase)) for phrase in phrases[PHRASES:]]
    met = f"{len(twin.state.tokens):,} tokens met of {VOCABULARY:,}"
    return [
        Row(f"twin learns a phrase of {LENGTH}, {met}, median", median(learning), None, "50 ms"),
        Row(f"one answer of the twin after {LENGTH} tokens, median", median(answering), None, "20 ms"),
    ]
