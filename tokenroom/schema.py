"""Reading our own data files: TOML and JSON into typed structs, a fault told by file and key."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TypeVar

import msgspec

from tokenroom.errors import BadInput

T = TypeVar("T")
_AT = re.compile(r"^(?P<wrong>.*?)(?: - at `\$\.?(?P<key>.*?)`)?$", re.DOTALL)
FORMAT_VERSION = 1
_MOST_DOTS = 200  # in a key: the time that tomllib takes grows with the square of them


class Data(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base of everything that is read from a data file: frozen, and a key that nobody knows is an error."""


def read_toml(path: Path, kind: type[T]) -> T:
    """Read `path` as TOML into `kind`.

    Raises:
        BadInput: the file is missing, not UTF-8, not TOML, of another format version, or does not fit the schema.
    """
    text = read_text(path)
    if any(line.partition("=")[0].count(".") > _MOST_DOTS for line in text.splitlines()):
        raise BadInput(path, "", f"a key with more than {_MOST_DOTS} dots", "nest it less")
    try:
        data = tomllib.loads(text)
    except RecursionError as error:
        raise BadInput(path, "", "not TOML: lists or tables are nested too deeply", "nest them less") from error
    except ValueError as error:  # TOMLDecodeError is one; so is a number too long
        raise BadInput(path, "", f"not TOML: {error}", "mend the line it names") from error
    return convert(data, kind, path)


def convert(data: object, kind: type[T], path: Path) -> T:
    """Turn plain data (from TOML or JSON) into `kind`; faults name `path` and the key (raises BadInput)."""
    version = data.get("format_version", FORMAT_VERSION) if isinstance(data, dict) else FORMAT_VERSION
    if version != FORMAT_VERSION:
        raise BadInput(path, "format_version", f"is {version!r}", f"this tokenroom reads version {FORMAT_VERSION}")
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        raise as_bad_input(error, path) from error


def read_text(path: Path) -> str:
    """Read `path` as UTF-8 text; raises BadInput when it is missing, unreadable or not UTF-8.

    A byte-order mark is left out and Windows' line ends are folded, so that a checkout reads the same everywhere.
    """
    if path.exists() and not path.is_file():  # reading a pipe could wait for ever
        raise BadInput(path, "", "is no file", "name a text file")
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise BadInput(path, "", f"cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise BadInput(path, f"byte {error.start}", "is not UTF-8", "save the file as UTF-8") from error


def as_bad_input(error: msgspec.ValidationError, path: Path) -> BadInput:
    """Return what does not fit a schema as what a person is told: the key apart from what is wrong with it."""
    match = _AT.match(str(error))
    assert match is not None  # the pattern fits any text
    wrong = match["wrong"]
    key = match["key"] or ""
    unknown = re.search(r"unknown field `(.+?)`", wrong)
    if unknown:
        key = f"{key}.{unknown[1]}".lstrip(".")
        return BadInput(path, key, "is not a key of this file", "take it out or spell it as the docs do")
    return BadInput(path, key, wrong[:1].lower() + wrong[1:])
