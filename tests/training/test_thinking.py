"""Thinking aloud helps: a tiny model adds on a clock of five hours, at once or step by step, before and after practice.

The claim of *Sums that can be checked* on a scale of seconds; `python -m docs.play_assistant_claims sums` tries the
real one. Two layers can take one step of such a sum in a token, and not three.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import pytest

from tokenroom.game.agreement import wilson_interval
from tokenroom.model.layers import Floats, Params
from tokenroom.model.optimisers import Rates
from tokenroom.model.rollouts import rollouts
from tokenroom.model.transformer import TransformerConfig, init_params
from tokenroom.text.chat import ChatTokens
from tokenroom.training.policy import PolicySettings, Steering, steer
from tokenroom.training.sft import SftSettings, fine_tune
from tokenroom.training.tuning import start_from

HOURS, TERMS = 5, 4
AT_ONCE, ALOUD, STOP = 5, 6, 7  # tokens; those below are the hours
CONFIG = TransformerConfig(vocab_size=8, context=12, layers=2, heads=4, width=32, mlp_ratio=4)
GENTLE = Rates(muon=0.013, adam=0.0065)  # with twice these, what is learned is all or nothing, by the seed
SFT = SftSettings(epochs=30, batch=32, micro_batch=32, dropout=0.0, rates=GENTLE)
STEADY = Rates(muon=0.003, adam=0.001, muon_decay=0.0, adam_decay=0.0)
POLICY = PolicySettings(updates=150, prompts=32, group=8, longest=5, kl_weight=0.0, micro_batch=128, rates=STEADY)
SEEDS = (1, 2, 3)
Terms = tuple[int, ...]


def all_sums(seed: int) -> list[Terms]:
    order = np.random.default_rng(seed).permutation(HOURS**TERMS)
    return [tuple((n // HOURS**i) % HOURS for i in range(TERMS)) for n in order.tolist()]


def answer(terms: Terms, way: int) -> list[int]:
    totals = [sum(terms[: n + 1]) % HOURS for n in range(1, TERMS)]
    return [*(totals if way == ALOUD else totals[-1:]), STOP]


def lesson(terms: Terms, way: int) -> ChatTokens:
    prompt, said = [way, *terms], answer(terms, way)
    asked = (*[False] * len(prompt), *[True] * len(said))
    return ChatTokens((*prompt, *said), asked, ("user",) * len(asked))


def right(terms: Terms, said: Sequence[int]) -> bool:
    return len(said) > 1 and said[-1] == STOP and said[-2] == sum(terms) % HOURS


def share_right(params: Params, sums: list[Terms], way: int) -> tuple[int, int]:
    prompts = [[way, *terms] for terms in sums]
    answers = rollouts(params, CONFIG, prompts, 5, STOP, np.random.default_rng(0), temperature=0.0)
    return sum(map(right, sums, answers)), len(sums)


@cache
def schooled(seed: int) -> tuple[dict[int, tuple[int, int]], dict[int, tuple[int, int]]]:
    """Return how many held-out sums are right before and after reinforcement, by the way they are asked."""
    sums = all_sums(seed)
    shown, practised, held_out = sums[:200], sums[200:400], sums[400:]
    state = start_from(init_params(CONFIG, np.random.default_rng(seed)))
    list(fine_tune(CONFIG, [lesson(s, way) for s in shown for way in (AT_ONCE, ALOUD)], SFT, state))
    before = {way: share_right(state.params, held_out, way) for way in (AT_ONCE, ALOUD)}
    asked = [(s, way) for s in practised for way in (AT_ONCE, ALOUD)]

    def checker(places: Sequence[int], answers: Sequence[Sequence[int]]) -> Floats:
        return np.array([float(right(asked[i][0], said)) for i, said in zip(places, answers, strict=True)])

    prompts = [[way, *s] for s, way in asked]
    tuned = start_from(state.params)
    list(steer(Steering(CONFIG, state.params, prompts, STOP, checker, POLICY), tuned))
    return before, {way: share_right(tuned.params, held_out, way) for way in (AT_ONCE, ALOUD)}


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_practised_aloud_is_right_more_often(seed: int) -> None:
    before, after = schooled(seed)
    assert wilson_interval(*after[ALOUD])[0] > wilson_interval(*before[ALOUD])[1]


@pytest.mark.parametrize("seed", SEEDS)
def test_with_more_tokens_to_think_it_gets_further(seed: int) -> None:
    _, after = schooled(seed)
    assert wilson_interval(*after[ALOUD])[0] > wilson_interval(*after[AT_ONCE])[1]
