"""The files of this person's classes: finding one by its name, opening its room, letting go of those that are old."""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from tokenroom.cli.say import warn
from tokenroom.errors import BadInput

if TYPE_CHECKING:
    from tokenroom.classroom.room import Room
    from tokenroom.game.class_means import ClassMeans


def class_called(name: str | None) -> Path:
    """Return the file of a class by its name; without one, the newest (raises BadInput if there is none)."""
    from tokenroom.classroom.store import class_paths

    paths = class_paths()
    known = {path.stem: path for path in paths}
    if name is not None and name not in known:
        raise BadInput("class", name, "there is no such class", f"there is {', '.join(known) or 'none'}")
    if not paths:
        raise BadInput("class", "", "there is none yet", "tokenroom class host --plan 45")
    return known[name] if name is not None else max(paths, key=lambda path: path.stat().st_mtime)


def room_of(path: Path) -> Room:
    """Return the room of a class, as it was when its last message was kept (raises BadInput)."""
    from functools import cache

    from tokenroom.classroom.opening import OpenGames
    from tokenroom.classroom.store import Store
    from tokenroom.rivals.field import open_field

    with closing(Store(path)) as store:
        return store.room(OpenGames(cache(open_field)))


def delete_old() -> None:
    """Delete the classes that nobody has used for a week, unless they are kept, and say which."""
    from tokenroom.classroom import store

    for path in store.delete_old(time.time()):
        warn(f"{path.stem} was a week old and has been deleted")


def delete_class(path: Path) -> None:
    """Delete a class (raises BadInput if it is being hosted, or cannot be deleted)."""
    from tokenroom.classroom import store
    from tokenroom.files import holding

    with holding(Path(f"{path}.lock"), "it is being hosted: end that first"):
        pass
    store.delete(path)


def write_means(means: ClassMeans, path: Path) -> None:
    """Write what a class leaves behind as a rival (raises BadInput)."""
    import msgspec

    from tokenroom.files import atomic_write_bytes

    atomic_write_bytes(path, msgspec.json.format(msgspec.json.encode(means), indent=1) + b"\n")
