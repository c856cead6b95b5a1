"""`tokenroom check`: proofs about levels and corpora."""

from __future__ import annotations

from pathlib import Path

import click

from tokenroom.cli.say import say, warn


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
def check(paths: tuple[Path, ...]) -> int:
    """Validate levels, corpora, chats, preferences in PATHS (default: all that ship); play every level's solution."""
    from functools import cache

    from tokenroom.errors import BadInput
    from tokenroom.files import content_root
    from tokenroom.game.check import check_folder, content_folders
    from tokenroom.rivals.field import open_field, open_field_in

    shipped = tuple(content_root() / name for name in ("corpora", "chats", "preferences", "levels"))
    status, open_cached = 0, cache(open_field)
    for folder in [folder for path in paths or shipped for folder in content_folders(path)]:
        try:
            for proof in check_folder(folder, open_cached, open_field_in):
                say(f"{proof.subject}: {proof.words}")
        except BadInput as error:
            warn(error.line())
            status = max(status, error.exit_status)
    return status
