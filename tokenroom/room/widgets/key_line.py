"""The line of keys at the bottom of a screen; a click on one does what the key does."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from rich.text import Text
from textual import events

from tokenroom.room.draw.keyline import Key, key_at, keys_text
from tokenroom.room.widgets.drawing import Drawing


class KeyLine(Drawing):
    """Shows keys, most important first."""

    DEFAULT_CSS = "KeyLine { dock: bottom; height: 1; background: $panel; }"

    def __init__(self, keys: Sequence[Key] = ()) -> None:
        super().__init__()
        self._keys: tuple[Key, ...] = tuple(keys)
        self.show_keys(keys)

    def show_keys(self, keys: Sequence[Key]) -> None:
        """Show other keys."""
        self._keys = tuple(keys)
        self.show(partial(_drawn, self._keys))

    async def on_click(self, event: events.Click) -> None:
        """Do what the key under the pointer does."""
        event.stop()
        key = key_at(self._keys, event.x, self.size.width)
        if key is not None:
            await self.screen.run_action(key.action)


def _drawn(keys: tuple[Key, ...], width: int, _height: int) -> Text:
    return keys_text(keys, width)
