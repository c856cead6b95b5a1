"""`tokenroom shock`, `tokenroom compare` and `tokenroom eval`: figures on the command line."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tokenroom.cli.outside import opened_guests, rival_command
from tokenroom.cli.say import can_say_over, say, say_json, say_over, warn
from tokenroom.cli.tables import summary, table_lines

if TYPE_CHECKING:
    from tokenroom.rivals.evaluation import Evaluation
    from tokenroom.rivals.field import Field


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("scores", nargs=-1, required=True)
@click.option("--token", type=int, required=True, help="The token that came, counted from 1.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def shock(scores: tuple[str, ...], token: int, as_json: bool) -> int:
    """Print the adjusted list of SCORES and the surprise of one answer, in nats or as the settings have it."""
    import json

    from tokenroom.errors import BadInput
    from tokenroom.game.units import Units
    from tokenroom.scoring import ScoringError, adjusted, cross_entropy
    from tokenroom.settings import read_settings

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
    units = Units(read_settings().units)
    for place, value in enumerate(surprises, start=1):
        say(f"{place}. {units.figure(value, 3)}")
    say(f"surprise {units.figure(surprise, 3)} {units.name}")
    return 0


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Write one self-contained page.")
def compare(as_json: bool, html: Path | None) -> int:
    """Compare yourself with the rivals over all you have played."""
    import msgspec

    from tokenroom.cli.play import announced_campaign
    from tokenroom.files import atomic_write_text
    from tokenroom.game.units import Units
    from tokenroom.pages.report import report_page
    from tokenroom.plain.page import Page
    from tokenroom.plain.report import report_lines
    from tokenroom.settings import read_settings

    report, units = announced_campaign().report(), Units(read_settings().units)
    if html is not None:
        atomic_write_text(html, report_page(report, units))
        say(f"written to {html}", err=as_json)
    if as_json:
        say_json(msgspec.json.encode(report).decode())
    elif html is None:
        Page(sys.stdout).say(report_lines(report, units=units))
    return 0


@click.command(name="eval")
@click.option("--rival", "names", multiple=True, help="Who is measured; more than one may be named. Default: everyone.")
@click.option("--corpus", "corpora", multiple=True, help="On its held-out documents. Default: all that ship.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@rival_command
def evaluate(names: tuple[str, ...], corpora: tuple[str, ...], as_json: bool, rival_command: str | None) -> int:
    """Print each rival's loss on held-out text: nats a token, bits a byte."""
    import msgspec

    from tokenroom.rivals.evaluation import everyone
    from tokenroom.rivals.field import open_field

    guests = opened_guests(rival_command, click.get_current_context())
    rows: list[Evaluation] = []
    if not names:
        _tell_left_out()
    for corpus in dict.fromkeys(corpora) or _measured_by_default():
        field = guests.join(open_field(corpus))
        wanted = (*names, *(guest.name for guest in field.guests)) if names else everyone(field)
        rows += _measured(field, tuple(dict.fromkeys(wanted)), as_json)
    if as_json:
        say_json(msgspec.json.encode(rows).decode())
        return 0
    for line in summary(rows):
        say(line)
    return 0


def _measured(field: Field, names: tuple[str, ...], silent: bool) -> list[Evaluation]:
    """Measure everyone on one corpus, and print a line for each as it is known unless `silent`."""
    from tokenroom.rivals.evaluation import evaluate_rivals

    rows: list[Evaluation] = []
    measured = evaluate_rivals(field, names)
    for name in names:
        with _busy(f"{field.corpus.name}: {name} …"):
            rows.append(next(measured))
        if not silent:
            for line in table_lines(rows[-1], first=len(rows) == 1):
                say(line)
    return rows


@contextmanager
def _busy(words: str) -> Iterator[None]:
    """Show on a terminal what is being done, until it is done."""
    shows = can_say_over()
    if shows:
        say_over(words)
    yield
    if shows:
        say_over("")


def _measured_by_default() -> list[str]:
    """The corpora that ship, without the one that differs from interpreter to interpreter."""
    from tokenroom.text.corpus import shipped_names

    return [name for name in shipped_names() if name != "stdlib"]


def _tell_left_out() -> None:
    from tokenroom.rivals.compressors import COMPRESSORS, installed

    missing = [name for name in COMPRESSORS if name not in installed()]
    if missing:
        warn(f"{', '.join(missing)} left out: the library is missing; pip install 'tokenroom[compressors]'")


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
