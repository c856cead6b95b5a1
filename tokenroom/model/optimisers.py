"""The optimisers: Muon for the matrices inside the blocks, AdamW for the rest, and the learning-rate schedule."""

from __future__ import annotations

import numpy as np

from tokenroom.model.layers import Floats, Params
from tokenroom.schema import Data

BETAS = (0.9, 0.95)  # how long AdamW remembers gradients and their squares
EPSILON = 1e-10
MOMENTUM = 0.95  # how long Muon remembers gradients


class Rates(Data, frozen=True, kw_only=True):
    """Learning rates at full height, and the share of a weight that decays, per unit of learning rate."""

    muon: float = 0.02
    adam: float = 0.01
    muon_decay: float = 0.1
    adam_decay: float = 0.1


def uses_muon(name: str) -> bool:
    """Tell whether Muon moves this array: it is for the matrices between hidden layers, not for the embedding."""
    return name.startswith("layer") or name == "head"


def init_state(params: Params) -> Params:
    """Return the memory of the optimisers, all zeros, as plain arrays that a checkpoint can hold."""
    state: Params = {"steps": np.zeros((), np.float64)}
    for name, param in params.items():
        kept = ("momentum",) if uses_muon(name) else ("mean", "square")
        state |= {f"{kind}.{name}": np.zeros_like(param) for kind in kept}
    return state


def orthogonalise(matrix: Floats, rounds: int = 5) -> Floats:
    """Bring all singular values of a matrix (N, M) near one and leave its directions as they are.

    Newton-Schulz iteration with the quintic of Jordan et al. 2024 (kellerjordan.github.io/posts/muon), which trades
    exactness for speed: after five rounds all but the tiniest singular values lie between about 0.7 and 1.2.
    """
    tall = matrix.shape[0] > matrix.shape[1]
    x = matrix.T if tall else matrix  # the smaller side first: x·xᵀ is then as small as can be
    x = x / (np.linalg.norm(x) + 1e-7)  # no singular value above one
    for _ in range(rounds):
        gram = x @ x.T
        x = 3.4445 * x + (-4.7750 * gram + 2.0315 * (gram @ gram)) @ x
    return x.T if tall else x


def muon_step(param: Floats, grad: Floats, momentum: Floats, lr: float, decay: float) -> None:
    """Move a matrix (N, M), in place, by the orthogonalised momentum of its gradients, and decay it.

    Jordan et al. 2024, with Nesterov momentum, and the decay of Liu et al. 2025 ("Muon is scalable", section 2.2).
    """
    momentum += (1.0 - MOMENTUM) * (grad - momentum)
    update = orthogonalise(grad + MOMENTUM * (momentum - grad))
    param *= 1.0 - lr * decay
    param -= lr * max(1.0, param.shape[1] / param.shape[0]) ** 0.5 * update


def adamw_step(param: Floats, grad: Floats, mean: Floats, square: Floats, steps: int, lr: float, decay: float) -> None:
    """Move an array, in place, by its mean gradient over the root of its mean squared gradient, and decay it.

    After Loshchilov & Hutter 2019, algorithm 2, but the decay is in proportion to the learning rate, as most libraries
    have it. `steps` counts from 1.
    """
    mean += (1.0 - BETAS[0]) * (grad - mean)
    square += (1.0 - BETAS[1]) * (np.square(grad) - square)
    spread = np.sqrt(square / (1.0 - BETAS[1] ** steps)) + EPSILON
    param *= 1.0 - lr * decay
    param -= lr / (1.0 - BETAS[0] ** steps) * mean / spread


def step(params: Params, grads: Params, state: Params, rates: Rates, lr: float) -> None:
    """Move all weights one step, in place, and bring the memory of the optimisers up to date.

    Args:
        params: the weights.
        grads: their gradients, by the same names.
        state: what `init_state` gave, as the earlier steps left it.
        rates: the learning rates at full height.
        lr: the part of them to use now, as `schedule` gives it.
    """
    state["steps"] += 1
    for name, param in params.items():
        if uses_muon(name):
            muon_step(param, grads[name], state[f"momentum.{name}"], lr * rates.muon, rates.muon_decay)
        else:
            memory = state[f"mean.{name}"], state[f"square.{name}"]
            adamw_step(param, grads[name], *memory, int(state["steps"]), lr * rates.adam, rates.adam_decay)


def schedule(done: float, warm_up: float, cool_down: float) -> float:
    """Return the part of the full learning rate to use: it rises, holds, and falls to nothing, all in straight lines.

    Args:
        done: how much of the training is over, from 0 to 1.
        warm_up: the share of the training in which it rises.
        cool_down: the share at the end in which it falls.
    """
    rising = (done / warm_up) if warm_up else 1.0
    falling = ((1.0 - done) / cool_down) if cool_down else 1.0
    return max(0.0, min(1.0, rising, falling))
