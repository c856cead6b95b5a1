"""A screen on which answers are written: scores, chips or a guess, by keys and by the mouse, until one is locked."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, on
from textual.binding import Binding

from tokenroom.game.answer import AnswerError, doubtful_score
from tokenroom.game.commands import Answer, AskHint
from tokenroom.game.events import AnyEvent
from tokenroom.room.draw.asked_again import large_score, nothing_written
from tokenroom.room.screens.stages import BeatScreen
from tokenroom.room.sheet import MODES, Mode
from tokenroom.room.widgets.answering import Answering


class AnsweringScreen(BeatScreen):
    """Writes into its `Answering` while the stage is "asking"; what comes of an answer is for the screen to show."""

    BINDINGS = [  # noqa: RUF012 - Textual's form
        Binding("f2,ctrl+s", "mode('scores')", show=False),
        Binding("f3,ctrl+k", "mode('chips')", show=False),
        Binding("f4,ctrl+g", "mode('guess')", show=False),
        Binding("ctrl+t", "hint", show=False),
    ]
    mode: Mode = "scores"
    misses_when_blank = False  # whether one answer with nothing in it misses the goal
    lets_instinct = False  # Enter was pressed once with nothing written
    _doubted: Answer | None = None  # the answer that was asked about once

    @property
    def instinct_is_even(self) -> bool:
        """Whether an answer with nothing in it gives every option the same."""
        raise NotImplementedError

    @property
    def answering(self) -> Answering:
        """Where the answer is written."""
        return self.query_one(Answering)

    @property
    def may_write(self) -> bool:
        """Whether an answer is asked for, and none is being carried out."""
        return self.stage == "asking" and not self.is_working

    @property
    def is_finding(self) -> bool:
        """Whether the find line is open."""
        return self.stage == "asking" and self.answering.finder.is_open

    def write(self, event: events.Key) -> None:
        """Write what a key means."""
        self.say("")
        if event.key == "enter" and not self.is_finding:
            self.lets_instinct = False  # Enter alone, however often, gives nothing away
            self.action_lock()
            return
        if event.key == "space" and self.lets_instinct and not self.is_finding:
            self.action_lock()
            return
        self.lets_instinct = False
        self.voice.finish()
        if event.character == "?" and not self.is_finding:
            self.action_help()
        elif event.key == "space" and self.answering.sheet.is_blank and not self.is_finding:
            self._leave_to_instinct()
        elif self.answering.press(event.key, event.character) == "none found":
            self.say("no token begins so: rub out a letter, or Escape")

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted is typed, as far as it can be."""
        if self.may_write and not self.is_too_small:
            self.lets_instinct = False
            self.voice.finish()
            self.answering.type(event.text)

    def action_step(self, direction: int) -> None:
        """Do what the arrows do, for the mouse."""
        if self.may_write:
            self.answering.press("right" if direction else "down", None)

    def action_find(self) -> None:
        """Open the find line."""
        if self.may_write and not self.is_finding:
            self.answering.press("slash", "/")

    def action_mode(self, mode: Mode) -> None:
        """Answer in another way, now and from here on."""
        self.mode = mode
        if self.may_write:
            self.answering.switch(mode)

    def action_next_mode(self) -> None:
        """Answer in the next of the three ways, for the mouse."""
        self.action_mode(MODES[(MODES.index(self.mode) + 1) % len(MODES)])

    def action_hint(self) -> None:
        """Ask for the next hint."""
        if self.may_write:
            self.carry_out(AskHint())

    def action_lock(self) -> None:
        """Lock the answer, or hurry the voice first."""
        if not self.voice.is_done:
            self.voice.finish()
            return
        if self.answering.sheet.is_blank and not self.lets_instinct:
            self.lets_instinct = True
            self.say(nothing_written(self.instinct_is_even, self.misses_when_blank))
            return
        try:
            command = self.answering.answer()
        except AnswerError as error:
            self.say(str(error))
            return
        if not self._asks_again(command):
            self.carry_out(command)

    def show_told(self, told: Sequence[AnyEvent]) -> None:
        """Say a hint, or show the events; Enter must be pressed anew to let instinct answer."""
        self.lets_instinct, self._doubted = False, None
        super().show_told(told)

    def _leave_to_instinct(self) -> None:
        """Say what becomes of an answer with nothing in it: the space may be the first of a token."""
        if self.misses_when_blank:
            self.say("Nothing is written yet. Enter says what becomes of that.")
            return
        self.lets_instinct = True
        self.say(nothing_written(self.instinct_is_even, self.misses_when_blank))

    def _asks_again(self, answer: Answer) -> bool:
        """Ask once whether a score that hardly anybody means is meant; True if it was asked now."""
        doubtful = doubtful_score(answer)
        if doubtful is None or answer == self._doubted:
            return False
        self._doubted = answer
        self.say(large_score(self.answering.vocabulary, *doubtful))
        return True

    @on(Answering.Refused)
    def _refused(self, event: Answering.Refused) -> None:
        self.say(event.words)

    @on(Answering.Locked)
    def _locked(self) -> None:
        self.action_lock()
