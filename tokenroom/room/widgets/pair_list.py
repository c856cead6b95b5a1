"""The pairs on offer: a grid with a cursor, and the text line in which any other pair is typed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from rich.text import Text
from textual import events
from textual.message import Message

from tokenroom.game.merge_events import ShownPair
from tokenroom.room.draw.merge import CELL, columns, pairs_text
from tokenroom.room.widgets.drawing import Drawing

MOVES = {"left": -1, "right": 1, "home": -(10**6), "end": 10**6}


class PairList(Drawing):
    """Shows pairs; a click chooses one, a click on the chosen one picks it."""

    class Picked(Message):
        """The chosen pair was clicked."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._pairs: tuple[ShownPair, ...] = ()
        self._place: int | None = None

    @property
    def chosen(self) -> ShownPair | None:
        """The pair under the cursor."""
        return None if self._place is None else self._pairs[self._place]

    def offer(self, pairs: Sequence[ShownPair]) -> None:
        """Show other pairs; none of them is chosen."""
        self._pairs = tuple(pairs)
        self.choose(None)

    def choose(self, place: int | None) -> None:
        """Put the cursor on a pair, or on none."""
        self._place = place
        self.show(partial(_drawn, self._pairs, place))

    def move(self, key: str) -> bool:
        """Move the cursor as an arrow key says; False if it is no such key."""
        across = columns(self.size.width)
        by = {**MOVES, "up": -across, "down": across}.get(key)
        if by is None:
            return False
        if self._pairs:
            start = -1 if self._place is None and by > 0 else self._place or 0
            self.choose(max(0, min(len(self._pairs) - 1, start + (1 if self._place is None and by > 0 else by))))
        return True

    def on_click(self, event: events.Click) -> None:
        """Choose the pair under the pointer, or pick the one that is chosen."""
        event.stop()
        across = columns(self.size.width)
        place = event.y * across + event.x // CELL
        if event.x // CELL >= across or not 0 <= place < len(self._pairs):
            return
        if place == self._place:
            self.post_message(self.Picked())
        else:
            self.choose(place)


def _drawn(pairs: tuple[ShownPair, ...], place: int | None, width: int, _height: int) -> Text:
    return pairs_text(pairs, place, width)
