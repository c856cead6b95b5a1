"""The screen of the mechanic *steer*: a knob and runs to look on; then a line on which answers are written."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, on
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Input

from tokenroom.game.commands import AskHint, Next
from tokenroom.game.events import AnyEvent
from tokenroom.game.steer_commands import (
    Steer,
    SteerOn,
    StopSteering,
    TakeSteered,
    TryAnswer,
    UndoSteering,
)
from tokenroom.game.steer_events import AnswerJudged, SteeringEnded, SteeringUndone
from tokenroom.room.screens.steer_turning import SteerTurning
from tokenroom.room.steer_view import Stage, fold
from tokenroom.room.widgets.voice import Voice

STAGES: dict[str, Stage] = {"set": "set", "steering": "steering", "steered": "steered", "fooling": "fooling"}
WRITING = {"f3", "f4", "escape", "pageup", "pagedown", "up", "down"}  # keys that are no letters of an answer


class SteerScreen(SteerTurning):
    """Plays one session."""

    BINDINGS = [Binding("ctrl+t", "hint", show=False)]  # noqa: RUF012 - Textual's form

    def on_mount(self) -> None:
        """Tell the story, or go on where the session stands."""
        if self.view.said and not self._resumed:
            self.tell_story()
        else:
            self.go_on_with_session()
        self.query_one("#voice", Voice).tell((), word_by_word=False)

    def on_key(self, event: events.Key) -> None:
        """Keys work the screen; during a run they stop it or turn pages; most are letters of an answer."""
        writes = self.stage == "fooling" and event.key not in WRITING
        if self.is_too_small or event.key == "f1" or event.key.startswith("ctrl+") or writes:
            return
        event.stop()
        event.prevent_default()
        if self.is_training:
            self._take_during_run(event.key.lower())
        else:
            self.take_in_turn(event)

    def _take_during_run(self, key: str) -> None:
        match key:
            case "s" | "escape":
                self.action_stop()
            case _ if key in {"left", "right", "up", "down", "pageup", "pagedown", "tab"}:
                self.turn(key)

    def take(self, event: events.Key) -> None:
        """Do what a key means."""
        if event.key == "escape":
            self.action_leave()
            return
        self.stay()
        self.say("")
        match event.key.lower():
            case "enter" | "space":
                self.action_go_on()
            case "left" | "right" | "up" | "down" | "pageup" | "pagedown" | "tab":
                self.turn(event.key.lower())
            case "t":
                self.action_take()
            case "n":
                self.action_without()
            case "u":
                self.action_undo()
            case "o":
                self.action_on()
            case "f3":
                self.action_again()
            case "f4":
                self.action_end()
            case _ if event.character == "?":
                self.action_help()
            case _ if self.stage == "telling":
                self.hurries(goes_on=False)

    def show_told(self, told: Sequence[AnyEvent]) -> None:
        """Show what a command brought about; a run goes on by itself."""
        self.view = fold(self.view, told)
        if any(isinstance(event, SteeringEnded) for event in told):
            self.page = self.first_page
        if self.view.ended is not None and not self.view.said:
            self.show_end()
        elif self.view.ended is not None or self.view.is_told_alone:
            self.tell_story()
        else:
            if self.view.said or self.stage != "steering":
                self.query_one("#voice", Voice).tell(self.view.said, word_by_word=self.room.moves)
            self.go_on_with_session()
        if isinstance(told[0], SteeringUndone):
            self.say("What the run had made of the model is gone. Its figures stay on the list.")
        if isinstance(told[0], AnswerJudged):
            self.query_one(Input).value = ""
            self.query_one("#sheet", VerticalScroll).scroll_home(animate=False)

    def action_go_on(self) -> None:
        """Hurry what is told; begin the run; keep it and go on."""
        if self.is_working:
            return
        if not self.voice.is_done:
            self.voice.finish()
        elif self.view.ended is not None:
            self.show_end()
        elif self.stage == "telling":
            self.go_on_with_session()
        elif self.stage == "set":
            self.stopping, self.page = False, "update" if self.has_class("-wide") else "curves"
            self.carry_out(Steer())
        elif self.stage == "steered":
            self.carry_out(Next())

    def action_take(self) -> None:
        """Look at the model that was steered before."""
        if self.stage == "set" and self.view.started is not None and self.view.started.shipped:
            self.carry_out(TakeSteered())

    def action_without(self) -> None:
        """Go on without a run."""
        if self.stage == "set":
            self.carry_out(Next())

    def action_undo(self) -> None:
        """Undo the run."""
        if self.stage == "steered":
            self.carry_out(UndoSteering())

    def action_on(self) -> None:
        """Go on with a run that was stopped."""
        run = self.view.ended_run.run if self.view.ended_run else None
        if self.stage == "steered" and run is not None and run.updates < run.total and not self.is_working:
            self.stopping = False
            self.show("steering")
            self.carry_out(SteerOn())

    def action_hint(self) -> None:
        """Ask for the next hint."""
        if self.stage in {"set", "steered", "fooling"}:
            self.carry_out(AskHint())

    def action_end(self) -> None:
        """Write no more answers."""
        if self.stage == "fooling":
            self.carry_out(Next())

    def action_submit(self) -> None:
        """Try what is written, for the mouse."""
        if self.stage == "fooling":
            self._try(self.query_one(Input).value)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._try(event.value)

    def _try(self, text: str) -> None:
        self.stay()
        if self.is_working:
            return
        if not self.voice.is_done:
            self.voice.finish()
        if not text.strip():
            self.say("Write an answer, or press F4 if that was all.")
        else:
            self.carry_out(TryAnswer(text.encode("utf-8", "backslashreplace").decode()))  # what no record could hold

    def go_on_with_session(self) -> None:
        """Show the stage that the session is in; let a run go on."""
        phase = self.session.state.phase
        self.show(STAGES[phase])
        if self.wanted:
            self.look()
        elif phase == "steering":
            self.carry_out(StopSteering() if self.stopping else SteerOn())
            if self.stopping:
                self.say("It has stopped. One moment: it answers, and the judge reads.")

    def _ask_for_patience(self) -> None:
        if self.stage != "steering":
            self.say("One moment: the models answer, the reward model and the judge read.")
