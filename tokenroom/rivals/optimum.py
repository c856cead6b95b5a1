"""The optimum: the best predictor of a process as a player; nobody is less surprised on average."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tokenroom.scoring import Floats
from tokenroom.text.number_phrases import NumberPhrases
from tokenroom.text.symbols_processes import Process


class Optimum:
    """Knows a process and its settings, but not what chance drew for this sequence; tokens are its symbols.

    What cannot come has a log-probability of -inf.

    Args:
        process: one of those that give symbols 0…k-1, or the phrases of numbers.
    """

    name = "optimum"

    def __init__(self, process: Process | NumberPhrases) -> None:
        self.process = process

    @property
    def vocabulary_size(self) -> int:
        """The number V of tokens."""
        process = self.process
        return process.vocabulary_size if isinstance(process, NumberPhrases) else process.size

    def log_probs(self, context: Sequence[int]) -> Floats:
        """Return log-probabilities of every token after `context`, shape (V,), in nats.

        Raises:
            ValueError: a token outside the vocabulary, or a context that cannot come from the process.
        """
        if isinstance(self.process, NumberPhrases):
            return self.process.log_probs(context)
        after: Floats = self._of_symbols(self.process, [*context, 0])[-1]  # any symbol: no row depends on its own
        return after

    def passage_log_probs(self, ids: Sequence[int]) -> Floats:
        """Return `log_probs(ids[:t])` for each t below len(ids), shape (T, V); raises as `log_probs` does."""
        if isinstance(self.process, NumberPhrases):
            return self.process.passage_log_probs(ids)
        return self._of_symbols(self.process, ids)

    def _of_symbols(self, process: Process, ids: Sequence[int]) -> Floats:
        """Log-probabilities at each of `ids` (T,) from those before it, (T, V)."""
        size = self.vocabulary_size
        if not all(0 <= token < size for token in ids):
            raise ValueError(f"every token must be from 0 to {size - 1}")
        symbols = np.array(ids, np.int64)
        with np.errstate(divide="ignore", invalid="ignore"):  # ln 0 = -inf; 0 / 0 behind what cannot come
            p = process.predict(symbols)  # (T, V)
            if not (p[np.arange(len(ids)), symbols][:-1] > 0.0).all():  # also false for NaN
                raise ValueError("this context cannot come from the process")
            log_p: Floats = np.log(p)
        return log_p
