"""`tokenroom choices`: the answers that you would choose, as a file of preference pairs."""

from __future__ import annotations

from pathlib import Path

import click

from tokenroom.cli.say import say, say_json


@click.command()
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; else they are printed."
)
def choices(out: Path | None) -> int:
    """Write every pair of answers that you were told of as JSON Lines, the other way round where you would choose so.

    Files of several people can be put together into one, for: tokenroom play 13 --preferences FILE.
    """
    from tokenroom.cli.play import announced_campaign
    from tokenroom.files import atomic_write_text
    from tokenroom.game.choices import as_lines, own_choices

    pairs = own_choices(announced_campaign().records)
    if out is None:
        for line in as_lines(pairs).splitlines():
            say_json(line)
    else:
        atomic_write_text(out, as_lines(pairs))
        say(f"{len(pairs):,} pairs written to {out}")
    return 0
