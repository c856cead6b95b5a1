"""Corpora: named collections of documents, shipped or the user's own, some of them held out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import cast

from tokenroom.errors import BadInput
from tokenroom.files import content_root, user_root
from tokenroom.schema import read_toml
from tokenroom.text.documents import Document
from tokenroom.text.sources import CorpusInfo, MadeInfo, list_documents

NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")  # what a corpus may be called: also the name of its folder


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large a corpus is, in UTF-8; `exact` is False where its documents are yet to be made."""

    n_bytes: int
    held_out_bytes: int
    exact: bool


@dataclass(frozen=True)
class Corpus:
    """A named collection of documents; `training` and `held_out` never share one."""

    name: str
    info: CorpusInfo
    documents: tuple[Document, ...]

    @cached_property
    def training(self) -> tuple[Document, ...]:
        """The documents that rivals, instincts and tokenizers learn from; the text of each is read when asked for."""
        return tuple(d for d in self.documents if not d.held_out)

    @cached_property
    def held_out(self) -> tuple[Document, ...]:
        """The documents that people and rivals are asked about."""
        return tuple(d for d in self.documents if d.held_out)

    @property
    def is_made(self) -> bool:
        """Whether a generator makes the documents, so that runs of words recur in them by design."""
        return isinstance(self.info, MadeInfo)

    @property
    def n_bytes(self) -> int:
        """Size of all documents in UTF-8; reads or makes every one."""
        return sum(d.n_bytes for d in self.documents)

    def sizes(self) -> Sizes:
        """Measure the documents; of a generator only what is held out is made, and the rest reckoned from it."""
        held_out = sum(d.n_bytes for d in self.held_out)
        if self.is_made:
            return Sizes(held_out * len(self.documents) // len(self.held_out), held_out, exact=False)
        return Sizes(held_out + sum(d.n_bytes for d in self.training), held_out, exact=True)


def load_corpus(folder: Path) -> Corpus:
    """Open the corpus in `folder`, documents sorted by name; their texts are read when they are asked for.

    Raises:
        BadInput: a bad `corpus.toml`, a held-out name that is no document, a bad grammar, or nothing to learn from or
            to ask about.
    """
    info = read_toml(folder / "corpus.toml", cast("type[CorpusInfo]", CorpusInfo))
    corpus = Corpus(folder.name, info, list_documents(info, folder))
    if not corpus.training:
        raise BadInput(folder, "", "there is no document to learn from", "put texts into GENRE/NAME.txt")
    if not corpus.held_out:
        raise BadInput(folder / "corpus.toml", "held_out", "is empty", "hold out documents to ask about")
    return corpus


def find_corpus(name: str) -> Path:
    """Return the folder of the corpus `name`, shipped or the user's own; raises BadInput when there is none."""
    if NAME.fullmatch(name):
        for root in (_shipped_root(), own_root()):
            if (root / name / "corpus.toml").is_file():
                return root / name
    raise BadInput("corpus", name, "there is no such corpus", f"there is {', '.join(corpus_names()) or 'none'}")


def corpus_names() -> list[str]:
    """Return the names of all corpora: the shipped ones, then the user's own."""
    return [*shipped_names(), *(name for name in own_names() if name not in shipped_names())]


def shipped_names() -> list[str]:
    """Return the names of the corpora that come with the program."""
    return _names_in(_shipped_root())


def own_names() -> list[str]:
    """Return the names of the corpora that the user has added."""
    return _names_in(own_root())


def own_root() -> Path:
    """Return the folder of the user's own corpora."""
    return user_root() / "corpora"


def _shipped_root() -> Path:
    return content_root() / "corpora"


def _names_in(root: Path) -> list[str]:
    names = (path.parent.name for path in root.glob("*/corpus.toml") if path.is_file())
    return sorted(name for name in names if NAME.fullmatch(name))
