"""Measuring rivals on held-out documents: nats a token and bits a byte."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
import numpy as np

from tokenroom.rivals.base import Rival
from tokenroom.rivals.field import Field
from tokenroom.scoring import Floats, bits_per_byte, perplexity

EVERYONE = ("uniform", "unigram", "bigram", "kneser-ney-3")


class Evaluation(msgspec.Struct, frozen=True):
    """One rival's loss on the held-out documents of a corpus."""

    rival: str
    corpus: str
    tokens: int
    n_bytes: int
    nats_per_token: float
    perplexity: float
    bits_per_byte: float


def evaluate_rivals(field: Field, names: Sequence[str]) -> Iterator[Evaluation]:
    """Yield each named rival's figures, over every token of every held-out document and the end of each.

    Every token is predicted from its document up to it (raises BadInput for a name that nobody has).
    """
    players = [field.player(name) for name in names]
    documents = [[*ids, field.tokenizer.end_of_text] for ids in field.held_out_ids]
    n_bytes = sum(len(d.text.encode()) for d in field.corpus.held_out)
    for player in players:
        surprises = np.concatenate([passage_surprises(player, ids) for ids in documents])
        mean = float(surprises.mean())
        yield Evaluation(
            rival=player.name,
            corpus=field.corpus.name,
            tokens=len(surprises),
            n_bytes=n_bytes,
            nats_per_token=mean,
            perplexity=perplexity(mean),
            bits_per_byte=bits_per_byte(float(surprises.sum()), n_bytes),
        )


def passage_surprises(player: Rival, ids: Sequence[int]) -> Floats:
    """Return the surprise of each of `ids` given all before it, in nats, shape (T,)."""
    surprises: Floats = -player.passage_log_probs(ids)[np.arange(len(ids)), ids]
    return surprises
