"""After pre-training: examples, pairs and rewards each move a model, the base stays, a stopped run goes on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import islice

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.training.conftest import CONFIG
from tokenroom.model.checkpoint import Checkpoint, TrainingSummary
from tokenroom.model.layers import NOT_COUNTED, Floats, Params
from tokenroom.model.optimisers import Rates
from tokenroom.model.transformer import init_params
from tokenroom.text.chat import ChatTokens
from tokenroom.training.policy import PolicySettings, Steering, steer
from tokenroom.training.pretrain import Diverged
from tokenroom.training.reward import PairTokens, RewardSettings, fit_reward, pair_surprises, reward_model, values
from tokenroom.training.sft import SftSettings, answer_surprises, fine_tune, masked, ready_to_chat
from tokenroom.training.tuning import Tuning, micro_batches, start_from

STOP = 9


@pytest.fixture
def params() -> Params:
    rng = np.random.default_rng(0)
    return {
        name: rng.normal(0, 0.3, array.shape).astype(np.float32) for name, array in init_params(CONFIG, rng).items()
    }


def chat(asked: Sequence[int], answered: Sequence[int]) -> ChatTokens:
    counted = (*[False] * len(asked), *[True] * len(answered))
    return ChatTokens((*asked, *answered), counted, ("user",) * len(counted))


CHATS = [chat([a, b], [b, STOP]) for a in range(8) for b in range(8)]  # the answer repeats the last word
SFT = SftSettings(epochs=30, batch=8, micro_batch=3, dropout=0.0, rates=Rates(muon=0.03, adam=0.03))


def test_targets_are_counted_where_the_assistant_speaks() -> None:
    ids, targets = masked([chat([1, 2, 3], [4, 9]), chat([5], [6, 7, 9]), chat([1] * 7, [2, 3, 9])], context=8)
    assert ids[:2, :4].tolist() == [[1, 2, 3, 4], [5, 6, 7, 9]]
    n = NOT_COUNTED
    assert targets[0, :5].tolist() == [n, n, 4, 9, n]
    assert targets[1, :5].tolist() == [6, 7, 9, n, n]
    assert targets[2].tolist() == [n, n, n, n, n, n, 2, 3]  # of what does not fit the beginning counts


@given(lengths=st.lists(st.integers(1, 100), min_size=1, max_size=60), size=st.integers(1, 20), lanes=st.integers(1, 4))
def test_every_text_is_in_one_micro_batch_and_none_has_much_more_than_its_share(
    lengths: list[int], size: int, lanes: int
) -> None:
    groups = micro_batches(lengths, size, lanes)
    assert sorted(i for group in groups for i in group) == list(range(len(lengths)))
    assert all(groups)
    parts = -(-len(lengths) // size)
    tokens = [sum(lengths[i] for i in group) for group in groups]
    assert max(tokens) <= sum(lengths) / parts + max(lengths)


def test_answers_of_nobody_cost_nothing(params: Params) -> None:
    silent = ChatTokens((1, 2, 3), (False,) * 3, ("user",) * 3)
    first, second = answer_surprises(params, CONFIG, [silent, CHATS[0]])
    assert first.size == 0
    assert second.size == sum(CHATS[0].asked)
    assert [found.size for found in answer_surprises(params, CONFIG, [silent])] == [0]


def test_examples_of_answers_make_it_answer(params: Params) -> None:
    before = np.concatenate(answer_surprises(params, CONFIG, CHATS)).mean()
    state = start_from(params)
    steps = list(fine_tune(CONFIG, CHATS, SFT, state))
    after = np.concatenate(answer_surprises(state.params, CONFIG, CHATS)).mean()
    assert [steps[0].step, steps[-1].step, steps[0].total] == [1, 240, 240]
    assert after < 0.5 < before


def test_the_base_model_stays_as_it_was(params: Params) -> None:
    kept = {name: array.copy() for name, array in params.items()}
    for _ in islice(fine_tune(CONFIG, CHATS, SFT, start_from(params)), 3):
        pass
    assert all(np.array_equal(kept[name], params[name]) for name in kept)


def test_a_stopped_fine_tuning_goes_on_to_the_same_end(params: Params) -> None:
    whole, halves = start_from(params), start_from(params)
    list(fine_tune(CONFIG, CHATS, SFT, whole, threads=2))
    for _ in islice(fine_tune(CONFIG, CHATS, SFT, halves), 40):
        pass
    list(fine_tune(CONFIG, CHATS, SFT, halves))
    assert all(np.array_equal(whole.params[name], halves.params[name]) for name in params)


def test_chat_tokens_begin_like_the_end_of_a_text(params: Params) -> None:
    base = Checkpoint(params, CONFIG, 0, "t", {}, TrainingSummary())
    ready = ready_to_chat(base, end_of_text=9, chat_ids=[7, 8], context=12)
    assert ready.config.context == 12
    np.testing.assert_array_equal(ready.params["embedding"][[7, 8]], params["embedding"][[9, 9]])
    np.testing.assert_array_equal(ready.params["embedding"][:7], params["embedding"][:7])


def test_a_loss_that_is_no_number_ends_the_run(params: Params) -> None:
    params["bias"][3] = np.nan
    with pytest.raises(Diverged, match="step 1"):
        next(fine_tune(CONFIG, CHATS, SFT, start_from(params)))


PAIRS = [PairTokens([a, b, STOP], [b, a, STOP]) for a in range(8) for b in range(a)]  # the falling one is better


def test_pairs_teach_what_is_better(params: Params) -> None:
    trunk, config = reward_model(params, CONFIG)
    assert pair_surprises(trunk, config, PAIRS) == pytest.approx(math.log(2))
    settings = RewardSettings(epochs=20, dropout=0.0, micro_batch=3, rates=Rates(muon=0.03, adam=0.03))
    state = start_from(trunk)
    list(fit_reward(config, PAIRS, settings, state, threads=2))
    assert pair_surprises(state.params, config, PAIRS).mean() < 0.2
    worth = values(
        state.params,
        config,
        [
            [7, 0, STOP],
            [
                0,
                7,
                STOP,
            ],
        ],
    )
    assert worth[0] > worth[1]
    assert "head" not in state.params


def rewarded(places: Sequence[int], answers: Sequence[Sequence[int]]) -> Floats:
    return np.array([float(answer[0] == 4) for answer in answers])


def constant(places: Sequence[int], answers: Sequence[Sequence[int]]) -> Floats:
    return np.full(len(answers), 0.7)


POLICY = PolicySettings(
    updates=30, prompts=4, group=8, longest=3, kl_weight=0.0, micro_batch=5, rates=Rates(muon=0.02, adam=0.02)
)
PROMPTS = [[a, b] for a in range(3) for b in range(3)]


def plan(params: Params, rewarder: object, **changes: object) -> Steering:
    settings = msgspec.structs.replace(POLICY, **changes)
    return Steering(CONFIG, params, PROMPTS, STOP, rewarder, settings)  # type: ignore[arg-type]


def test_what_is_rewarded_becomes_likelier(params: Params) -> None:
    steps = list(steer(plan(params, rewarded), start_from(params), threads=2))
    assert steps[0].kl == pytest.approx(0.0, abs=1e-6)
    assert steps[0].reward < 0.4
    assert np.mean([step.reward for step in steps[-5:]]) > 0.75
    assert steps[-1].kl > 0.1


def test_a_constant_reward_moves_nothing(params: Params) -> None:
    flat = Rates(muon=0.02, adam=0.02, muon_decay=0.0, adam_decay=0.0)
    state = start_from(params)
    for _ in islice(steer(plan(params, constant, kl_weight=0.5, rates=flat), state), 3):
        pass
    assert all(np.array_equal(state.params[name], params[name]) for name in params)


def test_the_kl_penalty_holds_the_policy_back(params: Params) -> None:
    loose, held = (
        list(steer(plan(params, rewarded, kl_weight=weight), start_from(params)))[-1] for weight in (0.0, 3.0)
    )
    assert held.kl < 0.5 * loose.kl


def test_a_stopped_steering_goes_on_to_the_same_end(params: Params) -> None:
    whole, halves = start_from(params), start_from(params)
    list(steer(plan(params, rewarded, updates=6), whole, threads=2))
    for _ in islice(steer(plan(params, rewarded, updates=6), halves), 2):
        pass
    last = list(steer(plan(params, rewarded, updates=6), halves))[-1]
    assert last.update == 6
    assert all(np.array_equal(whole.params[name], halves.params[name]) for name in params)
    assert all(len(rollout.answer) <= 3 for rollout in last.rollouts)


def test_every_prompt_is_asked_before_one_is_asked_again(params: Params) -> None:
    steps = islice(steer(plan(params, constant, updates=9), start_from(params)), 9)
    asked = [rollout.prompt for step in steps for rollout in step.rollouts[:: POLICY.group]]
    assert sorted(asked) == sorted([*range(9)] * 4)
    assert sorted(asked[:9]) == [*range(9)]


def test_a_tuning_goes_on_and_leaves_the_earlier_moment_as_it_is(params: Params) -> None:
    first = Tuning(lambda state, threads: fine_tune(CONFIG, CHATS, SFT, state, threads), 240, start_from(params))
    second, told = first.advanced(5, threads=1)
    again, _ = first.advanced(5, threads=2)
    assert [first.state.step, second.state.step, [step.step for step in told]] == [0, 5, [1, 2, 3, 4, 5]]
    assert all(np.array_equal(first.state.params[name], params[name]) for name in params)
    assert all(np.array_equal(second.state.params[name], again.state.params[name]) for name in params)
    assert second.advanced(1_000, 1)[0].is_done
