"""The transformer as a rival: one checkpoint of its training sits down and predicts."""

from __future__ import annotations

from collections.abc import Sequence

from tokenroom.model.checkpoint import Checkpoint
from tokenroom.model.sampling import log_probs, next_log_probs
from tokenroom.scoring import Floats
from tokenroom.text.tokenizer import Tokenizer


class CheckpointRival:
    """A transformer after so many phrases of training; it reads an end-of-text token first."""

    def __init__(self, checkpoint: Checkpoint, tokenizer: Tokenizer) -> None:
        self._checkpoint, self._start = checkpoint, tokenizer.end_of_text

    @property
    def name(self) -> str:
        """step-N, N being the phrases it has read."""
        return f"step-{self._checkpoint.phrases}"

    @property
    def tokens_read(self) -> int:
        """How many tokens its phrases held."""
        return self._checkpoint.phrases * self._checkpoint.config.context

    def log_probs(self, context: Sequence[int]) -> Floats:
        """Return log-probabilities of every token after `context`, shape (V,)."""
        return next_log_probs(self._checkpoint.params, self._checkpoint.config, [self._start, *context])

    def passage_log_probs(self, ids: Sequence[int]) -> Floats:
        """Return `log_probs(ids[:t])` for each t below len(ids), shape (T, V); half a context before each at least."""
        return log_probs(self._checkpoint.params, self._checkpoint.config, [self._start, *ids[:-1]])


class NamedCheckpoint(CheckpointRival):
    """A transformer that plays under a name of its own, since its phrases alone do not say what it is."""

    def __init__(self, name: str, checkpoint: Checkpoint, tokenizer: Tokenizer) -> None:
        super().__init__(checkpoint, tokenizer)
        self._name = name

    @property
    def name(self) -> str:
        """What it was called."""
        return self._name
