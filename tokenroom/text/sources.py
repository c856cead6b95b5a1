"""Kinds of corpora: what `corpus.toml` says of each kind, and the documents that it stands for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from tokenroom.errors import BadInput
from tokenroom.schema import Data
from tokenroom.text.documents import Document, docstring_title, first_line, read_document

Documents = tuple[Document, ...]
Count = Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]


class Info(Data, frozen=True, tag_field="kind"):
    """What `corpus.toml` says whatever the kind."""

    format_version: Literal[1]
    title: str
    language: str  # BCP 47, such as "en"; "und" if nobody knows, "zxx" if it is in none
    licence: str  # SPDX identifier, such as "CC0-1.0"
    tokenizer: str  # name of a file in `tokenizers/`, without its ending

    @property
    def kind(self) -> str:
        """The tag by which `corpus.toml` names the kind."""
        return str(self.__struct_config__.tag)


class TextInfo(Info, frozen=True, tag="text"):
    """A folder a genre, a file a document: `.txt` with the title in its first line, `.py` with a docstring."""

    held_out: tuple[str, ...]  # documents no training run may see, as "genre/slug" without the ending
    source: str = ""  # where the text came from


class MadeInfo(Info, frozen=True):
    """Documents that a seeded generator makes: numbers 0 … held_out-1 are held out, training follows."""

    seed: Annotated[int, msgspec.Meta(ge=0)]
    training: Count
    held_out: Count


class StorytellerInfo(MadeInfo, frozen=True, tag="storyteller"):
    """Tales told from the grammar beside `corpus.toml`."""


class SymbolsInfo(MadeInfo, frozen=True, tag="symbols"):
    """Sequences drawn from the processes beside `corpus.toml`."""


class StdlibInfo(Info, frozen=True, tag="stdlib"):
    """The modules of the running interpreter's standard library."""


CorpusInfo = TextInfo | StorytellerInfo | SymbolsInfo | StdlibInfo


def list_documents(info: CorpusInfo, folder: Path) -> Documents:
    """Return the documents of the corpus in `folder`, in an order that is always the same.

    Raises:
        BadInput: held-out names that are no documents, a text in no genre, a bad grammar or process.
    """
    match info:
        case TextInfo():
            return _text_files(info, folder)
        case StorytellerInfo():
            return _made("tales", info, _teller(info.seed, folder))
        case SymbolsInfo():
            return _made("symbols", info, _drawer(info.seed, folder))
        case StdlibInfo():
            from tokenroom.text.stdlib import stdlib_documents, stdlib_folder

            return stdlib_documents(stdlib_folder())


def _text_files(info: TextInfo, folder: Path) -> Documents:
    held_out = frozenset(info.held_out)
    paths = sorted([*folder.glob("*/*.txt"), *folder.glob("*/*.py")])
    documents = tuple(_text_file(folder, path, held_out) for path in paths)
    _check_places(folder)
    _check_names(folder, info, [document.name for document in documents])
    return documents


def _text_file(folder: Path, path: Path, held_out: frozenset[str]) -> Document:
    name = path.relative_to(folder).with_suffix("").as_posix()
    titled = docstring_title if path.suffix == ".py" else first_line
    return Document(name, partial(read_document, path), name in held_out, titled)


def _check_places(folder: Path) -> None:
    for stray in sorted([*folder.glob("*.txt"), *folder.glob("*.py")]):
        raise BadInput(stray, "", "lies in no genre", "put it into a sub-folder, such as notes/")


def _check_names(folder: Path, info: TextInfo, names: list[str]) -> None:
    place = folder / "corpus.toml"
    for name in names:
        if any("\ud800" <= c <= "\udfff" for c in name):  # how Python writes bytes that are no UTF-8
            raise BadInput(folder, name, "is a file whose name is not UTF-8", "rename it")
    unknown = set(info.held_out) - set(names)
    if unknown:
        wrong = f"names {min(unknown)!r}, which is no document"
        raise BadInput(place, "held_out", wrong, "write genre/slug of a .txt or .py file in this folder")
    if twice := _first_double(info.held_out):
        raise BadInput(place, "held_out", f"names {twice!r} twice", "name it once")
    if twice := _first_double(names):
        raise BadInput(folder, twice, "is the name of two documents", "rename one of the files")


def _first_double(names: list[str] | tuple[str, ...]) -> str:
    ordered = sorted(names)
    return next((a for a, b in pairwise(ordered) if a == b), "")


def _made(genre: str, info: MadeInfo, make: Callable[[int], str]) -> Documents:
    numbers = range(info.held_out + info.training)
    return tuple(Document(f"{genre}/{n:06}", partial(make, n), n < info.held_out) for n in numbers)


def _teller(seed: int, folder: Path) -> Callable[[int], str]:
    from tokenroom.text.storyteller import load_grammar, tell

    return partial(tell, load_grammar(folder), seed)


def _drawer(seed: int, folder: Path) -> Callable[[int], str]:
    from tokenroom.text.symbols import document, load_processes

    processes = load_processes(folder)
    return lambda number: document(processes, seed, number).text
