"""nanoGPT's recipe for a CPU in PyTorch: its model, its optimiser and its schedule, written down in short.

It is the recipe for those who "only have a macbook" (https://github.com/karpathy/nanoGPT: README, train.py, model.py,
config/train_shakespeare_char.py).
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from benchmarks.characters import Characters, loss
from benchmarks.trainers import THREADS
from tokenroom.model.layers import Floats, Integers

LAYERS, HEADS, WIDTH, CONTEXT, BATCH = 4, 4, 128, 64, 12
RATE, LEAST_RATE, WARM_UP, BETAS, DECAY, CLIP = 1e-3, 1e-4, 100, (0.9, 0.99), 0.1, 1.0


@dataclass(frozen=True)
class Result:
    """How long the training steps took, without evaluation, and how well the model then predicts."""

    seconds: float
    loss: float


class Block(nn.Module):
    """Attention and an MLP after GPT-2, without biases."""

    def __init__(self) -> None:
        super().__init__()
        self.norm1, self.norm2 = (nn.LayerNorm(WIDTH, bias=False) for _ in range(2))
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH, bias=False), nn.Linear(WIDTH, WIDTH, bias=False)
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH, bias=False), nn.Linear(4 * WIDTH, WIDTH, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        """Add to the stream x (B, T, C)."""
        query, key, value = (y.unflatten(-1, (HEADS, -1)).transpose(1, 2) for y in self.qkv(self.norm1(x)).chunk(3, -1))
        mixed = functional.scaled_dot_product_attention(query, key, value, is_causal=True)
        x = x + self.out(mixed.transpose(1, 2).flatten(2))
        return x + self.down(functional.gelu(self.up(self.norm2(x))))


class Gpt(nn.Module):
    """The model: learned positions, tied embedding, LayerNorm, GELU."""

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.tokens, self.places = nn.Embedding(vocabulary, WIDTH), nn.Embedding(CONTEXT, WIDTH)
        self.blocks, self.norm = nn.Sequential(*(Block() for _ in range(LAYERS))), nn.LayerNorm(WIDTH, bias=False)
        for name, weight in self.named_parameters():
            if weight.dim() == 2:
                nn.init.normal_(weight, std=0.02 / math.sqrt(2 * LAYERS if "out" in name or "down" in name else 1))

    def forward(self, ids: Tensor) -> Tensor:
        """Return the logits (B, T, V) of what follows each of ids (B, T)."""
        x = self.tokens(ids) + self.places.weight[: ids.shape[1]]
        return functional.linear(self.norm(self.blocks(x)), self.tokens.weight)


def train(text: Characters, steps: int, seed: int) -> Result:
    """Train the model, as nanoGPT's train.py does."""
    torch.set_num_threads(THREADS)
    torch.manual_seed(seed)
    model, rng = Gpt(len(text.alphabet)), np.random.default_rng(seed)
    decayed = [{"params": [w for w in model.parameters() if (w.dim() > 1) == many]} for many in (True, False)]
    decayed[1]["weight_decay"] = 0.0
    adam = torch.optim.AdamW(decayed, betas=BETAS, weight_decay=DECAY)
    began = time.perf_counter()
    for step in range(steps):
        _step(model, adam, rate(step, steps), *map(torch.from_numpy, text.batch(BATCH, CONTEXT, rng)))
    taken = time.perf_counter() - began
    return Result(taken, loss(lambda ids: _logits(model, ids), text.windows(CONTEXT)))


def _step(model: Gpt, adam: torch.optim.Optimizer, lr: float, ids: Tensor, targets: Tensor) -> None:
    for group in adam.param_groups:
        group["lr"] = lr
    functional.cross_entropy(model(ids).flatten(0, 1), targets.flatten()).backward()
    nn.utils.clip_grad_norm_(model.parameters(), CLIP)
    adam.step()
    adam.zero_grad(set_to_none=True)


def rate(step: int, steps: int) -> float:
    """Return the learning rate: it rises in a line, and falls as half a cosine to its least."""
    if step < WARM_UP:
        return RATE * (step + 1) / (WARM_UP + 1)
    done = (step - WARM_UP) / (steps - WARM_UP)
    return LEAST_RATE + 0.5 * (1.0 + math.cos(math.pi * done)) * (RATE - LEAST_RATE)


@torch.inference_mode()
def _logits(model: Gpt, ids: Integers) -> Floats:
    logits: Floats = model(torch.from_numpy(ids)).numpy()
    return logits
