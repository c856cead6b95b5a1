"""The screen of the mechanic *sample*: keys and clicks become commands; `WorkingScreen` carries them out."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events

from tokenroom.game.commands import AskHint, Next
from tokenroom.game.events import AnyEvent, Hinted
from tokenroom.room.draw.sample_help import help_text
from tokenroom.room.screens.sample_hand import SampleHandScreen

SECONDS_PER_FRAGMENT = 0.15


class SampleScreen(SampleHandScreen):
    """Plays one session."""

    _running = False  # the model goes on by itself

    def on_key(self, event: events.Key) -> None:
        """Any key hurries; while a text is in hand or an answer asked for, keys work on it."""
        if self.is_too_small or event.key in {"f1", "f2", "f3", "f4"} or event.key.startswith("ctrl+"):
            return
        event.stop()
        event.prevent_default()
        self.take_in_turn(event)

    def take(self, event: events.Key) -> None:
        """Leave, work, or hurry, as the stage has it."""
        self._running = False
        if event.key == "escape" and not self.is_finding:
            self.action_leave()
            return
        self.stay()
        if self.stage == "asking":
            self.write(event)
        elif self.stage == "hand":
            self.work(event)
        elif self.stage == "fragments" and event.key.lower() == "a":
            self.action_all()
        elif event.character == "?":
            self.action_help()
        else:
            self._hurry(goes_on=event.key in {"enter", "space"})

    def action_help(self) -> None:
        """Show what the keys do here, and what the words mean."""
        from tokenroom.room.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(help_text))

    def action_hint(self) -> None:
        """Ask for the next hint."""
        if not self.is_working and self.stage in {"hand", "asking", "fragments"}:
            self.carry_out(AskHint())

    def action_all(self) -> None:
        """Let the model go on to the end by itself; any key stops it."""
        if self.stage == "fragments" and not self.is_working:
            self.voice.finish()
            self._running = True
            self._hurry(goes_on=True)

    def action_hurry(self) -> None:
        """Go on, for the mouse."""
        if not self.is_working:
            self._running = False
            self._hurry(goes_on=True)

    def show_told(self, told: Sequence[AnyEvent]) -> None:
        """Say a hint, or show the events beat by beat."""
        super().show_told(told)
        if self._running and not isinstance(told[0], Hinted):
            self._run_on()

    def _hurry(self, goes_on: bool) -> None:
        self.say("")
        if self.settle() or self.hurries(goes_on):
            return
        if not self.next_beat():
            self.carry_out(Next())

    def _run_on(self) -> None:
        """Let the next token come out by itself, at a pace that can be followed; stop behind the last."""
        last = self.view.fragments[-1] if self.view.fragments else None
        if self.stage != "fragments" or last is None or last.is_last:
            self._running = False
        elif self.room.timed and self.room.may_move:
            self.set_timer(SECONDS_PER_FRAGMENT, self._one_more)
        else:
            self._one_more()

    def _one_more(self) -> None:
        if self._running:
            self.carry_out(Next())

    def _ask_for_patience(self) -> None:
        if self.is_working:
            self.say("One moment: the model is reading.")
