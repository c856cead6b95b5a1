"""Measuring rivals, and compressors beside them, on held-out documents: nats a token and bits a byte."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec
import numpy as np

from tokenroom.errors import BadInput
from tokenroom.rivals.base import Rival
from tokenroom.rivals.compressors import COMPRESSORS, bits_added, installed
from tokenroom.rivals.field import Field
from tokenroom.scoring import Floats, bits_per_byte, perplexity
from tokenroom.text.corpus import Corpus, find_corpus
from tokenroom.text.sources import SymbolsInfo
from tokenroom.text.symbols import load_processes, optimal_nats

OPTIMUM = "optimum"  # the best predictor there can be, where it is known: of symbols
EVERYONE = ("uniform", "unigram", "bigram", "kneser-ney-5")

# A document longer than PIECE tokens is read piece by piece, each with RUN_UP tokens before it, so that no table of
# (T, V) fills the memory. None of our rivals looks back that far.
PIECE, RUN_UP = 4_096, 1_024


class Evaluation(msgspec.Struct, frozen=True):
    """One rival's loss on the held-out documents of a corpus.

    A compressor (kind "bytes") knows no tokens: its nats a token are its bits, shared among the tokens that the rivals
    (kind "tokens") predict in the same text. Bits a byte compare all.
    """

    rival: str
    corpus: str
    tokens: int
    n_bytes: int
    nats_per_token: float
    perplexity: float
    bits_per_byte: float
    kind: Literal["tokens", "bytes"] = "tokens"


def everyone(field: Field) -> tuple[str, ...]:
    """Return the names of all who can be measured here: n-grams, the ladder, guests, compressors that are installed."""
    best = [OPTIMUM] if isinstance(field.corpus.info, SymbolsInfo) else []
    return (*EVERYONE, *(player.name for player in (*field.ladder, *field.guests)), *best, *installed())


def evaluate_rivals(field: Field, names: Sequence[str]) -> Iterator[Evaluation]:
    """Yield each named rival's figures, over every token of every held-out document and the end of each.

    Every token is predicted from its document up to it; of a document of more than PIECE tokens, from RUN_UP tokens at
    least. Compressors are measured on the same documents.

    Raises:
        BadInput: nobody has that name, or the library of a compressor is missing.
    """
    players = {name: field.player(name) for name in names if name not in (*COMPRESSORS, OPTIMUM)}
    documents = [[*ids, field.tokenizer.end_of_text] for ids in field.held_out_ids]
    tokens = sum(len(ids) for ids in documents)
    n_bytes = sum(len(d.text.encode("utf-8", "surrogatepass")) for d in field.corpus.held_out)
    for name in names:
        if name in players:
            nats = sum(float(passage_surprises(players[name], ids).sum()) for ids in documents)
        elif name == OPTIMUM:
            nats = _optimal_nats(field.corpus)
        else:
            nats = math.log(2.0) * bits_added(name, *_texts(field))
        yield Evaluation(
            rival=players[name].name if name in players else name,
            corpus=field.corpus.name,
            tokens=tokens,
            n_bytes=n_bytes,
            nats_per_token=nats / tokens,
            perplexity=perplexity(nats / tokens),
            bits_per_byte=bits_per_byte(nats, n_bytes),
            kind="bytes" if name in COMPRESSORS else "tokens",
        )


def passage_surprises(player: Rival, ids: Sequence[int]) -> Floats:
    """Return the surprise of each of `ids` given all before it, or RUN_UP tokens at least, in nats, shape (T,)."""
    return np.concatenate([_piece(player, ids, start) for start in range(0, max(1, len(ids)), PIECE)])


def _piece(player: Rival, ids: Sequence[int], start: int) -> Floats:
    """The surprises of the piece of `ids` that begins at `start`."""
    first = max(0, start - RUN_UP)
    read = ids[first : start + PIECE]
    surprises: Floats = -player.passage_log_probs(read)[np.arange(len(read)), read]
    return surprises[start - first :]


def _optimal_nats(corpus: Corpus) -> float:
    if not isinstance(corpus.info, SymbolsInfo):
        raise BadInput("rival", OPTIMUM, f"is not known of {corpus.name}", "it is known of symbols alone")
    return optimal_nats(load_processes(find_corpus(corpus.name)), corpus.info.seed, range(corpus.info.held_out))


def _texts(field: Field) -> tuple[Iterator[str], Iterator[str]]:
    """Training and held-out texts, each read when it is its turn."""
    return (d.text for d in field.corpus.training), (d.text for d in field.corpus.held_out)
