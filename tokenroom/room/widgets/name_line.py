"""The line on which a name for the certificate is written; any text, or none."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from tokenroom.room.draw.lines import wrapped
from tokenroom.room.widgets.drawing import Drawing

LONGEST = 200  # characters that can be written; the certificate shows fewer
WORDS = "A name for it, if you like:"


class NameLine(Horizontal):
    """Asks for a name; what is written comes as `Input.Submitted`."""

    DEFAULT_CSS = """
    NameLine { height: 1; padding: 0 2; background: $panel; }
    NameLine Drawing { width: 28; height: 1; }
    NameLine Input { width: 1fr; height: 1; border: none; padding: 0; }
    NameLine Input:focus { border: none; }
    NameLine Input > .input--cursor { background: $foreground; color: $background; text-style: none; }
    """

    def compose(self) -> ComposeResult:
        """Yield the words and the line."""
        yield Drawing(lambda width, _: wrapped(WORDS, width)[0])
        line = Input(max_length=LONGEST, compact=True)
        line.cursor_blink = False  # it must be seen at any moment
        yield line

    def on_mount(self) -> None:
        """Take the keys."""
        self.query_one(Input).focus()
