"""The reward model: learns from pairs of answers which of two somebody would prefer, one number for each answer."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass

import msgspec
import numpy as np
from numpy.typing import NDArray

from tokenroom.model import optimisers
from tokenroom.model.layers import Dropout, Floats, New, Params
from tokenroom.model.reward import pair_loss, pair_loss_and_grads, rewards
from tokenroom.model.transformer import TransformerConfig
from tokenroom.schema import Data
from tokenroom.training.lanes import Lanes, Work
from tokenroom.training.tuning import TuneState, TuneStep, by_length, flush_left, micro_batches, take_step

_ORDER_STREAM, _STEP_STREAM = 31, 32  # separate streams of chance from one seed
_TOGETHER = 16  # texts in one forward pass


@dataclass(frozen=True)
class PairTokens:
    """A pair as tokens: prompt and answer of each side, an im_end last."""

    chosen: Sequence[int]
    rejected: Sequence[int]


class RewardSettings(Data, frozen=True, kw_only=True):
    """How to fit a reward model on some thousand pairs."""

    epochs: int = 2
    batch: int = 16  # pairs a step
    micro_batch: int = 4  # pairs that go through the model at once, on the average
    lanes: int = 2
    rates: optimisers.Rates = optimisers.Rates(muon=0.004, adam=0.003)
    warm_up: float = 0.05
    cool_down: float = 0.9
    dropout: float = 0.1
    seed: int = 1


def reward_model(params: Params, config: TransformerConfig) -> tuple[Params, TransformerConfig]:
    """Return the same trunk with a scalar head of zeros in place of the logits: it finds every answer equally good."""
    trunk = {name: array for name, array in params.items() if name not in ("head", "bias")}
    config = msgspec.structs.replace(config, readout="reward")
    return trunk | {"reward": np.zeros(config.width, params["embedding"].dtype)}, config


def steps_in(settings: RewardSettings, pairs: int) -> int:
    """Return how many steps the whole training takes."""
    return settings.epochs * -(-pairs // settings.batch)


def fit_reward(
    config: TransformerConfig,
    pairs: Sequence[PairTokens],
    settings: RewardSettings,
    state: TuneState,
    threads: int = 1,
) -> Generator[TuneStep, None, None]:
    """Train to the end, from wherever `state` stands, and yield after every step; the loss is in nats a pair.

    Args:
        config: of a model whose readout is "reward".
        pairs: to learn from.
        settings: how.
        state: from `tuning.start_from`, or as an earlier call left it; it is changed in place.
        threads: how many work at once; the result does not depend on it.

    Raises:
        Diverged: the loss or the gradient is NaN or infinite.
        ValueError: there is no pair.
    """
    if not pairs:
        raise ValueError("there is no pair to learn from")
    total, per_epoch = steps_in(settings, len(pairs)), steps_in(settings, len(pairs)) // settings.epochs
    with Lanes(settings.lanes, threads) as lanes:
        while state.step < total:
            epoch, place = divmod(state.step, per_epoch)
            order = np.random.default_rng((settings.seed, _ORDER_STREAM, epoch)).permutation(len(pairs))
            batch = [pairs[i] for i in order[place * settings.batch : (place + 1) * settings.batch]]
            lr = optimisers.schedule((state.step + 0.5) / total, settings.warm_up, settings.cool_down)
            yield take_step(state, lanes, _works(batch, config, settings, state.step), settings.rates, lr, total)


def values(params: Params, config: TransformerConfig, texts: Sequence[Sequence[int]]) -> NDArray[np.float64]:
    """Return the reward of each text, read at its last token: (B,)."""
    found = np.empty(len(texts))
    for group in by_length([len(text) for text in texts], _TOGETHER):
        rows = [texts[i] for i in group]
        last = np.array([len(row) - 1 for row in rows])
        found[group] = rewards(params, config, flush_left(rows, filler=0), last)
    return found


def pair_surprises(params: Params, config: TransformerConfig, pairs: Sequence[PairTokens]) -> Floats:
    """Return what each pair costs, -log σ(r_chosen - r_rejected), in nats: (P,); below ln 2 the model agrees."""
    worth = values(params, config, [*(pair.chosen for pair in pairs), *(pair.rejected for pair in pairs)])
    return pair_loss(worth[: len(pairs)], worth[len(pairs) :])[0]


def _works(batch: Sequence[PairTokens], config: TransformerConfig, settings: RewardSettings, step: int) -> list[Work]:
    lengths = [len(pair.chosen) + len(pair.rejected) for pair in batch]
    groups = micro_batches(lengths, settings.micro_batch, settings.lanes)
    return [_work([batch[i] for i in group], config, settings, (step, group[0]), len(batch)) for group in groups]


def _work(
    group: Sequence[PairTokens], config: TransformerConfig, settings: RewardSettings, place: tuple[int, int], of: int
) -> Work:
    texts = [*(pair.chosen for pair in group), *(pair.rejected for pair in group)]
    ids, last = flush_left(texts, filler=0), np.array([len(text) - 1 for text in texts])
    dropout = Dropout(settings.dropout, np.random.default_rng((settings.seed, _STEP_STREAM, *place)))

    def run(params: Params, new: New) -> tuple[float, Params]:
        return pair_loss_and_grads(params, config, ids, last, dropout, new, 1.0 / of)

    return run
