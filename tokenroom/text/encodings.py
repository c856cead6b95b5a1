"""The encodings that tiktoken knows by name, opened only from what lies in its cache: nothing is ever fetched."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import tiktoken

LARGEST = 64_000_000  # bytes of a file in the cache: tiktoken's own have four million at most


class NotHere(Exception):  # noqa: N818 - not an error: most machines have few of them
    """An encoding's file is not in tiktoken's cache on this machine; the text says so in one line."""


def public_names() -> list[str]:
    """Return the names of all encodings that tiktoken can open, if it has their files."""
    return sorted(_constructors())


@cache
def open_encoding(name: str) -> tiktoken.Encoding:
    """Return the encoding called `name`, one of `public_names` (raises NotHere if its file is not in the cache)."""
    try:
        return tiktoken.Encoding(**_constructors()[name]())
    except (ValueError, AssertionError) as error:
        raise NotHere("its file in the cache is damaged") from error


def cache_folder() -> Path | None:
    """Return where tiktoken keeps the files it has fetched; None where keeping is switched off."""
    for variable in ("TIKTOKEN_CACHE_DIR", "DATA_GYM_CACHE_DIR"):
        if variable in os.environ:
            return Path(os.environ[variable]) if os.environ[variable] else None
    return Path(tempfile.gettempdir()) / "data-gym-cache"


def read_cached(address: str, expected_hash: str | None = None) -> bytes:
    """Return what tiktoken has kept of `address`; it stands in for tiktoken's own function, which would fetch it.

    Raises:
        NotHere: nothing is kept, or not what it should be.
    """
    folder = cache_folder()
    path = None if folder is None else folder / hashlib.sha1(address.encode()).hexdigest()
    try:
        if path is None or not path.is_file():
            raise NotHere("not on this machine")
        data = path.read_bytes() if path.stat().st_size <= LARGEST else b""
    except OSError as error:
        raise NotHere(f"its file in the cache cannot be read: {error.strerror or error}") from error
    if expected_hash is not None and hashlib.sha256(data).hexdigest() != expected_hash:
        raise NotHere("its file in the cache is damaged")
    return data


@cache
def _constructors() -> dict[str, Callable[[], dict[str, Any]]]:
    """Tiktoken's own recipes, in a copy of its modules that reads from the cache alone."""
    load, public = _copy_of("tiktoken.load"), _copy_of("tiktoken_ext.openai_public")
    vars(load)["read_file_cached"] = read_cached
    for name in ("load_tiktoken_bpe", "data_gym_to_mergeable_bpe_ranks"):
        vars(public)[name] = vars(load)[name]
    return dict(vars(public)["ENCODING_CONSTRUCTORS"])


def _copy_of(name: str) -> ModuleType:
    """A module of our own from the same source; the one that everybody else imports stays as it is."""
    spec = importlib.util.find_spec(name)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
