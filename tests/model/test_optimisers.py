"""What the optimisers promise: orthogonal updates, the textbook's numbers, and a schedule in straight lines."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.conftest import SMALL, random_params
from tokenroom.model import optimisers


@given(st.integers(2, 24), st.integers(2, 24), st.floats(1e-3, 1e3), st.integers(0, 1000))
def test_muon_brings_all_singular_values_near_one(rows: int, columns: int, size: float, seed: int) -> None:
    rng = np.random.default_rng(seed)
    short = min(rows, columns)
    left, right = (np.linalg.qr(rng.normal(size=(side, short)))[0] for side in (rows, columns))
    values = rng.uniform(0.2, 1.0, short) * size
    out = optimisers.orthogonalise((left * values) @ right.T)
    np.testing.assert_array_less(np.abs(np.linalg.svd(out, compute_uv=False) - 0.95), 0.35)


def test_muon_keeps_the_directions_of_a_matrix(rng: np.random.Generator) -> None:
    matrix = rng.normal(size=(6, 9))
    left, _, right = np.linalg.svd(matrix, full_matrices=False)
    inner = left.T @ optimisers.orthogonalise(matrix) @ right.T  # diagonal, when the directions are the same
    np.testing.assert_allclose(inner, np.diag(np.diag(inner)), atol=1e-9)


def test_muon_takes_a_zero_gradient_without_complaint() -> None:
    assert not optimisers.orthogonalise(np.zeros((3, 4), np.float32)).any()


def test_muon_moves_against_the_gradient_and_decays() -> None:
    param, momentum = np.eye(4), np.zeros((4, 4))
    optimisers.muon_step(param, np.eye(4), momentum, lr=0.1, momentum=0.95, decay=0.5)
    assert np.diag(param) == pytest.approx(np.full(4, 0.95 - 0.1 * 1.0), abs=0.04)
    np.testing.assert_allclose(momentum, 0.05 * np.eye(4))


def test_adamw_takes_a_first_step_of_the_learning_rate_whatever_the_gradient() -> None:
    param, mean, square = np.zeros(3), np.zeros(3), np.zeros(3)
    optimisers.adamw_step(param, np.array([1e-3, -2.0, 50.0]), mean, square, steps=1, lr=0.1, decay=0.0)
    np.testing.assert_allclose(param, [-0.1, 0.1, -0.1], rtol=1e-5)


def test_adamw_against_the_algorithm_written_out(rng: np.random.Generator) -> None:
    param, mean, square = rng.normal(size=4), np.zeros(4), np.zeros(4)
    expected, m, v = param.copy(), np.zeros(4), np.zeros(4)
    beta1, beta2 = optimisers.BETAS
    for t in range(1, 6):
        grad = rng.normal(size=4)
        optimisers.adamw_step(param, grad, mean, square, t, lr=0.01, decay=0.1)
        m, v = beta1 * m + (1 - beta1) * grad, beta2 * v + (1 - beta2) * grad**2
        m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
        expected = expected - 0.01 * 0.1 * expected - 0.01 * m_hat / (np.sqrt(v_hat) + optimisers.EPSILON)
    np.testing.assert_allclose(param, expected, rtol=1e-12)


def test_each_array_has_its_own_optimiser() -> None:
    params = random_params(SMALL)
    state = optimisers.init_state(params)
    assert "momentum.layer0.up" in state
    assert {"mean.embedding", "square.embedding"} <= state.keys()
    assert "momentum.embedding" not in state


def test_a_step_moves_every_weight_in_place() -> None:
    params = random_params(SMALL, dtype=np.float32)
    before = {name: array.copy() for name, array in params.items()}
    kept = dict(params)
    grads = random_params(SMALL, seed=1, dtype=np.float32)
    optimisers.step(params, grads, optimisers.init_state(params), optimisers.Rates(), lr=1.0)
    assert all(params[name] is kept[name] and params[name].dtype == np.float32 for name in params)
    assert not any(np.array_equal(params[name], before[name]) for name in params)


def test_no_learning_rate_means_no_change() -> None:
    params = random_params(SMALL)
    before = {name: array.copy() for name, array in params.items()}
    optimisers.step(params, random_params(SMALL, 1), optimisers.init_state(params), optimisers.Rates(), lr=0.0)
    assert all(np.array_equal(params[name], before[name]) for name in params)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_the_schedule_stays_between_nothing_and_all(done: float, warm_up: float, cool_down: float) -> None:
    assert 0.0 <= optimisers.schedule(done, warm_up, cool_down) <= 1.0


@pytest.mark.parametrize(("done", "expected"), [(0.0, 0.0), (0.05, 0.5), (0.1, 1.0), (0.5, 1.0), (0.8, 0.5), (1, 0)])
def test_the_schedule_rises_holds_and_falls(done: float, expected: float) -> None:
    assert optimisers.schedule(done, warm_up=0.1, cool_down=0.4) == pytest.approx(expected)


@pytest.mark.parametrize("wrong", [{"muon": -1.0}, {"adam": float("nan")}, {"momentum": 1.0}, {"adam_decay": 1e9}])
def test_impossible_rates_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        optimisers.Rates(**wrong)
