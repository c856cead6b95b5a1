"""The text of the mechanic *merge* as a widget: a click on a symbol names it and the one behind it."""

from __future__ import annotations

from functools import partial

from rich.text import Text
from textual import events
from textual.message import Message

from tokenroom.room.draw.merge_page import MarkedPage, marked_page, page_text, pair_at
from tokenroom.room.merge_view import MergeView
from tokenroom.room.widgets.drawing import Drawing


class MergePage(Drawing):
    """Shows the text as it now is, what was merged in brackets."""

    class Clicked(Message):
        """A symbol was clicked."""

        def __init__(self, pair: tuple[bytes, bytes]) -> None:
            super().__init__()
            self.pair = pair

    _page: MarkedPage | None = None

    def update_page(self, view: MergeView) -> None:
        """Show the text of `view`; what the last pick made stands out."""
        made = view.picks[-1].made if view.picks else None
        self._page = marked_page(view.pieces, None if made is None else view.symbols[made.id])
        self.show(partial(_drawn, self._page))

    def on_click(self, event: events.Click) -> None:
        """Say which two symbols stand at the pointer, if there are two."""
        event.stop()
        pair = None if self._page is None else pair_at(self._page, self.size.width, event.x, event.y)
        if pair is not None:
            self.post_message(self.Clicked(pair))


def _drawn(page: MarkedPage, width: int, _height: int) -> Text:
    return page_text(page, width)
