"""`tokenroom check`: proofs about levels and corpora, and that lessons can be played."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from tokenroom.cli.say import say, warn


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
def check(paths: tuple[Path, ...]) -> int:
    """Validate levels, corpora, chats, preferences, plans in PATHS (default: all that ship); play every solution."""
    from functools import cache

    from tokenroom.errors import BadInput
    from tokenroom.files import content_root
    from tokenroom.game.check import check_folder, content_folders
    from tokenroom.rivals.field import open_field, open_field_in

    shipped = tuple(content_root() / name for name in ("corpora", "chats", "preferences", "levels"))
    open_cached = cache(open_field)
    plans = [path for path in paths if path.suffix == ".toml"] if paths else sorted(content_root().glob("plans/*.toml"))
    status = _check_plans(plans)
    for folder in [f for path in paths or shipped if path not in plans for f in content_folders(path)]:
        try:
            for proof in check_folder(folder, open_cached, open_field_in):
                say(f"{proof.subject}: {proof.words}")
        except BadInput as error:
            warn(error.line())
            status = max(status, error.exit_status)
    return status


def _check_plans(paths: Sequence[Path]) -> int:
    """See that every level of each plan can be played by a class; return the exit status."""
    from tokenroom.classroom.plan import load_plan
    from tokenroom.errors import BadInput

    status = 0
    for path in paths:
        try:
            plan = load_plan(str(path))
            say(f"plan {path.stem}: {len(plan.steps)} steps, {sum(step.minutes for step in plan.steps):g} minutes")
        except BadInput as error:
            warn(error.line())
            status = max(status, error.exit_status)
    return status
