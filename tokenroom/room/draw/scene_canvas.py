"""A rectangle of characters to draw a scene on: what falls outside is not drawn, and no line is ever too long."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.text import Text

from tokenroom.room.ink import MUTED

_EMPTY = (" ", "")


class Canvas:
    """Cells of a character and an ink each; a character of two columns takes two cells, the second empty."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._rows = [[_EMPTY] * width for _ in range(height)]

    def put(self, x: int, y: int, text: str, ink: str = MUTED) -> None:
        """Write `text` from column `x` of line `y` on."""
        for character in text:
            columns = cell_len(character)
            if columns and 0 <= y < self.height and 0 <= x <= self.width - columns:
                self._set(x, y, character, columns, ink)
            x += columns

    def picture(self, x: int, y: int, lines: Sequence[str], ink: str = MUTED) -> None:
        """Write lines below each other; what lies behind shows beside them, not through them."""
        for n, line in enumerate(lines):
            shape = line.strip()
            self.put(x + len(line) - len(line.lstrip()), y + n, shape, ink)

    def box(self, x: int, y: int, width: int, height: int) -> None:
        """Draw an empty box."""
        self.put(x, y, "┌" + "─" * (width - 2) + "┐")
        for row in range(y + 1, y + height - 1):
            self.put(x, row, "│" + " " * (width - 2) + "│")
        self.put(x, y + height - 1, "└" + "─" * (width - 2) + "┘")

    def text(self) -> Text:
        """Return the drawing; every line is exactly as wide as the canvas."""
        drawn = Text()
        for n, row in enumerate(self._rows):
            drawn.append("\n" if n else "")
            for ink, cells in groupby(row, key=lambda cell: cell[1]):
                drawn.append("".join(character for character, _ in cells), ink or None)
        return drawn

    def _set(self, x: int, y: int, character: str, columns: int, ink: str) -> None:
        row = self._rows[y]
        if row[x][0] == "":  # the right half of a wide character: its left half goes
            row[x - 1] = _EMPTY
        after = x + columns
        if after < self.width and row[after][0] == "":  # its left half is written over
            row[after] = _EMPTY
        row[x] = (character, ink)
        if columns == 2:
            row[x + 1] = ("", ink)
