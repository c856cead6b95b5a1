"""What `tokenroom corpus` tells of corpora and documents, as rows that are printed or given as JSON."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from tokenroom.errors import BadInput
from tokenroom.text.corpus import Corpus
from tokenroom.text.documents import Document
from tokenroom.text.sources import TextInfo


class CorpusRow(msgspec.Struct, frozen=True):
    """One corpus; `exact` is false where the size is reckoned from what is held out."""

    name: str
    title: str
    kind: str
    language: str
    licence: str
    source: str
    genres: tuple[str, ...]
    documents: int
    n_bytes: int
    held_out_share: float
    exact: bool


class DocumentRow(msgspec.Struct, frozen=True):
    """One document."""

    name: str
    title: str
    n_bytes: int
    held_out: bool


class WholeCorpus(msgspec.Struct, frozen=True):
    """A corpus, where it lies, and its documents; of a generator's those held out."""

    corpus: CorpusRow
    folder: str
    documents: tuple[DocumentRow, ...]


def corpus_row(corpus: Corpus) -> CorpusRow:
    """Measure a corpus."""
    info, sizes = corpus.info, corpus.sizes()
    return CorpusRow(
        name=corpus.name,
        title=info.title,
        kind=info.kind,
        language=info.language,
        licence=info.licence,
        source=info.source if isinstance(info, TextInfo) else "",
        genres=tuple(sorted({d.genre for d in corpus.documents})),
        documents=len(corpus.documents),
        n_bytes=sizes.n_bytes,
        held_out_share=sizes.held_out_bytes / sizes.n_bytes,
        exact=sizes.exact,
    )


def shown_documents(corpus: Corpus, genre: str | None) -> list[Document]:
    """Return the documents to list, of one genre if it is named (raises BadInput if there is none)."""
    documents = [d for d in (corpus.held_out if corpus.is_made else corpus.documents) if genre in (None, d.genre)]
    if not documents:
        known = ", ".join(sorted({d.genre for d in corpus.documents}))
        raise BadInput("--genre", str(genre), f"is no genre of {corpus.name}", f"there is {known}")
    return documents


def document_rows(documents: Iterable[Document]) -> Iterator[DocumentRow]:
    """Yield a row for each document, reading one at a time."""
    return (DocumentRow(d.name, d.title, d.n_bytes, d.held_out) for d in documents)


def whole_corpus(corpus: Corpus, folder: Path, genre: str | None) -> WholeCorpus:
    """Return all that is told of a corpus."""
    return WholeCorpus(corpus_row(corpus), _shown(folder), tuple(document_rows(shown_documents(corpus, genre))))


def encoded(data: object) -> str:
    """Return structs or dataclasses as JSON."""
    return msgspec.json.encode(data, enc_hook=_shown).decode()


def _shown(path: object) -> str:
    """Return a path as text; what of it is no UTF-8 cannot be told in JSON."""
    return os.fsencode(str(path)).decode("utf-8", "replace")
