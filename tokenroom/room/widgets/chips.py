"""Words that can be clicked into a line, as a widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.message import Message

from tokenroom.room.draw.verify_bench import chip_lines
from tokenroom.room.widgets.drawing import Drawing


class Chips(Drawing):
    """Shows chips; says which one was clicked.

    Args:
        chips: returns those that are shown now.
    """

    class Clicked(Message):
        """A chip was clicked."""

        def __init__(self, chip: str) -> None:
            super().__init__()
            self.chip = chip

    def __init__(self, chips: Callable[[], Sequence[str]], *, id: str) -> None:
        super().__init__(id=id)
        self._chips = chips

    def on_click(self, event: events.Click) -> None:
        """Say which chip was clicked, if it was one."""
        event.stop()
        at = event.get_content_offset(self)
        lines = chip_lines(self._chips(), self.content_size.width)
        if at is None or at.y >= len(lines):
            return
        for column, chip in lines[at.y]:
            if column <= at.x < column + len(chip):
                self.post_message(self.Clicked(chip))
