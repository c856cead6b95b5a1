"""`tokenroom journal`: what each level has taught."""

from __future__ import annotations

import sys

import click

from tokenroom.cli.say import say_json


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def journal(as_json: bool) -> int:
    """Print what each level has taught you, with your own figures."""
    import msgspec

    from tokenroom.cli.play import announced_campaign
    from tokenroom.plain.journal import journal_lines
    from tokenroom.plain.page import Page

    entries = announced_campaign().journal()
    if as_json:
        say_json(msgspec.json.encode(entries).decode())
    else:
        Page(sys.stdout).say(journal_lines(entries))
    return 0
