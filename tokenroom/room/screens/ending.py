"""The end of a level: whether it is won, how everyone did, where you stand on the ladder, token by token."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from tokenroom.room.draw.ending import Ending
from tokenroom.room.draw.keyline import Key
from tokenroom.room.screens.base import RoomScreen
from tokenroom.room.widgets.drawing import Drawing
from tokenroom.room.widgets.key_line import KeyLine

STILL_SECONDS = 1.0  # in which Enter does nothing: one that was meant for the story must not turn this page


class EndingScreen(RoomScreen):
    """Shows the report of one session.

    Args:
        ending: what there is to show.
        next_level: the level that follows; None after the last.
    """

    BINDINGS = [  # noqa: RUF012 - Textual's form
        ("enter", "go_on", "Go on"),
        ("n", "next", "Next level"),
        ("a", "again", "Play again"),
        ("h,escape", "home", "Home"),
        ("question_mark", "help", "Help"),
    ]
    DEFAULT_CSS = """
    EndingScreen #header { height: 1; padding: 0 1; }
    EndingScreen VerticalScroll { padding: 1 2 0 2; }
    EndingScreen .part { margin-bottom: 1; }
    EndingScreen Chart { height: 14; margin-bottom: 1; }
    """

    def __init__(self, ending: Ending, next_level: str | None) -> None:
        super().__init__()
        self._ending, self._ended, self._next = ending, ending.ended, next_level
        self._still = True

    def compose_room(self) -> ComposeResult:
        """Yield the parts of the report, those that say something."""
        yield Drawing(self._ending.header, id="header")
        with VerticalScroll():
            for part in self._ending.parts:
                drawing = Drawing(part)
                drawing.add_class("part")
                yield drawing
        yield KeyLine(self._keys())

    def on_mount(self) -> None:
        """Add the chart, once there is a course to show."""
        if self.room.has_charts and len(self._ending.items) > 2:
            from tokenroom.room.widgets.chart import Chart

            self.query_one(VerticalScroll).mount(Chart(self._ending.items, self._ending.opponent, self.room.units))
        self.query_one(VerticalScroll).focus()
        if self.room.timed:
            self.set_timer(STILL_SECONDS, self._wake)
        else:
            self._wake()

    def _wake(self) -> None:
        self._still = False

    def action_go_on(self) -> None:
        """Go to the next level after a win, and try again otherwise."""
        if self._still:
            return
        if self._ended.won and self._next is not None:
            self.action_next()
        elif self._ended.won:
            self.action_home()
        else:
            self.action_again()

    def action_next(self) -> None:
        """Start the next level, if there is one."""
        if self._next is not None:
            self.room.play(self._next)

    def action_again(self) -> None:
        """Play the level once more."""
        self.room.play(self._ended.level)

    def action_home(self) -> None:
        """Go back to the home screen."""
        self.room.go_home()

    def _keys(self) -> list[Key]:
        enter = "next level" if self._ended.won and self._next else "home" if self._ended.won else "try again"
        keys = [Key("Enter", enter, "go_on"), Key("A", "play again", "again")]
        keys += [Key("N", "next level", "next")] if self._next else []
        return [*keys, Key("H", "home", "home"), Key("↑↓", "scroll", ""), Key("F1", "help", "help")]
