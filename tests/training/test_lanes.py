"""Lanes share a step: the gradients are those of the whole batch, and the same for any number of threads."""

from __future__ import annotations

import numpy as np
import pytest

from tests.training.conftest import CONFIG
from tokenroom.model import optimisers
from tokenroom.model.layers import NOT_COUNTED, Dropout, Integers, Params
from tokenroom.model.loss import loss_and_grads
from tokenroom.model.transformer import init_params
from tokenroom.training.lanes import Lanes, MicroBatch


@pytest.fixture
def params() -> Params:
    rng = np.random.default_rng(0)
    shapes = init_params(CONFIG, rng)
    return {name: rng.normal(0, 0.3, array.shape).astype(np.float32) for name, array in shapes.items()}


@pytest.fixture
def batch() -> tuple[Integers, Integers]:
    ids, targets = np.random.default_rng(1).integers(0, 10, (2, 7, 8))
    targets[0, :5] = NOT_COUNTED  # so that micro-batches count different numbers of targets
    return ids, targets


def cut(batch: tuple[Integers, Integers], size: int) -> list[MicroBatch]:
    ids, targets = batch
    return [MicroBatch(ids[i : i + size], targets[i : i + size], Dropout()) for i in range(0, len(ids), size)]


@pytest.mark.parametrize(("lanes", "size"), [(1, 7), (1, 2), (2, 3), (3, 1), (4, 7)])
def test_the_gradient_is_that_of_the_whole_batch(
    params: Params, batch: tuple[Integers, Integers], lanes: int, size: int
) -> None:
    loss, grads = loss_and_grads(params, CONFIG, *batch)
    with Lanes(lanes, threads=2) as shared:
        for _ in range(2):  # the second time in memory that was used before
            shared_loss, shared_grads = shared.loss_and_grads(params, CONFIG, cut(batch, size))
            assert shared_loss == pytest.approx(loss, rel=1e-6)
            for name, grad in grads.items():
                np.testing.assert_allclose(shared_grads[name], grad, atol=1e-6, err_msg=name)


def test_threads_change_nothing(params: Params, batch: tuple[Integers, Integers]) -> None:
    results = []
    for threads in (1, 2, 5):
        weights = {name: array.copy() for name, array in params.items()}
        state = optimisers.init_state(weights)
        with Lanes(2, threads) as lanes:
            for _ in range(3):
                _, grads = lanes.loss_and_grads(weights, CONFIG, cut(batch, 2))
                lanes.step(weights, grads, state, optimisers.Rates(), 0.5)
        results.append(weights)
    for other in results[1:]:
        assert all(np.array_equal(results[0][name], other[name]) for name in params)


def test_a_step_of_lanes_is_a_step_of_the_optimisers(params: Params, batch: tuple[Integers, Integers]) -> None:
    alone = {name: array.copy() for name, array in params.items()}
    _, grads = loss_and_grads(params, CONFIG, *batch)
    optimisers.step(alone, grads, optimisers.init_state(alone), optimisers.Rates(), 0.5)
    with Lanes(2, 2) as lanes:
        lanes.step(params, grads, optimisers.init_state(params), optimisers.Rates(), 0.5)
    assert all(np.array_equal(alone[name], params[name]) for name in params)
