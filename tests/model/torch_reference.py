"""The same transformer in PyTorch's own operations, to compare with; used only where torch is installed."""

from __future__ import annotations

from typing import Any

from tokenroom.model.transformer import TransformerConfig


def torch_logits(torch: Any, weights: dict[str, Any], config: TransformerConfig, ids: Any) -> Any:
    """Return the logits (B, T, V) for ids (B, T); `torch` is the module, which need not be installed."""
    functional = torch.nn.functional

    def norm(x: Any) -> Any:
        return functional.rms_norm(x, x.shape[-1:], eps=1e-6)

    def turn(x: Any) -> Any:
        width = x.shape[-1]
        speeds = config.rotary_base ** -(torch.arange(0, width, 2, dtype=x.dtype) / width)
        angles = torch.arange(x.shape[-2], dtype=x.dtype)[:, None] * speeds
        pairs = torch.view_as_complex(x.unflatten(-1, (-1, 2))) * torch.polar(torch.ones_like(angles), angles)
        return torch.view_as_real(pairs).flatten(-2)

    def heads(x: Any) -> Any:
        return x.unflatten(-1, (config.heads, -1)).transpose(1, 2)

    x = norm(weights["embedding"][ids])
    if config.smear:
        x = x + functional.pad(x, (0, 0, 1, 0))[:, :-1] @ weights["smear"]
    for layer in range(config.layers):
        w = {name: weights[f"layer{layer}.{name}"] for name in ("qkv", "out", "up", "down")}
        query, key, value = (norm(x) @ w["qkv"]).chunk(3, -1)
        q, k = (turn(norm(heads(y).contiguous()) * config.attention_gain) for y in (query, key))
        mixed = functional.scaled_dot_product_attention(q, k, heads(value), is_causal=True)
        x = x + mixed.transpose(1, 2).flatten(2) @ w["out"]
        x = x + functional.relu(norm(x) @ w["up"]).square() @ w["down"]
    scores = norm(x) @ weights["head"] @ weights["embedding"].T + weights["bias"]
    return config.logit_cap * torch.tanh(scores / config.logit_cap)
