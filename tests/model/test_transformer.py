"""The whole model: its gradient, its causality, its first guess, and that it can learn a batch by heart."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.model.conftest import SMALL, SMEARED, numerical_gradient, random_params
from tests.model.torch_reference import torch_logits
from tokenroom.model import optimisers
from tokenroom.model.layers import Dropout
from tokenroom.model.loss import loss_and_grads
from tokenroom.model.transformer import TransformerConfig, forward, init_params, param_shapes


@pytest.mark.parametrize("config", [SMALL, SMEARED], ids=["usual", "smeared"])
def test_every_gradient_of_the_whole_model(rng: np.random.Generator, config: TransformerConfig) -> None:
    params = random_params(config)
    ids, targets = rng.integers(0, 11, (2, 2, 6))

    def loss() -> float:
        return loss_and_grads(params, config, ids, targets, Dropout(0.3, np.random.default_rng(5)))[0]

    _, grads = loss_and_grads(params, config, ids, targets, Dropout(0.3, np.random.default_rng(5)))
    assert grads.keys() == params.keys()
    for name, array in params.items():
        np.testing.assert_allclose(grads[name], numerical_gradient(loss, array), rtol=1e-5, atol=1e-8, err_msg=name)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 10), min_size=2, max_size=8), st.data())
def test_no_token_sees_a_later_one(ids: list[int], data: st.DataObject) -> None:
    config = data.draw(st.sampled_from([SMALL, SMEARED]))
    params = random_params(config)
    place = data.draw(st.integers(1, len(ids) - 1))
    changed = [*ids[:place], (ids[place] + 1) % 11, *ids[place + 1 :]]
    before, after = (forward(params, config, np.array([row]))[0] for row in (ids, changed))
    np.testing.assert_array_equal(before[:place], after[:place])
    assert not np.array_equal(before[place], after[place])


@pytest.mark.parametrize("config", [SMALL, SMEARED], ids=["usual", "smeared"])
def test_phrases_of_a_batch_do_not_mix(rng: np.random.Generator, config: TransformerConfig) -> None:
    params, ids = random_params(config), rng.integers(0, 11, (3, 6))
    together, alone = forward(params, config, ids), forward(params, config, ids[1:2])
    np.testing.assert_allclose(together[1:2], alone, rtol=1e-12)


def test_the_untrained_model_knows_nothing(rng: np.random.Generator) -> None:
    params = init_params(SMALL, rng)
    ids = rng.integers(0, 11, (2, 6))
    assert not forward(params, SMALL, ids).any()  # every token exactly equally likely
    assert loss_and_grads(params, SMALL, ids, ids)[0] == pytest.approx(math.log(11), abs=1e-6)


def test_logits_stay_within_the_cap(rng: np.random.Generator) -> None:
    params = {name: array * 100 for name, array in random_params(SMALL).items()}
    assert np.abs(forward(params, SMALL, rng.integers(0, 11, (2, 6)))).max() <= SMALL.logit_cap


def test_it_learns_one_batch_by_heart(rng: np.random.Generator) -> None:
    params = init_params(SMALL, rng)
    state = optimisers.init_state(params)
    ids, targets = rng.integers(0, 11, (2, 4, 8))
    for _ in range(150):
        loss, grads = loss_and_grads(params, SMALL, ids, targets)
        optimisers.step(params, grads, state, optimisers.Rates(), lr=1.0)
    assert loss < 0.05


def test_weights_are_as_the_shapes_say_and_depend_on_the_seed_alone() -> None:
    first, again = (init_params(SMALL, np.random.default_rng(2)) for _ in range(2))
    assert {name: array.shape for name, array in first.items()} == param_shapes(SMALL)
    assert all(np.array_equal(first[name], again[name]) for name in first)
    assert {array.dtype for array in first.values()} == {np.dtype(np.float32)}


@pytest.mark.parametrize(
    "wrong",
    [{"layers": 0}, {"heads": 3}, {"heads": 8}, {"vocab_size": -1}, {"rotary_base": 0.0}, {"logit_cap": np.nan}],
)
def test_impossible_shapes_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong)) if wrong.keys() != {"heads"} else "width"):
        TransformerConfig(**{"vocab_size": 11, "width": 8, "heads": 2, **wrong})  # type: ignore[arg-type]


def test_a_smear_costs_weights_only_where_it_is_asked_for() -> None:
    assert param_shapes(SMEARED).keys() - param_shapes(SMALL).keys() == {"smear"}
    assert not TransformerConfig(vocab_size=1).smear


@pytest.mark.parametrize("config", [SMALL, SMEARED], ids=["usual", "smeared"])
def test_the_same_numbers_as_torch(rng: np.random.Generator, config: TransformerConfig) -> None:
    torch = pytest.importorskip("torch")
    params, ids = random_params(config), rng.integers(0, 11, (2, 8))
    weights = {name: torch.tensor(array) for name, array in params.items()}
    expected = torch_logits(torch, weights, config, torch.tensor(ids)).numpy()
    np.testing.assert_allclose(forward(params, config, ids), expected, rtol=1e-9)
