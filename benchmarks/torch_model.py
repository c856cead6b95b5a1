"""The peer: our transformer and our optimisers in eager PyTorch, written as one would write them there.

Letters in the shape comments are those of `tokenroom.model`: B phrases, T tokens, C width, H heads, D width of a head,
V vocabulary. Only used where torch is installed.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from tokenroom.model.layers import Integers, Params
from tokenroom.model.layout import turns
from tokenroom.model.transformer import MATRICES, TransformerConfig

Weights = dict[str, Tensor]


def norm(x: Tensor) -> Tensor:
    """Scale the last axis to a root mean square of one."""
    return functional.rms_norm(x, x.shape[-1:], eps=1e-6)


class TorchTransformer:
    """The same function of the same weights as `tokenroom.model.transformer`, with autograd in place of backward."""

    def __init__(self, params: Params, config: TransformerConfig) -> None:
        self.config = config
        self.weights: Weights = {name: torch.tensor(array, requires_grad=True) for name, array in params.items()}
        turn = turns(config.context, config.width // config.heads, config.rotary_base, params["embedding"].dtype)
        self._turn = torch.tensor(turn)[:, None, None]  # (T, 1, 1, D/2)

    def loss(self, ids: Integers, targets: Integers) -> Tensor:
        """Return the mean surprise in nats."""
        logits = self.logits(self.stream(torch.from_numpy(ids)))
        return functional.cross_entropy(logits.flatten(0, 1), torch.from_numpy(targets).flatten())

    def stream(self, ids: Tensor, kept: Tensor | None = None, start: int = 0) -> Tensor:
        """Lead ids (B, T) through all blocks: (B, T, C).

        Args:
            ids: token ids.
            kept: (layers, 2, B, H, context, D), keys and values of what was read before, which is added to; or none.
            start: how many tokens were read before.
        """
        x = norm(functional.embedding(ids, self.weights["embedding"]))
        for layer in range(self.config.layers):
            qkv, out, up, down = (self.weights[f"layer{layer}.{name}"] for name in MATRICES)
            x = x + self._attend(norm(x) @ qkv, None if kept is None else kept[layer], start) @ out
            x = x + functional.relu(norm(x) @ up).square() @ down
        return x

    def logits(self, x: Tensor) -> Tensor:
        """Return the logits (…, V) that a stream (…, C) stands for."""
        weights, cap = self.weights, self.config.logit_cap
        scores = functional.linear(norm(x) @ weights["head"], weights["embedding"], weights["bias"])
        return cap * torch.tanh(scores / cap)

    def _attend(self, made: Tensor, kept: Tensor | None, start: int) -> Tensor:
        B, T, _ = made.shape
        parts = made.view(B, T, 3, self.config.heads, -1)  # (B, T, 3, H, D)
        placed = self._place(parts[:, :, :2], start)  # (B, T, 2, H, D)
        query, key, value = (part.transpose(1, 2) for part in (placed[:, :, 0], placed[:, :, 1], parts[:, :, 2]))
        if kept is not None:
            kept[0, :, :, start : start + T], kept[1, :, :, start : start + T] = key, value
            key, value = kept[0, :, :, : start + T], kept[1, :, :, : start + T]  # (B, H, S, D)
        mixed = functional.scaled_dot_product_attention(query, key, value, is_causal=T > 1)
        return mixed.transpose(1, 2).reshape(B, T, -1)  # (B, T, C)

    def _place(self, x: Tensor, start: int) -> Tensor:
        x = norm(x) * self.config.attention_gain
        pairs = torch.view_as_complex(x.unflatten(-1, (-1, 2)))  # (B, T, 2, H, D/2)
        return torch.view_as_real(pairs * self._turn[start : start + x.shape[1]]).flatten(-2)


@torch.inference_mode()
def torch_generate(model: TorchTransformer, prompt: list[int], tokens: int, keep: bool, threads: int) -> Tensor:
    """Draw `tokens` after a prompt, with keys and values kept or with all read again: (1, prompt + tokens).

    Args:
        model: whose tokens they are.
        prompt: what the text begins with; at least one token.
        tokens: how many; with the prompt at most one more than the context.
        keep: whether to keep keys and values.
        threads: how many PyTorch may use.
    """
    torch.set_num_threads(threads)
    config, ids, start = model.config, torch.tensor([prompt]), 0
    kept = torch.empty(config.layers, 2, 1, config.heads, config.context, config.width // config.heads)
    for _ in range(tokens):
        x = model.stream(ids[:, start:], kept, start) if keep else model.stream(ids)
        start = ids.shape[1]
        drawn = torch.multinomial(torch.softmax(model.logits(x[:, -1]), -1), 1)
        ids = torch.cat((ids, drawn), 1)
    return ids
