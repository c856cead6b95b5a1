"""The two values as a widget: a click on one chooses it, a click on its − or + changes it; and an answer to click."""

from __future__ import annotations

from textual import events
from textual.message import Message

from tokenroom.room.draw.prefer import HALF, MINUS, PLUS
from tokenroom.room.pair_sheet import STEP
from tokenroom.room.widgets.drawing import Drawing


class PairClicked(Message):
    """An answer was clicked, or its value: on − (less), on + (more), or elsewhere (0)."""

    def __init__(self, place: int, by: float) -> None:
        super().__init__()
        self.place, self.by = place, by


class PairValues(Drawing):
    """Shows the two values side by side."""

    def on_click(self, event: events.Click) -> None:
        """Say what was clicked."""
        event.stop()
        place, column = divmod(event.x - self.content_region.x + self.region.x, HALF)
        by = -STEP if column in MINUS else STEP if column in PLUS else 0.0
        if place in (0, 1):
            self.post_message(PairClicked(place, by))


class AnswerCard(Drawing):
    """Shows one answer; `place` says which."""

    def __init__(self, place: int, *, id: str) -> None:
        super().__init__(id=id)
        self._place = place

    def on_click(self, event: events.Click) -> None:
        """Say that it was clicked."""
        event.stop()
        self.post_message(PairClicked(self._place, 0.0))
