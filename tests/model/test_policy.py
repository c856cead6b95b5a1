"""The policy's loss: gradients, PyTorch's figures, no KL at the start, nothing moved by a constant reward."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.model.conftest import SMALL, numerical_gradient, random_params
from tokenroom.model.layers import Floats
from tokenroom.model.loss import objective_and_grads
from tokenroom.model.policy import PolicyLoss, group_advantages, kl_divergence, log_probs_of


def a_loss(rng: np.random.Generator, kl_weight: float, held: bool = True) -> tuple[PolicyLoss, Floats]:
    logits, other = rng.normal(0, 2, (2, 7, 11))
    reference = log_probs_of(other) if held else None
    return PolicyLoss(rng.integers(0, 11, 7), rng.normal(0, 1, 7), reference, kl_weight, 1 / 7), logits


@pytest.mark.parametrize("kl_weight", [0.0, 0.3])
def test_the_slope_at_the_logits(rng: np.random.Generator, kl_weight: float) -> None:
    loss, logits = a_loss(rng, kl_weight)
    _, slope = loss(logits)
    np.testing.assert_allclose(slope, numerical_gradient(lambda: loss(logits)[0], logits), rtol=1e-5, atol=1e-8)


@pytest.mark.parametrize("held", [True, False])
def test_loss_and_slope_are_those_of_pytorch(rng: np.random.Generator, held: bool) -> None:
    torch = pytest.importorskip("torch")
    loss, logits = a_loss(rng, 0.2 * held, held)
    x = torch.tensor(logits, requires_grad=True)
    log_p = torch.log_softmax(x, -1)
    drawn = log_p.gather(1, torch.tensor(loss.tokens)[:, None])[:, 0]
    theirs = -(torch.tensor(loss.advantages) * drawn).mean()
    if loss.reference is not None:
        kl = torch.nn.functional.kl_div(torch.tensor(loss.reference), log_p, log_target=True, reduction="none").sum(-1)
        theirs = theirs + loss.kl_weight * kl.mean()
    theirs.backward()
    value, slope = loss(logits)
    assert value == pytest.approx(theirs.item())
    np.testing.assert_allclose(slope, x.grad.numpy(), rtol=1e-9, atol=1e-12)


def test_every_gradient_through_the_whole_model(rng: np.random.Generator) -> None:
    params, ids = random_params(SMALL), rng.integers(0, 11, (2, 6))
    rows = np.array([1, 2, 3, 4, 8, 9, 10])
    loss, _ = a_loss(rng, 0.3)
    _, grads = objective_and_grads(params, SMALL, ids, rows, loss)
    for name, array in params.items():
        numerical = numerical_gradient(lambda: objective_and_grads(params, SMALL, ids, rows, loss)[0], array)
        np.testing.assert_allclose(grads[name], numerical, rtol=1e-5, atol=1e-8, err_msg=name)


def test_at_the_start_there_is_no_kl_and_it_pulls_nowhere(rng: np.random.Generator) -> None:
    logits = rng.normal(0, 2, (7, 11))
    same = log_probs_of(logits)
    assert np.abs(kl_divergence(same, same)).max() < 1e-12
    nothing = PolicyLoss(rng.integers(0, 11, 7), np.zeros(7), same, 1.0, 1 / 7)
    value, slope = nothing(logits)
    assert value == pytest.approx(0.0)
    assert np.abs(slope).max() < 1e-12


@settings(max_examples=50, deadline=None)
@given(st.floats(-100, 100), st.integers(1, 5), st.integers(2, 6))
def test_a_constant_reward_teaches_nothing(reward: float, prompts: int, group: int) -> None:
    assert not np.any(group_advantages(np.full(prompts * group, reward), group).round(6))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(-100, 100), min_size=4, max_size=4), st.floats(-50, 50))
def test_advantages_are_those_within_a_group(rewards: list[float], shift: float) -> None:
    first = group_advantages(np.array(rewards), 2, scale=False)
    assert first.reshape(2, 2).sum(axis=1) == pytest.approx([0, 0], abs=1e-9)
    moved = np.array(rewards) + np.array([shift, shift, 0, 0])  # what all of a group get more is no advantage
    np.testing.assert_allclose(group_advantages(moved, 2, scale=False), first, atol=1e-9)
