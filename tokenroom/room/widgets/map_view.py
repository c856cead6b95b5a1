"""The campaign map as a widget: it draws the map for its size, and says which door was clicked."""

from __future__ import annotations

from functools import partial

from textual import events
from textual.message import Message

from tokenroom.room.draw.map import CampaignMap, entry_at, map_text
from tokenroom.room.widgets.drawing import Drawing


class MapView(Drawing):
    """Shows a map; `lay_out` gives it another."""

    DEFAULT_CSS = "MapView { height: 1fr; }"

    class Clicked(Message):
        """The door at index `at` was clicked, or what stands behind the last: the daily phrase, practice."""

        def __init__(self, at: int) -> None:
            super().__init__()
            self.at = at

    class Turned(Message):
        """The wheel was turned by so many doors."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    def __init__(self, shown: CampaignMap) -> None:
        super().__init__(partial(map_text, shown))
        self._shown = shown

    def lay_out(self, shown: CampaignMap) -> None:
        """Show another map."""
        self._shown = shown
        self.show(partial(map_text, shown))

    def on_click(self, event: events.Click) -> None:
        """Say what was clicked."""
        event.stop()
        at = entry_at(self._shown, *self.size, event.x, event.y)
        if at is not None:
            self.post_message(self.Clicked(at))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Go on along the corridor."""
        event.stop()
        self.post_message(self.Turned(1))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Go back along the corridor."""
        event.stop()
        self.post_message(self.Turned(-1))
