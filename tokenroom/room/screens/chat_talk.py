"""The talk with both models: what is written is said to them; a new chat, and the end of the level."""

from __future__ import annotations

from textual import on
from textual.widgets import Input

from tokenroom.game.chat_commands import ClearChat, SayToBoth
from tokenroom.game.commands import Next
from tokenroom.room.screens.chat_parts import ChatParts


class ChatTalk(ChatParts):
    """Takes what is written at the bottom of the screen."""

    def action_submit(self) -> None:
        """Say what is written, for the mouse."""
        if self.stage == "talking":
            self._say(self.query_one(Input).value)

    def action_clear(self) -> None:
        """Begin a new chat."""
        if self.stage == "talking":
            self.carry_out(ClearChat())

    def action_end(self) -> None:
        """End the talk, and with it the level."""
        if self.stage == "talking":
            self.carry_out(Next())

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._say(event.value)

    def _say(self, text: str) -> None:
        """Say it to both; with nothing written, hurry, or answer again; before anything was said, tell what to do."""
        self.stay()
        if self.is_working:
            return
        if self.is_typing:
            self.finish_typing()
            if not text.strip():
                return
        if not self.voice.is_done:
            self.voice.finish()
            if not text.strip():
                return
        if not text.strip() and not self.view.talk:
            self.say("Nothing is written yet. Write something first, or press F4 to end the talk.")
            return
        self.query_one(Input).value = ""
        self.carry_out(SayToBoth(text.encode("utf-8", "backslashreplace").decode()))  # what no record could hold
