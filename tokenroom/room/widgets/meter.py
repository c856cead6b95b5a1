"""The shock's meter: it drains for as long as the shock lasts, in slow steps, and says when it is empty."""

from __future__ import annotations

import math
from functools import partial

from rich.text import Text
from textual.message import Message
from textual.timer import Timer

from tokenroom.game.units import NATS, Units
from tokenroom.room.draw.after import meter_text
from tokenroom.room.widgets.drawing import Drawing

STEP_SECONDS = 0.34  # fewer than three changes a second: nobody is hurt by a picture
DEEPEST = 0.35  # how much darker the frame gets at most, as a share


def dimming(left: float) -> float:
    """Return the frame's opacity: full at both ends, darkest in the middle; it goes down once and comes back.

    >>> dimming(1.0), dimming(0.5), round(dimming(0.0), 6)
    (1.0, 0.65, 1.0)
    """
    return 1.0 - DEEPEST * math.sin(math.pi * (1.0 - left))


def step_count(seconds: float) -> int:
    """Return in how many steps a shock of so many seconds drains: no two within `STEP_SECONDS`.

    >>> step_count(5.072), step_count(0.5), step_count(0.1), step_count(0.0)
    (14, 1, 1, 0)
    """
    return max(1, int(seconds / STEP_SECONDS)) if seconds > 0 else 0


class Meter(Drawing):
    """Shows how much of a shock is still to come."""

    class Drained(Message):
        """The shock is over."""

    class Changed(Message):
        """The shock has gone on a little."""

        def __init__(self, left: float) -> None:
            super().__init__()
            self.left = left

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._surprise, self._decimals, self.units = 0.0, 2, NATS
        self._steps = self._step = 0
        self._timer: Timer | None = None

    def begin(self, surprise: float, seconds: float, decimals: int) -> None:
        """Show the full meter, and drain it if it is to take time."""
        self.stop()
        self._surprise, self._decimals = surprise, decimals
        self._step, self._steps = 0, step_count(seconds)
        self._show(1.0)
        if self._steps:
            self._timer = self.set_interval(seconds / self._steps, self._drain)

    def rest(self, surprise: float, decimals: int) -> None:
        """Show a shock that is over: its figure alone."""
        self._surprise, self._decimals = surprise, decimals
        self.stop()

    def stop(self) -> None:
        """Drain it at once."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._show(0.0)

    def _drain(self) -> None:
        self._step += 1
        left = 1.0 - self._step / self._steps
        self._show(left)
        self.post_message(self.Changed(left))
        if self._step >= self._steps:
            self.stop()
            self.post_message(self.Drained())

    def _show(self, left: float) -> None:
        self.show(partial(_drawn, self._surprise, left, self._decimals, self.units))


def _drawn(surprise: float, left: float, decimals: int, units: Units, width: int, _height: int) -> Text:
    return meter_text(surprise, left, decimals, width, units)
