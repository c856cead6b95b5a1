"""Where a passage may start: each paragraph of a held-out document that has enough tokens behind it.

A document is encoded once, in pieces that no token crosses, and read from any paragraph by putting pieces together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from tokenroom.text.corpus import Corpus
from tokenroom.text.documents import Document
from tokenroom.text.tokenizer import Tokenizer

BREAK = "\n\n"  # between two paragraphs
# What a paragraph begins with up to its last line end that only white stands before. No token crosses that place: the
# tokenizer takes line ends together with all that is white before them, and stops behind the last one.
_LEAD = re.compile(r"(?:\s*[\r\n])?")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A paragraph, and all that is white between it and the next: no token crosses from one piece into another."""

    lead: tuple[int, ...]  # tokens of its line ends in front; whoever reads on from the piece before has had them
    ids: tuple[int, ...]
    total: int  # tokens from here to the end of the document


@dataclass(frozen=True, slots=True)
class Start:
    """A place to start from: a paragraph of a document."""

    title: str
    pieces: Sequence[_Piece]
    paragraph: int

    def ids(self, length: int) -> tuple[int, ...]:
        """Return the first `length` tokens from here on."""
        behind = (self.pieces[n].ids for n in range(self.paragraph, len(self.pieces)))
        return tuple(islice(chain(self.pieces[self.paragraph].lead, chain.from_iterable(behind)), length))


def starts(corpus: Corpus, tokenizer: Tokenizer, documents: Sequence[Document], length: int) -> Sequence[Start]:
    """Return every place of `documents` with at least `length` tokens from it to the document's end, in their order.

    What was found is kept with the corpus, so that only the first call for a document reads it.
    """
    kept: dict[tuple[str, str], tuple[Start, ...]] = corpus.__dict__.setdefault("_starts", {})
    found: list[Start] = []
    for document in documents:
        key = (tokenizer.sha256, document.name)
        if key not in kept:
            kept[key] = _starts_of(document, tokenizer)
        found += (start for start in kept[key] if start.pieces[start.paragraph].total >= length)
    return found


def _starts_of(document: Document, tokenizer: Tokenizer) -> tuple[Start, ...]:
    pieces, title = _pieces(document.text.rstrip("\n"), tokenizer), document.title
    return tuple(Start(title, pieces, paragraph) for paragraph in range(len(pieces)))


def _pieces(text: str, tokenizer: Tokenizer) -> list[_Piece]:
    """Return a piece for each paragraph that is not blank; together they are encoded hardly more than once."""
    places = [(place, _end_of_lead(text, place)) for place in _paragraphs(text)]
    pieces: list[_Piece] = []
    end, after = len(text), 0  # where the piece behind begins, and how many tokens there are from it on
    for place, cut in reversed(places):
        lead, ids = tuple(tokenizer.encode(text[place:cut])), tuple(tokenizer.encode(text[cut:end]))
        end, after = cut, after + len(ids)
        pieces.append(_Piece(lead, ids, len(lead) + after))
    return pieces[::-1]


def _paragraphs(text: str) -> Iterator[int]:
    """Yield where each paragraph begins that is not blank."""
    place = 0
    for paragraph in text.split(BREAK):
        if paragraph.strip():
            yield place
        place += len(paragraph) + len(BREAK)


def _end_of_lead(text: str, place: int) -> int:
    found = _LEAD.match(text, place)
    return place if found is None else found.end()
