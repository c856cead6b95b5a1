"""The words of the home screen: the unfinished session, and one line a level."""

from __future__ import annotations

from rich.text import Text

from tokenroom.game.standing import LevelStanding
from tokenroom.game.units import NATS, Units
from tokenroom.room.draw.lines import cell, right
from tokenroom.room.ink import BETTER, MUTED, TITLE


def level_text(level: LevelStanding, width: int, units: Units = NATS) -> Text:
    """Return one line of the list: title, whether it is won, the best mean surprise."""
    best = f"best {units.figure(level.best, 2)} {units.name}" if level.best is not None else ""
    mark, words, style = ("✓ ", "won", BETTER) if level.won else ("  ", "played" if level.plays else "new", MUTED)
    title = cell(level.title, max(8, width - 2 - 10 - 18))
    return Text.assemble((mark, style), (title, TITLE), (cell(words, 10), style), (right(best, 18), MUTED))


def go_on_text(title: str, item: int) -> Text:
    """Return the line that offers the unfinished session."""
    where = f"{title}, item {item}" if item else title
    return Text.assemble("→ ", ("Go on where you left", TITLE), (f"   {where}", MUTED))
