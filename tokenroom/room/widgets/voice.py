"""The speakers and the narrator: paragraphs that come word by word, and page by page where they have the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text
from textual.geometry import Size
from textual.message import Message
from textual.timer import Timer

from tokenroom.room.draw.voice import MORE, count_words, pages, speaker_at, story_text
from tokenroom.room.ink import MUTED
from tokenroom.room.widgets.drawing import TALL, Drawing

if TYPE_CHECKING:
    from tokenroom.game.events import Said

SECONDS_PER_WORD = 0.11
WIDEST = 76  # columns; longer lines are hard to read


class Voice(Drawing):
    """Tells paragraphs; `finish` tells the rest of the page at once, or turns it.

    Args:
        gap: whether the story stands alone: a blank line between paragraphs, and pages where they do not all fit.
            If not, only the last lines are seen where they are too many.
    """

    class Speaking(Message):
        """The speakers begin or cease to talk, as against the narrator and silence."""

        def __init__(self, is_speaking: bool) -> None:
            super().__init__()
            self.is_speaking = is_speaking

    def __init__(self, gap: bool, *, id: str) -> None:
        super().__init__(self._told, id=id)
        self._is_speaking = self._moves = self._hurried = False
        self._paragraphs: Sequence[Said] = ()
        self._first, self._words, self._gap = 0, 0, gap  # the page's first paragraph, the words of the page told
        self._timer: Timer | None = None

    @property
    def is_done(self) -> bool:
        """Whether every word has been told."""
        return self._is_told and self._end == len(self._paragraphs)

    @property
    def _end(self) -> int:
        """Behind the page's last paragraph, as large as the widget now is."""
        if not (self._gap and self.size.height):
            return len(self._paragraphs)
        return self._first + pages(self._paragraphs[self._first :], min(self.size.width, WIDEST), self.size.height)[0]

    @property
    def _page(self) -> Sequence[Said]:
        return self._paragraphs[self._first : self._end]

    @property
    def _is_told(self) -> bool:
        """Whether every word of the page has been told."""
        return self._hurried or self._words >= count_words(self._page)

    def tell(self, paragraphs: Sequence[Said], word_by_word: bool) -> None:
        """Tell `paragraphs` instead of what was told before."""
        self._paragraphs, self._moves = tuple(paragraphs), word_by_word and bool(paragraphs)
        self._begin_page(0)
        self.set_class(not paragraphs, "-silent")
        self.refresh(layout=True)

    def finish(self) -> None:
        """Tell all that is left of the page; turn it if nothing is."""
        if self.is_done:
            return
        if self._is_told:
            self._begin_page(self._end)
        else:
            self._stop()
            self._hurried = True
        self.refresh()
        self._tell_who_speaks()

    def _begin_page(self, first: int) -> None:
        self._stop()
        self._first, self._words, self._hurried = first, 0, not self._moves
        if self._moves:
            self._timer = self.set_interval(SECONDS_PER_WORD, self._next_word)
        self._tell_who_speaks()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that the whole will need, so that nothing moves while it is told."""
        whole = story_text(self._paragraphs, count_words(self._paragraphs), min(width, WIDEST), self._gap).plain
        return whole.count("\n") + 1 if whole else 0

    def _told(self, width: int, height: int) -> Text:
        page = self._page
        words = count_words(page) if self._hurried else self._words
        lines = list(story_text(page, words, min(width, WIDEST), self._gap).split("\n"))
        if self._is_told and self._end < len(self._paragraphs):
            lines.append(Text(MORE, style=MUTED))
        return Text("\n").join(lines[-(height or TALL) :])

    def _next_word(self) -> None:
        self._words += 1
        self.refresh()
        self._tell_who_speaks()
        if self._is_told:
            self._stop()

    def _tell_who_speaks(self) -> None:
        speaks = not self._is_told and speaker_at(self._page, self._words) == "voice"
        if speaks != self._is_speaking:
            self._is_speaking = speaks
            self.post_message(self.Speaking(speaks))

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
