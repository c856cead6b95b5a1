"""The table of filters as a widget: a click on a row takes the cursor there, a click on an arrow sets it."""

from __future__ import annotations

from textual import events
from textual.message import Message

from tokenroom.room.draw.curate import NAME, SETTING
from tokenroom.room.widgets.drawing import Drawing


class FilterList(Drawing):
    """Shows the filters; says what was clicked."""

    class Clicked(Message):
        """A row was clicked: on its left arrow (-1), its right arrow or setting (1), or elsewhere (0)."""

        def __init__(self, place: int, change: int) -> None:
            super().__init__()
            self.place, self.change = place, change

    def on_click(self, event: events.Click) -> None:
        """Say what was clicked; the heads are no row."""
        event.stop()
        first = NAME + 2
        change = -1 if first <= event.x < first + 2 else 1 if first + 2 <= event.x < first + SETTING + 4 else 0
        if event.y > 0:
            self.post_message(self.Clicked(event.y - 1, change))
