"""Zip archives: their files are read where they lie, and nothing is ever unpacked onto the disk."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from tokenroom.errors import BadInput
from tokenroom.gather.found import Found, is_hidden, kind_of, readable
from tokenroom.gather.limits import Limits

_ARCHIVES = frozenset({".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst"})
_ENCRYPTED = 0x1  # general purpose bit 0; PKWARE's APPNOTE, section 4.4.4
# The other ways to pack can swell without bound in one step, and nobody packs texts so.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DRIVE = re.compile("[A-Za-z]:")


def is_zip(path: Path) -> bool:
    """Whether `path` is an archive by its ending; documents of offices are zips too, and no text."""
    return path.suffix.lower() == ".zip" and path.is_file()


@contextmanager
def open_archive(path: Path, limits: Limits) -> Iterator[list[Found]]:
    """Give the files of the archive at `path`, sorted, to be read while it is open.

    Raises:
        BadInput: it is no zip, is encrypted or damaged (found perhaps only while it is read), climbs out of its folder,
            holds a link or another archive, or would swell beyond the limits.
    """
    with readable(str(path)), _opened(path) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        _check_sizes(path, members, limits)
        for member in members:
            _check_member(path, member)
        try:
            yield sorted(_found(archive, path, members), key=lambda found: found.name)
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise _damaged(path, error) from error


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise _damaged(path, error) from error


def _damaged(path: Path, error: Exception) -> BadInput:
    return BadInput(path, "", f"is no sound zip archive: {error}", "make it again")


def _check_sizes(path: Path, members: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(members) > limits.archive_files:
        wrong = f"holds {len(members):,} files"
        raise BadInput(path, "", wrong, f"at most {limits.archive_files:,} are read")
    size, packed = sum(m.file_size for m in members), path.stat().st_size
    if size > limits.archive_bytes or size > limits.archive_swell * max(packed, 1000):
        wrong = f"would swell from {packed:,} to {size:,} bytes"
        most = f"at most {limits.archive_bytes:,} bytes and {limits.archive_swell} times its size are read"
        raise BadInput(path, "", wrong, most)


def _check_member(path: Path, member: zipfile.ZipInfo) -> None:
    """Refuse what could reach out of the archive or cannot be read; `orig_filename` is the name before any mending."""
    name = PurePosixPath(member.orig_filename.replace("\\", "/"))
    if name.is_absolute() or ".." in name.parts or _DRIVE.match(str(name)):
        raise BadInput(path, member.orig_filename, "lies outside of the archive's folder", "make the archive again")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise BadInput(path, member.orig_filename, "is a link", "put the text itself into the archive")
    if member.flag_bits & _ENCRYPTED:
        raise BadInput(path, member.orig_filename, "is encrypted", "make the archive without a password")
    if member.compress_type not in _METHODS:
        raise BadInput(path, member.orig_filename, "is packed in a way that is not read here", "pack it with deflate")
    if name.suffix.lower() in _ARCHIVES:
        raise BadInput(path, member.orig_filename, "is an archive in an archive", "unpack it first")


def _found(archive: zipfile.ZipFile, path: Path, members: list[zipfile.ZipInfo]) -> Iterator[Found]:
    for member in members:
        name = PurePosixPath(member.filename)
        if not any(is_hidden(part) for part in name.parts):
            opened = partial(_open_member, archive, member)
            yield Found(f"{path}: {member.filename}", name, member.file_size, opened, kind_of(name))


def _open_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> BinaryIO:
    """Open a file in the archive: never more is read than the size it declares, which was added up before."""
    return cast("BinaryIO", archive.open(member))
