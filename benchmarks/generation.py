"""Generation: milliseconds a token, ours against eager PyTorch, each with keys and values kept and without."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec

import numpy as np
from threadpoolctl import threadpool_limits

from benchmarks.timing import Row, medians, show
from benchmarks.trainers import THREADS, random_params
from tokenroom.model.layers import Params
from tokenroom.model.sampling import draw, generate
from tokenroom.model.transformer import TransformerConfig, next_logits

RUNS = 7
SHAPES = [  # the rival's, and that of a small model of characters
    TransformerConfig(vocab_size=4096, context=128, layers=4, heads=4, width=160),
    TransformerConfig(vocab_size=65, context=128, layers=4, heads=4, width=128),
]


def rows() -> Iterator[Row]:
    """Generate a context full of tokens from the first one, one text, by every way there is."""
    for config in SHAPES:
        yield from measure(config)


def measure(config: TransformerConfig) -> Iterator[Row]:
    """Time ours and theirs, interleaved; PyTorch is also given one thread, for so small products may like it better."""
    params = random_params(config)
    kept, again = _ours(params, config), _ours_again(params, config)
    theirs = [_theirs(params, config, keep, threads) for keep in (True, False) for threads in (THREADS, 1)]
    with threadpool_limits(1, "blas"):
        times = medians([_timed(call, config.context) for call in (kept, again, *theirs)], RUNS)
    ours, ours_again, peer, peer_one, peer_again, peer_again_one = times
    assert ours is not None
    assert ours_again is not None
    shape = f"V {config.vocab_size}, {config.width} wide"
    yield Row(f"a token, {shape}, against PyTorch with a cache", ours, peer, "0.33")
    if peer is not None:
        yield Row("   the same, PyTorch on 1 thread", ours, peer_one, "0.33")
        yield Row("   the same, against PyTorch that reads all again", ours, peer_again, "")
        yield Row("   the same, PyTorch on 1 thread", ours, peer_again_one, "")
    yield Row("   ours that reads all again, against PyTorch that does", ours_again, peer_again, "")


def _timed(call: Callable[[], object] | None, tokens: int) -> Callable[[], float] | None:
    """Return a call that gives the seconds a token of `call`, which makes `tokens`, the second time it is called."""
    if call is None:
        return None

    def measure() -> float:
        call()
        began = time.perf_counter()
        call()
        return (time.perf_counter() - began) / tokens

    return measure


def _ours(params: Params, config: TransformerConfig) -> Callable[[], object]:
    return lambda: list(generate(params, config, [1], config.context, rng=np.random.default_rng(0)))


def _ours_again(params: Params, config: TransformerConfig) -> Callable[[], object]:
    def make() -> None:
        ids, rng = np.ones((1, 1), np.int64), np.random.default_rng(0)
        for _ in range(config.context):
            drawn = draw(next_logits(params, config, ids), 1.0, None, None, rng)
            ids = np.concatenate((ids, drawn[:, None]), axis=1)

    return make


def _theirs(params: Params, config: TransformerConfig, keep: bool, threads: int) -> Callable[[], object] | None:
    if find_spec("torch") is None:
        return None
    from benchmarks.torch_model import TorchTransformer, torch_generate

    model = TorchTransformer(params, config)
    return lambda: torch_generate(model, [1], config.context, keep, threads)


if __name__ == "__main__":
    show(rows())
