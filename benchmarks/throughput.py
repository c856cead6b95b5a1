"""Tokens a second, the same model and optimisers in NumPy and in eager PyTorch; and the step against the machine."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from threadpoolctl import threadpool_limits

from benchmarks.timing import Row, medians, show
from benchmarks.trainers import THREADS, pair, step_time
from tokenroom.model.optimisers import QUINTICS, Rates, uses_muon
from tokenroom.model.transformer import TransformerConfig, param_shapes

RUNS, STEPS = 3, 4
BATCH = 2048  # tokens a step
SHAPES = [(65, 128, 64), (65, 128, 128), (65, 256, 128), (4096, 128, 128), (4096, 256, 128)]  # vocabulary, width, T
SIDE = 1024  # of the matrices that the machine is measured with


def rows() -> Iterator[Row]:
    """Measure every shape: against PyTorch, and against what NumPy's matmul makes of these cores."""
    for vocabulary, width, context in SHAPES:
        config = TransformerConfig(vocab_size=vocabulary, context=context, layers=4, heads=4, width=width)
        yield from measure(config, BATCH // context)


def measure(config: TransformerConfig, batch: int) -> Iterator[Row]:
    """Time steps of `batch` phrases by both, interleaved with products of large matrices."""
    tokens = np.random.default_rng(1).integers(0, config.vocab_size, (2, batch, config.context))
    trainers = pair(config, Rates(muon=0.001, adam=0.001))
    calls = [step_time(trainer, (tokens[0], tokens[1]), STEPS) for trainer in trainers]
    ours, peer, product = medians([*calls, product_time], RUNS)
    assert ours is not None
    assert product is not None
    shape = f"V {config.vocab_size}, {config.width} wide, T {config.context}, batch {batch}"
    yield Row(f"training step, {shape}, against PyTorch", ours, peer, "0.77", rates(tokens[0].size, ours, peer))
    speed = 2 * SIDE**3 / product  # operations a second
    ideal = operations(config, batch) / speed
    note = f"{100 * ideal / ours:.0f} % of matmul's {speed / 1e9:.0f} GFLOP/s"
    yield Row("   the same, against its products alone at the speed of matmul", ours, ideal, "2", note)


def rates(tokens: int, ours: float, peer: float | None) -> str:
    """Return tokens a second, in words."""
    return f"{tokens / ours:,.0f} tokens/s" + ("" if peer is None else f", PyTorch {tokens / peer:,.0f}")


def operations(config: TransformerConfig, batch: int) -> float:
    """Count the floating-point operations that a step asks of matrix products; all else counts as nothing.

    A product of (n, m) and (m, k) counts 2·n·m·k. Every matrix of weights takes part in three: forward, for the
    gradient of its input, and for its own. Attention has two forward and four backward, over all T × T pairs, the
    masked ones too, for they are computed. A round of Muon's is a matrix times itself transposed, which is symmetric
    and counts half, and two full products.
    """
    shapes, tokens = param_shapes(config), batch * config.context
    matrices = {name: shape for name, shape in shapes.items() if len(shape) == 2}
    linear = 3 * 2 * tokens * sum(n * m for n, m in matrices.values())
    attention = config.layers * 6 * 2 * batch * config.context**2 * config.width
    return linear + attention + sum(_muon(name, *shape) for name, shape in matrices.items() if uses_muon(name))


def _muon(name: str, rows: int, columns: int) -> float:
    parts = 3 if name.endswith("qkv") else 1
    short, long = sorted((rows, columns // parts))
    return parts * len(QUINTICS) * (short**2 * long + 2 * short**3 + 2 * short**2 * long)


def product_time() -> float:
    """Return the seconds that one product takes where two cores work on products, in the better of the two ways."""
    return min(_in_one(), _side_by_side())


def _in_one(times: int = 12) -> float:
    with threadpool_limits(THREADS, "blas"):
        return _products(times)


def _side_by_side(times: int = 12) -> float:
    with threadpool_limits(1, "blas"), ThreadPoolExecutor(THREADS) as pool:
        each = list(pool.map(_products, [times // THREADS] * THREADS))
        return max(each) / THREADS


def _products(times: int) -> float:
    left, right, out = np.random.default_rng(2).random((3, SIDE, SIDE), np.float32)
    np.matmul(left, right, out=out)
    began = time.perf_counter()
    for _ in range(times):
        np.matmul(left, right, out=out)
    return (time.perf_counter() - began) / times


if __name__ == "__main__":
    show(rows())
