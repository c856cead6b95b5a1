"""What training and measuring hold at once: a laptop that hosts a class may have little memory."""

from __future__ import annotations

import tracemalloc
from typing import Any
from weakref import finalize

import numpy as np
from numpy.typing import NDArray

from tokenroom.model.loss import loss_and_grads
from tokenroom.model.transformer import TransformerConfig, init_params
from tokenroom.training.duel import DuelPlan, new_duel
from tokenroom.training.pretrain import PretrainSettings

CONFIG = TransformerConfig(vocab_size=2_000, context=32, layers=1, heads=2, width=16)


def test_a_glance_at_many_documents_holds_the_table_of_one_in_double_precision() -> None:
    rng = np.random.default_rng(1)
    held_out = [rng.integers(0, 2_000, 40).tolist() for _ in range(40)]
    settings = PretrainSettings(phrases=4, batch=4, rungs=(), dropout=0.0)
    duel = new_duel(DuelPlan(CONFIG, settings, 0, held_out), {"raw": held_out})
    logits = 40 * 32 * 2_000 * 4  # bytes
    tracemalloc.start()
    duel.step()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 0.5 * logits  # the logits themselves lie in an arena, which is mapped


class Held:
    """Gives arrays as `np.empty` does, and counts the bytes of those that somebody holds."""

    def __init__(self) -> None:
        self.now = self.most = 0

    def __call__(self, shape: tuple[int, ...], dtype: Any) -> NDArray[Any]:
        array = np.empty(shape, dtype)
        self.now += array.nbytes
        self.most = max(self.most, self.now)
        finalize(array, self._let_go, array.nbytes)
        return array

    def _let_go(self, size: int) -> None:
        self.now -= size


def test_the_memory_of_a_block_goes_to_the_one_below_it() -> None:
    """A deeper transformer remembers some 13 times the stream a block, and needs no more for the way back."""
    most = []
    for layers in (2, 4):
        config = TransformerConfig(vocab_size=50, context=32, layers=layers, heads=2, width=64)
        ids, held = np.random.default_rng(1).integers(0, 50, (64, 32)), Held()
        loss_and_grads(init_params(config, np.random.default_rng(0)), config, ids, ids, None, held)
        most.append(held.most)
    stream = 64 * 32 * 64 * 4  # bytes
    assert (most[1] - most[0]) / 2 < 16 * stream
