"""The phrases that go by, as a log that follows them; it can be scrolled back, and stays where it is put."""

from __future__ import annotations

from functools import partial

from textual.message import Message
from textual.timer import Timer

from tokenroom.room.draw.passing import passed_text
from tokenroom.room.view import PlayView
from tokenroom.room.widgets.drawing import Drawing

PHRASE_SECONDS = 0.15  # from one phrase to the next: little slower than words are told, since many go by
HEAD = 1  # line of it above the phrases
SCROLLS = {"up": -1, "down": 1, "pageup": -8, "pagedown": 8, "home": -(10**6), "end": 10**6}


class PassingLog(Drawing):
    """Shows one phrase after the other."""

    class Passed(Message):
        """All have gone by."""

    class Scrolled(Message):
        """The player has begun to read."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._view, self._came, self._back = PlayView(), 0, 0
        self._timer: Timer | None = None

    @property
    def is_done(self) -> bool:
        """Whether all have gone by."""
        return self._came >= self._count

    def begin(self, view: PlayView, one_by_one: bool) -> None:
        """Let the phrases of `view` go by, or show them all at once."""
        self._stop()
        self._view, self._came, self._back = view, 0, 0
        if one_by_one:
            self._timer = self.set_interval(PHRASE_SECONDS, self._next)
            self._redraw()
        else:
            self.finish()

    def finish(self) -> None:
        """Show all that are left."""
        self._stop()
        self._came = self._count
        self._redraw()
        self.post_message(self.Passed())

    def scroll(self, key: str) -> bool:
        """Look back or ahead as a key says; False if it is none of those."""
        if key not in SCROLLS:
            return False
        hidden = max(0, self._came - max(1, self.size.height - HEAD))
        self._back = max(0, min(hidden, self._back - SCROLLS[key]))
        self._redraw()
        self.post_message(self.Scrolled())
        return True

    def on_mouse_scroll_up(self) -> None:
        """Look back."""
        self.scroll("up")

    def on_mouse_scroll_down(self) -> None:
        """Look ahead."""
        self.scroll("down")

    @property
    def _count(self) -> int:
        return len(self._view.passed.phrases) if self._view.passed else 0

    def _next(self) -> None:
        self._came += 1
        self._back += bool(self._back)  # whoever looks back stays where they are
        if self.is_done:
            self.finish()
        else:
            self._redraw()

    def _redraw(self) -> None:
        self.show(partial(passed_text, self._view, self._came, self._back))

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
