"""The notice at the bottom: what could not be done, and why; nothing is lost."""

from __future__ import annotations

from functools import partial

from rich.text import Text

from tokenroom.errors import one_line
from tokenroom.room.draw.lines import stack, wrapped
from tokenroom.room.widgets.drawing import Drawing


class Notice(Drawing):
    """Seen only while it has something to say."""

    DEFAULT_CSS = """
    Notice { dock: bottom; height: auto; max-height: 6; margin-bottom: 1; padding: 0 1; }
    Notice { color: $text-warning; display: none; }
    Notice.-said { display: block; }
    """

    _words = ""

    def say(self, words: str) -> None:
        """Show a message, in as many lines as it needs; no words hide it."""
        if words == self._words:
            return
        self._words = words
        self.set_class(bool(words), "-said")
        self.show(partial(_drawn, one_line(words, 600)))


def _drawn(words: str, width: int, _height: int) -> Text:
    return stack(wrapped(f"! {words}", width)) if words else Text()
