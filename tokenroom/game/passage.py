"""Passages: the sequence a part of a session is played on, and the positions of it that are asked for."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, islice, pairwise

import numpy as np

from tokenroom.errors import BadInput
from tokenroom.game.predict_level import CorpusPassage, ProcessPassage, SymbolPassage, TextPassage
from tokenroom.game.starts import starts
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


def process_passage(spec: ProcessPassage, rng: np.random.Generator) -> Passage:
    """Draw symbols of the process; those behind the first `shown` are asked for."""
    ids = tuple(int(symbol) for symbol in spec.process.draw(spec.shown + spec.items, rng))
    return Passage(ids, tuple(range(spec.shown, len(ids))), "")


def text_passage(spec: TextPassage, text: str, tokenizer: Tokenizer, rng: np.random.Generator) -> Passage:
    """Cut the level's own text, title first, and draw the positions to ask for (raises BadInput if it is too short)."""
    title, _, body = text.partition("\n\n")
    ids = tokenizer.encode(body.strip("\n"))[: spec.tokens]
    if len(ids) < spec.tokens:
        raise BadInput(spec.file, "", f"has {len(ids)} tokens behind its title", f"at least {spec.tokens}")
    return Passage(tuple(ids), _between_letters(_drawn(spec, rng), ids, spec.shown, tokenizer), title)


def corpus_passage(spec: CorpusPassage, corpus: Corpus, tokenizer: Tokenizer, rng: np.random.Generator) -> Passage:
    """Draw a held-out document, a paragraph of it to start from, and the positions to ask for.

    Raises:
        BadInput: no held-out document of the wanted genres is long enough.
    """
    if spec.joined:
        return _joined(spec, corpus, tokenizer, rng)
    places = starts(corpus, tokenizer, _documents(spec, corpus), spec.tokens)
    if not places:
        raise _too_short(spec, corpus)
    start = places[int(rng.integers(len(places)))]
    ids, asked = start.ids(spec.tokens), _positions(spec, rng)
    if spec.asked == "anywhere":
        asked = _between_letters(asked, ids, spec.shown, tokenizer)
    return Passage(ids, asked, start.title)


def _joined(spec: CorpusPassage, corpus: Corpus, tokenizer: Tokenizer, rng: np.random.Generator) -> Passage:
    """Whole documents one after the other, in an order that the seed draws, an end-of-text between two."""
    documents = _documents(spec, corpus)
    order = rng.permutation(len(documents))
    texts = ([*tokenizer.encode(documents[n].text), tokenizer.end_of_text] for n in order)  # read as they are needed
    ids = tuple(islice(chain.from_iterable(texts), spec.tokens))
    if len(ids) < spec.tokens:
        raise _too_short(spec, corpus)
    return Passage(ids, _positions(spec, rng), f"{corpus.info.title}: one text after the other")


def _too_short(spec: CorpusPassage, corpus: Corpus) -> BadInput:
    where = ", ".join(spec.documents or spec.genres) or "any genre"
    wrong = f"has no held-out passage of {spec.tokens} tokens in {where}"
    return BadInput("corpus", corpus.name, wrong, "ask for fewer tokens or other genres")


def _documents(spec: CorpusPassage, corpus: Corpus) -> Sequence[Document]:
    return [
        d
        for d in corpus.held_out
        if (not spec.genres or d.genre in spec.genres) and (not spec.documents or d.name in spec.documents)
    ]


def _positions(spec: CorpusPassage, rng: np.random.Generator) -> tuple[int, ...]:
    """The positions that are asked for: those right behind what is shown, or drawn."""
    if spec.asked == "next":
        return tuple(range(spec.shown, spec.shown + spec.items))
    return _drawn(spec, rng)


def _drawn(spec: CorpusPassage | TextPassage, rng: np.random.Generator) -> tuple[int, ...]:
    """Draw `items` positions behind the first `shown`, in order, every one as likely as any other."""
    behind = np.arange(spec.shown, spec.tokens)
    return tuple(int(p) for p in np.sort(rng.choice(behind, size=spec.items, replace=False)))


def _between_letters(asked: tuple[int, ...], ids: Sequence[int], shown: int, tokenizer: Tokenizer) -> tuple[int, ...]:
    """Move each place whose token begins or ends inside a letter to the next free one where none does.

    Nobody can read half a letter. Where all places are such, what was drawn stays.
    """
    whole = _are_whole(ids, tokenizer)
    kept = [place for place in asked if whole[place]]
    for place in asked:
        if not whole[place]:
            free = (n for n in (*range(place, len(ids)), *range(shown, place)) if whole[n] and n not in kept)
            kept.append(next(free, place))
    return tuple(sorted(kept))


def _are_whole(ids: Sequence[int], tokenizer: Tokenizer) -> list[bool]:
    """Whether each token begins and ends between two letters, or inside one of several bytes."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    ends = [True]
    for token in ids:
        decoder.decode(tokenizer.token_bytes(token))
        ends.append(not decoder.getstate()[0])
    return [before and after for before, after in pairwise(ends)]
