"""The score list as one widget: only the rows in view are drawn, however long the vocabulary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from rich.style import Style
from rich.text import Text
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tokenroom.room.ascii import to_ascii
from tokenroom.room.draw.scores import Columns, Hit, Row, others_text, row_text, window
from tokenroom.room.sheet import Sheet


@dataclass(frozen=True)
class Board:
    """What the list shows: the sheet, what each token is called, and what softmax makes of it all."""

    sheet: Sheet
    label: Callable[[int], str]
    p: Callable[[int], float]  # of one token
    others: int  # tokens that are not listed
    others_p: float


class ScoreList(Widget):
    """Rows of tokens; the row of everything else stands below them and is always in view.

    After each key only the lines that look different are painted: this is where a player waits, if anywhere.
    """

    class Clicked(Message):
        """A row was clicked: itself, its − or its +; place None is the row of everything else."""

        def __init__(self, place: int | None, hit: Hit) -> None:
            super().__init__()
            self.place, self.hit = place, hit

    def __init__(self) -> None:
        super().__init__()
        self._board: Board | None = None
        self._rows = 0
        self._first = 0  # the row at the top
        self._lines: list[Text] = []  # as they are drawn
        self._strips: dict[int, Strip] = {}  # as they are painted, those that have been

    def update(self, board: Board) -> None:
        """Show `board`, the cursor in view."""
        sheet, self._board = board.sheet, board
        rows, self._rows = self._rows, len(sheet.rows)
        self._first = window(sheet.place, len(sheet.rows), self._height(board), self._first)
        if rows != len(sheet.rows):
            self.refresh(layout=True)
        self._repaint()

    def render_line(self, y: int) -> Strip:
        """Return line `y` of what is in view."""
        if y not in self._strips:
            line = self._lines[y] if y < len(self._lines) else Text(" " * self.size.width)
            self._strips[y] = Strip(line.render(self.app.console)).apply_style(self._base)
        return self._strips[y]

    @cached_property
    def _base(self) -> Style:
        """The widget's own colours; Textual works them out anew each time they are asked for."""
        return self.rich_style

    def notify_style_update(self) -> None:
        """Forget what was painted in other colours."""
        self._strips.clear()
        self.__dict__.pop("_base", None)
        super().notify_style_update()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines of all rows."""
        return len(self._board.sheet.rows) + bool(self._board.others) if self._board else 1

    def on_click(self, event: events.Click) -> None:
        """Say what was clicked."""
        event.stop()
        if self._board is None:
            return
        place, sheet = self._first + event.y, self._board.sheet
        drawn = min(self._height(self._board), len(sheet.rows) - self._first)
        if event.y < drawn:
            hit = Columns(self.size.width).hit(event.x) if place == sheet.place else "row"
            self.post_message(self.Clicked(place, hit))
        elif event.y == drawn and self._board.others:
            self.post_message(self.Clicked(None, "row"))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Look further down; the cursor stays."""
        event.stop()
        self._scroll(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Look further up; the cursor stays."""
        event.stop()
        self._scroll(-1)

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        if self._board is not None:
            self.update(self._board)

    def _scroll(self, by: int) -> None:
        if self._board is not None:
            last = max(0, len(self._board.sheet.rows) - self._height(self._board))
            self._first = max(0, min(last, self._first + by))
            self._repaint()

    def _height(self, board: Board) -> int:
        return max(1, self.size.height - bool(board.others))

    def _repaint(self) -> None:
        """Draw all lines anew, and ask for painting from the first that has changed to the last."""
        before, self._lines = self._lines, self._drawn()
        changed = [y for y, (old, new) in enumerate(zip_longest(before, self._lines)) if old != new]
        for y in changed:
            self._strips.pop(y, None)
        if changed:
            self.refresh(Region(0, changed[0], self.size.width, changed[-1] - changed[0] + 1))

    def _drawn(self) -> list[Text]:
        board, (width, height) = self._board, self.size
        if board is None or height == 0:
            return []
        sheet = board.sheet
        places = range(self._first, min(len(sheet.rows), self._first + self._height(board)))
        lines = [row_text(self._row(board, place), sheet.mode, width) for place in places]
        lines += [others_text(board.others, board.others_p, width)] if board.others else []
        return [to_ascii(line) for line in lines] if getattr(self.app, "ascii_only", False) else lines

    def _row(self, board: Board, place: int) -> Row:
        token = board.sheet.rows[place]
        return Row(board.label(token), board.sheet.written(token), board.p(token), place == board.sheet.place)
