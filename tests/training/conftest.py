"""What the training tests share: a tiny language and a tiny model to learn it."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Any

import numpy as np

from tokenroom.model.transformer import TransformerConfig
from tokenroom.training.mixture import Part
from tokenroom.training.pretrain import PretrainSettings
from tokenroom.training.run import TrainJob

END = 9
CONFIG = TransformerConfig(vocab_size=10, context=8, layers=1, heads=2, width=8, mlp_ratio=2)
SETTINGS = PretrainSettings(phrases=60, batch=4, micro_batch=2, rungs=(0, 10, 60), marks=(30,), dropout=0.1)


def documents(number: int = 6, length: int = 40, seed: int = 0) -> list[list[int]]:
    """Return documents that count upwards from a random digit, 0 to 8 and round again."""
    rng = np.random.default_rng(seed)
    return [[int((first + i) % 9) for i in range(length)] for first in rng.integers(0, 9, number)]


def job(**changes: Any) -> TrainJob:
    """Return a job that takes a fraction of a second."""
    whole = {
        "parts": {"counting": Part()},
        "documents": {"counting": documents()},
        "held_out": {"counting": documents(2, 30, seed=1)},
        "tokenizer": "t" * 64,
        "end_of_text": END,
        "config": CONFIG,
        "settings": SETTINGS,
    }
    return TrainJob(**{**whole, **changes})


class Ticks:
    """A clock that goes one second further whenever somebody looks at it."""

    def __init__(self) -> None:
        self._seconds = count()

    def __call__(self) -> float:
        return float(next(self._seconds))


def weights_in(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every array file below a folder, by its place."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.npz"))}
