"""`tokenroom shock`, `tokenroom compare` and `tokenroom eval`: figures on the command line."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tokenroom.cli.say import say, say_json


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("scores", nargs=-1, required=True)
@click.option("--token", type=int, required=True, help="The token that came, counted from 1.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def shock(scores: tuple[str, ...], token: int, as_json: bool) -> int:
    """Print the adjusted list of SCORES and the surprise of one answer, in nats."""
    import json

    from tokenroom.errors import BadInput
    from tokenroom.scoring import ScoringError, adjusted, cross_entropy

    numbers = [_number(text, place) for place, text in enumerate(scores, start=1)]
    try:
        surprises = adjusted(numbers).tolist()
        surprise = cross_entropy(numbers, token - 1)
    except ScoringError as error:
        right = f"there are tokens 1 to {len(numbers)}"
        raise BadInput("shock", "--token", f"{token} is not one of the tokens", right) from error
    if as_json:
        say_json(json.dumps({"adjusted": surprises, "token": token, "surprise": surprise}))
        return 0
    for place, value in enumerate(surprises, start=1):
        say(f"{place}. {value:.3f}")
    say(f"surprise {surprise:.3f} nats")
    return 0


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Write one self-contained page.")
def compare(as_json: bool, html: Path | None) -> int:
    """Compare yourself with the rivals over all you have played."""
    import msgspec

    from tokenroom.cli.play import announced_campaign
    from tokenroom.files import atomic_write_text
    from tokenroom.pages.report import report_page
    from tokenroom.plain.page import Page
    from tokenroom.plain.report import report_lines

    report = announced_campaign().report()
    if html is not None:
        atomic_write_text(html, report_page(report))
        say(f"written to {html}", err=as_json)
    if as_json:
        say_json(msgspec.json.encode(report).decode())
    elif html is None:
        Page(sys.stdout).say(report_lines(report))
    return 0


@click.command(name="eval")
@click.option("--rival", "names", multiple=True, help="Who is measured; more than one may be named. Default: everyone.")
@click.option("--corpus", default="english", help="On the held-out documents of this corpus.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def evaluate(names: tuple[str, ...], corpus: str, as_json: bool) -> int:
    """Print each rival's loss on held-out text: nats a token, bits a byte."""
    import msgspec

    from tokenroom.rivals.evaluation import EVERYONE, Evaluation, evaluate_rivals
    from tokenroom.rivals.field import open_field

    field = open_field(corpus)
    wanted = names or (*EVERYONE, *(player.name for player in field.ladder))
    rows: list[Evaluation] = []
    for row in evaluate_rivals(field, wanted):
        if not as_json and not rows:
            say(f"{'rival':<16} {'nats/token':>10} {'perplexity':>10} {'bits/byte':>10}   {corpus}, held out")
        rows.append(row)
        if not as_json:
            say(f"{row.rival:<16} {row.nats_per_token:>10.3f} {row.perplexity:>10.1f} {row.bits_per_byte:>10.3f}")
    if as_json:
        say_json(msgspec.json.encode(rows).decode())
    return 0


def _number(text: str, place: int) -> float:
    import math

    from tokenroom.errors import BadInput

    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise BadInput(
            "shock", f"score {place}", f"{text[:40]!r} is not a finite number", "e.g. tokenroom shock 3 1 6 2 --token 2"
        )
    return number
