"""What the screen of a student shows: the panel of what the class plays, and the lines around it."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, cast

from rich.text import Text
from textual.app import ComposeResult

from tokenroom.classroom.to_clients import Found, RefusedMessage
from tokenroom.room.classroom.draw.header import header_text
from tokenroom.room.classroom.panels.base import Panel
from tokenroom.room.classroom.panels.choosing import PANELS, panel_for
from tokenroom.room.classroom.panels.ended import EndedPanel
from tokenroom.room.classroom.panels.predict import PredictPanel
from tokenroom.room.classroom.panels.questions import QuestionsPanel
from tokenroom.room.classroom.panels.telling import TellingPanel
from tokenroom.room.classroom.seat import Seen
from tokenroom.room.draw.lines import stack, wrapped
from tokenroom.room.screens.base import RoomScreen
from tokenroom.room.widgets.drawing import Drawing
from tokenroom.room.widgets.key_line import KeyLine
from tokenroom.room.widgets.notice import Notice
from tokenroom.room.widgets.voice import Voice

if TYPE_CHECKING:
    from tokenroom.room.classroom.app import ClassApp

LOCKED = "No more answers are taken for this one."
TICK = 1.0  # seconds


class LessonShown(RoomScreen):
    """Shows where the class is."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = Seen()
        self._is_painted = False  # whether there are panels to tell anything
        self._until: float | None = None  # when the item's time is up, by a clock that nobody sets

    def compose_room(self) -> ComposeResult:
        """Yield all panels; one of them is seen."""
        yield Drawing(id="header")
        yield Drawing(_behind, id="behind")
        for panel in PANELS:
            yield panel()
        yield Voice(gap=False, id="voice")
        yield Notice()
        yield KeyLine()

    async def on_mount(self) -> None:
        """Show what is known, and let the time run."""
        self._is_painted = True
        await self.tell(self.seen, is_stage=True)
        self.set_interval(TICK, self.show_header)

    @property
    def panel(self) -> Panel:
        """The panel that is seen."""
        return self.query_one(panel_for(self.seen))

    async def tell(self, seen: Seen, is_stage: bool) -> None:
        """Show what is known now; `is_stage` if it is a stage that came."""
        before, self.seen = self.seen, seen
        if not self._is_painted or not self.children:  # not there yet, or taken down while the host still speaks
            return
        if is_stage and seen.stage is not None:
            left = seen.stage.seconds_left
            self._until = None if left is None else time.monotonic() + left
        for panel in self.query(Panel):
            panel.display = isinstance(panel, panel_for(seen))
        if isinstance(self.panel, QuestionsPanel):
            await self.panel.ask(seen)
        else:
            self.panel.tell(seen)
            self.set_focus(None)
        self.set_class(seen.behind is not None and seen.stage is not None and not seen.stage.paused, "-behind")
        self._tell_voice(before)
        self._say_refusal(before)
        self.show_header()
        self.show_keys()

    def show_header(self) -> None:
        """Draw the first line anew: time goes by."""
        left = None if self._until is None else max(0.0, self._until - time.monotonic())
        self.query_one("#header", Drawing).show(partial(_header, self.seen, left))

    def show_keys(self) -> None:
        """Name the keys that mean something."""
        self.query_one(KeyLine).show_keys(self.panel.keys())

    def found(self, message: Found) -> None:
        """Show what the host found."""
        if isinstance(self.panel, PredictPanel):
            self.panel.found(message)

    def _tell_voice(self, before: Seen) -> None:
        """Let the speakers say what belongs to an item, once."""
        stage, voice = self.seen.stage, self.query_one("#voice", Voice)
        is_played = type(self.panel) not in {TellingPanel, EndedPanel}
        told = stage.told if stage is not None and is_played else ()
        if told != (before.stage.told if before.stage is not None else ()) or not is_played:
            voice.tell(told, word_by_word=cast("ClassApp", self.app).moves)

    def _say_refusal(self, before: Seen) -> None:
        """Say why something was refused, once; and that an item is locked."""
        refused = self.seen.refused
        is_locked = self.seen.stage is not None and self.seen.stage.phase == "locked" and self.seen.may_answer
        if refused is not None and refused is not before.refused:
            self.say(_refusal_words(refused))
        elif is_locked:
            self.say(LOCKED)
        elif self.seen.stage is not before.stage or self.seen.yours is not before.yours:
            self.say("")

    def say(self, words: str) -> None:
        """Show a word to the student below all else."""
        self.query_one(Notice).say(words)


def _header(seen: Seen, left: float | None, width: int, _height: int) -> Text:
    return header_text(seen, left, width)


def _behind(width: int, _height: int) -> Text:
    words = "The class has gone on. This one is still yours to answer, late; ^N goes on without, ^E goes to the class."
    return stack(wrapped(words, width))


def _refusal_words(refused: RefusedMessage) -> str:
    return f"{refused.why[:1].upper()}{refused.why[1:]}."
