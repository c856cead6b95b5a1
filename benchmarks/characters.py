"""The characters of tiny Shakespeare: the text that small language models of characters are compared on."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tokenroom.model.layers import Floats, Integers
from tokenroom.scoring import log_softmax

_ROOT = Path(__file__).parents[1]
DEFAULT = Path(os.environ.get("TINYSHAKESPEARE", _ROOT.parent / "shared" / "data" / "tinyshakespeare.txt"))
_TOGETHER = 16  # windows in one forward pass


@dataclass(frozen=True)
class Characters:
    """A text as numbers: the first nine tenths to learn from, the rest to be judged on."""

    alphabet: str
    training: Integers
    validation: Integers

    def batch(self, phrases: int, context: int, rng: np.random.Generator) -> tuple[Integers, Integers]:
        """Cut phrases out of the training part, anywhere: ids and targets, (B, T) each."""
        starts = rng.integers(0, len(self.training) - context, phrases)
        places = starts[:, None] + np.arange(context)
        return self.training[places], self.training[places + 1]

    def windows(self, context: int) -> tuple[Integers, Integers]:
        """Cut the whole validation part into windows side by side: ids and targets, (B, T) each."""
        count = (len(self.validation) - 1) // context
        ids, targets = self.validation[: count * context], self.validation[1 : count * context + 1]
        return ids.reshape(count, context), targets.reshape(count, context)


def load(path: Path = DEFAULT) -> Characters | None:
    """Read the text, or return None, and say so, where there is none."""
    if not path.is_file():
        print(f"no text at {path}: name tinyshakespeare.txt with --text, or in TINYSHAKESPEARE")
        return None
    text = path.read_text(encoding="utf-8")
    alphabet = "".join(sorted(set(text)))
    number = {character: place for place, character in enumerate(alphabet)}
    ids = np.array([number[character] for character in text], np.int64)
    split = int(len(ids) * 0.9)
    return Characters(alphabet, ids[:split], ids[split:])


def loss(logits: Callable[[Integers], Floats], windows: tuple[Integers, Integers], threads: int = 1) -> float:
    """Return the mean surprise in nats a character; `logits` makes (B, T, V) of ids (B, T), whoever it belongs to."""

    def surprise(first: int) -> float:
        ids, targets = (part[first : first + _TOGETHER] for part in windows)
        said = log_softmax(logits(ids))  # (B, T, V)
        return -float(np.take_along_axis(said, targets[..., None], axis=-1).sum())

    with ThreadPoolExecutor(threads) as pool:
        return sum(pool.map(surprise, range(0, len(windows[0]), _TOGETHER))) / windows[0].size
