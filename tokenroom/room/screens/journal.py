"""The journal: what each level has taught, to be read again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from tokenroom.game.journal import JournalEntry
from tokenroom.room.draw.journal import journal_text
from tokenroom.room.draw.keyline import Key
from tokenroom.room.draw.lines import rule
from tokenroom.room.screens.base import RoomScreen
from tokenroom.room.widgets.drawing import Drawing
from tokenroom.room.widgets.key_line import KeyLine
from tokenroom.room.widgets.notice import Notice


class JournalScreen(RoomScreen):
    """Scrolls with the arrows or the wheel; Escape goes back."""

    help_about = "journal"
    BINDINGS = [  # noqa: RUF012 - Textual's form
        ("escape,enter", "app.pop_screen", "Back"),
        ("question_mark", "help", "Help"),
    ]
    DEFAULT_CSS = """
    JournalScreen #header { height: 1; padding: 0 1; }
    JournalScreen VerticalScroll { padding: 1 2; align-horizontal: center; }
    JournalScreen #entries { max-width: 84; }
    """

    def __init__(self, entries: Sequence[JournalEntry]) -> None:
        super().__init__()
        self._entries = tuple(entries)

    def compose_room(self) -> ComposeResult:
        """Yield the header, the entries and the keys."""
        yield Drawing(partial(_header, len(self._entries)), id="header")
        with VerticalScroll():
            yield Drawing(self._drawn, id="entries")
        yield Notice()
        yield KeyLine([Key("Esc", "back", "app.pop_screen"), Key("↑↓", "scroll", ""), Key("F1", "help", "help")])

    def _drawn(self, width: int, _height: int) -> Text:
        return journal_text(self._entries, width)


def _header(count: int, width: int, _height: int) -> Text:
    return rule("Journal", f"{count} {'entry' if count == 1 else 'entries'}", width)
