"""`tokenroom class list`, `report`, `keep` and `delete`: what is left of a class, and letting go of it with one key."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import click

from tokenroom.cli.class_files import class_called, delete_class, delete_old, room_of
from tokenroom.cli.say import say, warn
from tokenroom.errors import BadInput

DELETE, SURE = "d", "y"  # keys
MOST_KEYS = 9  # classes that a single key can choose
GetKey = Callable[[], str]


@click.command("list")
def list_classes() -> int:
    """List the classes on this machine, the newest first; in a terminal a key deletes one."""
    delete_old()
    from tokenroom.classroom.store import class_paths

    rows = [(path, row) for path in class_paths() if (row := _row(path)) is not None]
    can_choose = _is_terminal() and bool(rows)
    for n, (_, row) in enumerate(rows, start=1):
        say(f"{n if n <= MOST_KEYS else '':>2} {row}" if can_choose else row)
    if can_choose:
        offer_to_delete_one([path for path, _ in rows[:MOST_KEYS]], click.getchar)
    return 0


@click.command()
@click.argument("name", required=False)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path(), help="The folder to write to.")
@click.option("--names", is_flag=True, help="With the names that students took; else seats have numbers alone.")
@click.option(
    "--marks",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The answers in words as you have marked them: NAME-to-mark.csv with points filled in.",
)
@click.option("--yes", is_flag=True, help="Do not ask.")
def report(name: str | None, out: Path, names: bool, marks: Path | None, yes: bool) -> int:
    """Write what a class did (by default the last one): a page with pictures, and everything as CSV and JSON Lines.

    Also a sheet with what students wrote, to be marked by hand, and the class as a rival for the single room.
    """
    from tokenroom.classroom.report import FEW, hardest
    from tokenroom.cli.class_report import write_report

    path = class_called(name)
    room = room_of(path)
    if names and len(room.state.seats) < FEW and not yes:
        few = f"there are only {len(room.state.seats)} students: with names, everyone's answers are easily known"
        click.confirm(f"{few}. Write names all the same?", abort=True, err=True)
    write_report(room, path.stem, out, names, marks)
    for row in hardest(room):
        beside = f"{row.mean or 0.0:.2f} nats on average, knowing nothing {row.chance:.2f}"
        say(f"hard: {row.level}, item {row.item}: {beside}")
    if _is_terminal() and not yes:
        offer_to_delete(path, click.getchar)
    return 0


@click.command()
@click.argument("name")
def keep(name: str) -> int:
    """Keep a class until you delete it, in place of a week."""
    from tokenroom.classroom.store import Store

    with closing(Store(class_called(name))) as store:
        store.keep()
    say(f"{name} is kept until you delete it")
    return 0


@click.command()
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask.")
def delete(name: str, yes: bool) -> int:
    """Delete a class and all that its students answered."""
    path = class_called(name)
    if not yes:
        click.confirm(f"Delete {path.stem} and everything in it?", abort=True, err=True)
    delete_class(path)
    say(f"{path.stem} is deleted")
    return 0


def offer_to_delete(path: Path, key: GetKey) -> None:
    """Let one key delete a class, and another confirm it; any other leaves it."""
    say(f"Press {DELETE} to delete {path.stem} now; any other key leaves it, for a week.")
    if key().casefold() == DELETE:
        _delete_if_sure(path, key)


def offer_to_delete_one(paths: list[Path], key: GetKey) -> None:
    """Let the number of a class delete it, and another key confirm it; any other leaves all as they are."""
    say(f"Press a number from 1 to {len(paths)} to delete that class; any other key leaves them.")
    pressed = key()
    if pressed.isascii() and pressed.isdecimal() and 1 <= int(pressed) <= len(paths):
        _delete_if_sure(paths[int(pressed) - 1], key)


def _delete_if_sure(path: Path, key: GetKey) -> None:
    say(f"Everything in {path.stem} will be gone. Press {SURE} to delete it, any other key to leave it.")
    if key().casefold() == SURE:
        delete_class(path)
        say(f"{path.stem} is deleted")
    else:
        say(f"{path.stem} stays")


def _row(path: Path) -> str | None:
    """What is told of a class in one line; None, with a warning, if it cannot be read."""
    from tokenroom.classroom.store import Store

    try:
        with closing(Store(path)) as store:
            when = datetime.fromtimestamp(store.last_used()).astimezone().strftime("%Y-%m-%d %H:%M")
            kept = "kept" if store.is_kept else "deleted after a week"
            return f"{path.stem:<24} {when}  {kept:<20}  {store.founding().plan.title}"
    except BadInput as error:
        warn(error.line())
        return None


def _is_terminal() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))
