"""The decoder: the transformer reading token after token, with the keys and values of all it has read kept.

Letters in the shape comments: B texts side by side, T new tokens, S tokens read in all, C width, H heads, D width of
one head, V vocabulary.
"""

from __future__ import annotations

import math

import numpy as np

from tokenroom.model.attention import causal_mask, place_forward, turns
from tokenroom.model.layers import Floats, Integers, Params, rmsnorm_forward
from tokenroom.model.transformer import TransformerConfig, head_logits


class Decoder:
    """Some texts of equal length that grow together; what follows a new token costs one row, not the whole context.

    When the context is full, the older half is forgotten and the newer half is read again, in one pass: so every token
    is predicted from half a context or more.

    Args:
        params: the weights.
        config: the shape of the transformer.
        texts: B, how many grow side by side.
    """

    def __init__(self, params: Params, config: TransformerConfig, texts: int = 1) -> None:
        self._params, self._config = params, config
        width = config.width // config.heads
        shape = (config.layers, 2, texts, config.heads, config.context, width)
        self._kept = np.empty(shape, params["embedding"].dtype)  # keys and values
        self._ids = np.empty((texts, config.context), np.int64)
        self._turns = turns(config.context, width, config.rotary_base, self._kept.dtype)
        self.read_tokens = 0  # of the present context

    def read(self, ids: Integers) -> Floats:
        """Read ids (B, T), which follow all that was read before, and return the logits (B, V) of what comes next."""
        context = self._config.context
        pieces = [ids[:, first : first + context] for first in range(0, ids.shape[1], context)]
        x = [self._read(piece) for piece in pieces][-1]  # (B, C)
        return head_logits(x, self._params, self._config.logit_cap)

    def _read(self, ids: Integers) -> Floats:
        start, end = self.read_tokens, self.read_tokens + ids.shape[1]
        if end > self._config.context:
            ids = self._forget(ids)
            start, end = 0, ids.shape[1]
        self._ids[:, start:end] = ids
        self.read_tokens = end
        x, _ = rmsnorm_forward(self._params["embedding"][ids.ravel()])  # (B·T, C)
        for layer in range(self._config.layers):
            x += self._attend(rmsnorm_forward(x)[0], layer, start, end)
            x += self._think(rmsnorm_forward(x)[0], layer)
        return x.reshape(*ids.shape, -1)[:, -1]  # (B, C)

    def _forget(self, ids: Integers) -> Integers:
        """Return the tokens that are read again: the newest of all, the new ones among them."""
        half = max(ids.shape[1], self._config.context // 2 + 1)
        everything = np.concatenate([self._ids[:, : self.read_tokens], ids], axis=1)
        return everything[:, -half:]

    def _attend(self, x: Floats, layer: int, start: int, end: int) -> Floats:
        """Return what attention finds for the new tokens x (B·T, C), which stand at start … end-1."""
        kept, config = self._kept[layer], self._config  # (2, B, H, context, D)
        _, B, H, _, D = kept.shape
        parts = (x @ self._params[f"layer{layer}.qkv"]).reshape(B, end - start, 3, H, D)
        placed, _ = place_forward(parts[:, :, :2], self._turns[start:end], config.attention_gain)  # (B, T, 2, H, D)
        kept[0, :, :, start:end] = placed[:, :, 1].swapaxes(1, 2)
        kept[1, :, :, start:end] = parts[:, :, 2].swapaxes(1, 2)
        query = placed[:, :, 0].swapaxes(1, 2)  # (B, H, T, D)
        weights = query @ kept[0, :, :, :end].swapaxes(-1, -2)  # (B, H, T, S)
        weights *= 1.0 / math.sqrt(D)
        np.exp(weights, out=weights)
        if end - start > 1:
            weights *= causal_mask(end, weights.dtype)[start:]
        mixed = weights @ kept[1, :, :, :end]  # (B, H, T, D)
        mixed /= weights.sum(axis=-1, keepdims=True)
        found: Floats = mixed.swapaxes(1, 2).reshape(x.shape) @ self._params[f"layer{layer}.out"]
        return found

    def _think(self, x: Floats, layer: int) -> Floats:
        wide = x @ self._params[f"layer{layer}.up"]  # (B·T, M)
        np.clip(wide, 0.0, np.inf, out=wide)
        wide *= wide
        return wide @ self._params[f"layer{layer}.down"]
