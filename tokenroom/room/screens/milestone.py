"""A milestone between two levels: what the rival said before it and after, spoken while you look on."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.timer import Timer

from tokenroom.errors import BadInput
from tokenroom.room.draw.ending_help import help_text
from tokenroom.room.draw.keyline import Key
from tokenroom.room.draw.lines import rule
from tokenroom.room.draw.milestone import milestone_text, words_of
from tokenroom.room.screens.base import RoomScreen
from tokenroom.room.screens.help import HelpScreen
from tokenroom.room.widgets.drawing import Drawing
from tokenroom.room.widgets.key_line import KeyLine
from tokenroom.room.widgets.notice import Notice
from tokenroom.room.widgets.voice import SECONDS_PER_WORD

if TYPE_CHECKING:
    from tokenroom.game.milestones import Milestone, Sample

SCROLLING = {"up", "down", "pageup", "pagedown", "home", "end"}


class MilestoneScreen(RoomScreen):
    """Tells one milestone.

    Args:
        milestone: which.
        said: lets the checkpoints speak; slow, so it is called in a thread.
        leave: leads on, whether all has been told or not.
    """

    BINDINGS = [  # noqa: RUF012 - Textual's form
        ("enter", "go_on", "Go on"),
        ("escape", "leave", "Skip"),
        ("question_mark", "help", "Help"),
    ]
    DEFAULT_CSS = """
    MilestoneScreen #header { height: 1; padding: 0 1; }
    MilestoneScreen VerticalScroll { padding: 1 2; align-horizontal: center; }
    MilestoneScreen #told { max-width: 80; }
    """

    def __init__(
        self, milestone: Milestone, said: Callable[[], tuple[Sample, ...]], leave: Callable[[], object]
    ) -> None:
        super().__init__()
        self._milestone, self._said, self._leave = milestone, said, leave
        self._samples: tuple[Sample, ...] | None = None
        self._words = 0
        self._timer: Timer | None = None

    def compose_room(self) -> ComposeResult:
        """Yield the header, what is told, the notice and the keys."""
        yield Drawing(self._header, id="header")
        with VerticalScroll():
            yield Drawing(self._drawn, id="told")
        yield Notice()
        yield KeyLine([Key("Enter", "go on", "go_on"), Key("Esc", "skip", "leave"), Key("F1", "help", "help")])

    def on_mount(self) -> None:
        """Ask the rival to speak, and begin to tell."""
        self.query_one(VerticalScroll).focus()
        Thread(target=self._speak, daemon=True).start()  # it must not keep us from leaving
        if self.room.moves:
            self._timer = self.set_interval(SECONDS_PER_WORD, self._next_word)
        else:
            self._tell_all()

    def on_key(self, event: events.Key) -> None:
        """Any key but those that scroll hurries."""
        if event.key not in SCROLLING | {"escape", "f1", "question_mark"} and not self._is_told:
            event.stop()
            event.prevent_default()
            self._tell_all()

    def action_go_on(self) -> None:
        """Tell the rest, or lead on when all has been told."""
        if self._is_told:
            self._leave()
        else:
            self._tell_all()

    def action_help(self) -> None:
        """Show what the keys do here, and what the figures mean."""
        self.app.push_screen(HelpScreen(partial(help_text, units=self.room.units)))

    def action_leave(self) -> None:
        """Lead on at once."""
        self._leave()

    @property
    def _is_told(self) -> bool:
        return self._words >= words_of(self._milestone, self._samples)

    def _speak(self) -> None:
        try:
            samples = self._said()
        except (BadInput, OSError):  # a model that cannot be read says nothing
            samples = ()
        with suppress(RuntimeError):  # the room has been left
            self.call_later(self._spoken, samples)

    def _spoken(self, samples: tuple[Sample, ...]) -> None:
        hurried = self._timer is None
        self._samples = samples
        if hurried:
            self._tell_all()
        self._redraw()

    def _next_word(self) -> None:
        if not self._is_told:
            self._words += 1
            self._redraw()

    def _tell_all(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._words = words_of(self._milestone, self._samples)
        self._redraw()

    def _redraw(self) -> None:
        self.query_one("#told", Drawing).show(self._drawn)

    def _drawn(self, width: int, _height: int) -> Text:
        return milestone_text(self._milestone, self._samples, self._words, width)

    def _header(self, width: int, _height: int) -> Text:
        return rule(self._milestone.title, "a milestone next door", width)
