"""A dialogue as the model sees it, as a widget: it follows the square that is asked for, and can be looked back in."""

from __future__ import annotations

from rich.text import Text

from tokenroom.room.draw.chat_passage import chat_lines_above, chat_passage_text
from tokenroom.room.widgets.passage_view import PassageView


class ChatPassageView(PassageView):
    """Shows a dialogue."""

    def text(self, width: int, height: int, *, back: int) -> Text:
        """Return the dialogue, so many lines back."""
        return chat_passage_text(self.view, width, height, back)

    def lines_above(self, width: int, height: int) -> int:
        """Return how many lines are out of sight above."""
        return chat_lines_above(self.view, width, height)
