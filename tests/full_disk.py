"""A disk that is full, for tests: files cannot be written any more, or the records keep nothing."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tokenroom.game.records import Records


@contextmanager
def full_disk(monkeypatch: pytest.MonkeyPatch, writes: int = 0) -> Iterator[None]:
    """Let `writes` more files be written within, and no other."""
    left, real = writes, os.fsync

    def fsync(handle: int) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(handle)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", fsync)
        yield


@contextmanager
def full_records(records: Records) -> Iterator[None]:
    """Let nothing more be kept within."""
    records._db.execute("PRAGMA query_only = ON")
    yield
    records._db.execute("PRAGMA query_only = OFF")
