"""Steps after pre-training, on shipped dialogues and pairs: ours against eager PyTorch on the same tokens.

Of both sides the losses before the first step are compared, so that it is the same work that is timed.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import chain, repeat

import numpy as np

from benchmarks.assistant import chat_model, prompts, some_chats, some_pairs
from benchmarks.timing import Row, medians, show
from benchmarks.trainers import THREADS
from tokenroom.model.optimisers import Rates
from tokenroom.model.policy import group_advantages
from tokenroom.model.rollouts import rollouts
from tokenroom.rivals.field import open_field
from tokenroom.training.lanes import Lanes
from tokenroom.training.policy import PolicySettings, Steering, parts_of
from tokenroom.training.reward import RewardSettings, fit_reward, reward_model
from tokenroom.training.sft import SftSettings, fine_tune, masked
from tokenroom.training.stages import pair_tokens
from tokenroom.training.tuning import flush_left, start_from, take_step

RUNS, STEPS = 5, 2
RATES = Rates(muon=1e-4, adam=1e-4)  # what is learned does not matter here
Step = Callable[[], float]  # takes one, returns the loss before it


def rows() -> Iterator[Row]:
    """A step of SFT, of the reward model and of the policy; that of the policy from answers that are there already."""
    yield _row("SFT step, 32 dialogues", *sft_steps())
    yield _row("reward step, 16 pairs", *reward_steps())
    yield _row("policy update on 64 answers, with KL", *policy_steps())


def sft_steps() -> tuple[Step, Step | None]:
    """Return our step and the peer's on the same dialogues."""
    model, chats = chat_model(), some_chats(32)
    settings = SftSettings(epochs=10**6, batch=len(chats), dropout=0.0, rates=RATES, context=model.config.context)
    steps = fine_tune(model.config, chats, settings, start_from(model.params), THREADS)
    if find_spec("torch") is None:
        return lambda: next(steps).loss, None
    from benchmarks.torch_tuning import TorchTuner

    ids, targets = masked(chats, model.config.context)
    peer = TorchTuner(model.config, RATES, model.params, THREADS)
    return lambda: next(steps).loss, lambda: peer.sft_step(ids, targets)


def reward_steps() -> tuple[Step, Step | None]:
    """Return our step and the peer's on the same pairs."""
    model, tokenizer = chat_model(), open_field("english").tokenizer
    params, config = reward_model(model.params, model.config)
    pairs = [pair_tokens(tokenizer, pair, config.context) for pair in some_pairs(16)]
    settings = RewardSettings(epochs=10**6, batch=len(pairs), dropout=0.0, rates=RATES)
    steps = fit_reward(config, pairs, settings, start_from(params), THREADS)
    if find_spec("torch") is None:
        return lambda: next(steps).loss, None
    from benchmarks.torch_tuning import TorchTuner

    texts = [*(pair.chosen for pair in pairs), *(pair.rejected for pair in pairs)]
    ids, last = flush_left(texts, filler=0), np.array([len(text) - 1 for text in texts])
    peer = TorchTuner(config, RATES, params, THREADS)
    return lambda: next(steps).loss, lambda: peer.reward_step(ids, last)


def policy_steps() -> tuple[Step, Step | None]:
    """Return our update and the peer's on the same answers, rewarded by their lengths."""
    model, end = chat_model(), open_field("english").tokenizer.im_end
    settings = PolicySettings(kl_weight=0.3, rates=RATES)
    asked = [list(prompt) for prompt in prompts(settings.prompts, settings.longest) for _ in range(settings.group)]
    rng = np.random.default_rng(0)
    answers = rollouts(model.params, model.config, asked, settings.longest, end, rng, threads=THREADS)
    advantages = group_advantages(np.array([float(len(answer)) for answer in answers]), settings.group)
    plan = Steering(model.config, model.params, asked, end, lambda places, _: np.zeros(len(places)), settings)
    state, lanes = start_from(model.params), Lanes(settings.lanes, THREADS)

    def ours() -> float:
        return take_step(state, lanes, parts_of(plan, asked, answers, advantages), RATES, 1.0, 10**6).loss

    if find_spec("torch") is None:
        return ours, None
    from benchmarks.torch_tuning import TorchTuner

    peer = TorchTuner(model.config, RATES, model.params, THREADS)
    ids = flush_left([[*prompt, *answer] for prompt, answer in zip(asked, answers, strict=True)], filler=0)
    spans = list(zip(map(len, asked), map(len, answers), strict=True))
    places = [row * (ids.shape[1] - 1) + prompt - 1 + np.arange(said) for row, (prompt, said) in enumerate(spans)]
    tokens = np.array(list(chain.from_iterable(answers)))  # (R,)
    edges = np.array(list(chain.from_iterable(map(repeat, advantages.tolist(), map(len, answers)))))  # (R,)
    at = np.concatenate(places)  # (R,)
    return ours, lambda: peer.policy_step(ids[:, :-1], at, tokens, edges, settings.kl_weight)


def _row(what: str, ours: Step, peer: Step | None) -> Row:
    first, theirs = ours(), math.nan if peer is None else peer()
    if peer is not None and not math.isclose(first, theirs, rel_tol=1e-3, abs_tol=1e-4):
        raise ValueError(f"{what}: our loss is {first:.5f}, PyTorch's {theirs:.5f}; that is not the same work")
    seconds, of_peer = medians([_timed(ours), None if peer is None else _timed(peer)], RUNS)
    assert seconds is not None
    return Row(f"{what}, against PyTorch", seconds, of_peer, "1", f"loss before the first step {first:.4f}")


def _timed(step: Step) -> Callable[[], float]:
    def measure() -> float:
        began = time.perf_counter()
        for _ in range(STEPS):
            step()
        return (time.perf_counter() - began) / STEPS

    return measure


if __name__ == "__main__":
    show(rows())
