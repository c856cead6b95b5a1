"""What all screens that play a session are made of: the story below a picture of the room, a card, a table and a voice.

A session is at one stage at a time, and the stage decides what is seen.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical

from tokenroom.game.events import AnyEvent, Hinted, Said
from tokenroom.room.beats import Beat
from tokenroom.room.draw.scene_story import scene_at
from tokenroom.room.draw.voice import hint_words
from tokenroom.room.screens.working import WorkingScreen
from tokenroom.room.widgets.drawing import Drawing
from tokenroom.room.widgets.key_line import KeyLine
from tokenroom.room.widgets.notice import Notice
from tokenroom.room.widgets.telling import Telling
from tokenroom.room.widgets.voice import Voice

if TYPE_CHECKING:
    from tokenroom.game.recorded import RecordedSession


class StageScreen(WorkingScreen):
    """Shows a session stage by stage; what lies on the table is for `compose_table` to say."""

    DEFAULT_CSS = """
    StageScreen #header { height: 1; padding: 0 1; }
    StageScreen #card, StageScreen #telling, StageScreen #table { display: none; }
    StageScreen #frame { align-horizontal: center; }
    StageScreen #card { height: 1fr; content-align: center middle; }
    StageScreen #table { height: 1fr; }
    StageScreen.-telling #telling { display: block; }
    StageScreen.-card #card { display: block; }
    StageScreen.-card #header { visibility: hidden; }
    StageScreen #voice { height: auto; max-height: 6; padding: 0 1; border-top: solid $foreground 25%; }
    StageScreen #voice.-silent { display: none; }
    """
    stage: str | None = None

    def compose_room(self) -> ComposeResult:
        """Yield all widgets."""
        yield Drawing(id="header")
        yield Drawing(id="card")
        yield Telling(id="telling")
        with Vertical(id="table"):
            yield from self.compose_table()
            yield Voice(gap=False, id="voice")
        yield Notice()
        yield KeyLine()

    def compose_table(self) -> ComposeResult:
        """Yield what lies on the table, above the voice."""
        raise NotImplementedError

    @property
    def voice(self) -> Voice:
        """The widget that tells the story at this stage."""
        return self.query_one("#story" if self.stage == "telling" else "#voice", Voice)

    def go_to(self, stage: str) -> None:
        """Let another stage decide what is seen."""
        self.remove_class(f"-{self.stage}")
        self.stage = stage
        self.add_class(f"-{stage}")

    def hurries(self, goes_on: bool) -> bool:
        """Take a key as haste: tell the rest, or nothing where it must not go on; False if it goes on.

        A key that would mean something on the next screen must not turn the page of the story.
        """
        if not self.voice.is_done:
            self.voice.finish()
            return True
        if self.stage == "telling" and not goes_on:
            self.say("Enter goes on.")
        return not goes_on

    def tell(self, said: Sequence[Said]) -> None:
        """Tell the story of this stage; where it has the screen to itself, in the room as it is at this level."""
        self.voice.tell(said, word_by_word=self.room.moves)
        if self.stage == "telling":
            level, opened = self.recorded.session.setup.level, self.room.opened
            scene = scene_at(level.name, level.file.act, opened.levels if opened else ())
            self.query_one(Telling).enter(scene)


class BeatScreen(StageScreen):
    """Shows the events of a session beat by beat, each seen before the next.

    Args:
        recorded: the session.
        first: its first beats.
    """

    def __init__(self, recorded: RecordedSession, first: Sequence[Beat]) -> None:
        super().__init__(recorded)
        self._queue: deque[Beat] = deque(first)

    def on_mount(self) -> None:
        """Show the first beat."""
        self.next_beat()

    def next_beat(self) -> bool:
        """Show the next beat; False if there is none."""
        if not self._queue:
            return False
        self.show_beat(self._queue.popleft())
        return True

    def show_told(self, told: Sequence[AnyEvent]) -> None:
        """Say a hint, or show the events beat by beat."""
        if isinstance(told[0], Hinted):
            self.tell([Said(speaker="voice", text=hint_words(told[0]))])
        else:
            self._queue += self.beats_of(told)
            self.next_beat()

    def beats_of(self, events: Sequence[AnyEvent]) -> Sequence[Beat]:
        """Return the beats of what a command brought about."""
        raise NotImplementedError

    def show_beat(self, beat: Beat) -> None:
        """Show one beat."""
        raise NotImplementedError
