"""The screen of the mechanic *prompt*: a context is written and tried; `WorkingScreen` carries the tries out."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, on
from textual.binding import Binding
from textual.widgets import TextArea

from tokenroom.game.commands import AskHint, Next
from tokenroom.game.events import AnyEvent, Hinted, Said
from tokenroom.game.prompt_commands import TryContext
from tokenroom.game.prompt_model import ALONE
from tokenroom.room.draw.voice import hint_words
from tokenroom.room.prompt_view import fold
from tokenroom.room.screens.prompt_parts import PromptParts


class PromptScreen(PromptParts):
    """Plays one session."""

    BINDINGS = [  # noqa: RUF012 - Textual's form
        Binding("f2,ctrl+s", "try", show=False),
        Binding("f3", "look", show=False),
        Binding("f4,ctrl+g", "finish", show=False),
        Binding("f5", "anew", show=False),
        Binding("ctrl+t", "hint", show=False),
    ]
    _finishing = False  # F4 was pressed once, with the goal not reached

    def on_mount(self) -> None:
        """Tell the story, or go on where the session stands."""
        self.area.can_focus = False
        self.area.put(self.written())
        if self._resumed and self.session.state.phase == "asked":
            self.show("tried")
            self.voice.tell((), word_by_word=False)
        else:
            self.show_and_tell("telling")

    def on_key(self, event: events.Key) -> None:
        """Keys that the text does not take: go on, or leave."""
        if self.is_too_small or event.key.startswith("ctrl+") or event.key in {"f1", "f2", "f3", "f4", "f5"}:
            return
        if event.key == "escape" or self.stage != "writing":
            event.stop()
            event.prevent_default()
            self.take_in_turn(event)
        else:
            self.stay()

    def take(self, event: events.Key) -> None:
        """Leave, get help, or go on."""
        if event.key == "escape":
            self.action_leave()
            return
        self.stay()
        if event.character == "?" and self.stage != "writing":
            self.action_help()
        elif event.key in {"enter", "space"}:
            self.action_go_on()
        elif self.stage == "telling":
            self.hurries(goes_on=False)

    def show_told(self, told: Sequence[AnyEvent]) -> None:
        """Show what a command brought about."""
        if isinstance(told[0], Hinted):
            self.voice.tell([Said(speaker="voice", text=hint_words(told[0]))], word_by_word=self.room.moves)
            return
        self.view = fold(self.view, told)
        if self.view.ended is None:
            self.show_and_tell("tried")
        elif self.view.said:
            self.show_and_tell("telling")
        else:
            self.show_end()

    def action_go_on(self) -> None:
        """Hurry the story; ask the model alone; go on writing."""
        if self.is_working:
            return
        if not self.voice.is_done:
            self.voice.finish()
        elif self.view.ended is not None:
            self.show_end()
        elif self.stage == "telling":
            self.carry_out(Next())
        elif self.stage == "tried" and self.view.left:
            self._write()
        elif self.stage == "tried":
            self.carry_out(Next())

    def action_try(self) -> None:
        """Try what is written."""
        if self._may_write and not self.is_working:
            self._finishing = False
            self.carry_out(TryContext(self.area.text))

    def action_look(self) -> None:
        """Show the last result again."""
        if self._may_write:
            self.show("tried")
            self.voice.tell(self.view.said, word_by_word=False)

    def action_anew(self) -> None:
        """Begin with the question alone."""
        if self._may_write:
            self.area.put(ALONE)

    def action_finish(self) -> None:
        """End the session; ask once more where the goal is not reached and there are tries."""
        if self.stage == "telling" or self.is_working:
            return
        if self._finishing or self.view.reached or not self.view.left:
            self.carry_out(Next())
            return
        self._finishing = True
        self.say("The goal is not reached, and there are tries left. F4 once more finishes all the same.")

    def action_hint(self) -> None:
        """Ask for the next hint."""
        if self._may_write:
            self.carry_out(AskHint())

    @on(TextArea.Changed)
    def _changed(self) -> None:
        """Show the tokens of what is written now."""
        self._finishing = False
        if self._may_write:
            self.say("")
            self.redraw()

    @property
    def _may_write(self) -> bool:
        return self.stage == "writing"

    def _write(self) -> None:
        self.show("writing")
        self.voice.tell((), word_by_word=False)

    def _ask_for_patience(self) -> None:
        self.say("One moment: the model reads the hidden questions behind your context.")
