"""Time to loss: how long ours takes to predict Shakespeare as well as nanoGPT's recipe for a CPU leads to.

The same text, the same split, the same windows of 64 characters to be judged on (all of the validation part, side by
side), the same number of threads. Only training steps are timed. Our recipe was found by trying on the same text; its
number of steps leaves some way to spare, and the table tells how much.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks import characters
from benchmarks.timing import Row, median, show
from benchmarks.trainers import Ours
from tokenroom.model.optimisers import Rates, schedule
from tokenroom.model.transformer import TransformerConfig, forward, init_params

if TYPE_CHECKING:
    from benchmarks.nanogpt import Result

PUBLISHED = 1.88  # the loss in nanoGPT's README
STEPS, PEER_STEPS, RUNS = 280, 2000, 3
CONTEXT, BATCH = 64, 24
WARM_UP, COOL_DOWN = 0.02, 0.6
RATES = Rates(muon=0.05, adam=0.005, momentum=0.9, muon_decay=0.0, adam_decay=0.0)


def rows(arguments: Sequence[str] = ()) -> Iterator[Row]:
    """Train both, in turn, some times over, each time from another seed."""
    options = _parser().parse_args(arguments)
    text = characters.load(options.text)
    if text is None:
        return
    ours, peers = [], []
    for seed in range(options.runs):
        ours.append(train(text, options.steps, seed))
        if find_spec("torch"):
            peers.append(_peer(text, options.nanogpt, options.peer_steps, seed))
    yield _row(ours, peers)


def train(text: characters.Characters, steps: int, seed: int) -> tuple[float, float]:
    """Train ours; return the seconds of its steps, and the loss it then has."""
    config = TransformerConfig(
        vocab_size=len(text.alphabet), context=CONTEXT, layers=3, heads=4, width=64, attention_gain=1.5
    )
    rng = np.random.default_rng(seed)
    trainer = Ours(config, RATES, init_params(config, rng))
    began = time.perf_counter()
    for step in range(steps):
        trainer.step(*text.batch(BATCH, CONTEXT, rng), schedule((step + 0.5) / steps, WARM_UP, COOL_DOWN))
    taken = time.perf_counter() - began
    return taken, characters.loss(lambda ids: forward(trainer.params, config, ids), text.windows(CONTEXT))


def _peer(text: characters.Characters, checkout: Path | None, steps: int, seed: int) -> Result:
    from benchmarks import nanogpt, nanogpt_checkout

    return nanogpt_checkout.train(checkout, text, steps) if checkout else nanogpt.train(text, steps, seed)


def _row(ours: list[tuple[float, float]], peers: list[Result]) -> Row:
    seconds = median(taken for taken, _ in ours)
    losses = [loss for _, loss in ours]
    note = f"loss {median(losses):.3f} ({min(losses):.3f} to {max(losses):.3f})"
    what = f"training to nanoGPT's loss, median of {len(ours)}"
    if not peers:
        return Row(what, seconds, None, "0.1", f"{note}, published {PUBLISHED}")
    aim = median(peer.loss for peer in peers)
    note += f", nanoGPT's recipe {aim:.3f}: {'reached' if max(losses) <= aim else 'NOT REACHED by every run'}"
    return Row(what, seconds, median(peer.seconds for peer in peers), "0.1", note)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.time_to_loss", description=__doc__)
    parser.add_argument("--text", type=Path, default=characters.DEFAULT, help="tinyshakespeare.txt")
    parser.add_argument("--nanogpt", type=Path, help="a checkout of nanoGPT: run it, instead of its recipe in short")
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--steps", type=int, default=STEPS, help="of ours")
    parser.add_argument("--peer-steps", type=int, default=PEER_STEPS)
    return parser


if __name__ == "__main__":
    import sys

    show(rows(sys.argv[1:]))
