"""Rollouts: seconds a token of many answers drawn side by side, against one at a time, in PyTorch and by our own."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec

import numpy as np
from threadpoolctl import threadpool_limits

from benchmarks.assistant import chat_model, prompts
from benchmarks.timing import Row, medians, show
from benchmarks.trainers import THREADS
from tokenroom.model.checkpoint import Checkpoint
from tokenroom.model.rollouts import rollouts
from tokenroom.model.sampling import generate
from tokenroom.rivals.field import open_field

RUNS = 7
PROMPTS, LONGEST = 8, 40
GROUPS = 8, 32  # answers to each prompt: as many as in an update of the levels, and as many as would be better still
NEVER = -60.0  # a bias at which no end is drawn


def rows() -> Iterator[Row]:
    """Answers of 40 tokens each, and answers to their ends, which are of many lengths."""
    model, end = chat_model(), open_field("english").tokenizer.im_end
    for group in GROUPS:
        yield from measure(f"a token of {PROMPTS * group} answers of {LONGEST} tokens", endless(model, end), end, group)
    yield from measure(f"a token of {PROMPTS * GROUPS[0]} answers to their ends", model, end, GROUPS[0])


def measure(what: str, policy: Checkpoint, end: int, group: int) -> Iterator[Row]:
    """Time all ways, interleaved; each draws its own answers, so it is the tokens that are counted.

    One at a time is also given a single thread, for so small products may like it better.
    """
    asked = prompts(PROMPTS, LONGEST)
    ways: list[Way] = [_together, _alone, _in_torch]
    calls = [way(policy, asked, end, group, threads) for way in ways for threads in (THREADS, 1)]
    ours, ours_one, alone, alone_one, theirs, theirs_one = medians(calls, RUNS)
    assert ours is not None
    assert ours_one is not None
    if theirs is not None and theirs_one is not None:
        yield _row(f"{what}; PyTorch one at a time", ours, theirs, "0.1")
        yield _row("   the same, PyTorch on 1 thread", ours, theirs_one, "0.1")
    yield _row(f"{what}; ours one at a time", ours, alone or 0.0)
    yield _row("   the same, one at a time on 1 thread", ours, alone_one or 0.0)
    yield _row("   the same, both on 1 thread", ours_one, alone_one or 0.0)


def _row(what: str, ours: float, peer: float, limit: str = "") -> Row:
    note = f"{1 / ours:,.0f} tokens/s, one at a time {1 / peer:,.0f}: {peer / ours:.1f} times"
    return Row(what, ours, peer, limit, note)


def endless(model: Checkpoint, end: int) -> Checkpoint:
    """Return the model with an end so unlikely that no answer has one."""
    bias = model.params["bias"].copy()
    bias[end] = NEVER
    params = {**model.params, "bias": bias}
    return Checkpoint(params, model.config, 0, model.tokenizer, model.corpora, model.training)


Way = Callable[[Checkpoint, list[list[int]], int, int, int], Callable[[], float] | None]


def _together(
    policy: Checkpoint, asked: list[list[int]], end: int, group: int, threads: int
) -> Callable[[], float] | None:
    every = [prompt for prompt in asked for _ in range(group)]

    def run() -> float:
        rng = np.random.default_rng(0)
        began = time.perf_counter()
        answers = rollouts(policy.params, policy.config, every, LONGEST, end, rng, threads=threads)
        return (time.perf_counter() - began) / sum(map(len, answers))

    return run


def _alone(
    policy: Checkpoint, asked: list[list[int]], end: int, group: int, threads: int
) -> Callable[[], float] | None:
    def run() -> float:
        rng, tokens = np.random.default_rng(0), 0
        began = time.perf_counter()
        for prompt in asked * GROUPS[0]:  # a larger group makes none faster that stands alone
            for token in generate(policy.params, policy.config, prompt, LONGEST, rng=rng):
                tokens += 1
                if token == end:
                    break
        return (time.perf_counter() - began) / tokens

    def limited() -> float:
        with threadpool_limits(threads, "blas"):
            return run()

    return limited


def _in_torch(
    policy: Checkpoint, asked: list[list[int]], end: int, group: int, threads: int
) -> Callable[[], float] | None:
    """Answers of 40 tokens each, whether they have an end or not: all tokens are counted."""
    if find_spec("torch") is None:
        return None
    from benchmarks.torch_model import TorchTransformer, torch_generate

    model = TorchTransformer(policy.params, policy.config)

    def run() -> float:
        began = time.perf_counter()
        for prompt in asked:
            torch_generate(model, prompt, LONGEST, keep=True, threads=threads)
        return (time.perf_counter() - began) / (len(asked) * LONGEST)

    return run


if __name__ == "__main__":
    show(rows())
