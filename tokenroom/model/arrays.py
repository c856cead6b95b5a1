"""Arrays on disk: a folder with one JSON header and one `.npz` file, replaced together, checked whole when read.

The header names the array file and its SHA-256, and the array file is named by that hash. Writing the header is the
last step, so a reader finds the old pair or the new pair and never a mixture, whenever the power goes.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from tokenroom.errors import BadInput
from tokenroom.files import atomic_write_bytes, atomic_write_text
from tokenroom.schema import Data, convert

Arrays = dict[str, NDArray[Any]]
H = TypeVar("H", bound="Header")


class Header(Data, frozen=True, kw_only=True):
    """What every header says of its array file; the headers of checkpoints and of training runs add to it."""

    format_version: Literal[1] = 1
    array_file: str = ""
    array_sha256: str = ""


def write_arrays(folder: Path, name: str, header: Header, arrays: Arrays, compress: bool = False) -> None:
    """Write `arrays` and `header` as `name`.json and `name`-HASH.npz in `folder`, and remove the pair they replace."""
    buffer = io.BytesIO()
    save: Callable[..., None] = np.savez_compressed if compress else np.savez
    save(buffer, **arrays)
    data = buffer.getvalue()
    digest = hashlib.sha256(data).hexdigest()
    array_file = f"{name}-{digest[:12]}.npz"
    is_new = not (folder / array_file).exists()
    atomic_write_bytes(folder / array_file, data)
    header = msgspec.structs.replace(header, array_file=array_file, array_sha256=digest)
    text = msgspec.json.format(msgspec.json.encode(header), indent=2).decode()
    try:
        atomic_write_text(folder / f"{name}.json", text + "\n")
    except BadInput:  # a full disk is left no fuller than it was
        if is_new:
            (folder / array_file).unlink(missing_ok=True)
        raise
    _sweep(folder, name, array_file)


def _sweep(folder: Path, name: str, array_file: str) -> None:
    """Remove the pair's older array files, and what a writer left half-written when it was killed."""
    ours = re.compile(rf"{name}-[0-9a-f]{{12}}\.npz|\.{name}(-[0-9a-f]{{12}}\.npz|\.json)\..+")
    for old in folder.iterdir():
        if ours.fullmatch(old.name) and old.name != array_file:
            old.unlink(missing_ok=True)


def read_header(folder: Path, name: str, kind: type[H]) -> H:
    """Read and check `name`.json.

    Raises:
        BadInput: the file is missing, unreadable, not JSON, of another format, or has a wrong or unknown key.
    """
    path = folder / f"{name}.json"
    try:
        data = msgspec.json.decode(_read(path))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadInput(path, "", f"not JSON: {error}", f"this should be the header of a {name}") from error
    header = convert(data, kind, path)
    if not re.fullmatch(rf"{name}-[0-9a-f]{{12}}\.npz", header.array_file):
        raise BadInput(path, "array_file", "is not the name of an array file", f"{name}-….npz in the same folder")
    return header


def read_arrays(folder: Path, header: Header, shapes: dict[str, tuple[int, ...]]) -> Arrays:
    """Read the array file that `header` names, and check that it holds finite arrays of just these names and shapes.

    Raises:
        BadInput: the file is missing, truncated, not the one that the header was written with, or holds other arrays.
    """
    path = folder / header.array_file
    data = _read(path)
    if hashlib.sha256(data).hexdigest() != header.array_sha256:
        raise BadInput(path, "", "does not have the hash that its header names", "it is damaged: put back the original")
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
    except (TypeError, ValueError, KeyError, EOFError, OSError, MemoryError, zipfile.BadZipFile, zlib.error) as error:
        raise BadInput(path, "", f"cannot be read as arrays ({error})", "an .npz file of plain arrays") from error
    _check_arrays(path, arrays, shapes)
    return arrays


def _check_arrays(path: Path, arrays: Arrays, shapes: dict[str, tuple[int, ...]]) -> None:
    for name in sorted(shapes.keys() ^ arrays.keys()):
        raise BadInput(path, name, "is missing" if name in shapes else "does not belong here", "the header's arrays")
    for name, shape in shapes.items():
        array = arrays[name]
        if array.shape != shape or array.dtype.kind != "f":
            raise BadInput(path, name, f"is {array.dtype} {array.shape}", f"floating-point numbers of shape {shape}")
        if not np.isfinite(array).all():
            raise BadInput(path, name, "holds NaN or infinite numbers", "a checkpoint of a run that did not diverge")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput(path, "", f"cannot be read ({error.strerror})", "a file written by tokenroom train") from error
