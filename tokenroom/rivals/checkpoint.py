"""The transformer as a rival: one checkpoint of its training sits down and predicts."""

from __future__ import annotations

from collections.abc import Sequence

from tokenroom.errors import BadInput
from tokenroom.model.checkpoint import Checkpoint
from tokenroom.model.sampling import log_probs
from tokenroom.scoring import Floats
from tokenroom.text.tokenizer import Tokenizer


class CheckpointRival:
    """A transformer after so many phrases of training; it always reads an end-of-text token first.

    Raises:
        BadInput: the checkpoint was trained on another tokenizer's ids.
    """

    def __init__(self, checkpoint: Checkpoint, tokenizer: Tokenizer) -> None:
        if checkpoint.tokenizer != tokenizer.sha256:
            wrong = f"was trained with another tokenizer than {tokenizer.name}"
            raise BadInput(f"checkpoint step-{checkpoint.phrases}", "tokenizer", wrong, "train it again")
        self._checkpoint, self._start = checkpoint, tokenizer.end_of_text

    @property
    def name(self) -> str:
        """step-N, N being the phrases it has read."""
        return f"step-{self._checkpoint.phrases}"

    def log_probs(self, context: Sequence[int]) -> Floats:
        """Return log-probabilities of every token after `context`, shape (V,)."""
        ids = [self._start, *context][-self._checkpoint.config.context :]
        return log_probs(self._checkpoint.params, self._checkpoint.config, ids)[-1]
