"""Corpora: a folder with `corpus.toml` and one text file a document, genres as sub-folders, some documents held out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from tokenroom.errors import BadInput
from tokenroom.files import content_root
from tokenroom.schema import Data, read_text, read_toml


class CorpusInfo(Data, frozen=True):
    """What `corpus.toml` says."""

    format_version: Literal[1]
    title: str
    language: str  # BCP 47, such as "en"
    kind: Literal["text"]
    licence: str  # SPDX identifier, such as "CC0-1.0"
    tokenizer: str  # name of a file in `tokenizers/`, without its ending
    held_out: tuple[str, ...]  # documents no training run may see, as "genre/slug"


@dataclass(frozen=True, slots=True)
class Document:
    """One text: its first line is its title."""

    name: str  # "genre/slug"
    text: str
    held_out: bool

    @property
    def genre(self) -> str:
        """The sub-folder it lies in."""
        return self.name.partition("/")[0]

    @property
    def title(self) -> str:
        """Its first line."""
        return self.text.partition("\n")[0]


@dataclass(frozen=True)
class Corpus:
    """A named collection of documents; `training` and `held_out` never share one."""

    name: str
    info: CorpusInfo
    documents: tuple[Document, ...]

    @cached_property
    def training(self) -> tuple[Document, ...]:
        """The documents that rivals, instincts and tokenizers learn from."""
        return tuple(d for d in self.documents if not d.held_out)

    @cached_property
    def held_out(self) -> tuple[Document, ...]:
        """The documents that people and rivals are asked about."""
        return tuple(d for d in self.documents if d.held_out)

    @property
    def n_bytes(self) -> int:
        """Size of all documents in UTF-8."""
        return sum(len(d.text.encode()) for d in self.documents)


def load_corpus(folder: Path) -> Corpus:
    """Read the corpus in `folder`, documents sorted by name.

    Raises:
        BadInput: a bad `corpus.toml`, an unreadable or empty document, a held-out name that is no document, or
            nothing to learn from or to ask about.
    """
    info = read_toml(folder / "corpus.toml", CorpusInfo)
    held_out = frozenset(info.held_out)
    paths = sorted(folder.glob("*/*.txt"))
    documents = tuple(_read_document(folder, path, held_out) for path in paths)
    _check_places(folder, info)
    unknown = held_out - {d.name for d in documents}
    if unknown:
        wrong = f"names {min(unknown)!r}, which is no document"
        raise BadInput(folder / "corpus.toml", "held_out", wrong, "write genre/slug of a .txt file in this folder")
    if len(documents) == len(held_out):
        raise BadInput(folder, "", "there is no document to learn from", "put texts into GENRE/NAME.txt")
    if not held_out:
        raise BadInput(folder / "corpus.toml", "held_out", "is empty", "hold out documents to ask about")
    return Corpus(folder.name, info, documents)


def find_corpus(name: str) -> Path:
    """Return the folder of the shipped corpus `name`; raises BadInput when there is none."""
    folder = content_root() / "corpora" / name
    if "/" in name or not (folder / "corpus.toml").is_file():
        raise BadInput("corpus", name, "there is no such corpus", f"there is {_listed(corpus_names())}")
    return folder


def corpus_names() -> list[str]:
    """Return the names of the shipped corpora."""
    return sorted(path.parent.name for path in (content_root() / "corpora").glob("*/corpus.toml"))


def _check_places(folder: Path, info: CorpusInfo) -> None:
    twice = sorted({name for name in info.held_out if info.held_out.count(name) > 1})
    if twice:
        raise BadInput(folder / "corpus.toml", "held_out", f"names {twice[0]!r} twice", "name it once")
    for stray in sorted(folder.glob("*.txt")):
        raise BadInput(stray, "", "lies in no genre", "put it into a sub-folder, such as notes/")


def _read_document(folder: Path, path: Path, held_out: frozenset[str]) -> Document:
    name = path.relative_to(folder).with_suffix("").as_posix()
    text = read_text(path)
    if not text.strip():
        raise BadInput(path, "", "is empty", "a document has a title line and a text")
    return Document(name, text, name in held_out)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names) or "none"
