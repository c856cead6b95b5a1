"""The panel of a level's end, and of a model that learns from what the class chose."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from tokenroom.game.events import Said
from tokenroom.room.classroom.draw.ended import ended_text
from tokenroom.room.classroom.panels.base import Panel
from tokenroom.room.classroom.seat import Seen
from tokenroom.room.draw.keyline import Key
from tokenroom.room.draw.lines import stack
from tokenroom.room.draw.voice import count_words, story_text
from tokenroom.room.widgets.drawing import TALL, Drawing

SCROLLS = {"up": -1, "down": 1, "pageup": -10, "pagedown": 10}


class EndedPanel(Panel):
    """Shows what came out, and what is told of it."""

    DEFAULT_CSS = "EndedPanel VerticalScroll { height: 1fr; padding: 1 2; } EndedPanel #told { margin-top: 1; }"

    def compose(self) -> ComposeResult:
        """Yield the figures above the words."""
        with VerticalScroll(can_focus=False):
            yield Drawing(self._drawn, id="figures")
            yield Drawing(self._told, id="told")

    def tell(self, seen: Seen) -> None:
        """Show what came out."""
        self.seen = seen
        self.query_one("#figures", Drawing).show(self._drawn)
        self.query_one("#told", Drawing).show(self._told)
        self.refresh(layout=True)

    def press(self, key: str, character: str | None) -> bool:
        """Scroll."""
        by = SCROLLS.get(key, 0)
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)
        return by != 0

    def keys(self) -> tuple[Key, ...]:
        """Return the keys that mean something now."""
        return (Key("↑↓", "scroll", "press('down')"), Key("F1", "help", "help"), Key("^Q", "leave", "app.quit"))

    def _drawn(self, width: int, height: int) -> Text:
        stage, yours = self.seen.stage, self.seen.yours
        free = min(height if height < TALL else self.size.height - 4, self.size.height - 4)
        own = yours.curve if yours is not None else ()
        return ended_text(stage.view if stage else None, own, self.class_app.units, width, free)

    def _told(self, width: int, _height: int) -> Text:
        told: tuple[Said, ...] = self.seen.stage.told if self.seen.stage else ()
        return story_text(told, count_words(told), min(width, 84), gap=True) if told else stack([])
