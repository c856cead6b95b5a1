"""The peer's steps after pre-training: masked loss, pair loss and policy loss in eager PyTorch, the batch at once."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from benchmarks.torch_model import TorchTransformer, norm
from benchmarks.torch_training import TorchTrainer
from tokenroom.model import optimisers
from tokenroom.model.layers import NOT_COUNTED, Integers, Params
from tokenroom.model.transformer import TransformerConfig
from tokenroom.scoring import Floats


class TorchTuner(TorchTrainer):
    """Takes the steps of `tokenroom.training.sft`, `reward` and `policy`; the head works only where it is asked."""

    def __init__(self, config: TransformerConfig, rates: optimisers.Rates, params: Params, threads: int) -> None:
        super().__init__(config, rates, params, threads)
        self._reference = TorchTransformer(params, config)

    def sft_step(self, ids: Integers, targets: Integers) -> float:
        """Take a step on the counted targets of ids and targets (B, T) each."""
        wanted = torch.from_numpy(targets).flatten()  # (N,)
        rows = torch.nonzero(wanted != NOT_COUNTED)[:, 0]  # (R,)
        return self.minimise(functional.cross_entropy(self._logits(self.model, ids, rows), wanted[rows]))

    def reward_step(self, ids: Integers, last: Integers) -> float:
        """Take a step on ids (2P, T), the better answers first, each valued at its token `last` (2P,)."""
        stream = self.model.stream(torch.from_numpy(ids))  # (2P, T, C)
        ends = stream[torch.arange(len(ids)), torch.from_numpy(last)]  # (2P, C)
        better, worse = (norm(ends) @ self.model.weights["reward"]).chunk(2)  # (P,) each
        return self.minimise(-functional.logsigmoid(better - worse).mean())

    def policy_step(self, ids: Integers, rows: Integers, tokens: Integers, edges: Floats, kl_weight: float) -> float:
        """Take a step on the answers in ids (B, T): `tokens` (R,), predicted at `rows`, with their advantages."""
        at, drawn = torch.from_numpy(rows), torch.from_numpy(tokens)
        with torch.no_grad():
            reference = torch.log_softmax(self._logits(self._reference, ids, at), -1)  # (R, V)
        log_p = torch.log_softmax(self._logits(self.model, ids, at), -1)  # (R, V)
        said = log_p.gather(1, drawn[:, None])[:, 0]  # (R,)
        kl = functional.kl_div(reference, log_p, log_target=True, reduction="none").sum(-1)  # (R,)
        return self.minimise((kl_weight * kl - torch.from_numpy(edges).to(said.dtype) * said).mean())

    def _logits(self, model: TorchTransformer, ids: Integers, rows: Tensor) -> Tensor:
        stream = model.stream(torch.from_numpy(ids)).flatten(0, 1)  # (N, C)
        return model.logits(stream[rows])  # (R, V)
