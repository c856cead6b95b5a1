"""The optimisers: Muon for the matrices inside the blocks, AdamW for the rest, and the learning-rate schedule."""

from __future__ import annotations

import numpy as np

from tokenroom.model.layers import Floats, Params
from tokenroom.schema import Data

BETAS = (0.9, 0.95)  # how long AdamW remembers gradients and their squares
EPSILON = 1e-10
QUINTICS = (  # a, b, c of a·x + b·x³ + c·x⁵, one for each round
    (8.28721201814563, -23.595886519098837, 17.300387312530933),
    (4.107059111542203, -2.9478499167379106, 0.5448431082926601),
    (3.9486908534822946, -2.908902115962949, 0.5518191394370137),
    (3.3184196573706015, -2.488488024314874, 0.51004894012372),
    (2.300652019954817, -1.6689039845747493, 0.4188073119525673),
)


class Rates(Data, frozen=True, kw_only=True):
    """Learning rates at full height, and the share of a weight that decays, per unit of learning rate."""

    muon: float = 0.02
    momentum: float = 0.95  # how long Muon remembers gradients; shorter runs want less
    adam: float = 0.01
    muon_decay: float = 0.1
    adam_decay: float = 0.1

    def __post_init__(self) -> None:
        """Refuse rates that no run can have.

        Raises:
            ValueError: one is negative, endless or NaN, or the momentum is 1 or more.
        """
        for name in self.__struct_fields__:
            if not 0.0 <= getattr(self, name) <= 1e6:
                raise ValueError(f"{name} must be from 0 to a million, not {getattr(self, name)}")
        if self.momentum >= 1.0:
            raise ValueError(f"momentum must be below 1, not {self.momentum}")


def uses_muon(name: str) -> bool:
    """Tell whether Muon moves this array: it is for the matrices between hidden layers, not for the embedding."""
    return name.startswith("layer") or name in ("head", "smear")


def init_state(params: Params) -> Params:
    """Return the memory of the optimisers, all zeros, as plain arrays that a checkpoint can hold."""
    state: Params = {"steps": np.zeros((), np.float64)}
    for name, param in params.items():
        kept = ("momentum",) if uses_muon(name) else ("mean", "square")
        state |= {f"{kind}.{name}": np.zeros_like(param) for kind in kept}
    return state


def orthogonalise(matrix: Floats) -> Floats:
    """Bring all singular values of a matrix (N, M) near one and leave its directions as they are.

    Newton-Schulz iteration: each round puts every singular value through an odd polynomial, without ever computing one.
    The quintics are the first of Amsel et al. 2025 ("The Polar Express", algorithm 1), each the best for its round.
    """
    tall = matrix.shape[0] > matrix.shape[1]
    x = matrix.T if tall else matrix  # the smaller side first: x·xᵀ is then as small as can be
    x = x / (1.02 * np.linalg.norm(x) + 1e-7)  # no singular value above one
    for a, b, c in QUINTICS:
        gram = x @ x.T  # BLAS computes half of it, for it is symmetric
        factor = gram @ gram
        factor *= c
        gram *= b
        factor += gram
        factor.ravel()[:: len(factor) + 1] += a  # on the diagonal
        x = factor @ x
    return x.T if tall else x


def muon_step(param: Floats, grad: Floats, memory: Floats, lr: float, momentum: float, decay: float) -> None:
    """Move a matrix (N, M), in place, by the orthogonalised momentum of its gradients, and decay it.

    Jordan et al. 2024, with Nesterov momentum, and the decay of Liu et al. 2025 ("Muon is scalable", section 2.2).
    """
    memory += (1.0 - momentum) * (grad - memory)
    update = orthogonalise(grad + momentum * (memory - grad))
    update *= lr * max(1.0, param.shape[1] / param.shape[0]) ** 0.5
    param *= 1.0 - lr * decay
    param -= update


def adamw_step(param: Floats, grad: Floats, mean: Floats, square: Floats, steps: int, lr: float, decay: float) -> None:
    """Move an array, in place, by its mean gradient over the root of its mean squared gradient, and decay it.

    After Loshchilov & Hutter 2019, algorithm 2, but the decay is in proportion to the learning rate, as most libraries
    have it. `steps` counts from 1.
    """
    mean += (1.0 - BETAS[0]) * (grad - mean)
    square += (1.0 - BETAS[1]) * (np.square(grad) - square)
    spread = np.sqrt(square / (1.0 - BETAS[1] ** steps))
    spread += EPSILON
    np.divide(mean, spread, out=spread)
    spread *= lr / (1.0 - BETAS[0] ** steps)
    param *= 1.0 - lr * decay
    param -= spread


def step_one(name: str, params: Params, grads: Params, state: Params, rates: Rates, lr: float) -> None:
    """Move the weights called `name` one step; `state["steps"]` must count this step already."""
    param, grad = params[name], grads[name]
    if not uses_muon(name):
        memory = state[f"mean.{name}"], state[f"square.{name}"]
        adamw_step(param, grad, *memory, int(state["steps"]), lr * rates.adam, rates.adam_decay)
        return
    parts = 3 if name.endswith("qkv") else 1  # queries, keys and values are three matrices in one array
    split = (np.split(array, parts, axis=1) for array in (param, grad, state[f"momentum.{name}"]))
    for matrix, slope, memory in zip(*split, strict=True):
        muon_step(matrix, slope, memory, lr * rates.muon, rates.momentum, rates.muon_decay)


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
    for name in params:
        step_one(name, params, grads, state, rates, lr)


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
