"""The twin: a small transformer that starts from nothing when you do, and learns from exactly what you have been shown.

Its vocabulary may be as large as you like, for it keeps a row of weights only for each token that it has met. Row 0
stands for all others together: they start equal, and what is the same for all of them keeps them equal, so one logit
with their number as its multiplicity is exact. As an input, row 0 is what comes before the first token.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias

import msgspec
import numpy as np
from numpy.typing import NDArray

from tokenroom.model import layers, optimisers
from tokenroom.model.layers import NOT_COUNTED, Integers, Params
from tokenroom.model.loss import loss_and_grads
from tokenroom.model.sampling import log_probs, next_log_probs
from tokenroom.model.transformer import TransformerConfig, init_params
from tokenroom.rivals.ngram import Uniform
from tokenroom.schema import Data
from tokenroom.scoring import Floats, log_sum_exp

Bools: TypeAlias = NDArray[np.bool_]
Window: TypeAlias = tuple[Integers, Integers]  # inputs and targets (T,) each, as rows of the embedding
_INIT_STREAM, _ROW_STREAM, _STEP_STREAM, _SWAP_STREAM = 10, 11, 12, 13  # separate streams of chance from one seed
_NOTHING = -1e4  # as a logit: exp of it is 0


class TwinSettings(Data, frozen=True, kw_only=True):
    """How large the twin is and how it learns; the defaults won the trials (figures in docs/rival.md)."""

    shape: TransformerConfig = TransformerConfig(
        vocab_size=1,  # grows with every token that is met
        layers=1,
        heads=1,
        width=48,
        mlp_ratio=1,
        attention_gain=1.0,
        logit_cap=1e4,  # as good as none: a cap would bend ln(multiplicity)
        smear=True,
    )
    rates: optimisers.Rates = optimisers.Rates(muon=0.05, adam=0.03, muon_decay=0.5, adam_decay=0.4)
    swapping: bool = True  # tokens that came in one phrase only swap their vectors at every step, so as to mean nothing
    tokens: int = 800  # in one step: the new phrase, and windows of earlier ones, drawn at random, until it is full
    logits: int = 1_200_000  # in one step: it is full at so many too, which bounds its time when many tokens are met


@dataclass(frozen=True, eq=False)  # arrays have no one answer to ==
class TwinState:
    """All that a twin knows at one moment. Learning makes a new state and leaves the old one as it is.

    Attributes:
        tokens: those it has met, in the order of their first coming; token i has row i + 1.
        params: the weights.
        optimiser: what the optimisers remember.
        came: in how many phrases each row came, (R + 1,); row 0, which is no token, in none.
        shown: every window that it has learned from.
        phrases: how many phrases these were.
    """

    tokens: tuple[int, ...]
    params: Params
    optimiser: Params
    came: Integers
    shown: tuple[Window, ...] = ()
    phrases: int = 0

    @cached_property
    def rows(self) -> dict[int, int]:
        """The row of each token that it has met."""
        return {token: i + 1 for i, token in enumerate(self.tokens)}


class Twin:
    """A rival that learns: `learn` takes one gradient step on each phrase that was shown.

    The same vocabulary, seed and phrases give the same twin. To go back to a moment, keep its `state` and set it again.

    Args:
        vocabulary_size: V; until the first phrase all V tokens are as likely, at ln V nats.
        seed: of its first weights, and of which earlier phrases it thinks of again.
        settings: size and rates.
    """

    name = "twin"

    def __init__(self, vocabulary_size: int, seed: int, settings: TwinSettings | None = None) -> None:
        self.vocabulary_size, self.seed, self.settings = vocabulary_size, seed, settings or TwinSettings()
        params = init_params(self.settings.shape, np.random.default_rng((seed, _INIT_STREAM)))
        self.state = TwinState((), params, optimisers.init_state(params), np.zeros(1, np.int64))

    def learn(self, ids: Sequence[int]) -> None:
        """Take one gradient step on a phrase (T,) and some earlier ones; a phrase of no tokens teaches nothing.

        Raises:
            ValueError: an id outside the vocabulary.
        """
        if not len(ids):
            return
        state = self._meet(self.state, ids)
        fresh = self._windows(state, ids, known=len(self.state.tokens))
        windows = _stacked([*fresh, *self._remembered(state, fresh)])  # (B, T) each
        came = state.came.copy()  # (R + 1,)
        came[[state.rows[token] for token in set(ids)]] += 1
        params, optimiser = self._stepped(replace(state, came=came), windows)
        self.state = TwinState(state.tokens, params, optimiser, came, (*state.shown, *fresh), state.phrases + 1)

    def log_probs(self, context: Sequence[int]) -> Floats:
        """Return log-probabilities of every token after `context`, shape (V,)."""
        if not self.state.phrases:
            return Uniform(self.vocabulary_size).log_probs(context)
        state = self._meet(self.state, context)
        said = next_log_probs(self._weighted(state), self._config(state), _inputs(state, context))[None]  # (1, R + 1)
        log_p: Floats = self._spread(said, state, np.ones((1, len(state.tokens)), bool))[0]
        return log_p

    def passage_log_probs(self, ids: Sequence[int]) -> Floats:
        """Return `log_probs(ids[:t])` for each t below len(ids), shape (T, V); half a context before each at least."""
        if not (self.state.phrases and len(ids)):
            return Uniform(self.vocabulary_size).passage_log_probs(ids)
        state = self._meet(self.state, ids)
        said = log_probs(self._weighted(state), self._config(state), _inputs(state, ids[:-1]))  # (T, R + 1)
        return self._spread(said, state, self._met_by_then(state, ids))

    def _stepped(self, state: TwinState, windows: Window) -> tuple[Params, Params]:
        """Return the weights, and what the optimisers remember, after one step on windows (B, T).

        Tokens that came in a single phrase swap their vectors, each as random as the others: a step can then teach what
        such tokens do in a phrase, but not, by heart, what once followed what. So words that occur once are elsewhere
        replaced now and then by "unknown" (Dyer et al. 2015). Whoever comes in a second phrase keeps a vector.
        """
        weights, places = self._weighted(state), np.arange(len(state.came))  # (R + 1,), whose vector each row has
        if self.settings.swapping:
            once = np.flatnonzero(state.came == 1)
            places[once] = np.random.default_rng((self.seed, _SWAP_STREAM, state.phrases)).permutation(once)
            weights["embedding"] = weights["embedding"][places]
        _, grads = loss_and_grads(weights, self._config(state), *windows)
        grads["embedding"][places] = grads["embedding"].copy()
        params = {name: array.copy() for name, array in state.params.items()}
        optimiser = {name: array.copy() for name, array in state.optimiser.items()}
        optimisers.step(params, grads, optimiser, self.settings.rates, lr=1.0)
        return params, optimiser

    def _meet(self, state: TwinState, ids: Sequence[int]) -> TwinState:
        """Return `state` with a row for each new token of `ids`: a random vector, and the bias of a newcomer.

        The n-th token ever met begins 1/n as likely as all unmet ones together: Zipf's law. A gradient alone would need
        hundreds of phrases to lift a token that was seen once above 100,000 that never were.
        """
        if not all(0 <= token < self.vocabulary_size for token in ids):
            raise ValueError(f"every token must be from 0 to {self.vocabulary_size - 1}")
        new = [token for token in dict.fromkeys(ids) if token not in state.rows]
        if not new:
            return state
        numbers = len(state.tokens) + 1 + np.arange(len(new))  # the place of each in the order of meeting, (N,)
        together = state.params["bias"][0] + math.log(self.vocabulary_size - len(state.tokens))
        params = state.params | {
            "embedding": np.concatenate([state.params["embedding"], [self._vector(token) for token in new]]),
            "bias": np.append(state.params["bias"], together - np.log(numbers)).astype(np.float32),
        }
        optimiser: Params = {name: _lengthened(name, array, len(new)) for name, array in state.optimiser.items()}
        came = np.append(state.came, np.zeros_like(numbers))
        return replace(state, tokens=(*state.tokens, *new), params=params, optimiser=optimiser, came=came)

    def _vector(self, token: int) -> layers.Floats:
        """The random vector of a token: the same whenever it is met."""
        width = self.settings.shape.width
        chance = np.random.default_rng((self.seed, _ROW_STREAM, int(token)))
        return chance.normal(0.0, width**-0.5, width).astype(np.float32)

    def _unmet(self, state: TwinState) -> int:
        return self.vocabulary_size - len(state.tokens)

    def _config(self, state: TwinState) -> TransformerConfig:
        return msgspec.structs.replace(self.settings.shape, vocab_size=len(state.tokens) + 1)

    def _weighted(self, state: TwinState) -> Params:
        """Return the weights to use: the logit of row 0 is that of all unmet tokens together."""
        bias = state.params["bias"].copy()
        bias[0] += math.log(max(1, self._unmet(state)))
        return state.params | {"bias": bias}

    def _windows(self, state: TwinState, ids: Sequence[int], known: int) -> list[Window]:
        """Cut a phrase into windows of at most one context; a token beyond the first `known` is a surprise once.

        When it first came, nothing told it from the others that were unmet: the target is row 0.
        """
        targets = np.array([state.rows[token] for token in ids])  # (T,)
        inputs = np.append(0, targets[:-1])  # (T,)
        rows, first = np.unique(targets, return_index=True)
        targets[first[rows > known]] = 0
        cuts = range(0, len(targets), self.settings.shape.context)
        return [(inputs[i : i + cuts.step], targets[i : i + cuts.step]) for i in cuts]

    def _remembered(self, state: TwinState, fresh: Sequence[Window]) -> list[Window]:
        """Return as many earlier windows as the step has room for beside the `fresh` ones."""
        longest = max(len(inputs) for inputs, _ in (*fresh, *state.shown))
        tokens = min(self.settings.tokens, self.settings.logits // (len(state.tokens) + 1))
        room = min(max(0, tokens // longest - len(fresh)), len(state.shown))
        chance = np.random.default_rng((self.seed, _STEP_STREAM, state.phrases))
        return [state.shown[i] for i in chance.choice(len(state.shown), room, replace=False)] if room else []

    def _met_by_then(self, state: TwinState, ids: Sequence[int]) -> Bools:
        """Tell which of the R tokens were met before each of `ids` (T,): (T, R); no row may tell what is to come."""
        since = {token: place for place, token in reversed(list(enumerate(ids))) if token not in self.state.rows}
        after = np.array([since.get(token, -1) for token in state.tokens])  # (R,)
        met: Bools = np.arange(len(ids))[:, None] > after
        return met

    def _spread(self, said: Floats, state: TwinState, met: Bools) -> Floats:
        """Turn log-probabilities of rows (T, R + 1) into those of tokens (T, V).

        Args:
            said: what the transformer says of row 0, all unmet tokens together, and of the R others.
            state: whose rows these are.
            met: (T, R), false where a token that has a row is as unmet as those in row 0.
        """
        unmet = self._unmet(state)
        each = said[:, :1] - math.log(max(1, unmet))  # (T, 1), the logit of one unmet token
        together = said[:, :1] if unmet else np.full_like(each, _NOTHING)  # (T, 1)
        rows = np.where(met, said[:, 1:], each)  # (T, R)
        total = log_sum_exp(np.hstack([together, rows]))  # (T, 1)
        out: Floats = np.repeat(each - total, self.vocabulary_size, axis=1)  # (T, V)
        out[:, state.tokens] = rows - total
        return out


def _inputs(state: TwinState, ids: Sequence[int]) -> list[int]:
    return [0, *(state.rows[token] for token in ids)]


def _lengthened(name: str, array: layers.Floats, by: int) -> layers.Floats:
    """Return what an optimiser remembers, with nothing yet for `by` new rows."""
    if not name.endswith((".embedding", ".bias")):
        return array
    return np.concatenate([array, np.zeros((by, *array.shape[1:]), array.dtype)])


def _stacked(windows: Sequence[Window]) -> Window:
    """Return windows as inputs and targets (B, T) each; the shorter ones end in positions that are not counted."""
    longest = max(len(inputs) for inputs, _ in windows)
    inputs = np.zeros((len(windows), longest), np.int64)
    targets = np.full((len(windows), longest), NOT_COUNTED)
    for b, (before, after) in enumerate(windows):
        inputs[b, : len(before)], targets[b, : len(after)] = before, after
    return inputs, targets
