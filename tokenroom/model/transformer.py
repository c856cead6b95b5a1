"""The decoder-only transformer: its configuration, its first weights, its forward and its backward pass.

Tokens become vectors; each block lets them look back (attention) and think on their own (MLP), always adding to the
residual stream; the last vectors are compared with every token of the vocabulary, which gives the logits.

Letters in the shape comments: B phrases in a batch, T tokens in a phrase, N = B·T, R rows that are asked about, C
width, V vocabulary. The stream holds one row a token, the phrases one after another.
"""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

import numpy as np

from tokenroom.model.arena import Arena
from tokenroom.model.attention import attention_backward, attention_forward
from tokenroom.model.layers import (
    LARGEST_EXPONENT,
    Cache,
    Dropout,
    Floats,
    Integers,
    New,
    Params,
    dropout_backward,
    embedding_backward,
    embedding_forward,
    linear_backward,
    linear_forward,
    mlp_backward,
    mlp_forward,
    rmsnorm_backward,
    rmsnorm_forward,
    smear_backward,
    smear_forward,
    softcap_backward,
    softcap_forward,
)
from tokenroom.model.layout import Layout, in_branches, in_phrases
from tokenroom.schema import Data

_MANY = 512  # tokens that are read at once
Rows: TypeAlias = Integers | None  # (R,) some of the N rows of the stream; None for all of them
Branches: TypeAlias = Integers | None  # (B, T) as `layout.in_branches` takes them; None if every row is one text
MATRICES = ("qkv", "out", "up", "down")  # of a block, in the order that the layers take them


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
    attention_gain: float = 2.0  # root mean square of a normed query or key: with 1.0 no head is sharp
    logit_cap: float = 15.0
    smear: bool = False  # every token begins with a share of the one before it
    readout: Literal["tokens", "reward"] = "tokens"  # what the last vectors become: logits, or one number for the whole

    def __post_init__(self) -> None:
        """Refuse shapes that no transformer can have, and sizes beyond all reason."""
        for name in ("vocab_size", "context", "layers", "heads", "width", "mlp_ratio"):
            if not 1 <= getattr(self, name) <= 1_000_000:
                raise ValueError(f"{name} must be from 1 to 1,000,000, not {getattr(self, name)}")
        if self.width % (2 * self.heads):
            raise ValueError(f"width must be a multiple of twice the heads ({2 * self.heads}), not {self.width}")
        for name in ("rotary_base", "attention_gain", "logit_cap"):
            if not 0 < getattr(self, name) <= 1e6:
                raise ValueError(f"{name} must be above 0 and at most a million, not {getattr(self, name)}")
        if self.attention_gain**2 * (self.width / self.heads) ** 0.5 > LARGEST_EXPONENT:
            raise ValueError(f"attention_gain {self.attention_gain} is so large that e^score may overflow")


def param_shapes(config: TransformerConfig) -> dict[str, tuple[int, ...]]:
    """Return the name and shape of every array of weights."""
    width, wide = config.width, config.width * config.mlp_ratio
    block = {"qkv": (width, 3 * width), "out": (width, width), "up": (width, wide), "down": (wide, width)}
    vocab = config.vocab_size
    shapes: dict[str, tuple[int, ...]] = {"embedding": (vocab, width)}
    shapes |= {"head": (width, width), "bias": (vocab,)} if config.readout == "tokens" else {"reward": (width,)}
    if config.smear:
        shapes["smear"] = (width, width)
    for layer in range(config.layers):
        shapes |= {f"layer{layer}.{name}": shape for name, shape in block.items()}
    return shapes


def init_params(config: TransformerConfig, rng: np.random.Generator, dtype: Any = np.float32) -> Params:
    """Return first weights: random, but zero for the matrices that write to the stream, head and bias.

    So every block begins by adding nothing, and the untrained model finds every token exactly equally likely.
    """
    params: Params = {}
    for name, shape in param_shapes(config).items():
        if name.endswith(("out", "down", "head", "bias", "reward")):
            params[name] = np.zeros(shape, dtype)
        else:
            fan_in = shape[1] if name == "embedding" else shape[0]
            params[name] = rng.normal(0.0, fan_in**-0.5, shape).astype(dtype)
    return params


def _block_forward(
    x: Floats,
    params: Params,
    prefix: str,
    config: TransformerConfig,
    layout: Layout,
    dropout: Dropout,
    new: New,
    rows: Rows,
) -> tuple[Floats, Cache]:
    """Add to the stream x (N, C), in place, what attention finds, and then what the MLP makes of it.

    Return it with the cache; of the last block, only the `rows` that are asked about, for no token looks at it again.
    """
    qkv, out, up, down = (params[prefix + name] for name in MATRICES)
    normed, norm1 = rmsnorm_forward(x, new)  # (N, C)
    found, looked = attention_forward(normed, qkv, out, layout, config.heads, config.attention_gain, new)  # (N, C)
    found, drop1 = dropout.forward(found)
    x += found
    tokens = len(x)
    x = x if rows is None else x[rows]  # (R, C)
    normed, norm2 = rmsnorm_forward(x, new)
    thought, pondered = mlp_forward(normed, up, down, new)  # (R, C)
    thought, drop2 = dropout.forward(thought)
    x += thought
    return x, (norm1, looked, drop1, tokens, rows, norm2, pondered, drop2)


def _block_backward(dx: Floats, cache: Cache, prefix: str, new: New) -> tuple[Floats, Params]:
    """Lead the gradient dx (R, C), in place, back through a block: that of its input, (N, C), and of its matrices."""
    norm1, looked, drop1, tokens, rows, norm2, pondered, drop2 = cache
    dnormed, dup, ddown = mlp_backward(dropout_backward(dx, drop2), pondered, new)
    dx += rmsnorm_backward(dnormed, norm2, new)  # (R, C)
    dx = dx if rows is None else _scattered(dx, rows, tokens, new)  # (N, C)
    dnormed, dqkv, dout = attention_backward(dropout_backward(dx, drop1), looked, new)
    dx += rmsnorm_backward(dnormed, norm1, new)
    return dx, {prefix + name: grad for name, grad in zip(MATRICES, (dqkv, dout, dup, ddown), strict=True)}


def _scattered(dx: Floats, rows: Integers, tokens: int, new: New) -> Floats:
    """Return a gradient of the stream (N, C) that is `dx` (R, C) at some of its rows, and zero elsewhere."""
    out: Floats = new((tokens, dx.shape[1]), dx.dtype)
    out.fill(0.0)
    out[rows] = dx
    return out


def head_forward(x: Floats, params: Params, cap: float, dropout: Dropout, new: New = np.empty) -> tuple[Floats, Cache]:
    """Compare the stream x (N, C) with every row of the embedding: logits (N, V) within ±cap.

    The embedding serves twice (Press & Wolf 2017); the matrix `head` between turns "what is here" into "what comes".
    The bias holds how common each token is, whatever stands before it.
    """
    normed, norm = rmsnorm_forward(x, new)  # (N, C)
    read, drop = dropout.forward(normed.copy() if dropout.rng else normed)
    guess, aimed = linear_forward(read, params["head"], new)  # (N, C)
    scores, compared = linear_forward(guess, params["embedding"].T, new)  # (N, V)
    scores += params["bias"]
    logits, capped = softcap_forward(scores, cap)  # (N, V)
    return logits, (norm, drop, aimed, compared, capped)


def head_backward(dlogits: Floats, cache: Cache, new: New) -> tuple[Floats, Params]:
    """Return `dx` (N, C) and the gradients of `head`, of `bias`, and of the embedding as the output uses it."""
    norm, drop, aimed, compared, capped = cache
    dscores = softcap_backward(dlogits, capped)  # (N, V)
    guess, table = compared  # (N, C), (C, V)
    dguess = np.matmul(dscores, table.T, out=new(guess.shape, guess.dtype))  # (N, C)
    dtable = np.matmul(dscores.T, guess, out=new(table.T.shape, guess.dtype))  # (V, C)
    dnormed, dhead = linear_backward(dguess, aimed, new)  # (N, C), (C, C)
    dx = rmsnorm_backward(dropout_backward(dnormed, drop), norm, new)  # (N, C)
    dbias = np.ones(len(dscores), dscores.dtype) @ dscores  # (V,)
    return dx, {"head": dhead, "bias": dbias, "embedding": dtable}


def forward(params: Params, config: TransformerConfig, ids: Integers) -> Floats:
    """Return the logits (B, T, V) of what follows each token of ids (B, T).

    Row t sees ids[:, : t + 1] and nothing later. T may be anything up to the context.
    """
    x = stream(params, config, ids)  # (N, C)
    logits = head_forward(x, params, config.logit_cap, Dropout(), _memory(ids))[0]  # (N, V)
    return logits.reshape(*ids.shape, -1)


def next_logits(params: Params, config: TransformerConfig, ids: Integers) -> Floats:
    """Return the logits (B, V) of what follows the last token of ids (B, T) alone: the head has one row to compare."""
    return logits_at(params, config, ids, np.arange(1, len(ids) + 1) * ids.shape[1] - 1)


def logits_at(
    params: Params, config: TransformerConfig, ids: Integers, rows: Integers, branches: Branches = None
) -> Floats:
    """Return the logits (R, V) at some places `rows` (R,) of ids (B, T), counted through the whole batch."""
    return head_logits(stream(params, config, ids, rows, branches), params, config.logit_cap)


def head_logits(x: Floats, params: Params, cap: float) -> Floats:
    """Return the logits (B, V) that rows of the stream (B, C) stand for."""
    return head_forward(x, params, cap, Dropout())[0]


def stream(
    params: Params, config: TransformerConfig, ids: Integers, rows: Rows = None, branches: Branches = None
) -> Floats:
    """Lead ids (B, T) through all blocks, and remember nothing for a way back: the stream (R, C) before the head."""
    new = _memory(ids)
    x, _, layout = _stream_start(params, config, ids, Dropout(), new, branches)  # (N, C)
    for prefix, asked in _blocks(config, rows):
        x = _block_forward(x, params, prefix, config, layout, Dropout(), new, asked)[0]
    return x


def _blocks(config: TransformerConfig, rows: Rows) -> list[tuple[str, Rows]]:
    """Return how the weights of each block begin, and which rows leave it: all, but for the last."""
    prefixes = [f"layer{layer}." for layer in range(config.layers)]
    return [*((prefix, None) for prefix in prefixes[:-1]), (prefixes[-1], rows)]


def _memory(ids: Integers) -> New:
    """Memory for reading ids (B, T) once: for many, what all blocks use and what goes back to the system behind them.

    The heap is faster for a few; of large arrays it would keep the room for good.
    """
    return Arena() if ids.size > _MANY else np.empty


def stream_forward(
    params: Params,
    config: TransformerConfig,
    ids: Integers,
    rows: Rows,
    dropout: Dropout,
    new: New,
    branches: Branches = None,
) -> tuple[Floats, Cache]:
    """Turn ids (B, T) into vectors and lead them through all blocks: the stream (R, C) before the head, and a cache.

    Args:
        params: the weights; they are not changed.
        config: the shape of the transformer.
        ids: (B, T) token ids.
        rows: (R,) the positions that are asked about, counted through the whole batch; None for all N.
        dropout: where the zeros come from.
        new: gives the memory.
        branches: (B, T) to which branch of its row each token belongs; None if every row is one text.
    """
    x, cache, layout = _stream_start(params, config, ids, dropout, new, branches)  # (N, C)
    blocks = []
    for prefix, asked in _blocks(config, rows):
        x, block = _block_forward(x, params, prefix, config, layout, dropout, new, asked)
        blocks.append(block)
    return x, (*cache, blocks)


def _stream_start(
    params: Params, config: TransformerConfig, ids: Integers, dropout: Dropout, new: New, branches: Branches
) -> tuple[Floats, Cache, Layout]:
    """Turn ids (B, T) into vectors (N, C), and say where each of them stands."""
    place = config.width // config.heads, config.rotary_base, params["embedding"].dtype
    layout = in_phrases(ids.shape[1], *place) if branches is None else in_branches(branches, *place)
    vectors, looked_up = embedding_forward(ids.ravel(), params["embedding"], new)  # (N, C)
    x, norm = rmsnorm_forward(vectors, new)
    x, smeared = (
        smear_forward(x, params["smear"], layout.tokens, layout.forks, new) if config.smear else (x.copy(), None)
    )
    x, drop = dropout.forward(x)
    return x, (looked_up, norm, smeared, drop), layout


def stream_backward(dx: Floats, cache: Cache, grads: Params, new: New) -> None:
    """Lead the gradient dx (R, C) back through all blocks to the embedding, and add what each array gets to `grads`."""
    looked_up, norm, smeared, drop, blocks = cache
    while blocks:  # each lets go of what it has remembered, and leaves that memory to the block below
        dx, some = _block_backward(dx, blocks.pop(), f"layer{len(blocks)}.", new)
        grads |= some
    dx = dropout_backward(dx, drop)
    if smeared:
        dx, grads["smear"] = smear_backward(dx, smeared, new)
    dvectors = rmsnorm_backward(dx, norm, new)  # (N, C)
    embedding_backward(dvectors, looked_up, grads["embedding"])  # it serves at both ends
