"""What may be read of a level's folder: a stranger's level shows no other file of this machine, and floods nothing."""

from __future__ import annotations

from pathlib import Path

from tokenroom.errors import BadInput
from tokenroom.files import content_root
from tokenroom.schema import read_text

MOST = 1_000_000  # bytes of a file


def text_beside(folder: Path, name: str) -> str:
    """Return the text of the file `name` in a level's folder, line ends folded.

    Raises:
        BadInput: see `check_beside`; or it is not there, cannot be read, or is not UTF-8.
    """
    check_beside(folder, name)
    return read_text(folder / name)


def check_beside(folder: Path, name: str) -> None:
    """See that a file may be read as part of a level, if it is there.

    The folder itself may be a link, which only its owner can make. What ships may lie anywhere: some installers link
    every file.

    Raises:
        BadInput: it leads out of the folder, is no regular file, or is larger than a megabyte.
    """
    path = folder / name
    if not path.exists():
        return
    if not _ships(folder) and path.resolve().parent != folder.resolve():
        raise BadInput(path, "", "leads out of the level's folder", "put the file itself there")
    if not path.is_file():
        raise BadInput(path, "", "is no file", "name a text file")
    if path.stat().st_size > MOST:
        raise BadInput(path, "", f"is larger than {MOST:,} bytes", "make it shorter")


def _ships(folder: Path) -> bool:
    return folder.parent == content_root() / "levels"
