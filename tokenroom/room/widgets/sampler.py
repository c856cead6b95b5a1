"""What may come next, the knobs and the tree as widgets: each says what was clicked."""

from __future__ import annotations

from functools import partial

from textual import events
from textual.message import Message

from tokenroom.game.sample_events import NextWeighed
from tokenroom.room.draw.sample import listed, next_text
from tokenroom.room.draw.sample_knobs import Knob, first_line, knob_at, knobs_text, tree_text
from tokenroom.room.sample_view import SampleView
from tokenroom.room.widgets.drawing import Drawing


class NextList(Drawing):
    """The likeliest tokens as bars, with a cursor; a click chooses one, a click on the chosen one takes it."""

    class Taken(Message):
        """The chosen token was clicked."""

    _weighed: NextWeighed | None = None
    _place = 0

    @property
    def chosen(self) -> int | None:
        """The token under the cursor."""
        return None if self._weighed is None else self._weighed.options[self._place].id

    @property
    def is_at_top(self) -> bool:
        """Whether the cursor is on the likeliest token."""
        return self._place == 0

    def offer(self, weighed: NextWeighed, keeps_place: bool) -> None:
        """Show a distribution, the cursor on the likeliest token or where it was."""
        self._weighed = weighed
        self.move_to(self._place if keeps_place else 0)

    def move_to(self, place: int) -> None:
        """Put the cursor on a token of those in view."""
        if self._weighed is not None:
            last = listed(self._weighed, self.size.height or len(self._weighed.options)) - 1
            self._place = max(0, min(last, place))
            self.show(partial(next_text, self._weighed, self._place))

    def move(self, by: int) -> None:
        """Move the cursor."""
        self.move_to(self._place + by)

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self.move(0)

    def on_click(self, event: events.Click) -> None:
        """Choose the token under the pointer, or take the chosen one."""
        event.stop()
        if self._weighed is None or not 1 <= event.y <= listed(self._weighed, self.size.height):
            return
        if event.y - 1 == self._place:
            self.post_message(self.Taken())
        else:
            self.move_to(event.y - 1)


class KnobList(Drawing):
    """The three knobs; a click on an arrow turns one, a click elsewhere chooses it."""

    class Clicked(Message):
        """A knob was clicked: its left arrow (-1), its right one (1), or elsewhere (0)."""

        def __init__(self, knob: Knob, by: int) -> None:
            super().__init__()
            self.knob, self.by = knob, by

    def update_knobs(self, weighed: NextWeighed, knob: Knob) -> None:
        """Show how the knobs stand, and which of them the arrows turn."""
        self.show(lambda width, _: knobs_text(weighed, knob, width))

    def on_click(self, event: events.Click) -> None:
        """Say what was clicked."""
        event.stop()
        found = knob_at(event.x, event.y)
        if found is not None:
            self.post_message(self.Clicked(*found))


class TreeOutline(Drawing):
    """The tree of all that was tried; a click on a line goes to its end."""

    class Clicked(Message):
        """A line was clicked: its last node."""

        def __init__(self, node: int) -> None:
            super().__init__()
            self.node = node

    _view: SampleView | None = None

    def update_tree(self, view: SampleView) -> None:
        """Show the tree of `view`."""
        self._view = view
        self.show(partial(tree_text, view))

    def on_click(self, event: events.Click) -> None:
        """Say which line was clicked; the head is none."""
        event.stop()
        if self._view is None or event.y == 0:
            return
        runs = self._view.tree.outline(self._view.at)
        at = first_line(runs, self.size.height - 1) + event.y - 1
        if at < len(runs):
            self.post_message(self.Clicked(runs[at].nodes[-1]))
