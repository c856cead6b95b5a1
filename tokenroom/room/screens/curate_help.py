"""Help for the curate screen, on top of it."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from tokenroom.room.draw.curate_help import curate_help_text
from tokenroom.room.screens.help import CLOSE_KEYS, HelpScreen
from tokenroom.room.widgets.drawing import Drawing
from tokenroom.room.widgets.key_line import KeyLine


class CurateHelpScreen(HelpScreen):
    """Scrolls and closes as any help does."""

    def compose_room(self) -> ComposeResult:
        """Yield the text and the keys."""
        with VerticalScroll():
            yield Drawing(_drawn)
        yield KeyLine(CLOSE_KEYS)


def _drawn(width: int, _height: int) -> Text:
    return curate_help_text(min(width, 96))
