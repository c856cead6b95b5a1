"""The area in which a context is written: any text, whose codes are shown and do nothing."""

from __future__ import annotations

from textual import events
from textual.widgets import TextArea

from tokenroom.game.prompt_level import LONGEST
from tokenroom.text.display import safe_text


class ContextArea(TextArea):
    """A text area for text alone, and for no more of it than a context may have."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, soft_wrap=True, show_line_numbers=False, compact=True, highlight_cursor_line=False)

    async def _on_paste(self, event: events.Paste) -> None:
        """Write what is pasted, as far as it fits; escape codes and directions become characters."""
        event.stop()
        event.prevent_default()
        room = LONGEST - len(self.text)
        if room > 0 and not self.read_only:
            pasted = event.text[: room + 1].replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
            self.insert(safe_text(pasted, room)[:room])

    def put(self, text: str) -> None:
        """Write `text` in place of all that stands there, the cursor behind it; it can be taken back."""
        shown = safe_text(text, LONGEST)[:LONGEST]
        self.replace(shown, (0, 0), self.document.end)
        self.move_cursor(self.document.end)
        self.call_after_refresh(self.scroll_cursor_visible)
