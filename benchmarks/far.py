"""As far as two cores go: the best loss on the characters of Shakespeare after some minutes, beside nanoGPT's on a GPU.

Only named by hand (`python -m benchmarks.far --minutes 20`). The clock stands still during evaluation. The loss is that
of the whole validation part in windows side by side, as long as nanoGPT's, every character counted: what nanoGPT
estimates on windows of the same length taken anywhere.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks import characters
from benchmarks.trainers import THREADS, Ours
from tokenroom.model.layers import Integers
from tokenroom.model.optimisers import Rates, schedule
from tokenroom.model.sampling import log_probs
from tokenroom.model.transformer import TransformerConfig, forward, init_params
from tokenroom.training.phrases import noised

PUBLISHED = 1.4697  # nanoGPT's README: 10.65 million parameters, three minutes of an A100
CONTEXT = 256  # nanoGPT's
TOKENS = 4096  # a step
GROWTH = ((0.25, 64), (0.6, 128), (1.0, 256))  # up to which share of the time phrases of which length are read
WARM_UP, COOL_DOWN = 0.01, 0.8
RATES = Rates(muon=0.03, adam=0.005, momentum=0.95, muon_decay=0.1, adam_decay=0.1)


@dataclass
class Clock:
    """Seconds of training, which can be halted."""

    limit: float
    taken: float = 0.0
    steps: int = 0

    @property
    def share(self) -> float:
        """How much of the time is over, up to 1."""
        return min(1.0, self.taken / self.limit)

    def time(self, trainer: Ours, batch: tuple[Integers, Integers], lr: float) -> float:
        """Let the trainer take a step while the clock runs."""
        began = time.perf_counter()
        loss = trainer.step(*batch, lr)
        self.taken += time.perf_counter() - began
        self.steps += 1
        return loss


def run(options: argparse.Namespace, text: characters.Characters) -> Iterator[str]:
    """Train until the time is over, and tell how it goes."""
    config = TransformerConfig(
        vocab_size=len(text.alphabet),
        context=CONTEXT,
        layers=options.layers,
        heads=options.width // 32,
        width=options.width,
        attention_gain=1.5,
    )
    rng = np.random.default_rng(options.seed)
    trainer = Ours(config, RATES, init_params(config, rng), options.dropout)
    yield f"{sum(array.size for array in trainer.params.values()):,} weights, {THREADS} threads"
    yield f"{'minutes':>8} {'steps':>7} {'epochs':>7} {'training':>9} {'validation':>11}"
    clock, tests = Clock(60 * options.minutes), 0
    while clock.share < 1.0:
        training = clock.time(trainer, _batch(text, clock.share, options.noise, rng), _rate(clock))
        if int(clock.share * options.tests) > tests:  # the last time when the time is over
            tests = int(clock.share * options.tests)
            loss = validate(trainer, text)
            yield _line(clock, len(text.training), training, loss)
    yield f"validation loss {loss:.4f}, {loss - PUBLISHED:+.4f} from nanoGPT's published {PUBLISHED} on an A100"
    yield f"with half a context or more before every character: {_far_sighted(trainer, text):.4f}"


def _rate(clock: Clock) -> float:
    return schedule(clock.share, WARM_UP, COOL_DOWN) if clock.steps else WARM_UP


def _batch(
    text: characters.Characters, share: float, noise: float, rng: np.random.Generator
) -> tuple[Integers, Integers]:
    """Take phrases that are short at first and long at the end; some characters read are swapped for others."""
    length = next(length for until, length in GROWTH if share <= until)
    ids, targets = text.batch(TOKENS // length, length, rng)
    return noised(ids, noise, rng), targets


def validate(trainer: Ours, text: characters.Characters) -> float:
    """Return the loss on the whole validation part, in windows side by side."""
    return characters.loss(lambda ids: forward(trainer.params, trainer.config, ids), text.windows(CONTEXT), THREADS)


def _line(clock: Clock, characters_in_all: int, training: float, validation: float) -> str:
    epochs = clock.steps * TOKENS / characters_in_all
    return f"{clock.taken / 60:8.1f} {clock.steps:7,} {epochs:7.1f} {training:9.3f} {validation:11.4f}"


def _far_sighted(trainer: Ours, text: characters.Characters) -> float:
    """Return the loss where windows overlap by half, and the first half of each only serves to look back."""
    said = log_probs(trainer.params, trainer.config, text.validation[:-1])  # (T, V)
    return -float(said[np.arange(len(said)), text.validation[1:]].mean())


def main(arguments: Sequence[str]) -> None:
    """Read the options, and print what the run tells."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.far", description=__doc__)
    parser.add_argument("--minutes", type=float, default=20.0, help="of training")
    parser.add_argument("--text", type=Path, default=characters.DEFAULT, help="tinyshakespeare.txt")
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--width", type=int, default=192, help="a multiple of 32, which is the width of a head")
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--noise", type=float, default=0.03, help="share of the characters read that is swapped")
    parser.add_argument("--tests", type=int, default=10, help="how often to look at the validation loss")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    text = characters.load(options.text)
    for line in run(options, text) if text else ():
        print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
