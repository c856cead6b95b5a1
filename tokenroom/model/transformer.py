"""The decoder-only transformer: its configuration, its first weights, its forward and its backward pass.

Tokens become vectors; each block lets them look back (attention) and think on their own (MLP), always adding to the
residual stream; the last vectors are compared with every token of the vocabulary, which gives the logits.

Letters in the shape comments: B phrases in a batch, T tokens in a phrase, C width, M width of the MLP, V vocabulary.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from tokenroom.model.attention import AttentionWeights, Rotation, attention_backward, attention_forward, rotation
from tokenroom.model.layers import (
    Cache,
    Floats,
    Integers,
    Params,
    cross_entropy_backward,
    cross_entropy_forward,
    dropout_backward,
    dropout_forward,
    embedding_backward,
    embedding_forward,
    linear_backward,
    linear_forward,
    mlp_backward,
    mlp_forward,
    rmsnorm_backward,
    rmsnorm_forward,
    softcap_backward,
    softcap_forward,
)
from tokenroom.schema import Data

ATTENTION = AttentionWeights._fields  # the matrices of a block, in the order that the layers take them
MLP = ("up", "down")


class TransformerConfig(Data, frozen=True, kw_only=True):
    """The shape of one transformer: all that must be known before its weights can be read.

    Raises:
        ValueError: a number is out of range, or the heads do not divide the width into even parts.
    """

    vocab_size: int
    context: int = 128  # tokens that the model sees at once
    layers: int = 4
    heads: int = 4
    width: int = 160
    mlp_ratio: int = 4  # the MLP is this many times as wide as the stream
    rotary_base: float = 10_000.0
    attention_gain: float = 2.0  # how long a normed query and key are: with 1.0 no head could be sharp
    logit_cap: float = 15.0

    def __post_init__(self) -> None:
        """Refuse shapes that no transformer can have, and sizes that no laptop can hold."""
        for name in ("vocab_size", "context", "layers", "heads", "width", "mlp_ratio"):
            if not 1 <= getattr(self, name) <= 1_000_000:
                raise ValueError(f"{name} must be from 1 to 1,000,000, not {getattr(self, name)}")
        if self.width % (2 * self.heads):
            raise ValueError(f"width must be a multiple of twice the heads ({2 * self.heads}), not {self.width}")
        for name in ("rotary_base", "attention_gain", "logit_cap"):
            if not 0 < getattr(self, name) <= 1e6:
                raise ValueError(f"{name} must be above 0 and at most a million, not {getattr(self, name)}")


def param_shapes(config: TransformerConfig) -> dict[str, tuple[int, ...]]:
    """Return the name and shape of every array of weights."""
    width, wide = config.width, config.width * config.mlp_ratio
    block = {**dict.fromkeys(ATTENTION, (width, width)), "up": (width, wide), "down": (wide, width)}
    vocab = config.vocab_size
    shapes: dict[str, tuple[int, ...]] = {"embedding": (vocab, width), "head": (width, width), "bias": (vocab,)}
    for layer in range(config.layers):
        shapes |= {f"layer{layer}.{name}": shape for name, shape in block.items()}
    return shapes


def init_params(config: TransformerConfig, rng: np.random.Generator, dtype: Any = np.float32) -> Params:
    """Return first weights: random, but zero for the matrices that write to the stream, head and bias.

    So every block begins by adding nothing, and the untrained model finds every token exactly equally likely.
    """
    params: Params = {}
    for name, shape in param_shapes(config).items():
        if name.endswith(("out", "down", "head", "bias")):
            params[name] = np.zeros(shape, dtype)
        else:
            fan_in = shape[1] if name == "embedding" else shape[0]
            params[name] = rng.normal(0.0, fan_in**-0.5, shape).astype(dtype)
    return params


@dataclass(frozen=True)
class Dropout:
    """Where the random zeros of one training step come from; the trained model is used without them."""

    rate: float = 0.0
    rng: np.random.Generator | None = None

    def forward(self, x: Floats) -> tuple[Floats, Cache]:
        """Return x (B, T, C) with some of its values dropped, and the cache for `dropout_backward`."""
        return dropout_forward(x, self.rate, self.rng)


def _block_forward(
    x: Floats, params: Params, prefix: str, config: TransformerConfig, turn: Rotation, dropout: Dropout
) -> tuple[Floats, Cache]:
    """Add to the stream x (B, T, C) what attention finds, and then what the MLP makes of it."""
    attention = AttentionWeights(*(params[prefix + name] for name in ATTENTION))
    mlp = (params[prefix + name] for name in MLP)
    normed, norm1 = rmsnorm_forward(x)  # (B, T, C)
    found, looked = attention_forward(normed, attention, turn, config.heads, config.attention_gain)  # (B, T, C)
    found, drop1 = dropout.forward(found)
    x = x + found
    normed, norm2 = rmsnorm_forward(x)
    thought, pondered = mlp_forward(normed, *mlp)  # (B, T, C)
    thought, drop2 = dropout.forward(thought)
    return x + thought, (norm1, looked, drop1, norm2, pondered, drop2)


def _block_backward(dout: Floats, cache: Cache, prefix: str) -> tuple[Floats, Params]:
    """Return `dx` (B, T, C) and the gradients of the block's six matrices by name."""
    norm1, looked, drop1, norm2, pondered, drop2 = cache
    dnormed, *dmlp = mlp_backward(dropout_backward(dout, drop2), pondered)
    dx = dout + rmsnorm_backward(dnormed, norm2)  # (B, T, C)
    dnormed, dattention = attention_backward(dropout_backward(dx, drop1), looked)
    dx = dx + rmsnorm_backward(dnormed, norm1)
    grads = zip(ATTENTION + MLP, (*dattention, *dmlp), strict=True)
    return dx, {prefix + name: grad for name, grad in grads}


def _head_forward(x: Floats, params: Params, cap: float, dropout: Dropout) -> tuple[Floats, Cache]:
    """Compare the stream x (B, T, C) with every row of the embedding: logits (B, T, V) within ±cap.

    The embedding serves twice (Press & Wolf 2017); the matrix `head` between turns "what is here" into "what comes".
    The bias holds how common each token is, whatever stands before it.
    """
    normed, norm = rmsnorm_forward(x)  # (B, T, C)
    normed, drop = dropout.forward(normed)
    guess, aimed = linear_forward(normed, params["head"])  # (B, T, C)
    scores, compared = linear_forward(guess, params["embedding"].T)  # (B, T, V)
    logits, capped = softcap_forward(scores + params["bias"], cap)  # (B, T, V)
    return logits, (norm, drop, aimed, compared, capped)


def _head_backward(dlogits: Floats, cache: Cache) -> tuple[Floats, Params]:
    """Return `dx` (B, T, C) and the gradients of `head`, of `bias`, and of the embedding as the output uses it."""
    norm, drop, aimed, compared, capped = cache
    dscores = softcap_backward(dlogits, capped)  # (B, T, V)
    dguess, dtable = linear_backward(dscores, compared)  # (B, T, C), (C, V)
    dnormed, dhead = linear_backward(dguess, aimed)  # (B, T, C), (C, C)
    dx = rmsnorm_backward(dropout_backward(dnormed, drop), norm)  # (B, T, C)
    return dx, {"head": dhead, "bias": dscores.sum(axis=(0, 1)), "embedding": dtable.T}


def forward(
    params: Params, config: TransformerConfig, ids: Integers, dropout: Dropout | None = None
) -> tuple[Floats, Cache]:
    """Return the logits (B, T, V) of what follows each token of ids (B, T), and the cache for `backward`.

    Row t sees ids[:, : t + 1] and nothing later. T may be anything up to the context.
    """
    dropout = dropout or Dropout()
    x, read = _stream_forward(params, config, ids, dropout)  # (B, T, C)
    logits, head = _head_forward(x, params, config.logit_cap, dropout)
    return logits, (*read, head)


def next_logits(params: Params, config: TransformerConfig, ids: Integers) -> Floats:
    """Return the logits (B, V) of what follows the last token of ids (B, T) alone: the head has one row to compare."""
    x, _ = _stream_forward(params, config, ids, Dropout())  # (B, T, C)
    return _head_forward(x[:, -1:], params, config.logit_cap, Dropout())[0][:, 0]


def _stream_forward(params: Params, config: TransformerConfig, ids: Integers, dropout: Dropout) -> tuple[Floats, Cache]:
    """Turn ids (B, T) into vectors and lead them through all blocks: the stream (B, T, C) before the head."""
    turn = rotation(ids.shape[1], config.width // config.heads, config.rotary_base, params["embedding"].dtype)
    vectors, looked_up = embedding_forward(ids, params["embedding"])  # (B, T, C)
    x, norm = rmsnorm_forward(vectors)
    x, drop = dropout.forward(x)
    blocks = []
    for layer in range(config.layers):
        x, cache = _block_forward(x, params, f"layer{layer}.", config, turn, dropout)
        blocks.append(cache)
    return x, (looked_up, norm, drop, blocks)


def backward(dlogits: Floats, cache: Cache) -> Params:
    """Return the gradient of every array of weights, by name, from that of the logits (B, T, V)."""
    looked_up, norm, drop, blocks, head = cache
    dx, grads = _head_backward(dlogits, head)
    for layer in reversed(range(len(blocks))):
        dx, block = _block_backward(dx, blocks[layer], f"layer{layer}.")
        grads |= block
    dvectors = rmsnorm_backward(dropout_backward(dx, drop), norm)  # (B, T, C)
    grads["embedding"] = grads["embedding"] + embedding_backward(dvectors, looked_up)  # it serves at both ends
    return grads


def loss_and_grads(
    params: Params, config: TransformerConfig, ids: Integers, targets: Integers, dropout: Dropout | None = None
) -> tuple[float, Params]:
    """Return the mean loss in nats a token, and its gradient for every array of weights.

    Args:
        params: the weights; they are not changed.
        config: the shape of the transformer.
        ids: (B, T) token ids.
        targets: (B, T) the token that follows each; `layers.NOT_COUNTED` where none is asked for.
        dropout: where the zeros come from; None for none.
    """
    logits, cache = forward(params, config, ids, dropout)
    loss, loss_cache = cross_entropy_forward(logits, targets)
    return loss, backward(cross_entropy_backward(loss_cache), cache)
