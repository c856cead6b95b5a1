"""Where things lie: the content that travels with the package, the user's own folder, and safe writing."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import platformdirs

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
    return Path(named).expanduser() if named else Path(platformdirs.user_data_dir("tokenroom", appauthor=False))


def atomic_write_bytes(path: Path, data: bytes) -> None:
    """Write `data` to `path` whole or not at all: to a temporary file beside it, synced, then renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
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
