"""The decoder: the transformer reading token after token, with the keys and values of all it has read kept.

Letters in the shape comments: B texts side by side, T new tokens, S tokens read in all, C width, H heads, D width of
one head, V vocabulary.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from tokenroom.model.layers import Floats, Integers, Params, softcap_forward
from tokenroom.model.layout import causal_mask, turns
from tokenroom.model.transformer import MATRICES, TransformerConfig, head_logits

_ROWS = 8  # of a product: one so small needs no packing in BLAS, and is the faster for it
_TOGETHER = 48  # rows from which on the packing pays
_SMALL = 1_000_000  # the most multiplications of such a product (OpenBLAS's SMALL_MATRIX_OPT, x86-64 and ARM)


class Decoder:
    """Some texts of equal length that grow together; what follows a new token costs one row, not the whole context.

    When the context is full, the older half is forgotten and the newer half is read again, in one pass: so every token
    is predicted from half a context or more.

    Args:
        params: the weights.
        config: the shape of the transformer.
        texts: B, how many grow side by side.
        unread: (B,) how many of the first tokens of each text are padding, which nobody looks at; None for none.
            So texts of different lengths stand flush at their ends.
    """

    def __init__(
        self, params: Params, config: TransformerConfig, texts: int = 1, unread: Integers | None = None
    ) -> None:
        self._params, self._config = params, config
        self._blocks = [[params[f"layer{layer}.{name}"] for name in MATRICES] for layer in range(config.layers)]
        self._smear = params.get("smear")  # (C, C)
        self._last = np.zeros((texts, 1, config.width), params["embedding"].dtype)  # token that was read, as a vector
        width = config.width // config.heads
        shape = (config.layers, 2, texts, config.heads, config.context, width)
        self._kept = np.empty(shape, params["embedding"].dtype)  # keys and values
        self._ids = np.empty((texts, config.context), np.int64)
        turned = turns(config.context, width, config.rotary_base, self._kept.dtype)  # (context, D/2)
        self._turns = turned[:, None, None]  # of every text and head alike
        # The norm's √D and the 1/√D of the scores are multiplied once for all; arrays of one type add up the fastest.
        gains = config.attention_gain, config.attention_gain * math.sqrt(width)
        constants = np.array(gains)[:, None], 1e-6 * width, config.width, 1e-6, 0.0  # (2, 1), and of no dimension
        constants_as_arrays = [np.asarray(constant, self._kept.dtype) for constant in constants]
        self._gains, self._head_epsilon, self._width, self._epsilon, self._zero = constants_as_arrays
        self._seen = _seen(unread, config.context, self._kept.dtype)  # (B, 1, 1, context), or nothing to hide
        self._table: Floats | None = None  # (C, V): the embedding's rows as columns, if several texts need them
        self.read_tokens = 0  # of the present context
        self._prefix, self._shared = self._kept[..., :0, :], 0  # what was read before `fork`, and how many tokens
        self._groups: list[tuple[int, slice]] = []  # a text of the prefix, and those that go on from it

    def keep(self, rows: Integers) -> None:
        """Go on with some of the texts alone: `rows`, their places among those that are read now, rising."""
        read = self.read_tokens - self._shared
        for layer in range(len(self._kept)):  # in place: what is moved lies at or behind where it is moved to
            for part in self._kept[layer]:
                part[: len(rows), :, :read] = part[rows, :, :read]
        self._kept = self._kept[:, :, : len(rows)]
        self._choose(rows)

    def fork(self, rows: Integers) -> None:
        """Go on with each text as often as its place is among `rows`, rising; from now on token by token.

        What was read so far is kept once for all that go on from it, and they look at it together.
        """
        self._prefix, self._shared = self._kept[..., : self.read_tokens, :], self.read_tokens
        layers, two, _, heads, context, width = self._kept.shape
        self._kept = np.empty((layers, two, len(rows), heads, context - self._shared, width), self._kept.dtype)
        self._origins = np.arange(len(self._ids))
        self._choose(rows)

    def _choose(self, rows: Integers) -> None:
        self._ids, self._last = self._ids[rows], self._last[rows]
        self._seen = None if self._seen is None else self._seen[rows]
        if self._shared:
            self._origins = self._origins[rows]
            texts, firsts = np.unique(self._origins, return_index=True)
            ends = [*firsts[1:], len(rows)]
            self._groups = [(text, slice(*span)) for text, *span in zip(texts.tolist(), firsts, ends, strict=True)]

    def read(self, ids: Integers) -> Floats:
        """Read ids (B, T), which follow all that was read before, and return the logits (B, V) of what comes next."""
        context = self._config.context
        pieces = [ids[:, first : first + context] for first in range(0, ids.shape[1], context)]
        x = [self._read(piece) for piece in pieces][-1]  # (B, C)
        return head_logits(x, self._params, self._config.logit_cap) if len(x) == 1 else self._logits(x)

    def _logits(self, x: Floats) -> Floats:
        """Do as `head_logits` with some rows x (B, C): BLAS would have to turn the whole embedding round each time."""
        if self._table is None:
            self._table = np.ascontiguousarray(self._params["embedding"].T)  # (C, V)
        guess = product(self._normed(x), self._params["head"])  # (B, C)
        scores: Floats = guess.dot(self._table)  # (B, V)
        scores += self._params["bias"]
        return softcap_forward(scores, self._config.logit_cap)[0]

    def _read(self, ids: Integers) -> Floats:
        start, end = self.read_tokens, self.read_tokens + ids.shape[1]
        if end > self._config.context:
            if self._seen is not None or self._shared:
                raise ValueError("texts of different lengths must fit into the context together with what follows")
            ids = self._forget(ids)
            start, end = 0, ids.shape[1]
        self._ids[:, start:end] = ids
        self.read_tokens = end
        x = self._normed(self._params["embedding"][ids.ravel()])  # (B·T, C)
        if self._smear is not None:
            x = self._smeared(x.reshape(*ids.shape, -1), self._smear, start)
        times = product if len(x) > 1 else np.ndarray.dot
        for kept, prefix, (qkv, out, up, down) in zip(self._kept, self._prefix, self._blocks, strict=True):
            x += times(self._look(times(self._normed(x), qkv), kept, prefix, start, end), out)
            wide = np.maximum(times(self._normed(x), up), self._zero)  # (B·T, M)
            wide *= wide
            x += times(wide, down)
        return x.reshape(*ids.shape, -1)[:, -1]  # (B, C)

    def _smeared(self, x: Floats, smear: Floats, start: int) -> Floats:
        """Return new tokens x (B, T, C) with what the one before adds to each, (B·T, C): see `layers.smear_forward`."""
        last = self._last if start else np.zeros_like(self._last)
        before = np.concatenate([last, x[:, :-1]], axis=1)  # (B, T, C)
        self._last = x[:, -1:]
        smeared: Floats = (x + before.dot(smear)).reshape(-1, x.shape[-1])
        return smeared

    def _forget(self, ids: Integers) -> Integers:
        """Return the tokens that are read again: the newest of all, the new ones among them."""
        half = max(ids.shape[1], self._config.context // 2 + 1)
        everything = np.concatenate([self._ids[:, : self.read_tokens], ids], axis=1)
        return everything[:, -half:]

    def _look(self, made: Floats, kept: Floats, prefix: Floats, start: int, end: int) -> Floats:
        """Return what attention finds (B·T, C) for new tokens at start … end-1, and keep their keys and values.

        Args:
            made: (B·T, 3C), what the new tokens ask, offer and tell: their queries, keys and values.
            kept: (2, B, H, context, D), the keys and values of this layer.
            prefix: (2, U, H, shared, D), those of what several texts have in common.
            start: how many tokens were read before.
            end: how many are read with the new ones.
        """
        _, B, H, _, D = kept.shape
        parts = made.reshape(B, end - start, 3, H, D)
        placed = parts[:, :, :2]  # (B, T, 2, H, D)
        placed *= (self._gains / np.sqrt(np.vecdot(placed, placed) + self._head_epsilon))[..., None]
        pairs = placed.view(self._turns.dtype)  # `attention.rotate`, its shapes made ready once for all tokens
        pairs *= self._turns[start:end]
        shared = self._shared
        kept[:, :, :, start - shared : end - shared] = parts[:, :, 1:].transpose(2, 0, 3, 1, 4)  # (2, B, H, T, D)
        keys, values = kept[:, :, :, : end - shared]  # (B, H, S, D)
        asked = parts[:, :, 0].swapaxes(1, 2)  # (B, H, T, D)
        weights = self._weighed(asked, keys, prefix[0])  # (B, H, T, S)
        np.exp(weights, out=weights)
        if end - start > 1:
            weights *= causal_mask(end, weights.dtype)[start:]
        if self._seen is not None:
            self._hide_padding(weights, start, end)
        mixed = _mix(weights[..., shared:], values)  # (B, H, T, D)
        for text, rows in self._groups:
            before = weights[rows, :, 0, :shared].swapaxes(0, 1)  # (H, rows, shared)
            mixed[rows, :, 0] += np.matmul(before, prefix[1, text]).swapaxes(0, 1)
        mixed /= np.add.reduce(weights, axis=-1, keepdims=True)
        found: Floats = mixed.swapaxes(1, 2).reshape(len(made), -1)
        return found

    def _weighed(self, asked: Floats, keys: Floats, before: Floats) -> Floats:
        """Return what queries (B, H, T, D) make of their own keys (B, H, S, D) and, by groups, of those before."""
        if asked.shape[2] > 1:
            together: Floats = np.matmul(asked, keys.swapaxes(-1, -2))
            return together
        weights = np.empty((*asked.shape[:3], self._shared + keys.shape[2]), asked.dtype)  # (B, H, 1, shared + S)
        np.matvec(keys, asked[:, :, 0], out=weights[:, :, 0, self._shared :])
        for text, rows in self._groups:
            out = weights[rows, :, 0, : self._shared].swapaxes(0, 1)  # (H, rows, shared)
            np.matmul(asked[rows, :, 0].swapaxes(0, 1), before[text].swapaxes(-1, -2), out=out)
        return weights

    def _hide_padding(self, weights: Floats, start: int, end: int) -> None:
        """Take the padding out of the attention weights (B, H, T, S), in place.

        A row of padding looks at itself, for what it finds is divided by the sum of its weights.
        """
        assert self._seen is not None
        weights *= self._seen[..., :end]
        if end - start == 1:
            return  # a single new token behind others is no padding
        new = np.arange(end - start)
        weights[:, :, new, start + new] += 1.0 - self._seen[:, 0, :, start:end]

    def _normed(self, x: Floats) -> Floats:
        """Scale every row of x (N, C) to a root mean square of one."""
        normed: Floats = x / np.sqrt(np.vecdot(x, x) / self._width + self._epsilon)[:, None]
        return normed


def _mix(weights: Floats, values: Floats) -> Floats:
    """Return the sums of values (B, H, S, D) by weights (B, H, T, S): (B, H, T, D)."""
    one_each = weights.shape[2] == 1
    mixed: Floats = np.vecmat(weights[:, :, 0], values)[:, :, None] if one_each else np.matmul(weights, values)
    return mixed


def product(x: Floats, weight: Floats) -> Floats:
    """Return x (N, C) times a matrix (C, M), (N, M): eight rows at once, if these are the tokens of some texts."""
    if len(x) % _ROWS or len(x) >= _TOGETHER or _ROWS * weight.size > _SMALL:
        whole: Floats = x.dot(weight)
        return whole
    by_eights: Floats = np.matmul(x.reshape(-1, _ROWS, x.shape[1]), weight)  # (N / 8, 8, M)
    return by_eights.reshape(len(x), -1)


def _seen(unread: Integers | None, context: int, dtype: Any) -> Floats | None:
    """Return ones where a token of a text may be looked at, and zeros on its padding: (B, 1, 1, context)."""
    if unread is None or not np.any(unread):
        return None
    seen = np.arange(context) >= np.asarray(unread)[:, None]  # (B, context)
    return seen.astype(dtype)[:, None, None]
