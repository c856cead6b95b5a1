"""Rollouts: seconds a token of many answers drawn side by side, against the same prompts answered one at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

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
PROMPTS, GROUP, LONGEST = 8, 8, 40  # as in an update of the levels: 64 answers of up to 40 tokens
NEVER = -60.0  # a bias at which no end is drawn


def rows() -> Iterator[Row]:
    """Answers to their ends, and answers of 40 tokens each."""
    model, end = chat_model(), open_field("english").tokenizer.im_end
    yield from measure("a token of 64 answers to their ends", model, end)
    yield from measure("a token of 64 answers of 40 tokens", endless(model, end), end)


def measure(what: str, policy: Checkpoint, end: int) -> Iterator[Row]:
    """Time both ways, interleaved; each draws its own answers, so it is the tokens that are counted.

    One at a time is also given a single thread, for so small products may like it better.
    """
    asked = [prompt for prompt in prompts(PROMPTS, LONGEST) for _ in range(GROUP)]
    calls = [way(policy, asked, end, threads) for way in (_together, _alone) for threads in (THREADS, 1)]
    ours, ours_one, peer, peer_one = (seconds or 0.0 for seconds in medians(calls, RUNS))
    yield _row(f"{what}, {THREADS} threads", ours, peer)
    yield _row("   the same, one at a time on 1 thread", ours, peer_one)
    yield _row("   the same, both on 1 thread", ours_one, peer_one, limit="")


def _row(what: str, ours: float, peer: float, limit: str = "0.1") -> Row:
    note = f"{1 / ours:,.0f} tokens/s, one at a time {1 / peer:,.0f}: {peer / ours:.1f} times"
    return Row(what, ours, peer, limit, note)


def endless(model: Checkpoint, end: int) -> Checkpoint:
    """Return the model with an end so unlikely that no answer has one."""
    bias = model.params["bias"].copy()
    bias[end] = NEVER
    params = {**model.params, "bias": bias}
    return Checkpoint(params, model.config, 0, model.tokenizer, model.corpora, model.training)


def _together(policy: Checkpoint, asked: list[list[int]], end: int, threads: int) -> Callable[[], float]:
    def run() -> float:
        rng = np.random.default_rng(0)
        began = time.perf_counter()
        answers = rollouts(policy.params, policy.config, asked, LONGEST, end, rng, threads=threads)
        return (time.perf_counter() - began) / sum(map(len, answers))

    return run


def _alone(policy: Checkpoint, asked: list[list[int]], end: int, threads: int) -> Callable[[], float]:
    def run() -> float:
        rng, tokens = np.random.default_rng(0), 0
        began = time.perf_counter()
        for prompt in asked:
            for token in generate(policy.params, policy.config, prompt, LONGEST, rng=rng):
                tokens += 1
                if token == end:
                    break
        return (time.perf_counter() - began) / tokens

    def limited() -> float:
        with threadpool_limits(threads, "blas"):
            return run()

    return limited


if __name__ == "__main__":
    show(rows())
