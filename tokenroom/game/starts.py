"""Where a passage may start: each paragraph of a held-out document that has enough tokens behind it.

A document is encoded once, in pieces that no token crosses, and read from any paragraph by putting pieces together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from tokenroom.text.corpus import Corpus
from tokenroom.text.documents import Document
from tokenroom.text.tokenizer import Tokenizer

BREAK = "\n\n"  # between two paragraphs
# A paragraph into which no token crosses from the line ends before it: the tokenizer takes line ends together with all
# that is white before them, and stops behind the last one. Where a paragraph is white or begins with one, it goes on.
_APART = re.compile(r"[^\S\r\n]*[^\s]")


@dataclass(frozen=True, slots=True)
class _Piece:
    """The text from a paragraph on, up to the next one that stands apart."""

    ids: tuple[int, ...]
    behind: int | None  # the paragraph whose piece comes next; None at the end
    total: int  # tokens from here to the end of the document


@dataclass(frozen=True, slots=True)
class Start:
    """A place to start from: a paragraph of a document."""

    title: str
    pieces: Sequence[_Piece]
    paragraph: int

    def ids(self, length: int) -> tuple[int, ...]:
        """Return the first `length` tokens from here on."""
        out: list[int] = []
        place: int | None = self.paragraph
        while place is not None and len(out) < length:
            out += self.pieces[place].ids
            place = self.pieces[place].behind
        return tuple(islice(out, length))


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
    pieces = _pieces(document.text.rstrip("\n").split(BREAK), tokenizer)
    return tuple(Start(document.title, pieces, paragraph) for paragraph in range(len(pieces)))


def _pieces(paragraphs: Sequence[str], tokenizer: Tokenizer) -> list[_Piece]:
    """Return a piece for each paragraph; together they are encoded hardly more than once."""
    pieces: list[_Piece] = []
    behind: int | None = None  # the nearest paragraph behind that stands apart
    for n in reversed(range(len(paragraphs))):
        text = BREAK.join(paragraphs[n:behind]) + ("" if behind is None else BREAK)
        ids = tuple(tokenizer.encode(text))
        after = 0 if behind is None else pieces[len(paragraphs) - 1 - behind].total
        pieces.append(_Piece(ids, behind, len(ids) + after))
        if _APART.match(paragraphs[n]):
            behind = n
    return pieces[::-1]
