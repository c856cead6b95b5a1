"""Writing pieces as the documents of a corpus, each once, and noting what went by."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath

from tokenroom.gather.pieces import Piece, slug
from tokenroom.text.curation.language import SAMPLE
from tokenroom.text.documents import Document, read_document

GENRE = "texts"  # of files that lie in no folder of their own
_DIFFERENT = 100  # characters; whoever has seen so many need not count on


@dataclass
class PieceWriter:
    """Writes pieces into GENRE/SLUG.txt below a folder; never holds more than one of them.

    Args:
        folder: of the corpus.
        documents: those written.
        repeated: how many pieces came again word for word and were left out.
        n_bytes: of all documents.
        title: of the first.
        sample: how the text begins.
        encodings: how many files were in which.
        skipped: files that were no text.
        characters: some of those that occur.
    """

    folder: Path
    documents: list[Document] = field(default_factory=list)
    repeated: int = 0
    n_bytes: int = 0
    title: str = ""
    sample: str = ""
    encodings: Counter[str] = field(default_factory=Counter)
    skipped: int = 0
    characters: set[str] = field(default_factory=set)
    _seen: set[bytes] = field(default_factory=set)
    _taken: set[str] = field(default_factory=set)
    _parts: dict[str, int] = field(default_factory=dict)

    def write(self, source: PurePosixPath, piece: Piece) -> None:
        """Write a piece of the file `source`, unless its words were there before (raises OSError)."""
        words = hashlib.blake2b(" ".join(piece.body.casefold().split()).encode(), digest_size=16).digest()
        if words in self._seen:
            self.repeated += 1
            return
        self._seen.add(words)
        self._note(piece)
        name = self._name(source)
        path = self.folder / f"{name}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(piece.text.encode())
        self.documents.append(Document(name, partial(read_document, path), held_out=False))

    def _note(self, piece: Piece) -> None:
        self.title = self.title or piece.title
        self.n_bytes += len(piece.text.encode())
        if len(self.sample) < SAMPLE:
            self.sample += piece.body
        if len(self.characters) < _DIFFERENT:
            self.characters.update(piece.body)

    def _name(self, source: PurePosixPath) -> str:
        """Return a name that no other piece has: GENRE/SLUG of the file, from its second piece on with a number."""
        genre = slug(source.parts[0]) if len(source.parts) > 1 else ""
        first = name = f"{genre or GENRE}/{slug(source.stem) or 'text'}"
        while name in self._taken:
            self._parts[first] = self._parts.get(first, 1) + 1
            name = f"{first}_{self._parts[first]:04}"  # sorts behind the first, before which a hyphen would come
        self._taken.add(name)
        return name
