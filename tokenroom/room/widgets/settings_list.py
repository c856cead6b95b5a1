"""The list of settings as a widget: it says which row was clicked, and where."""

from __future__ import annotations

from textual import events
from textual.message import Message

from tokenroom.room.draw.settings import Hit, hit, row_at
from tokenroom.room.widgets.drawing import Drawing


class SettingsList(Drawing):
    """Shows what `draw.settings` draws."""

    DEFAULT_CSS = "SettingsList { height: 1fr; }"

    class Clicked(Message):
        """The row at `place` was clicked: itself, or one of its arrows."""

        def __init__(self, place: int, hit: Hit) -> None:
            super().__init__()
            self.place, self.hit = place, hit

    def on_click(self, event: events.Click) -> None:
        """Say what was clicked."""
        event.stop()
        place = row_at(event.y, self.size.height)
        if place is not None:
            self.post_message(self.Clicked(place, hit(event.x)))
