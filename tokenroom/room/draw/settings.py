"""The settings as a list: a row each, its value between two arrows, and what the value means."""

from __future__ import annotations

from typing import Literal

from rich.text import Text

from tokenroom.room.draw.lines import cell, stack, wrapped
from tokenroom.room.ink import CURRENT, MUTED, TITLE
from tokenroom.settings import KEYS, Settings, meaning, named

TITLES = {
    "pace": "pace of the shocks",
    "answer_in": "answer in",
    "theme": "colours",
    "reduced_motion": "reduced motion",
    "units": "unit of surprise",
    "all_open": "all levels open",
    "sound": "sound",
}
NAME, VALUE = 20, 22  # columns of a title, and of a value between its arrows
LESS = 2 + NAME  # the column of the first arrow
MORE = LESS + VALUE + 1  # the column of the second
BESIDE = MORE + 5  # where the meaning stands, if it stands beside
WIDEST_MEANING = 62  # columns that the longest of them needs
TAIL = 4  # lines below the rows
Hit = Literal["row", "less", "more"]


def settings_text(settings: Settings, place: int, width: int, height: int) -> Text:
    """Return the list, the row at `place` marked; the meanings stand beside all rows, or below for that row alone."""
    gap, beside = [Text()] * (_pitch(height) - 1), _is_wide(width)
    lines: list[Text] = []
    for n, key in enumerate(KEYS):
        lines += [_row(settings, key, n == place, beside), *gap]
    key = KEYS[place]
    value = getattr(settings, key)
    told = [] if beside else wrapped(f"  {meaning(key, value)}", width)
    how = f"  On the command line: tokenroom settings {key} {named(value)}"
    return stack([*lines, *([] if gap else [Text()]), *told, Text(cell(how, width), style=MUTED)])


def row_at(y: int, height: int) -> int | None:
    """Return which setting stands at line `y`; None between and below them."""
    place, rest = divmod(y, _pitch(height))
    return place if rest == 0 and 0 <= place < len(KEYS) else None


def hit(x: int) -> Hit:
    """Return what a click at column `x` of a row means: the first arrow, the value or its second arrow, or the row."""
    if abs(x - LESS) <= 1:
        return "less"
    return "more" if LESS < x <= MORE + 1 else "row"


def _row(settings: Settings, key: str, current: bool, beside: bool) -> Text:
    value = getattr(settings, key)
    arrow, ink = (CURRENT, TITLE) if current else (MUTED, "")
    row = Text.assemble(
        ("▸ " if current else "  ", CURRENT),
        (cell(TITLES[key], NAME), ink),
        ("←", arrow),
        (named(value)[:VALUE].center(VALUE), ink),
        ("→", arrow),
    )
    if beside:
        row.append(f"    {meaning(key, value)}", style=MUTED)
    return row


def _pitch(height: int) -> int:
    """Lines from one row to the next: two where there is space for it."""
    return 2 if height >= 2 * len(KEYS) + TAIL else 1


def _is_wide(width: int) -> bool:
    return width >= BESIDE + WIDEST_MEANING
