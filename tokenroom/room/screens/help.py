"""Help: the keys and the words, on top of whatever screen asked for it."""

from __future__ import annotations

from functools import partial

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from tokenroom.game.units import Units
from tokenroom.room.draw.help import help_text
from tokenroom.room.draw.keyline import Key
from tokenroom.room.screens.base import RoomScreen
from tokenroom.room.widgets.drawing import Drawing
from tokenroom.room.widgets.key_line import KeyLine


class HelpScreen(RoomScreen):
    """Scrolls with the arrows or the wheel; Escape goes back."""

    BINDINGS = [("escape,enter,question_mark,f1", "app.pop_screen", "Back")]  # noqa: RUF012 - Textual's form
    DEFAULT_CSS = "HelpScreen VerticalScroll { padding: 1 2; }"

    def compose_room(self) -> ComposeResult:
        """Yield the text and the keys."""
        with VerticalScroll():
            yield Drawing(partial(_drawn, self.room.units))
        yield KeyLine([Key("Esc", "back", "app.pop_screen"), Key("↑↓", "scroll", "")])

    def action_help(self) -> None:
        """Help is here already."""


def _drawn(units: Units, width: int, _height: int) -> Text:
    return help_text(min(width, 96), units)
