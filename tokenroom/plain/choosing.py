"""Choosing what to play: going on with an unfinished session, the first level, or one from the list."""

from __future__ import annotations

from collections.abc import Sequence

from tokenroom.errors import BadInput
from tokenroom.game.campaign import Campaign
from tokenroom.game.level import APART
from tokenroom.game.practice import open_level
from tokenroom.game.records import SessionRecord
from tokenroom.game.standing import NATS_AN_ITEM, LevelStanding
from tokenroom.game.units import Units
from tokenroom.plain.talk import Talk


def unfinished_to_go_on(campaign: Campaign, talk: Talk) -> SessionRecord | None:
    """Offer the unfinished session; return it if the player wants to go on with it."""
    record = campaign.unfinished()
    if record is None:
        return None
    return record if talk.agrees(f"Go on with your unfinished session of {_title(record.level)}?") else None


def choose_level(campaign: Campaign, talk: Talk) -> str:
    """Return the level to play: the first for someone new, else the one whose number is typed."""
    levels = campaign.levels()
    if not any(level.plays for level in levels):
        return levels[0].name
    return ask_level(levels, talk)


def ask_level(levels: Sequence[LevelStanding], talk: Talk) -> str:
    """List the levels and return the one that is typed, by number or word; an empty line is the first not won."""
    first = first_not_won(levels)
    rows = [_row(n, level, talk.units) for n, level in enumerate(levels, start=1)]
    talk.say(["", "The levels; or type daily, for the phrase of the day, or practice:", *rows])
    while True:
        reply = talk.ask(f"Which number? (empty: {first + 1}) ").strip()
        if not reply:
            return levels[first].name
        if reply.casefold() in APART:
            return reply.casefold()
        if not (reply.isascii() and reply.isdecimal() and len(reply) < 9 and 1 <= int(reply) <= len(levels)):
            talk.say([f"Please type a number from 1 to {len(levels)}, daily or practice; quit leaves."])
        elif levels[int(reply) - 1].state == "locked":
            talk.say(["That door is locked: it opens when the level before it has been played to its end."])
        else:
            return levels[int(reply) - 1].name


def after_the_end(campaign: Campaign, talk: Talk, level: str, won: bool) -> str | None:
    """Ask whether to go on to the next level, or to try a lost one again; return its name, None for neither."""
    if not won:
        return level if talk.agrees("Play this level again?") else None
    following = campaign.next_level(level)
    if following is None and ("@" in level or level in APART):
        return None
    if following is None:
        talk.say(["That was the last level there is. Thank you for playing."])
        return None
    return following if talk.agrees(f"Go on to the next level, {_title(following)}?") else None


def first_not_won(levels: Sequence[LevelStanding]) -> int:
    """Return the index of the first open level that is not won; of the last open one if all are."""
    may = [n for n, level in enumerate(levels) if level.state != "locked"]
    return next((n for n in may if not levels[n].won), may[-1])


def _title(level: str) -> str:
    try:
        return open_level(level).file.title
    except BadInput:  # a session of a level that is gone: going on with it will say so
        return level


def _row(number: int, level: LevelStanding, units: Units) -> str:
    if not level.plays:
        return f"  {number}. {level.title}: {'locked' if level.state == 'locked' else 'not played yet'}"
    won = "won" if level.won else "not won yet"
    figure = level.figure(units, 3)
    best = f", best {'mean surprise ' if level.unit == NATS_AN_ITEM else ''}{figure}" if figure else ""
    return f"  {number}. {level.title}: {won}{best}"
