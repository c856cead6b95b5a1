"""The screen of the mechanic *predict*: keys and clicks become commands; `WorkingScreen` carries them out."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events

from tokenroom.game.commands import Next
from tokenroom.game.events import AnyEvent, Hinted, Said
from tokenroom.room.draw.voice import hint_words
from tokenroom.room.screens.staged import StagedScreen


class PredictScreen(StagedScreen):
    """Plays one session."""

    leave_words = "Escape once more to leave. The session is kept; only the answer you are writing is not."

    def on_key(self, event: events.Key) -> None:
        """Any key hurries; while an answer is asked for, keys write it."""
        if self.is_too_small or event.key in {"f1", "f2", "f3", "f4"} or event.key.startswith("ctrl+"):
            return
        event.stop()
        event.prevent_default()
        self.take_in_turn(event)

    def take(self, event: events.Key) -> None:
        """Leave, write, or hurry, as the stage has it."""
        if event.key == "escape" and not self.is_finding:
            self.action_leave()
            return
        self.stay()
        if self.stage == "asking":
            self.write(event)
        else:
            self._hurry(goes_on=event.key in {"enter", "space"})

    def action_hurry(self) -> None:
        """Go on, for the mouse."""
        if self.is_working:
            return
        self._hurry(goes_on=True)

    def _hurry(self, goes_on: bool) -> None:
        self.say("")
        if not self.voice.is_done:
            self.voice.finish()
        elif (self.stage != "compared" or goes_on) and not self.next_beat():
            self.carry_out(Next())

    def show_told(self, told: Sequence[AnyEvent]) -> None:
        """Say a hint, or show the events beat by beat."""
        self.lets_instinct = False
        if isinstance(told[0], Hinted):
            self._hint(told[0])
        else:
            self.stage_events(told)

    def _hint(self, hint: Hinted) -> None:
        self.voice.tell([Said(speaker="voice", text=hint_words(hint))], word_by_word=self.room.moves)
