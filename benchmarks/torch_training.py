"""The peer's training: Muon and AdamW in eager PyTorch, with the numbers of `tokenroom.model.optimisers`."""

from __future__ import annotations

import torch
from torch import Tensor

from benchmarks.torch_model import TorchTransformer
from tokenroom.model import optimisers
from tokenroom.model.layers import Integers, Params
from tokenroom.model.transformer import TransformerConfig


class TorchTrainer:
    """Takes the same steps as `benchmarks.trainers.Ours`, the whole batch at once."""

    def __init__(self, config: TransformerConfig, rates: optimisers.Rates, params: Params, threads: int) -> None:
        torch.set_num_threads(threads)
        self.model, self._rates = TorchTransformer(params, config), rates
        named = self.model.weights.items()
        self._matrices = {name: weight for name, weight in named if optimisers.uses_muon(name)}
        self._momenta = {name: torch.zeros_like(weight) for name, weight in self._matrices.items()}
        others = [weight for name, weight in named if name not in self._matrices]
        self._adam = torch.optim.AdamW(others, betas=optimisers.BETAS, eps=optimisers.EPSILON, fused=True)

    def step(self, ids: Integers, targets: Integers, lr: float = 1.0) -> float:
        """Take one step, and return the mean loss before it."""
        return self.minimise(self.model.loss(ids, targets), lr)

    def minimise(self, loss: Tensor, lr: float = 1.0) -> float:
        """Take one step that makes any loss of the model smaller, and return the loss before it."""
        for weight in self.model.weights.values():
            weight.grad = None
        loss.backward()
        for group in self._adam.param_groups:
            group.update(lr=lr * self._rates.adam, weight_decay=self._rates.adam_decay)
        self._adam.step()
        self._muon(lr * self._rates.muon)
        return loss.item()

    @torch.no_grad()
    def _muon(self, lr: float) -> None:
        for name, weight in self._matrices.items():
            parts = 3 if name.endswith("qkv") else 1
            split = (array.chunk(parts, dim=1) for array in (weight, weight.grad, self._momenta[name]))
            for matrix, grad, memory in zip(*split, strict=True):
                memory.lerp_(grad, 1.0 - self._rates.momentum)
                update = orthogonalise(grad.lerp(memory, self._rates.momentum))
                matrix.mul_(1.0 - lr * self._rates.muon_decay)
                matrix.sub_(update, alpha=lr * max(1.0, matrix.shape[1] / matrix.shape[0]) ** 0.5)


def orthogonalise(matrix: Tensor) -> Tensor:
    """Bring all singular values near one, with the rounds of `tokenroom.model.optimisers.orthogonalise`."""
    tall = matrix.shape[0] > matrix.shape[1]
    x = matrix.T if tall else matrix
    x = x / (1.02 * x.norm() + 1e-7)
    for a, b, c in optimisers.QUINTICS:
        gram = x @ x.T
        x = torch.addmm(x, torch.addmm(gram, gram, gram, beta=b, alpha=c), x, beta=a)
    return x.T if tall else x
