"""The score list as one widget: only the rows in view are drawn, however long the vocabulary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rich.text import Text
from textual import events
from textual.geometry import Size
from textual.message import Message

from tokenroom.room.draw.lines import stack
from tokenroom.room.draw.scores import Columns, Hit, Row, others_text, row_text, window
from tokenroom.room.sheet import Sheet
from tokenroom.room.widgets.drawing import Drawing


@dataclass(frozen=True)
class Board:
    """What the list shows: the sheet, what each token is called, and what softmax makes of it all."""

    sheet: Sheet
    label: Callable[[int], str]
    p: Callable[[int], float]  # of one token
    others: int  # tokens that are not listed
    others_p: float


class ScoreList(Drawing):
    """Rows of tokens; the row of everything else stands below them and is always in view."""

    class Clicked(Message):
        """A row was clicked: itself, its − or its +; place None is the row of everything else."""

        def __init__(self, place: int | None, hit: Hit) -> None:
            super().__init__()
            self.place, self.hit = place, hit

    def __init__(self) -> None:
        super().__init__(self._drawn)
        self._board: Board | None = None
        self._first = 0

    def update(self, board: Board) -> None:
        """Show `board`, the cursor in view."""
        self._board = board
        self._first = window(board.sheet.place, len(board.sheet.rows), self._height(board), self._first)
        self.refresh(layout=True) if self.size.height == 0 else self.refresh()

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
            self.refresh()

    def _height(self, board: Board) -> int:
        return max(1, self.size.height - bool(board.others))

    def _drawn(self, width: int, height: int) -> Text:
        board = self._board
        if board is None or height == 0:
            return Text()
        sheet = board.sheet
        places = range(self._first, min(len(sheet.rows), self._first + self._height(board)))
        lines = [row_text(self._row(board, place), sheet.mode, width) for place in places]
        return stack([*lines, others_text(board.others, board.others_p, width)] if board.others else lines)

    def _row(self, board: Board, place: int) -> Row:
        token = board.sheet.rows[place]
        return Row(board.label(token), board.sheet.written(token), board.p(token), place == board.sheet.place)
