"""`tokenroom class`: hosting a class, joining one, and what is left of it afterwards."""

from __future__ import annotations

import secrets
import time
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tokenroom.cli.class_after import delete, keep, list_classes, report
from tokenroom.cli.class_files import delete_class, delete_old
from tokenroom.cli.class_sheet import sheet
from tokenroom.cli.say import say, warn
from tokenroom.errors import BadInput

if TYPE_CHECKING:
    from tokenroom.classroom.plan import Plan

RESUMED_WITHIN = 3 * 3600.0  # seconds: the same plan later than this is another lesson


@click.group("class")
def classes() -> None:
    """Play with a class: host it, join it, lead it, and see what is left of it."""


for _command in (list_classes, report, keep, delete, sheet):
    classes.add_command(_command)


@classes.command()
@click.argument("levels", nargs=-1)
@click.option("--plan", "plan_name", help="A lesson that ships, 20, 45 or 90 minutes long, or your own .toml file.")
@click.option("--name", help="What to call the class; one of this name that there is goes on.")
@click.option("--new", is_flag=True, help="Begin anew, even if the same lesson was left in the middle.")
@click.option("--lan", is_flag=True, help="Let others in this network in; without it only this machine is.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option("--certificate", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="For TLS, in PEM.")
@click.option("--key", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="The certificate's key.")
@click.option("--hostname", "hostnames", multiple=True, help="Another name by which this machine is asked for.")
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), help="Draw the lesson from this number.")
def host(
    levels: tuple[str, ...],
    plan_name: str | None,
    name: str | None,
    new: bool,
    lan: bool,
    port: int,
    certificate: Path | None,
    key: Path | None,
    hostnames: tuple[str, ...],
    seed: int | None,
) -> int:
    """Host a class on LEVELS or a plan; without either, go on with the last one."""
    _check_extra()
    if levels and plan_name:
        raise click.UsageError("give levels or --plan, not both")
    from tokenroom.classroom.plan import load_plan, plan_of_levels
    from tokenroom.cli.class_host import run_class
    from tokenroom.files import holding
    from tokenroom.serving.server import Where

    plan = plan_of_levels(levels) if levels else load_plan(plan_name) if plan_name else None
    delete_old()
    path = _class_to_host(plan, name, new, seed)
    where = Where("0.0.0.0" if lan else "127.0.0.1", port, certificate, key, hostnames)
    with holding(Path(f"{path}.lock"), "another window hosts this class: close it, or give --new"):
        is_deleted = run_class(path, where)
    if is_deleted:
        delete_class(path)
        say(f"{path.stem} is deleted")
    return 0


@classes.command()
@click.argument("address")
@click.argument("code", required=False)
@click.option("--name", help="What you want to be called.")
@click.option("--new", is_flag=True, help="Take another seat, even if you have one in this class.")
@click.option("--plain", is_flag=True, help="Lines in, lines out: for screen readers and pipes.")
def join(address: str, code: str | None, name: str | None, new: bool, plain: bool) -> int:
    """Join the class at ADDRESS with the CODE that your teacher shows; the second time to your seat."""
    _check_extra()
    if plain or _is_plain():
        from tokenroom.cli.class_join import join_in_lines

        return join_in_lines(address, code, name, new)
    from tokenroom.cli.class_room import join_in_room

    return join_in_room(address, code, name, new)


@classes.command()
@click.argument("address")
@click.argument("code")
@click.option("--plain", is_flag=True, help="Lines in, lines out: for screen readers and pipes.")
def remote(address: str, code: str, plain: bool) -> int:
    """Be the teacher's remote of the class at ADDRESS, with the remote's CODE that its host shows."""
    _check_extra()
    if plain or _is_plain():
        from tokenroom.cli.class_join import teach_in_lines

        return teach_in_lines(address, code)
    from tokenroom.cli.class_room import teach_in_room

    return teach_in_room(address, code)


def _is_plain() -> bool:
    """Whether this terminal cannot show the room, which is then said."""
    from tokenroom.cli.play import unfit_for_room

    why = unfit_for_room()
    if why:
        warn(f"{why}, so this is plain mode (the room needs a terminal)")
    return bool(why)


def _check_extra() -> None:
    from importlib.util import find_spec

    if find_spec("aiohttp") is None or find_spec("segno") is None:
        raise BadInput("class", "", "needs aiohttp and segno", "pip install 'tokenroom[class]'")


def _class_to_host(plan: Plan | None, name: str | None, new: bool, seed: int | None) -> Path:
    """The file of the class to host: one that goes on, or a new one."""
    from tokenroom.classroom.room import Founding
    from tokenroom.classroom.store import Store, class_paths, classes_root

    if name is not None and not (name.replace("-", "").replace("_", "").isalnum() and len(name) <= 40):
        raise BadInput("--name", name, "is no name for a class", "letters, digits, - and _")
    named = classes_root() / f"{name}.sqlite"
    if name is not None and named in class_paths() and not new:
        return named
    if name is None and not new and (found := _to_go_on_with(plan)) is not None:
        warn(f"this goes on with {found.stem}; --new begins anew")
        return found
    if plan is None:
        raise click.UsageError("there is no class to go on with: name levels, or give --plan 20, 45 or 90")
    stem = name or f"class-{datetime.now().astimezone().strftime('%Y-%m-%d-%H%M%S')}"
    drawn = secrets.randbits(32) if seed is None else seed
    founding = Founding(secrets.token_bytes(32), drawn, plan, time.time())
    path = classes_root() / f"{stem}.sqlite"
    Store.found(path, founding).close()
    return path


def _to_go_on_with(plan: Plan | None) -> Path | None:
    """The class that was left in the middle: the last one, if it is of the same plan or none was given."""
    from tokenroom.classroom.store import Store, class_paths

    for path in sorted(class_paths(), key=lambda path: path.stat().st_mtime, reverse=True):
        try:
            with closing(Store(path)) as store:
                is_recent = time.time() - store.last_used() < RESUMED_WITHIN
                is_meant = plan is None or (store.founding().plan == plan and is_recent)
                if is_meant and not store.is_over:
                    return path
        except BadInput as error:
            warn(error.line())
    return None
