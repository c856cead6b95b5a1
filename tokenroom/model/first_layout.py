"""Checkpoints as the first ladder laid them out, read until the next one ships: queries, keys and values apart.

There the rotary positions paired number j of a head with j + D/2; now neighbours are paired.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from tokenroom.model.layers import Params
from tokenroom.model.transformer import TransformerConfig, param_shapes

APART = ("query", "key", "value")


def upgraded(header: Any) -> Any:
    """Return what a first `checkpoint.json` says in the words of the present one; anything else as it is."""
    if not (isinstance(header, dict) and isinstance(header.get("training"), dict) and "corpus" in header):
        return header
    training, corpus = header["training"], header["corpus"]
    mark = {
        "phrases": header.get("phrases"),
        "train_loss": training.get("train_loss"),
        "held_out_losses": {corpus: training.get("held_out_loss")},
    }
    told = {"seed": training.get("seed"), "tokens": training.get("tokens"), "curve": [mark]}
    rest = {key: value for key, value in header.items() if key not in ("corpus", "training")}
    return {**rest, "layout": "apart", "corpora": {corpus: 1}, "training": told}


def apart_shapes(config: TransformerConfig) -> dict[str, tuple[int, ...]]:
    """Return the name and shape of every array as it was laid out first."""
    shapes = param_shapes(config)
    square = (config.width, config.width)
    for layer in range(config.layers):
        del shapes[f"layer{layer}.qkv"]
        shapes |= {f"layer{layer}.{name}": square for name in APART}
    return shapes


def joined(params: Params, config: TransformerConfig) -> Params:
    """Return the arrays with queries, keys and values side by side, and the pairs of each head as neighbours."""
    by_head = np.arange(config.width).reshape(config.heads, 2, -1).swapaxes(1, 2).ravel()  # (C,): 0, D/2, 1, D/2 + 1, …
    params = dict(params)
    for layer in range(config.layers):
        query, key, value = (params.pop(f"layer{layer}.{name}") for name in APART)  # (C, C) each
        params[f"layer{layer}.qkv"] = np.hstack([query[:, by_head], key[:, by_head], value])
    return params
