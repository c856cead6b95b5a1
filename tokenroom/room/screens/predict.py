"""The screen of the mechanic *predict*: keys and clicks become commands; `WorkingScreen` carries them out."""

from __future__ import annotations

from textual import events

from tokenroom.game.commands import Next
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
        if self.stage not in {"telling", "card", "passing"} and self.passage_shown.scroll(event.key):
            return
        if self.stage == "asking":
            self.write(event)
        elif self.stage != "passing" or not self.log_shown.scroll(event.key):
            self._hurry(goes_on=event.key in {"enter", "space"})

    def action_look_back(self) -> None:
        """Look back at the phrases that went by, for the mouse."""
        self.log_shown.scroll("up")

    def action_hurry(self) -> None:
        """Go on, for the mouse."""
        if self.is_working:
            return
        self._hurry(goes_on=True)

    def _hurry(self, goes_on: bool) -> None:
        self.say("")
        if self.hurries(goes_on or self.stage not in {"compared", "telling"}):
            return
        if self.stage == "passing" and not self.log_shown.is_done:
            self.log_shown.finish()
        elif not self.next_beat():
            self.carry_out(Next())
