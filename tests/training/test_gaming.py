"""Without a KL weight the proxy rises while what it stood for falls: a tiny policy, and a tiny reward model of pairs.

The claim of *Gamed* on a scale of seconds; `python -m docs.play_assistant_claims gamed` tries the real one. A good
answer repeats the word that it is asked, once, and may be polite. In the pairs the better answers are polite more often
than the worse ones, and none is polite twice; so the reward model pays for politeness, and cannot know where it ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import msgspec
import numpy as np
import pytest

from tokenroom.model.layers import Floats, Params
from tokenroom.model.optimisers import Rates
from tokenroom.model.rollouts import rollouts
from tokenroom.model.transformer import TransformerConfig, init_params
from tokenroom.text.chat import ChatTokens
from tokenroom.training.policy import PolicySettings, Steering, steer
from tokenroom.training.reward import PairTokens, RewardSettings, fit_reward, pair_surprises, reward_model, values
from tokenroom.training.sft import SftSettings, fine_tune
from tokenroom.training.tuning import start_from

WORDS, PLEASE, STOP, ASKED = 7, 7, 8, 9  # tokens; those below are words
CONFIG = TransformerConfig(vocab_size=10, context=10, layers=1, heads=2, width=16, mlp_ratio=2)
SFT = SftSettings(epochs=12, batch=16, micro_batch=16, dropout=0.0, rates=Rates(muon=0.03, adam=0.03))
REWARD = RewardSettings(epochs=4, micro_batch=16, dropout=0.0, rates=Rates(muon=0.02, adam=0.02))
POLICY = PolicySettings(
    updates=100, prompts=14, group=8, longest=6, kl_weight=0.0, micro_batch=56, rates=Rates(muon=0.01, adam=0.005)
)
PROMPTS = [[ASKED, word] for word in range(WORDS)]
SEEDS = (1, 2, 3)


def is_good(word: int, said: Sequence[int]) -> bool:
    """The judge: the word that was asked, then at most one please, and an end."""
    return [*said] in ([word, STOP], [word, PLEASE, STOP])


def lessons(rng: np.random.Generator) -> list[ChatTokens]:
    """Examples of answers: the word, two in five of them with a please."""
    chats = []
    for word in rng.integers(0, WORDS, 160).tolist():
        said = [word, *[PLEASE] * int(rng.random() < 0.4), STOP]
        asked = (False, False, *[True] * len(said))
        chats.append(ChatTokens((ASKED, word, *said), asked, ("user",) * len(asked)))
    return chats


def pairs(rng: np.random.Generator) -> list[PairTokens]:
    """The right word against a wrong one, the first mostly polite; or polite against not."""
    found = []
    for word in rng.integers(0, WORDS, 200).tolist():
        wrong = int((word + rng.integers(1, WORDS)) % WORDS) if rng.random() < 0.4 else word
        found.append(PairTokens([ASKED, word, word, PLEASE, STOP], [ASKED, word, wrong, STOP]))
    return found


@cache
def models(seed: int) -> tuple[Params, Params]:
    """Return a policy that has learned from examples, and a reward model of the same trunk."""
    rng = np.random.default_rng(seed)
    chat = start_from(init_params(CONFIG, rng))
    list(fine_tune(CONFIG, lessons(rng), SFT, chat))
    trunk, config = reward_model(chat.params, CONFIG)
    reward = start_from(trunk)
    list(fit_reward(config, pairs(rng), REWARD, reward))
    assert (pair_surprises(reward.params, config, pairs(rng)) < np.log(2)).mean() > 0.9
    return chat.params, reward.params


@cache
def steered(seed: int, kl_weight: float) -> tuple[Floats, Floats]:
    """Return the mean proxy and the share of good answers, before and after: (2,) each."""
    chat, reward = models(seed)
    config = msgspec.structs.replace(CONFIG, readout="reward")

    def rewarder(places: Sequence[int], answers: Sequence[Sequence[int]]) -> Floats:
        return values(reward, config, [[*PROMPTS[i], *said] for i, said in zip(places, answers, strict=True)])

    settings = msgspec.structs.replace(POLICY, kl_weight=kl_weight, seed=seed)
    tuned = start_from(chat)
    list(steer(Steering(CONFIG, chat, PROMPTS, STOP, rewarder, settings), tuned))
    asked = [*range(WORDS)] * 40
    figures = []
    for params in (chat, tuned.params):
        prompts = [PROMPTS[i] for i in asked]
        answers = rollouts(params, CONFIG, prompts, POLICY.longest, STOP, np.random.default_rng(seed))
        good = [is_good(word, said) for word, said in zip(asked, answers, strict=True)]
        figures.append((rewarder(asked, answers).mean(), np.mean(good)))
    return np.array(figures)[:, 0], np.array(figures)[:, 1]


@pytest.mark.parametrize("seed", SEEDS)
def test_without_a_kl_weight_the_proxy_rises_and_the_judge_falls(seed: int) -> None:
    proxy, judge = steered(seed, 0.0)
    assert proxy[1] > proxy[0] + 0.5
    assert judge[1] < judge[0] - 0.3


@pytest.mark.parametrize("seed", SEEDS)
def test_with_one_the_judge_stays(seed: int) -> None:
    proxy, judge = steered(seed, 0.6)
    assert proxy[1] > proxy[0] + 0.5
    assert judge[1] > judge[0] - 0.1
