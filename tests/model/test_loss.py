"""The masked loss: gradients by central differences, PyTorch's figures through the whole model; and the policy's."""

from __future__ import annotations

import numpy as np
import pytest

from tests.model.conftest import SMALL, numerical_gradient, random_params
from tests.model.torch_reference import torch_logits
from tokenroom.model.layers import NOT_COUNTED, Integers
from tokenroom.model.loss import loss_and_grads, objective_and_grads
from tokenroom.model.policy import PolicyLoss, log_probs_of
from tokenroom.model.transformer import forward


def masked_batch(rng: np.random.Generator) -> tuple[Integers, Integers]:
    ids, targets = rng.integers(0, 11, (2, 3, 6))
    targets[rng.random((3, 6)) < 0.6] = NOT_COUNTED
    targets[0, 2], targets[1] = 4, NOT_COUNTED  # one row is asked nothing
    return ids, targets


def test_every_gradient_of_the_masked_loss(rng: np.random.Generator) -> None:
    params, (ids, targets) = random_params(SMALL), masked_batch(rng)
    _, grads = loss_and_grads(params, SMALL, ids, targets)
    assert grads.keys() == params.keys()
    for name, array in params.items():
        numerical = numerical_gradient(lambda: loss_and_grads(params, SMALL, ids, targets)[0], array)
        np.testing.assert_allclose(grads[name], numerical, rtol=1e-5, atol=1e-8, err_msg=name)


def test_what_is_not_asked_neither_counts_nor_pulls(rng: np.random.Generator) -> None:
    params, (ids, targets) = random_params(SMALL), masked_batch(rng)
    loss, grads = loss_and_grads(params, SMALL, ids, targets)
    ids[1] = rng.integers(0, 11, 6)  # the row that is asked nothing
    other, same = loss_and_grads(params, SMALL, ids, targets)
    assert other == pytest.approx(loss, rel=1e-12)
    for name, grad in grads.items():
        np.testing.assert_allclose(same[name], grad, rtol=1e-9, atol=1e-12, err_msg=name)


def test_the_masked_loss_is_that_of_pytorch(rng: np.random.Generator) -> None:
    torch = pytest.importorskip("torch")
    params, (ids, targets) = random_params(SMALL), masked_batch(rng)
    weights = {name: torch.tensor(array, requires_grad=True) for name, array in params.items()}
    logits = torch_logits(torch, weights, SMALL, torch.tensor(ids))
    wanted = torch.tensor(targets).flatten()
    theirs = torch.nn.functional.cross_entropy(logits.flatten(0, 1), wanted, ignore_index=NOT_COUNTED)
    theirs.backward()
    loss, grads = loss_and_grads(params, SMALL, ids, targets)
    assert loss == pytest.approx(theirs.item(), rel=1e-9)
    for name, weight in weights.items():
        np.testing.assert_allclose(grads[name], weight.grad.numpy(), rtol=1e-6, atol=1e-10, err_msg=name)


def test_the_policy_loss_through_the_whole_model_is_that_of_pytorch(rng: np.random.Generator) -> None:
    torch = pytest.importorskip("torch")
    params, ids = random_params(SMALL), rng.integers(0, 11, (2, 6))
    rows, tokens, advantages = np.array([1, 2, 3, 8, 9]), rng.integers(0, 11, 5), rng.normal(0, 1, 5)
    reference = log_probs_of(forward(random_params(SMALL, seed=1), SMALL, ids).reshape(12, -1)[rows])  # (R, V)
    weights = {name: torch.tensor(array, requires_grad=True) for name, array in params.items()}
    logits = torch_logits(torch, weights, SMALL, torch.tensor(ids)).flatten(0, 1)[torch.tensor(rows)]
    log_p = torch.log_softmax(logits, -1)
    drawn = log_p.gather(1, torch.tensor(tokens)[:, None])[:, 0]
    kl = (log_p.exp() * (log_p - torch.tensor(reference))).sum(-1)
    theirs = (0.3 * kl - torch.tensor(advantages) * drawn).mean()
    theirs.backward()
    loss, grads = objective_and_grads(params, SMALL, ids, rows, PolicyLoss(tokens, advantages, reference, 0.3, 1 / 5))
    assert loss == pytest.approx(theirs.item(), rel=1e-9)
    for name, weight in weights.items():
        np.testing.assert_allclose(grads[name], weight.grad.numpy(), rtol=1e-6, atol=1e-10, err_msg=name)
