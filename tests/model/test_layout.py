"""Branches of one beginning, read in one row, are what they are when each is read in a row of its own."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.conftest import SMALL, SMEARED
from tokenroom.model.layers import Floats, Integers
from tokenroom.model.layout import SHARED, in_branches
from tokenroom.model.loss import objective_and_grads
from tokenroom.model.transformer import TransformerConfig, init_params, logits_at

PADDING = -1
Row = tuple[list[int], list[list[int]]]  # what branches have in common, and each of them


def tokens(least: int, most: int) -> st.SearchStrategy[list[int]]:
    return st.lists(st.integers(0, SMALL.vocab_size - 1), min_size=least, max_size=most)


rows = st.lists(st.tuples(tokens(0, 3), st.lists(tokens(1, 3), min_size=1, max_size=3)), min_size=1, max_size=3)


def filled(lines: list[list[int]], filler: int) -> Integers:
    longest = max(map(len, lines))
    return np.array([line + [filler] * (longest - len(line)) for line in lines])


def together(trees: list[Row]) -> tuple[Integers, Integers, Integers]:
    """Ids and branches (B, T), and the places of the branches' tokens."""
    ids = filled([[*shared, *(token for branch in said for token in branch)] for shared, said in trees], 0)
    lines = [
        [SHARED] * len(shared) + [number for number, branch in enumerate(said, 1) for _ in branch]
        for shared, said in trees
    ]
    branches = filled(lines, PADDING)
    return ids, branches, np.flatnonzero(branches > SHARED)


def apart(trees: list[Row]) -> tuple[Integers, Integers]:
    """Ids (B, T), a branch a row, and the places of the branches' tokens."""
    pairs = [(shared, branch) for shared, said in trees for branch in said]
    ids = filled([shared + branch for shared, branch in pairs], 0)
    places = [
        n * ids.shape[1] + len(shared) + i for n, (shared, branch) in enumerate(pairs) for i in range(len(branch))
    ]
    return ids, np.array(places)


@pytest.mark.parametrize("config", [SMALL, SMEARED], ids=["plain", "smeared"])
@given(trees=rows, seed=st.integers(0, 99))
def test_a_branch_is_what_it_is_in_a_row_of_its_own(config: TransformerConfig, trees: list[Row], seed: int) -> None:
    rng = np.random.default_rng(seed)
    params = {name: rng.normal(0.0, 0.5, array.shape) for name, array in init_params(config, rng, np.float64).items()}
    (ids, branches, at), (alone, there) = together(trees), apart(trees)
    expected = logits_at(params, config, alone, there)
    np.testing.assert_allclose(logits_at(params, config, ids, at, branches), expected, rtol=1e-9, atol=1e-9)
    weigh = rng.normal(size=expected.shape)

    def objective(logits: Floats) -> tuple[float, Floats]:
        return float((logits * weigh).sum()), weigh.copy()

    value, grads = objective_and_grads(params, config, ids, at, objective, branches=branches)
    expected_value, expected_grads = objective_and_grads(params, config, alone, there, objective)
    assert value == pytest.approx(expected_value)
    for name, grad in expected_grads.items():
        np.testing.assert_allclose(grads[name], grad, rtol=1e-7, atol=1e-9, err_msg=name)


def test_where_the_tokens_of_branches_stand() -> None:
    branches = np.array([[SHARED, SHARED, 1, 1, 2, PADDING], [1, 1, 2, 2, 2, 3]])
    layout = in_branches(branches, 4, 10_000.0, np.dtype(np.float64))
    assert (layout.mask[:, 0].sum(axis=2) - 1).tolist() == [[0, 1, 2, 3, 2, 2], [0, 1, 0, 1, 2, 0]]
    assert layout.mask[0, 0, 4].tolist() == [1, 1, 0, 0, 1, 0]
    assert [places.tolist() for places in layout.forks] == [[2, 4, 5, 8, 11], [1, 1, 1, -1, -1]]
    assert layout.tokens == 6
