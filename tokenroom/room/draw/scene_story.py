"""What the room looks like at each point of the story: at a level, and at home by how far the campaign is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tokenroom.room.draw.scene import Scene

if TYPE_CHECKING:
    from tokenroom.game.standing import LevelStanding

ALL_PHRASES = 350_341_796
# The session at which each level of act 1 takes place, as its story tells; level 1 first.
SESSIONS = (1, 640, 99_999, 1_000_000, 100_000_000, 200_000_000, 300_000_000, ALL_PHRASES)
LAST = len(SESSIONS)  # the level that act 1 ends with


def progress(phrases: int) -> float:
    """Return how far so many phrases are on the way to all of them, 0 to 1, each tenfold as far as the one before."""
    return math.log1p(phrases) / math.log1p(ALL_PHRASES)


def level_number(name: str) -> int | None:
    """Return the number that the folder of a level of the campaign begins with; None if there is none.

    >>> level_number("03-the-numbers-are-words"), level_number("practice@english")
    (3, None)
    """
    number = name.partition("-")[0]
    return int(number) if number.isascii() and number.isdecimal() and len(number) <= 3 else None


def level_scene(name: str, act: int, sessions: int) -> Scene:
    """Return the room as it is at a level that belongs to an act.

    Args:
        name: its folder's name; the number that it begins with counts.
        act: 0 to 8.
        sessions: how many have been played to their end.
    """
    if act != 1:
        return Scene(act, sessions=sessions, neighbour=act > 1)
    level = max(1, min(LAST, level_number(name) or LAST))
    return Scene(1, level, progress(SESSIONS[level - 1]), sessions=sessions, neighbour=True)


def scene_at(name: str, act: int, levels: Sequence[LevelStanding]) -> Scene:
    """Return the room as it is at a level: one of no number, such as practice, is played in the room as it is now."""
    if level_number(name) is None and act <= 1:
        return home_scene(levels)
    return level_scene(name, act, sum(level.plays for level in levels))


def home_scene(levels: Sequence[LevelStanding]) -> Scene:
    """Return the room as it is at the first level of the campaign that is open and not won; else as at its last."""
    numbered = [level for level in levels if level_number(level.name) is not None]
    waiting = [level for level in numbered if level.state in {"open", "played"}]
    if not numbered:
        return Scene()
    at = waiting[0] if waiting else numbered[-1]
    return level_scene(at.name, at.act, sum(level.plays for level in levels))
