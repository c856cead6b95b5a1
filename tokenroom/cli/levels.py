"""`tokenroom levels`: which levels there are, your own among them, and how you stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tokenroom.cli.say import say, say_json, warn

if TYPE_CHECKING:
    from tokenroom.game.standing import LevelStanding
    from tokenroom.game.units import Units


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def levels(as_json: bool) -> int:
    """List the levels, your own behind those that ship: your best, the rival's in that session, the rungs you beat.

    Your own levels are folders in tokenroom's folder on this machine, under levels.
    """
    import json

    from tokenroom.cli.play import announced_campaign
    from tokenroom.game.level import refused_own_levels
    from tokenroom.game.units import Units
    from tokenroom.settings import read_settings

    standings = announced_campaign().levels()
    if as_json:
        say_json(json.dumps([_row(s) for s in standings]))
    else:
        units = Units(read_settings().units)
        say(f"{'level':<28} {'state':<6} {'best':<16} {'rival':<7} rungs beaten")
        for s in standings:
            say(_line(s, units))
    status = 0
    for error in refused_own_levels():  # the others are no worse for it
        warn(error.line())
        status = error.exit_status
    return status


def state_in_words(standing: LevelStanding) -> str:
    """Return what stands for the state of a level: locked, new, played or won."""
    return "new" if standing.state == "open" else standing.state


def _row(standing: LevelStanding) -> dict[str, Any]:
    from dataclasses import asdict

    return {**asdict(standing), "state": state_in_words(standing)}


def _line(standing: LevelStanding, units: Units) -> str:
    from tokenroom.errors import one_line
    from tokenroom.game.standing import NATS_AN_ITEM

    rival = ""
    if standing.rival is not None:
        in_nats = standing.unit == NATS_AN_ITEM
        rival = units.figure(standing.rival, 3) if in_nats else f"{standing.rival:.3f}"
    rungs = " ".join(_short(phrases) for phrases in standing.medals)
    name, state = one_line(standing.name, 64), state_in_words(standing)
    return f"{name:<28} {state:<6} {standing.figure(units, 3):<16} {rival:<7} {rungs}".rstrip()


def _short(phrases: int) -> str:
    """Return a number of phrases for a narrow column: 200k."""
    return f"{phrases // 1000}k" if phrases >= 1000 and phrases % 1000 == 0 else f"{phrases:,}"
