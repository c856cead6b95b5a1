"""The speakers and the narrator: paragraphs that come word by word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text
from textual.geometry import Size
from textual.message import Message
from textual.timer import Timer

from tokenroom.room.draw.voice import count_words, speaker_at, story_text
from tokenroom.room.widgets.drawing import TALL, Drawing

if TYPE_CHECKING:
    from tokenroom.game.events import Said

SECONDS_PER_WORD = 0.11
WIDEST = 76  # columns; longer lines are hard to read


class Voice(Drawing):
    """Tells paragraphs; `finish` tells the rest at once.

    Args:
        gap: whether a blank line stands between paragraphs.
    """

    class Speaking(Message):
        """The speakers begin or cease to talk, as against the narrator and silence."""

        def __init__(self, is_speaking: bool) -> None:
            super().__init__()
            self.is_speaking = is_speaking

    def __init__(self, gap: bool, *, id: str) -> None:
        super().__init__(self._told, id=id)
        self._is_speaking = False
        self._paragraphs: Sequence[Said] = ()
        self._words, self._whole, self._gap = 0, 0, gap
        self._timer: Timer | None = None

    @property
    def is_done(self) -> bool:
        """Whether every word has been told."""
        return self._words >= self._whole

    def tell(self, paragraphs: Sequence[Said], word_by_word: bool) -> None:
        """Tell `paragraphs` instead of what was told before."""
        self._stop()
        self._paragraphs, self._words, self._whole = tuple(paragraphs), 0, count_words(paragraphs)
        if word_by_word and paragraphs:
            self._timer = self.set_interval(SECONDS_PER_WORD, self._next_word)
        else:
            self.finish()
        self.set_class(not paragraphs, "-silent")
        self.refresh(layout=True)
        self._tell_who_speaks()

    def finish(self) -> None:
        """Tell all that is left."""
        if self.is_done:
            return
        self._stop()
        self._words = self._whole
        self.refresh()
        self._tell_who_speaks()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that the whole will need, so that nothing moves while it is told."""
        whole = story_text(self._paragraphs, self._whole, min(width, WIDEST), self._gap).plain
        return whole.count("\n") + 1 if whole else 0

    def _told(self, width: int, height: int) -> Text:
        text = story_text(self._paragraphs, self._words, min(width, WIDEST), self._gap)
        return Text("\n").join(text.split("\n")[-(height or TALL) :])

    def _next_word(self) -> None:
        self._words += 1
        self.refresh()
        self._tell_who_speaks()
        if self.is_done:
            self._stop()

    def _tell_who_speaks(self) -> None:
        speaks = not self.is_done and speaker_at(self._paragraphs, self._words) == "voice"
        if speaks != self._is_speaking:
            self._is_speaking = speaks
            self.post_message(self.Speaking(speaks))

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
