"""Help: the keys and the words, on top of whatever screen asked for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from tokenroom.room.draw.help import help_text
from tokenroom.room.draw.keyline import Key
from tokenroom.room.screens.base import RoomScreen
from tokenroom.room.widgets.drawing import Drawing
from tokenroom.room.widgets.key_line import KeyLine
from tokenroom.room.widgets.notice import Notice


class HelpScreen(RoomScreen):
    """Scrolls with the arrows or the wheel; Escape goes back.

    Args:
        words: gives all that is to be said, so many columns wide; None says what there is to say while one predicts.
    """

    BINDINGS = [("escape,enter,question_mark,f1", "app.pop_screen", "Back")]  # noqa: RUF012 - Textual's form
    DEFAULT_CSS = "HelpScreen VerticalScroll { padding: 1 2; }"

    def __init__(self, words: Callable[[int], Text] | None = None) -> None:
        super().__init__()
        self._words = words

    def compose_room(self) -> ComposeResult:
        """Yield the text and the keys."""
        with VerticalScroll():
            words = self._words or partial(help_text, units=self.room.units)
            yield Drawing(partial(_drawn, words))
        yield Notice()
        yield KeyLine([Key("Esc", "back", "app.pop_screen"), Key("↑↓", "scroll", "")])

    def action_help(self) -> None:
        """Help is here already."""


def _drawn(words: Callable[[int], Text], width: int, _height: int) -> Text:
    return words(min(width, 96))
