"""The figures of the mechanic *sample*: distributions as they are listed, draws in bins, costs; pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np

from tokenroom.game.branches import RUN, repeats
from tokenroom.game.ranking import likeliest
from tokenroom.game.reveal import shown
from tokenroom.game.sample_events import Bin, Drawn, NextWeighed, Weighed
from tokenroom.model.sampling import knobbed
from tokenroom.scoring import Floats
from tokenroom.text.vocabulary import Vocabulary, symbols

LISTED = 24  # tokens of a distribution that are listed
OTHER = "any other token"
HOTTEST = 5.0


@dataclass(frozen=True, slots=True)
class Knobs:
    """How a distribution is changed before a token is drawn from it; None lets all tokens through."""

    temperature: float = 1.0
    top_k: int | None = None
    top_p: float | None = None

    def of(self, log_p: Floats) -> Floats:
        """Return the probabilities that are drawn from, (V,), given the model's log-probabilities (V,)."""
        return np.asarray(knobbed(log_p[None], self.temperature, self.top_k, self.top_p)[0])


@dataclass(frozen=True)
class Bins:
    """The tokens that are named before the draws, and one bin for all others.

    Attributes:
        tokens: those named, by the alphabet, so that their order tells nothing of how likely they are.
        vocabulary: what the bins are called, the last one being all others.
    """

    tokens: tuple[int, ...]
    vocabulary: Vocabulary

    @property
    def uniform(self) -> Floats:
        """The log-probabilities of spreading draws evenly, (bins,)."""
        n = len(self.tokens) + 1
        return np.full(n, -np.log(n))

    def of(self, log_p: Floats) -> Floats:
        """Return the model's probability of each bin, (bins,), from log-probabilities of all tokens (V,)."""
        named = np.exp(log_p[list(self.tokens)])
        return np.append(named, max(0.0, 1.0 - float(named.sum())))

    def place(self, token: int) -> int:
        """Return the bin that a token falls into."""
        return self.tokens.index(token) if token in self.tokens else len(self.tokens)


def bins_of(log_p: Floats, vocabulary: Vocabulary, listed: int) -> Bins:
    """Return bins for the `listed` likeliest tokens of log-probabilities (V,)."""
    tokens = sorted(likeliest(log_p, listed), key=lambda token: (vocabulary.texts[token], token))
    return Bins(tuple(tokens), symbols([*(vocabulary.texts[token] for token in tokens), OTHER]))


def next_weighed(
    node: int, text: Sequence[int], log_p: Floats, knobs: Knobs, vocabulary: Vocabulary, may_go_on: bool
) -> NextWeighed:
    """Return what may come next, the likeliest listed.

    Args:
        node: where in the tree the text ends.
        text: the tokens behind the prompt.
        log_p: the model's log-probabilities, (V,).
        knobs: how they stand.
        vocabulary: all tokens.
        may_go_on: whether enough has been taken.
    """
    ago = repeats(text) or 0
    p, changed = np.exp(log_p), knobs.of(log_p)
    top = likeliest(log_p, LISTED)
    listed = tuple(Weighed(t, vocabulary.texts[t], float(p[t]), float(changed[t])) for t in top)
    return NextWeighed(
        node=node,
        temperature=knobs.temperature,
        top_k=knobs.top_k,
        top_p=knobs.top_p,
        options=listed,
        others=len(p) - len(top),
        others_p=max(0.0, 1.0 - float(p[top].sum())),
        others_knobbed=max(0.0, 1.0 - float(changed[top].sum())),
        kept=int((changed > 0).sum()),
        repeated=shown(vocabulary, text[-RUN:]) if ago else (),
        ago=ago,
        may_go_on=may_go_on,
    )


def drawn(number: int, places: Sequence[int], bins: Bins, said: Floats, p: Floats) -> Drawn:
    """Return the draws beside what was said of them.

    Args:
        number: the round.
        places: the bin that each draw fell into.
        bins: the bins.
        said: your log-probabilities of the bins, (bins,).
        p: the model's probabilities of them, (bins,).
    """
    came = np.bincount(places, minlength=len(p))
    mine = np.exp(said)
    return Drawn(
        round=number,
        draws=tuple(places),
        bins=tuple(Bin(bins.vocabulary.texts[n], float(mine[n]), float(p[n]), int(came[n])) for n in range(len(p))),
        yours=float(fmean(-said[places])),
        model=float(fmean(-np.log(p[places]))),
        uniform=float(-bins.uniform[0]),
    )


def ends_sentence(text: str) -> bool:
    """Whether a token ends a sentence: a full stop, a question or an exclamation mark, perhaps with a quotation mark.

    >>> [ends_sentence(text) for text in (".", '."', "?", " 3.5", ",", "")]
    [True, True, True, False, False, False]
    """
    return text.rstrip(" \n\"'”’)").endswith((".", "!", "?"))
