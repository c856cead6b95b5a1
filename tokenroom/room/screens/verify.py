"""The screen of the mechanic *verify*: sums are tried, checkers written, models trained while one looks on."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.binding import Binding

from tokenroom.game.commands import AnyCommand, AskHint, Next
from tokenroom.game.events import AnyEvent
from tokenroom.game.verify_commands import (
    PredictPass,
    VerifyStop,
    VerifyTakeShipped,
    VerifyTrain,
    VerifyTrainOn,
    VerifyUndo,
)
from tokenroom.game.verify_events import CheckerWritten, VerifyMeasured
from tokenroom.room.screens.verify_parts import HALF
from tokenroom.room.screens.verify_typing import VerifyTyping
from tokenroom.room.verify_view import fold


class VerifyScreen(VerifyTyping):
    """Plays one session."""

    BINDINGS = [  # noqa: RUF012 - Textual's form
        Binding("f2", "train", show=False),
        Binding("f3", "undo", show=False),
        Binding("f4", "shipped", show=False),
        Binding("ctrl+t", "hint", show=False),
    ]

    def on_mount(self) -> None:
        """Tell the story, or go on where the session stands."""
        if self.view.said and not self._resumed:
            self.tell_story()
        else:
            self.go_on_with_session()

    def on_key(self, event: events.Key) -> None:
        """Keys predict and type; while a model trains, S stops it and nothing else waits."""
        if self.is_too_small or event.key in {"f1", "f2", "f3", "f4"} or event.key.startswith("ctrl+"):
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
        if event.key == "escape" and not (self.stage == "bench" and self.typed.text):
            self.action_leave()
            return
        self.stay()
        self.say("")
        if event.key == "enter" or (event.key == "space" and self.stage != "bench"):
            self.action_go_on()
        elif self.stage == "asking":
            self.type_figure(event)
        elif self.stage == "bench":
            self.type_line(event)
        elif self.stage == "telling":
            self.hurries(goes_on=False)

    def show_told(self, told: Sequence[AnyEvent]) -> None:
        """Show what a command brought about; a training goes on by itself."""
        self.view = fold(self.view, told)
        if self.view.ended is not None and not self.view.said:
            self.show_end()
        elif self.view.ended is not None:
            self.tell_story()
        else:
            if any(isinstance(event, CheckerWritten) for event in told):
                self.put("")
            self.tell_beside(told)
            self.go_on_with_session(measured=any(isinstance(event, VerifyMeasured) for event in told))

    def action_go_on(self) -> None:
        """Hurry the story; predict; write what is typed; go on."""
        if self.is_working:
            return
        if not self.voice.is_done and not (self.stage == "bench" and self.typed.text):
            self.voice.finish()
        elif self.view.ended is not None:
            self.show_end()
        elif self.stage in {"telling", "measured"}:
            self.go_on_with_session()
        elif self.stage == "asking":
            self.carry_out(PredictPass(float(self.sure)))
        elif self.stage == "bench":
            self.enter()
        else:
            self.sure = HALF
            self.carry_out(Next())

    def action_stop(self) -> None:
        """Stop the training, where there is one: a model that is measured is done soon."""
        if self.is_training and not self.session.is_learning:
            self.say("Nothing learns now: it answers held-out sums, and is done soon.")
        else:
            super().action_stop()

    def action_train(self) -> None:
        """Train the model against the checker in force."""
        if self.stage == "bench":
            self.stopping = False
            self.carry_out(VerifyTrain())

    def action_undo(self) -> None:
        """Take back what the model learned last."""
        self._at_bench(VerifyUndo())

    def action_shipped(self) -> None:
        """Take the model that ships."""
        self._at_bench(VerifyTakeShipped())

    def action_hint(self) -> None:
        """Ask for the next hint."""
        if self.stage in {"asking", "tried", "bench"}:
            self.carry_out(AskHint())

    def _at_bench(self, command: AnyCommand) -> None:
        if self.stage in {"bench", "measured"}:
            self.stopping = False
            self.carry_out(command)

    def go_on_with_session(self, measured: bool = False) -> None:
        """Show the stage that the session is in; let a training go on."""
        phase, self._asked_to_end = self.session.state.phase, False
        if phase == "training":
            self.show("training")
            self.carry_out(VerifyStop() if self._may_stop else VerifyTrainOn())
        elif phase in ("asking", "tried"):
            self.show("tried" if phase == "tried" else "asking")
        else:
            self.show("measured" if measured else "bench")

    @property
    def _may_stop(self) -> bool:
        stops, self.stopping = self.stopping and self.session.is_learning, False
        return stops

    def _ask_for_patience(self) -> None:
        if self.stage != "training":
            self.say("One moment: the model is answering.")
