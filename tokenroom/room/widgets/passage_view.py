"""The passage as a widget: it follows the square that is asked for, and can be looked back in."""

from __future__ import annotations

from functools import partial

from rich.text import Text
from textual import events

from tokenroom.room.draw.passage import lines_above, passage_text
from tokenroom.room.view import PlayView
from tokenroom.room.widgets.drawing import Drawing

SCROLLS = {"pageup": 1, "pagedown": -1}
KEPT = 2  # lines of the page before that stay in view


class PassageView(Drawing):
    """Shows a passage."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.view, self._symbols, self._back = PlayView(), False, 0

    def tell(self, view: PlayView, symbols: bool) -> None:
        """Show what may be seen now, from its square on."""
        self.view, self._symbols, self._back = view, symbols, 0
        self._redraw()

    def scroll(self, key: str) -> bool:
        """Look back or ahead by a page; False if the key means something else, or all is in view."""
        return key in SCROLLS and self._move(SCROLLS[key] * max(1, self.size.height - KEPT))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Look back."""
        event.stop()
        self._move(1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Look ahead."""
        event.stop()
        self._move(-1)

    def _move(self, by: int) -> bool:
        above = self.lines_above(*self.size)
        self._back = max(0, min(above, self._back + by))
        self._redraw()
        return above > 0

    def _redraw(self) -> None:
        self.show(partial(self.text, back=self._back))

    def text(self, width: int, height: int, *, back: int) -> Text:
        """Return what may be seen now, so many lines back."""
        return passage_text(self.view, self._symbols, width, height, back)

    def lines_above(self, width: int, height: int) -> int:
        """Return how many lines are out of sight above."""
        return lines_above(self.view, self._symbols, width, height)
