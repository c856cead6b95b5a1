"""The reward head and the loss of pairs: gradients, PyTorch's figures, and what a model that knows nothing says."""

from __future__ import annotations

import math

import msgspec
import numpy as np
import pytest

from tests.model.conftest import SMALL, numerical_gradient, random_params
from tokenroom.model.reward import pair_loss, pair_loss_and_grads, rewards
from tokenroom.model.transformer import init_params

JUDGE = msgspec.structs.replace(SMALL, readout="reward")


def test_every_gradient_of_the_pair_loss(rng: np.random.Generator) -> None:
    params = random_params(JUDGE)
    ids, last = rng.integers(0, 11, (6, 5)), np.array([4, 2, 3, 1, 4, 0])
    _, grads = pair_loss_and_grads(params, JUDGE, ids, last)
    assert grads.keys() == params.keys()
    for name, array in params.items():
        numerical = numerical_gradient(lambda: pair_loss_and_grads(params, JUDGE, ids, last)[0], array)
        np.testing.assert_allclose(grads[name], numerical, rtol=1e-5, atol=1e-8, err_msg=name)


def test_the_loss_is_that_of_pytorch(rng: np.random.Generator) -> None:
    torch = pytest.importorskip("torch")
    better, worse = rng.normal(0, 3, (2, 9))
    b, w = (torch.tensor(x, requires_grad=True) for x in (better, worse))
    theirs = -torch.nn.functional.logsigmoid(b - w)
    theirs.sum().backward()
    surprises, slopes = pair_loss(better, worse)
    np.testing.assert_allclose(surprises, theirs.detach().numpy(), rtol=1e-12)
    np.testing.assert_allclose(slopes, b.grad.numpy(), rtol=1e-12)
    np.testing.assert_allclose(-slopes, w.grad.numpy(), rtol=1e-12)


def test_huge_differences_stay_finite() -> None:
    with np.errstate(over="ignore"):
        surprises, slopes = pair_loss(np.array([1e4, -1e4]), np.array([-1e4, 1e4]))
    assert surprises == pytest.approx([0.0, 2e4])
    assert slopes == pytest.approx([0.0, -1.0])


def test_who_knows_nothing_pays_ln_2(rng: np.random.Generator) -> None:
    params = init_params(JUDGE, rng)
    ids = rng.integers(0, 11, (4, 5))
    assert pair_loss_and_grads(params, JUDGE, ids, np.full(4, 4))[0] == pytest.approx(math.log(2))


def test_padding_does_not_count(rng: np.random.Generator) -> None:
    params, ids, last = random_params(JUDGE), rng.integers(0, 11, (3, 6)), np.array([2, 5, 0])
    padded = ids.copy()
    for row, end in enumerate(last):
        padded[row, end + 1 :] = 7
    np.testing.assert_array_equal(rewards(params, JUDGE, ids, last), rewards(params, JUDGE, padded, last))
