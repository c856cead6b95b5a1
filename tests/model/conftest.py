"""What the model's tests share: a tiny transformer in double precision, and numerical gradients."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import numpy as np
import pytest

from tokenroom.model.layers import Floats, Params
from tokenroom.model.transformer import TransformerConfig, init_params

SMALL = TransformerConfig(vocab_size=11, context=8, layers=2, heads=2, width=8, mlp_ratio=2)

SMEARED = msgspec.structs.replace(SMALL, smear=True)


def random_params(config: TransformerConfig, seed: int = 0, dtype: type = np.float64) -> Params:
    """Return weights that are all random: the zero-initialised ones would hide mistakes."""
    rng = np.random.default_rng(seed)
    return {name: rng.normal(0, 0.4, array.shape).astype(dtype) for name, array in init_params(config, rng).items()}


def numerical_gradient(loss: Callable[[], float], array: Floats, width: float = 1e-5) -> Floats:
    """Return the gradient of `loss` for every number in `array`, by central differences."""
    out = np.zeros_like(array)
    for place in np.ndindex(array.shape):
        kept = array[place]
        array[place] = kept + width
        above = loss()
        array[place] = kept - width
        out[place] = (above - loss()) / (2 * width)
        array[place] = kept
    return out


@pytest.fixture
def rng() -> np.random.Generator:
    """A generator with a fixed seed."""
    return np.random.default_rng(7)
