"""The passage as a widget: it follows the square that is asked for, and can be looked back in."""

from __future__ import annotations

from functools import partial

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
        self._view, self._symbols, self._back = PlayView(), False, 0

    def tell(self, view: PlayView, symbols: bool) -> None:
        """Show what may be seen now, from its square on."""
        self._view, self._symbols, self._back = view, symbols, 0
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
        above = lines_above(self._view, self._symbols, *self.size)
        self._back = max(0, min(above, self._back + by))
        self._redraw()
        return above > 0

    def _redraw(self) -> None:
        self.show(partial(passage_text, self._view, self._symbols, back=self._back))
