"""Where things lie: the content that travels with the package, the user's own folder; safe writing, one at a time."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import platformdirs

from tokenroom.errors import BadInput

_PACKAGE = Path(__file__).resolve().parent


def content_root() -> Path:
    """Return the folder that holds `levels/`, `corpora/` and `checkpoints/`.

    In a wheel they travel inside the package (`tokenroom/content`); in a checkout they lie beside it.
    """
    packed = _PACKAGE / "content"
    return packed if packed.is_dir() else _PACKAGE.parent


def user_root() -> Path:
    """Return the folder for all that the game writes: `TOKENROOM_HOME`, else the platform's data folder."""
    named = os.environ.get("TOKENROOM_HOME")
    if not named:
        return Path(platformdirs.user_data_dir("tokenroom", appauthor=False))
    try:
        return Path(named).expanduser()
    except RuntimeError as error:
        raise BadInput("TOKENROOM_HOME", named, "names the home of nobody", "name a folder") from error


def atomic_write_bytes(path: Path, data: bytes) -> None:
    """Write `data` to `path` whole or not at all: to a temporary file beside it, synced, then renamed.

    A link is followed; what is no regular file (a device, a pipe) is written into and stays what it is.

    Raises:
        BadInput: it cannot be written there.
    """
    path = path.resolve()
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(data)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            _replace(path, data)
    except OSError as error:
        wrong = f"cannot be written: {error.strerror or error}"
        raise BadInput(path, "", wrong, "choose another place, or make room there") from error


def _replace(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o666 & ~_umask())  # what a plain open() would have given
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def atomic_write_text(path: Path, text: str) -> None:
    """Write `text` as UTF-8 to `path`, whole or not at all (see `atomic_write_bytes`)."""
    atomic_write_bytes(path, text.encode("utf-8"))


@contextmanager
def holding(path: Path, right: str) -> Iterator[None]:
    """Hold the lock file `path`, so that no second process does the same work in the same place.

    On Linux, macOS and Windows the system lets go of it when the process ends, however it ends; the file stays.

    Raises:
        BadInput: another process holds it (`right` says what to do then), or it cannot be made.
    """
    import filelock  # for training and adding corpora alone

    lock = filelock.FileLock(path, timeout=0, thread_local=False)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except filelock.Timeout as error:
        raise BadInput(path, "", "another tokenroom is at work here", right) from error
    except OSError as error:
        right = "choose another place, or set TOKENROOM_HOME to one"
        raise BadInput(path.parent, "", f"cannot be written: {error.strerror or error}", right) from error
    try:
        yield
    finally:
        lock.release()
