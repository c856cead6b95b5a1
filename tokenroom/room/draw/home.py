"""The menu of the home screen: where one may go from here, a row each."""

from __future__ import annotations

from typing import NamedTuple

from rich.text import Text

from tokenroom.game.standing import LevelStanding
from tokenroom.game.units import NATS, Units
from tokenroom.room.draw.lines import cell
from tokenroom.room.ink import CURRENT, TITLE
from tokenroom.room.opening import GO_ON, Opened
from tokenroom.text.display import safe_text

NAME = 22  # columns
PLACE = "open "  # before the name of a place, where else a level's name stands; no folder has a space in its name
LONGEST = 60  # characters of a title


class MenuRow(NamedTuple):
    """A row: where it leads (a level, `GO_ON`, or `PLACE` and a place), its key, its name, and how things stand."""

    id: str
    key: str
    name: str
    words: str


def menu(opened: Opened, units: Units = NATS) -> list[MenuRow]:
    """Return the rows, what one most likely wants first."""
    return [
        *_go_on(opened),
        *_next(opened, units),
        MenuRow(f"{PLACE}map", "M", "Map", _won(opened.levels)),
        MenuRow(f"{PLACE}daily", "D", "Daily phrase", daily_words(opened, units)),
        MenuRow(f"{PLACE}practice", "P", "Practice", "any text, as long as you like"),
        MenuRow(f"{PLACE}journal", "J", "Journal", "what the levels have taught"),
        *([MenuRow(f"{PLACE}certificate", "C", "Certificate", "of the exam, to keep")] if opened.certify else []),
        MenuRow(f"{PLACE}tokens", "T", "Tokens", "any text, as a model sees it"),
        MenuRow(f"{PLACE}settings", "S", "Settings", "pace, answers, colours, units"),
    ]


def row_text(row: MenuRow, width: int) -> Text:
    """Return a row in `width` columns."""
    lead = f"{row.key or '→'} "
    return Text.assemble((lead, CURRENT), (cell(row.name, NAME), TITLE), cell(row.words, width - NAME - 2))


def daily_words(opened: Opened, units: Units = NATS) -> str:
    """Say how the phrase of the day stands, in a few words."""
    return "five tokens a day" if opened.daily is None else f"done, {units.figure(opened.daily, 2)} {units.name}"


def _go_on(opened: Opened) -> list[MenuRow]:
    if opened.unfinished is None:
        return []
    title = safe_text(opened.title or opened.unfinished.level, LONGEST)
    where = f"{title}, item {opened.item}" if opened.item else title
    return [MenuRow(GO_ON, "", "Go on where you left", where)]


def _next(opened: Opened, units: Units) -> list[MenuRow]:
    if opened.next_at is None:
        return []
    level = opened.levels[opened.next_at]
    best = f"best {level.figure(units, 2)}" if level.best is not None else "played" if level.plays else "new"
    if opened.unfinished is not None and opened.unfinished.level == level.name:
        best = f"begun, item {opened.item}" if opened.item else "begun"
    return [MenuRow(level.name, "", "Next level", f"{safe_text(level.title, LONGEST)}, {best}")]


def _won(levels: tuple[LevelStanding, ...]) -> str:
    return f"{sum(level.won for level in levels)} of {len(levels)} levels won"
