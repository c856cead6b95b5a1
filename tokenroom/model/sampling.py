"""Using a trained model: the log-probabilities of what comes next, and text drawn from them token by token."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from tokenroom.model.decoder import Decoder
from tokenroom.model.layers import Floats, Integers, Params
from tokenroom.model.transformer import TransformerConfig, logits_at, next_logits
from tokenroom.scoring import log_softmax

TokenIds = Sequence[int] | Integers
LogProbs = NDArray[np.float64]

_COLDEST = 1e-6  # the least temperature by which logits are divided: far below it, the quotients overflow
_STRETCH = 64  # tokens that a draw looks at together before it looks at each: the root of 4,096
_BELOW_ONE = 1.0 - 2.0**-53
_TOGETHER = 8  # windows in one forward pass: enough to keep the cores busy, little enough for any laptop's memory


def log_probs(params: Params, config: TransformerConfig, ids: TokenIds) -> LogProbs:
    """Return the log-probabilities of what follows each token, in nats: (T, V) float64 for T ids.

    Row t is the model's distribution for the token after ids[t], from ids[: t + 1] alone. Up to `config.context` ids
    take one pass. Of a longer text the model sees windows that overlap by half, so every row has at least half a
    context of tokens before it (or all there are).

    Raises:
        ValueError: no ids, or an id outside the vocabulary.
    """
    row = _checked(ids, config)  # (T,)
    out = np.empty((len(row), config.vocab_size))  # (T, V)
    for places, said in _by_windows(params, config, row):
        out[places] = said
    return out


def surprises(params: Params, config: TransformerConfig, ids: TokenIds) -> LogProbs:
    """Return the surprise of each of ids[1:] in nats, as `log_probs(ids[:-1])` has it: (T - 1,) float64 for T ids.

    No table of (T, V) is made, so a text may be of any length.

    Raises:
        ValueError: fewer than two ids, or an id outside the vocabulary.
    """
    row = _checked(ids, config)  # (T,)
    if len(row) == 1:
        raise ValueError("give at least two tokens: nothing is predicted of the first")
    out = np.empty(len(row) - 1)  # (T - 1,)
    for places, said in _by_windows(params, config, row[:-1]):
        out[places] = -said[np.arange(len(places)), row[places + 1]]
    return out


def next_log_probs(params: Params, config: TransformerConfig, ids: TokenIds) -> LogProbs:
    """Return the log-probabilities of what follows the last of `ids`, in nats: (V,) float64.

    Only the last `config.context` ids are seen.

    Raises:
        ValueError: no ids, or an id outside the vocabulary.
    """
    row = _checked(ids, config)[-config.context :]  # (T,)
    return np.asarray(log_softmax(next_logits(params, config, row[None])[0]))


def generate(
    params: Params,
    config: TransformerConfig,
    ids: TokenIds,
    n: int,
    temperature: float = 1.0,
    top_k: int | None = None,
    top_p: float | None = None,
    rng: np.random.Generator | None = None,
) -> Iterator[int]:
    """Yield `n` token ids that go on from `ids`, each drawn from the model's distribution after all before it.

    Args:
        params: the weights.
        config: the shape of the transformer.
        ids: what the text begins with; at least one token. Of a long text, half a context up to a whole one is seen.
        n: how many tokens to draw.
        temperature: logits are divided by it; 0 always takes the likeliest token.
        top_k: draw from the k likeliest tokens only (more, if some are as likely as the last of them); None for all.
        top_p: draw from the likeliest tokens that together reach this probability; None for all.
        rng: the source of chance; needed unless the temperature is 0.

    Raises:
        ValueError: a number is out of its range.
    """
    for drawn in generate_texts(params, config, [ids], n, temperature, top_k, top_p, rng):
        yield int(drawn[0])


def generate_texts(
    params: Params,
    config: TransformerConfig,
    texts: Sequence[TokenIds],
    n: int,
    temperature: float = 1.0,
    top_k: int | None = None,
    top_p: float | None = None,
    rng: np.random.Generator | None = None,
) -> Iterator[Integers]:
    """Yield `n` times the next token of each of B texts of one length, (B,), as `generate` does for a single one.

    Raises:
        ValueError: a number is out of its range, or the texts differ in length.
    """
    if len({len(text) for text in texts}) != 1:
        raise ValueError("give one or more texts of the same length")
    new = np.stack([_checked(text, config) for text in texts])  # (B, T)
    decoder = Decoder(params, config, len(texts))
    for _ in range(n):
        drawn = draw(decoder.read(new), temperature, top_k, top_p, rng)  # (B,)
        yield drawn
        new = drawn[:, None]


def draw(
    logits: Floats, temperature: float, top_k: int | None, top_p: float | None, rng: np.random.Generator | None
) -> Integers:
    """Draw a token from each row of logits or log-probabilities (B, V): (B,); see `generate` for the arguments.

    Top-k: Fan et al. 2018, section 5.4. Top-p: Holtzman et al. 2020, section 3.1.
    """
    _check_knobs(temperature, top_k, top_p)
    if temperature == 0.0:
        return np.asarray(np.argmax(logits, axis=-1))
    if rng is None:
        raise ValueError("a temperature above 0 needs a random generator")
    weights = _weights(logits, temperature, top_k, top_p)  # (B, V)
    return _at(rng.random(len(weights)), weights)


def _at(shares: Floats, weights: Floats) -> Integers:
    """Return the token of each row of weights (B, V) at which the sum so far exceeds its share (B,) of the whole: (B,).

    Of several rows first the stretch of tokens is found, then the token in it: running sums are slow.
    """
    if len(weights) == 1:
        sums = np.cumsum(weights, axis=-1, dtype=np.float64)  # (1, V)
        return np.asarray(np.argmax(sums > shares[:, None] * sums[:, -1:], axis=-1))
    rows, width = np.arange(len(weights)), min(_STRETCH, weights.shape[1])
    stretches = _padded(weights, width).reshape(len(weights), -1, width)  # (B, V / width, width)
    sums = np.cumsum(stretches @ np.ones(width, weights.dtype), axis=-1, dtype=np.float64)  # (B, V / width)
    marks = shares * sums[:, -1]  # (B,)
    found = np.argmax(sums > marks[:, None], axis=-1)
    before = np.where(found, sums[rows, found - 1], 0.0)
    within = np.cumsum(stretches[rows, found], axis=-1, dtype=np.float64)  # (B, width)
    inner = np.clip((marks - before) / within[:, -1], 0.0, _BELOW_ONE) * within[:, -1]
    return np.asarray(found * width + np.argmax(within > inner[:, None], axis=-1))


def _padded(weights: Floats, width: int) -> Floats:
    """Return weights (B, V) with zeros behind them, so that `width` divides their number."""
    missing = -weights.shape[1] % width
    return np.pad(weights, ((0, 0), (0, missing))) if missing else weights


def knobbed(logits: Floats, temperature: float, top_k: int | None, top_p: float | None) -> LogProbs:
    """Return the probabilities from which `draw` draws, for each row of logits or log-probabilities (B, V): (B, V).

    Raises:
        ValueError: a number is out of its range.
    """
    _check_knobs(temperature, top_k, top_p)
    if temperature == 0.0:
        return np.asarray(np.eye(logits.shape[1])[np.argmax(logits, axis=-1)])
    weights = _weights(logits, temperature, top_k, top_p).astype(np.float64)  # (B, V)
    return np.asarray(weights / weights.sum(axis=-1, keepdims=True))


def _weights(logits: Floats, temperature: float, top_k: int | None, top_p: float | None) -> Floats:
    """Return what each token weighs (B, V): the likeliest 1, those that the knobs rule out 0."""
    weights: Floats = logits - logits.max(axis=-1, keepdims=True)  # (B, V)
    if temperature != 1.0:
        weights *= 1.0 / temperature
    np.exp(weights, out=weights)
    if top_k is not None and top_k < weights.shape[1]:
        weights[weights < np.partition(weights, -top_k)[:, [-top_k]]] = 0.0
    if top_p is not None:
        weights[weights < _smallest_within(weights, top_p)] = 0.0
    return weights


def _smallest_within(weights: Floats, top_p: float) -> LogProbs:
    """Return the least weight in each row (B, V) that the share `top_p` takes, the likeliest first: (B, 1)."""
    falling = -np.sort(-weights, axis=-1)  # (B, V)
    before = np.cumsum(falling, axis=-1) - falling  # what the likelier ones already hold
    within = before < top_p * weights.sum(axis=-1, keepdims=True)  # the first always is
    return np.asarray(np.where(within, falling, np.inf).min(axis=-1, keepdims=True))


def _check_knobs(temperature: float, top_k: int | None, top_p: float | None) -> None:
    if not (temperature == 0.0 or _COLDEST <= temperature < float("inf")):
        raise ValueError(f"temperature must be 0, or {_COLDEST} or more, not {temperature}")
    if top_k is not None and top_k < 1:
        raise ValueError(f"top_k must be 1 or more, not {top_k}")
    if top_p is not None and not 0.0 < top_p <= 1.0:
        raise ValueError(f"top_p must be above 0 and at most 1, not {top_p}")


def _checked(ids: TokenIds, config: TransformerConfig) -> Integers:
    row = np.asarray(ids, np.int64)  # (T,)
    if row.ndim != 1 or row.size == 0:
        raise ValueError("give at least one token")
    if row.min() < 0 or row.max() >= config.vocab_size:
        raise ValueError(f"every token must be from 0 to {config.vocab_size - 1}")
    return row


def _by_windows(params: Params, config: TransformerConfig, row: Integers) -> Iterator[tuple[Integers, LogProbs]]:
    """Yield places (R,) in row (T,) and the log-probabilities (R, V) of what follows each; together, all places."""
    width = min(len(row), config.context)
    starts = _window_starts(len(row), width)
    for i in range(0, len(starts), _TOGETHER):
        windows = starts[i : i + _TOGETHER, None] + np.arange(width)  # (W, width)
        fresh = (windows[:, :1] == 0) | (np.arange(width) >= config.context // 2)  # (W, width): not read before
        logits = logits_at(params, config, row[windows], np.flatnonzero(fresh))  # (R, V)
        by_window = np.split(logits, np.cumsum(fresh.sum(axis=1))[:-1])
        for places, new, said in zip(windows, fresh, by_window, strict=True):
            yield places[new], np.asarray(log_softmax(said))


def _window_starts(length: int, width: int) -> Integers:
    """Return where the windows begin: half a window apart, the last one flush with the end."""
    last = length - width
    return np.append(np.arange(0, last, max(1, width - width // 2)), last)
