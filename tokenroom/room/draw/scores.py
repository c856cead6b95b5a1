"""The score list: a row a token with its number and what softmax makes of it; everything else in one row more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rich.text import Text

from tokenroom.room.draw.lines import bar, cell, percent, right
from tokenroom.room.ink import BAR, CURRENT, MUTED, WORSE
from tokenroom.room.sheet import MODES, Mode, Sheet

UNTOUCHED = {"scores": "0.0", "chips": "·", "guess": "·"}
Hit = Literal["row", "less", "more"]


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of a row stand in `width`: cursor, label, −, number, +, bar, per cent."""

    width: int

    @property
    def label(self) -> int:
        """Width of the label."""
        return max(8, min(24, (self.width - 22) // 2))

    @property
    def less(self) -> int:
        """Column of the −."""
        return 2 + self.label + 1

    @property
    def more(self) -> int:
        """Column of the +; the number lies between."""
        return self.less + 8

    @property
    def bar(self) -> int:
        """Width of the bar."""
        return max(0, self.width - self.more - 3 - 8)

    def hit(self, x: int) -> Hit:
        """Return what a click at column `x` of the current row means; the buttons are three columns wide."""
        if abs(x - self.less) <= 1:
            return "less"
        return "more" if abs(x - self.more) <= 1 else "row"


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it is drawn."""

    label: str
    number: str  # as typed; empty for an untouched one
    p: float
    current: bool


def row_text(row: Row, mode: Mode, width: int) -> Text:
    """Return one row, exactly `width` columns wide; in as few styles as will do, since it is painted at every key."""
    columns = Columns(width)
    label, number = cell(row.label, columns.label), right(row.number or UNTOUCHED[mode], 6)
    ink = CURRENT if row.number else MUTED
    figures = (bar(row.p, columns.bar), BAR), right(percent(row.p), 8)
    if row.current:
        text = Text.assemble((f"▸ {label}", CURRENT), (" − ", MUTED), (number, ink), (" + ", MUTED), *figures)
    else:
        text = Text.assemble(f"  {label}   ", (number, ink), "   ", *figures)
    return _fitted(text, width)


def others_text(count: int, p: float, width: int) -> Text:
    """Return the row of all tokens that are not listed."""
    columns = Columns(width)
    label = cell(f"▾ everything else ({count:,})", columns.more + 3)
    text = Text.assemble((label, MUTED), (bar(p, columns.bar), MUTED), right(percent(p), 8))
    return _fitted(text, width)


def head_text(sheet: Sheet, width: int) -> Text:
    """Return the line above the list: the three ways to answer, the chosen one in brackets, and what the bars are."""
    text = Text(" ")
    for mode in MODES:
        chosen = mode == sheet.mode
        text.append(f"[{mode}]" if chosen else f" {mode} ", style=CURRENT if chosen else MUTED)
        text.append(" ")
    if sheet.mode == "chips":
        left = sheet.chips_left
        words = f"{left} left" if left >= 0 else f"{-left} too many"
        text.append(f" {words}", style=CURRENT if left > 0 else WORSE)
    note = "softmax" if sheet.mode == "scores" else "share"
    text.append(right(note, max(0, width - text.cell_len)), style=MUTED)
    return _fitted(text, width)


def mode_at(x: int) -> Mode | None:
    """Return which way to answer stands at column `x` of the head; None between them."""
    start = 1
    for mode in MODES:
        if start <= x < start + len(mode) + 2:
            return mode
        start += len(mode) + 3
    return None


def window(place: int, rows: int, height: int, first: int) -> int:
    """Return the first row to draw so that the cursor's is in view, moving as little as possible."""
    first = min(first, place)
    first = max(first, place - height + 1)
    return max(0, min(first, rows - height))


def _fitted(text: Text, width: int) -> Text:
    text.truncate(width, overflow="crop", pad=True)
    return text
