"""Passages: the sequence a session is played on, and the positions of it that are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from tokenroom.errors import BadInput
from tokenroom.game.predict_level import CorpusPassage, SymbolPassage
from tokenroom.text.corpus import Corpus
from tokenroom.text.documents import Document
from tokenroom.text.tokenizer import Tokenizer


@dataclass(frozen=True, slots=True)
class Passage:
    """Token ids, the positions that are asked for in order, and where it comes from."""

    ids: tuple[int, ...]
    asked: tuple[int, ...]
    source: str


def symbol_passage(spec: SymbolPassage) -> Passage:
    """Return the level's own sequence; everything after the first `shown` symbols is asked for."""
    ids = tuple(spec.vocabulary.index(token) for token in spec.tokens)
    return Passage(ids, tuple(range(spec.shown, len(ids))), "")


def corpus_passage(spec: CorpusPassage, corpus: Corpus, tokenizer: Tokenizer, rng: np.random.Generator) -> Passage:
    """Draw a held-out document, a paragraph of it to start from, and the positions to ask for.

    Raises:
        BadInput: no held-out document of the wanted genres is long enough.
    """
    starts = [start for d in _documents(spec, corpus) for start in _starts(d, tokenizer, spec.tokens)]
    if not starts:
        wrong = f"has no held-out passage of {spec.tokens} tokens in {', '.join(spec.genres) or 'any genre'}"
        raise BadInput("corpus", corpus.name, wrong, "ask for fewer tokens or other genres")
    source, ids = starts[int(rng.integers(len(starts)))]
    return Passage(ids, _positions(spec, rng), source)


def _documents(spec: CorpusPassage, corpus: Corpus) -> Sequence[Document]:
    return [d for d in corpus.held_out if not spec.genres or d.genre in spec.genres]


def _starts(document: Document, tokenizer: Tokenizer, length: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Title and the first `length` tokens from each paragraph on that has as many behind it."""
    paragraphs = document.text.rstrip("\n").split("\n\n")
    for first in range(len(paragraphs)):
        ids = tokenizer.encode("\n\n".join(paragraphs[first:]))
        if len(ids) >= length:
            yield document.title, tuple(ids[:length])


def _positions(spec: CorpusPassage, rng: np.random.Generator) -> tuple[int, ...]:
    """Draw `items` positions behind the first `shown`, in order, every one as likely as any other."""
    behind = np.arange(spec.shown, spec.tokens)
    return tuple(int(p) for p in np.sort(rng.choice(behind, size=spec.items, replace=False)))
