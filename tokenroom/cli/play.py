"""`tokenroom` and `tokenroom play`: opening a front end on the records of this person."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from tokenroom.cli.class_rival import against, class_rival
from tokenroom.cli.outside import opened_guests, rival_command
from tokenroom.cli.say import warn

if TYPE_CHECKING:
    from tokenroom.game.campaign import Campaign

AnswerIn = Literal["scores", "chips", "guess"]


@click.command()
@click.argument("level", required=False)
@click.option("--plain", "front_end", flag_value="plain", help="Lines in, lines out: for screen readers and pipes.")
@click.option("--jsonl", "front_end", flag_value="jsonl", help="One JSON object a line both ways: for programs.")
@click.option("--resume", is_flag=True, help="With --jsonl: go on with the unfinished session, if there is one.")
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), help="Draw passage and items from this number.")
@click.option("--pace", type=click.Choice(["story", "quick", "calm"]), help="How long shocks last.")
@click.option("--answer-in", type=click.Choice(["scores", "chips", "guess"]), help="How you answer to begin with.")
@click.option(
    "--preferences",
    type=click.Path(exists=True, readable=True, path_type=Path),
    help="In a level of pairs of answers: value these, a .jsonl file or a folder, and let the model learn from them.",
)
@class_rival
@rival_command
def play(
    level: str | None,
    front_end: str | None,
    resume: bool,
    seed: int | None,
    pace: str | None,
    answer_in: AnswerIn | None,
    preferences: Path | None,
    rival: str | None,
    rival_command: str | None,
) -> int:
    """Play LEVEL, or go on where you left. Programs (--jsonl) are not asked for your settings."""
    if answer_in is not None and front_end == "jsonl":
        raise click.UsageError("--answer-in is for people: over --jsonl each answer says what it is")
    if resume and front_end != "jsonl":
        raise click.UsageError("--resume goes with --jsonl: the room and plain mode offer it by themselves")
    if preferences is not None:
        if level is None:
            raise click.UsageError("--preferences goes with a level: tokenroom play 13 --preferences FILE")
        level = f"{level}@{preferences.resolve()}"
    if rival is not None:
        if preferences is not None or seed is not None:
            raise click.UsageError("--rival plays what the class played: without --seed, and not with --preferences")
        level = against(level, rival)
    if front_end == "jsonl":
        return _play_jsonl(level, resume, seed, pace or "quick", rival_command)
    if front_end == "plain":
        return _play_lines(level, seed, pace, answer_in, rival_command)
    return open_room(level, seed, pace, answer_in, rival_command)


def open_front_end(level: str, plain: bool) -> int:
    """Open a level in the room or in plain mode, as the settings have it."""
    return _play_lines(level, None, None, None, None) if plain else open_room(level, None, None, None)


def open_room(
    level: str | None, seed: int | None, pace: str | None, answer_in: AnswerIn | None, command: str | None = None
) -> int:
    """Open the Textual room; where the terminal cannot show it, plain mode, and say so.

    What is None is as the settings have it.
    """
    why = unfit_for_room()
    if why:
        warn(f"{why}, so this is plain mode (the room needs a terminal)")
        return _play_lines(level, seed, pace, answer_in, command)
    from tokenroom.room.app import run_room
    from tokenroom.settings import read_settings, write_settings

    settings = read_settings()
    context = click.get_current_context()  # asked for here: there is none in the thread that opens the campaign
    run_room(
        lambda: open_campaign(seed, pace or settings.pace, context, command),
        level,
        answer_in,
        settings=settings,
        save_settings=write_settings,
    )
    return 0


def open_campaign(seed: int | None, pace: str, context: click.Context, command: str | None = None) -> Campaign:
    """Open this person's records, to be closed with `context`, and return the campaign.

    `command` starts a program that predicts beside the other players, when a level is first played on a text.
    Slow, since it imports NumPy, tiktoken and the game.
    """
    from datetime import UTC, datetime
    from functools import cache

    from tokenroom.files import user_root
    from tokenroom.game.campaign import Campaign
    from tokenroom.game.records import open_records
    from tokenroom.game.warming import warm_up
    from tokenroom.pages.certificate import write_certificate
    from tokenroom.rivals.field import open_field
    from tokenroom.settings import SECONDS_PER_NAT, read_settings

    records, notice = open_records(
        user_root() / "records.sqlite", now=lambda: datetime.now(UTC).isoformat(timespec="milliseconds")
    )
    context.call_on_close(records.close)
    guests = opened_guests(command, context)
    new_seed: Callable[[], int] = (lambda: secrets.randbits(32)) if seed is None else (lambda: seed)
    open_alone = cache(open_field)
    open_with_guests = cache(lambda corpus: guests.join(open_alone(corpus)))
    return Campaign(
        records,
        open_with_guests,
        new_seed,
        SECONDS_PER_NAT[pace],
        notice,
        today=lambda: datetime.now().astimezone().date().isoformat(),
        all_open=read_settings().all_open,
        certify=write_certificate,
        warm_up=lambda: warm_up(open_alone),  # no program is started for it
    )


def _play_lines(
    level: str | None, seed: int | None, pace: str | None, answer_in: AnswerIn | None, command: str | None
) -> int:
    import time

    from tokenroom.game.units import Units
    from tokenroom.plain.lines import play_lines
    from tokenroom.settings import read_settings

    settings = read_settings()
    campaign, answer_in = announced_campaign(seed, pace or settings.pace, command), answer_in or settings.answer_in
    return play_lines(campaign, level, sys.stdin, sys.stdout, answer_in, time.sleep, Units(settings.units))


def _play_jsonl(level: str | None, resume: bool, seed: int | None, pace: str, command: str | None) -> int:
    from tokenroom.plain.jsonl import play_jsonl

    return play_jsonl(announced_campaign(seed, pace, command), level, sys.stdin, sys.stdout, resume)


def announced_campaign(seed: int | None = None, pace: str = "quick", command: str | None = None) -> Campaign:
    """Open the campaign, and say on standard error what is to be said of the records."""
    campaign = open_campaign(seed, pace, click.get_current_context(), command)
    if campaign.notice:
        warn(campaign.notice)
    return campaign


def unfit_for_room() -> str:
    """Return why this terminal cannot show the room; empty if it can."""
    if "WebDriver" in os.environ.get("TEXTUAL_DRIVER", ""):  # a browser shows it, see `serve`
        return ""
    streams = (sys.stdin, sys.stdout, sys.stderr)  # Textual paints on the last; one that was closed is None
    if not all(stream is not None and stream.isatty() for stream in streams):
        return "input, output or errors go to no terminal"
    if os.environ.get("TERM") == "dumb":
        return "TERM is dumb"
    return ""
