"""A screen on which a model trains: steps follow one another, S stops them, and where one was not kept they stand."""

from __future__ import annotations

from typing import ClassVar

from textual import events

from tokenroom.room.screens.stages import StageScreen


class TrainingScreen(StageScreen):
    """Shows a session in which models are trained by small commands, each begun when the one before is told."""

    training_stage: ClassVar[str] = "training"
    stop_words: ClassVar[str] = "it stops after this step"
    stopping = False  # the training is to stop after the step that is being taken

    def go_on_with_session(self) -> None:
        """Show the stage that the session is in; let a training go on, or stop it."""
        raise NotImplementedError

    @property
    def is_training(self) -> bool:
        """Whether steps follow one another now, so that a key can only stop them."""
        return self.stage == self.training_stage and self.is_working

    @property
    def has_halted(self) -> bool:
        """Whether a training stands still because a step could not be kept, as on a full disk."""
        return self.stage == self.training_stage and not self.is_working

    def take_in_turn(self, event: events.Key) -> None:
        """Take a key; where a training has halted, Enter tries again and S stops it."""
        key = event.key.lower()
        if self.has_halted and key in {"enter", "space", "s"}:
            self._try_again(stops=key == "s")
        else:
            super().take_in_turn(event)

    def action_stop(self) -> None:
        """Stop the training after the step that is being taken."""
        if self.is_training:
            self.stopping = True
            self.say(self.stop_words)
        elif self.has_halted:
            self._try_again(stops=True)

    def fault_words(self, fault: str) -> str:
        """Say what could not be done, and what a key does now."""
        if fault and self.has_halted:
            return (
                f"{fault}. The training stands still: Enter tries again, S stops it, Esc leaves and keeps the session."
            )
        return fault

    def _try_again(self, stops: bool) -> None:
        self.stay()
        self.say("")
        self.stopping = stops
        self.go_on_with_session()
