"""The standard library of the interpreter that is running, as documents; nothing of it is shipped or copied."""

from __future__ import annotations

import hashlib
import os
import sysconfig
import tokenize
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tokenroom.errors import BadInput
from tokenroom.text.documents import Document, docstring_title

# What lies in the same folder and is not the library itself: other people's packages, tests, programs, caches.
LEFT_OUT = frozenset(
    {"__pycache__", "__phello__", "dist-packages", "idlelib", "lib2to3", "site-packages", "test", "tests"}
)
HELD_OUT_PERCENT = 5


def stdlib_folder() -> Path:
    """Return where the modules of the running interpreter lie."""
    return Path(sysconfig.get_path("stdlib"))


def stdlib_documents(folder: Path) -> tuple[Document, ...]:
    """Return one document a module in `folder`, sorted by name: "json/decoder", or "modules/abc" outside of packages.

    Raises:
        BadInput: there is no module, since this Python came without its sources.
    """
    documents = tuple(_document(folder, path) for path in sorted(_modules(folder)))
    if not documents:
        raise BadInput(folder, "", "holds no Python modules", "use a Python that came with its standard library")
    return tuple(sorted(documents, key=lambda document: document.name))


def _modules(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name.isidentifier() and name not in LEFT_OUT]  # only packages
        for path in (Path(place, name) for name in files if name.endswith(".py")):
            if path.is_file() and path.stat().st_size:
                yield path


def _document(folder: Path, path: Path) -> Document:
    package, *inner = path.relative_to(folder).with_suffix("").parts
    name = f"{package}/{'.'.join(inner)}" if inner else f"modules/{package}"
    return Document(name, partial(_read_module, path), _is_held_out(name), docstring_title)


def _is_held_out(name: str) -> bool:
    """By the name alone, so that a module stays on its side in every version of Python."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8]) % 100 < HELD_OUT_PERCENT


def _read_module(path: Path) -> str:
    try:
        with tokenize.open(path) as file:  # minds the encoding that a module declares
            return file.read()
    except (OSError, SyntaxError, UnicodeDecodeError) as error:
        raise BadInput(path, "", f"cannot be read: {error}", "mend this installation of Python") from error
