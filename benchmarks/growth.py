"""How the cost of a training step grows: with the context, with the width, with the vocabulary, one at a time."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import numpy as np

from benchmarks.throughput import rates
from benchmarks.timing import Row, medians, show
from benchmarks.trainers import pair, step_time
from tokenroom.model.optimisers import Rates
from tokenroom.model.transformer import TransformerConfig

RUNS = 3
TOKENS = 1024  # a step, or more where two phrases are longer: each lane should have one
BASE = TransformerConfig(vocab_size=1024, context=128, layers=4, heads=4, width=128)
VARIED: dict[str, tuple[int, ...]] = {
    "context": (64, 128, 256, 512, 1024),
    "width": (64, 128, 256, 512),
    "vocab_size": (1024, 4096, 16_384, 64_000, 128_000),
}


def rows() -> Iterator[Row]:
    """Vary each of them, and leave the others as in `BASE`."""
    for what, values in VARIED.items():
        for value in values:
            yield measure(what, value)


def measure(what: str, value: int) -> Row:
    """Time a step of one shape."""
    config = msgspec.structs.replace(BASE, **{what: value})
    phrases = max(2, TOKENS // config.context)
    tokens = np.random.default_rng(1).integers(0, config.vocab_size, (2, phrases, config.context))
    calls = [step_time(trainer, (tokens[0], tokens[1]), 1) for trainer in pair(config, Rates(muon=0.001, adam=0.001))]
    ours, peer = medians(calls, RUNS)
    assert ours is not None
    name = f"step of {phrases} × {config.context} tokens, {what.replace('vocab_size', 'vocabulary')} {value:,}"
    return Row(name, ours, peer, "", rates(tokens[0].size, ours, peer))


if __name__ == "__main__":
    show(rows())
