"""What is found: a file with a name and a way to open it, wherever it lies; and all files of a folder."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Literal

from tokenroom.errors import BadInput

Kind = Literal["plain", "markdown", "html"]
_KINDS: dict[str, Kind] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, perhaps more than once.

    Args:
        place: what errors call it.
        name: its path below what was asked for, such as "letters/to-ada.txt".
        size: bytes.
        open: gives a new stream of its bytes.
        kind: how its text is marked up; by its ending if it is not said.
        encoding: what it says of itself, if it does.
    """

    place: str
    name: PurePosixPath
    size: int
    open: Callable[[], BinaryIO]
    kind: Kind
    encoding: str | None = None


def kind_of(name: PurePosixPath) -> Kind:
    """Return how a file is marked up, by its ending."""
    return _KINDS.get(name.suffix.lower(), "plain")


def find_file(path: Path) -> Found:
    """Return the file at `path` (raises BadInput if it cannot be read)."""
    with readable(str(path)):
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # reading a pipe or a device could wait for ever
            raise BadInput(path, "", "is neither a file nor a folder", "name a text, a folder, a zip or a web address")
    name = PurePosixPath(path.name)
    return Found(str(path), name, status.st_size, partial(_open, path), kind_of(name))


def find_files(folder: Path) -> Iterator[Found]:
    """Yield the files in `folder` and below, sorted; hidden ones and links are left out, so that no loop is entered.

    Raises:
        BadInput: a folder or file in it cannot be read.
    """
    with readable(str(folder)):
        for place, folders, files in os.walk(folder, onerror=_raise):
            folders[:] = sorted(name for name in folders if not is_hidden(name))
            for path in (Path(place, name) for name in sorted(files) if not is_hidden(name)):
                status = path.lstat()
                if stat.S_ISREG(status.st_mode):
                    name = PurePosixPath(path.relative_to(folder).as_posix())
                    yield Found(str(path), name, status.st_size, partial(_open, path), kind_of(name))


def is_hidden(name: str) -> bool:
    """Whether a file or folder of this name is a program's own and no text of anybody's."""
    return name.startswith(".") or name == "__MACOSX"


@contextmanager
def readable(place: str) -> Iterator[None]:
    """Turn a failure to read into one line about `place` (raises BadInput)."""
    try:
        yield
    except OSError as error:
        wrong = f"cannot be read: {error.strerror or error}"
        raise BadInput(error.filename or place, "", wrong, "name what is there and may be read") from error


def _open(path: Path) -> BinaryIO:
    return path.open("rb")


def _raise(error: OSError) -> None:
    raise error
