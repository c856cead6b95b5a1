"""`--rival class:NAME`: a class that was hosted here plays on, by the means of its answers."""

from __future__ import annotations

from pathlib import Path

import click

from tokenroom.cli.class_files import room_of, write_means
from tokenroom.errors import BadInput, one_line

class_rival = click.option(
    "--rival", metavar="class:NAME", help="Play a level as a class played it, with the class next door."
)


def against(level: str | None, rival: str) -> str:
    """Return the name of a level against a class; what the class answered since it was last asked counts too.

    Raises:
        BadInput: there is no such class, or it has not played the level.
    """
    from tokenroom.game.class_means import MARK, means_path, read_means

    if not rival.startswith(MARK):
        wrong, right = "is no rival to choose", f"{MARK}NAME; levels say who else plays"
        raise BadInput("--rival", one_line(rival, 60), wrong, right)
    called = rival.removeprefix(MARK)
    _refresh(called)
    if level is None:
        levels = read_means(means_path(called)).levels
        raise click.UsageError(
            f"--rival goes with a level that the class has played: {', '.join(levels) or 'none yet'}"
        )
    return f"{level}@{rival}"


def _refresh(called: str) -> None:
    """Write the means of a class of this machine anew, if it has been used since they were written."""
    from tokenroom.classroom.means import means_of
    from tokenroom.classroom.store import classes_root
    from tokenroom.game.class_means import NAME, means_path

    path = classes_root() / f"{called}.sqlite"
    if not NAME.fullmatch(called) or not path.is_file():
        return
    means = means_path(called)
    if not means.is_file() or means.stat().st_mtime <= _changed(path):
        write_means(means_of(room_of(path), called), means)


def _changed(path: Path) -> float:
    """When a class was last written to; what is new stands in the log beside its file."""
    return max(file.stat().st_mtime for file in (path, Path(f"{path}-wal")) if file.is_file())
