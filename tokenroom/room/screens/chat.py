"""The screen of the mechanic *chat* behind its items: the base model is tuned, both are asked, one talks to both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.binding import Binding
from textual.containers import VerticalScroll

from tokenroom.game.chat_commands import StopChatTuning, TakeShippedChat, TuneChat, TuneChatOn
from tokenroom.game.chat_events import ChatCleared, ChatTuningEnded
from tokenroom.game.commands import AnyCommand, AskHint, Next
from tokenroom.game.events import AnyEvent
from tokenroom.room.chat_view import Stage, fold
from tokenroom.room.screens.chat_items import ChatItemsScreen
from tokenroom.room.screens.chat_talk import ChatTalk
from tokenroom.room.screens.working import WorkingScreen
from tokenroom.room.sheet import Mode
from tokenroom.room.widgets.voice import Voice

if TYPE_CHECKING:
    from tokenroom.game.campaign import Play

FUNCTION_KEYS = {"f3", "f4"}  # of the talk, where letters are written


def chat_screen(play: Play, resumed: bool, answer_in: Mode | None) -> WorkingScreen:
    """Return the screen for where a session stands: its items, or what comes behind them."""
    if play[0].session.state.phase in {"asked", "revealed"}:
        return ChatItemsScreen(play, resumed, answer_in)
    return ChatScreen(play, resumed)


class ChatScreen(ChatTalk):
    """Plays one session from its last item on."""

    BINDINGS = [Binding("ctrl+t", "hint", show=False)]  # noqa: RUF012 - Textual's form

    def on_mount(self) -> None:
        """Begin when the widgets within widgets are there, too."""
        self.call_after_refresh(self._open)

    def _open(self) -> None:
        """Tell the story, or go on where the session stands."""
        if self.view.said and not self._resumed:
            self.tell_story()
        else:
            self.go_on_with_session()
        self.query_one("#voice", Voice).tell((), word_by_word=False)

    def on_key(self, event: events.Key) -> None:
        """Keys work the screen; while it trains, S stops it and nothing else waits."""
        writes = self.stage == "talking" and event.key not in FUNCTION_KEYS | {"escape", "pageup", "pagedown"}
        if self.stage is None or self.is_too_small or event.key == "f1" or event.key.startswith("ctrl+") or writes:
            return
        event.stop()
        event.prevent_default()
        if self.is_training:
            if event.key.lower() in {"s", "escape"}:
                self.action_stop()
        else:
            self.take_in_turn(event)

    def take(self, event: events.Key) -> None:
        """Do what a key means."""
        if event.key == "escape":
            self.action_leave()
            return
        self.stay()
        self.say("")
        sheet = self.query_one("#sheet", VerticalScroll)
        match event.key.lower():
            case "enter" | "space":
                self.action_go_on()
            case "up" | "down":
                sheet.scroll_relative(y=-1 if event.key == "up" else 1, animate=False)
            case "pageup" | "pagedown":
                sheet.scroll_relative(y=-8 if event.key == "pageup" else 8, animate=False)
            case "k":
                self.action_keep() if self.stage == "paused" else self.action_take_shipped()
            case "u":
                self.action_undo()
            case "f3":
                self.action_clear()
            case "f4":
                self.action_end()
            case _ if event.character == "?":
                self.action_help()
            case _ if self.stage == "telling":
                self.hurries(goes_on=False)

    def show_told(self, told: Sequence[AnyEvent]) -> None:
        """Show what a command brought about; a training goes on by itself."""
        self.view = fold(self.view, told)
        if self.view.ended is not None:
            self.tell_story() if self.view.said else self.show_end()
            return
        if self.view.said or self.stage != "training":
            self.query_one("#voice", Voice).tell(self.view.said, word_by_word=self.room.moves)
        self.go_on_with_session()
        self.type_out(told)
        if any(isinstance(event, ChatTuningEnded) and event.outcome == "undone" for event in told):
            self.say("What it had learned is gone.")
        if isinstance(told[-1], ChatCleared):  # with no story behind it
            self.say("A new chat: neither remembers what was said.")

    def action_go_on(self) -> None:
        """Hurry what is told; else train, train on, compare, ask the next question, or go to the talk."""
        if self.is_working:
            return
        if not self.voice.is_done:
            self.voice.finish()
        elif self.is_typing:
            self.finish_typing()
        elif self.view.ended is not None:
            self.show_end()
        elif self.stage == "telling":
            self.go_on_with_session()
        elif self.stage == "resting":
            self._begin(TuneChat())
        elif self.stage == "paused":
            self.show("training")
            self._begin(TuneChatOn())
        elif self.stage in {"tuned", "answers"}:
            self.carry_out(Next())

    def action_keep(self) -> None:
        """Keep what has been learned so far."""
        if self.stage == "paused":
            self.carry_out(StopChatTuning(keep=True))

    def action_undo(self) -> None:
        """Undo all that has been learned."""
        if self.stage == "paused":
            self.carry_out(StopChatTuning(keep=False))

    def action_take_shipped(self) -> None:
        """Take the chat model that comes with the program."""
        if self.stage == "resting":
            self.carry_out(TakeShippedChat())

    def action_hint(self) -> None:
        """Ask for the next hint."""
        if self.stage in {"resting", "tuned", "answers"}:
            self.carry_out(AskHint())

    def _begin(self, command: AnyCommand) -> None:
        self.stopping = False
        self.carry_out(command)

    def go_on_with_session(self) -> None:
        """Show the stage that the session is in; let a training go on."""
        self.show(self._stage())
        if self.stage == "training":
            self.carry_out(TuneChatOn())

    def _stage(self) -> Stage:
        match self.session.state.phase:
            case "tuning":
                return "paused" if self.stopping else "training"
            case "tuned":
                return "tuned" if self.view.compared is None else "answers"
            case "talking":
                return "talking"
            case _:
                return "resting"

    def _ask_for_patience(self) -> None:
        if self.stage != "training":
            self.say("One moment: both models are at work.")
