"""What each key means while an answer is written: a number for the row, or a word for the find line.

A digit, a point or a minus writes the number of the current row; chips are whole, so that there a point looks for the
full stop. Any other character opens the find line, and from then on everything typed belongs to it until Enter or Tab
takes a token or Escape gives up. `/` opens the find line empty, so that
tokens which begin with a digit can be found too.
"""

from __future__ import annotations

from typing import Literal

from tokenroom.room.finder import Finder
from tokenroom.room.sheet import Sheet

Effect = Literal["", "number", "place", "find", "taken", "none found", "end"]
DIGITS = "0123456789"
NUMERALS = f"{DIGITS}.-"
PAGE = 8


def press(key: str, character: str | None, sheet: Sheet, finder: Finder) -> Effect:
    """Carry out a key and say what it changed.

    Returns:
        "number": a number changed; "place": the cursor moved; "find": the find line changed; "taken": a found token is
        now a row; "none found": there is none to take; "end": the cursor wants to go below the last row; "": the key
        means nothing here.
    """
    if finder.is_open:
        return _look(key, character, sheet, finder)
    if key in {"left", "right"}:
        sheet.step(1 if key == "right" else -1)
        return "number"
    if key == "backspace":
        sheet.rub_out()
        return "number"
    if key in _MOVES:
        return _go(_MOVES[key], sheet)
    return _write(character, sheet, finder) if character and character.isprintable() else ""


_MOVES = {"up": -1, "down": 1, "pageup": -PAGE, "pagedown": PAGE, "home": -(10**9), "end": 10**9}


def _go(by: int, sheet: Sheet) -> Effect:
    if by == 1 and sheet.place == len(sheet.rows) - 1:
        return "end"
    sheet.move(by)
    return "place"


def _write(character: str, sheet: Sheet, finder: Finder) -> Effect:
    if character in (DIGITS if sheet.mode == "chips" else NUMERALS):
        sheet.type(character)
        return "number"
    if character == " ":
        return ""
    finder.open("" if character == "/" else character)
    return "find"


def _look(key: str, character: str | None, sheet: Sheet, finder: Finder) -> Effect:
    if key in {"enter", "tab"}:
        return take(sheet, finder)
    if key == "escape":
        finder.close()
    elif key == "backspace":
        finder.rub_out()
    elif key in {"up", "left", "down", "right"}:
        finder.move(-1 if key in {"up", "left"} else 1)
    elif character and character.isprintable():
        finder.type(character)
    else:
        return ""
    return "find"


def take(sheet: Sheet, finder: Finder) -> Effect:
    """Make the chosen match the current row."""
    token = finder.chosen
    if token is None:
        return "none found"
    sheet.add(token)
    finder.close()
    return "taken"
