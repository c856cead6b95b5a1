"""The screen of the mechanic *predict*: keys and clicks become commands; `WorkingScreen` carries them out."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, on
from textual.binding import Binding

from tokenroom.game.answer import AnswerError, doubtful_score
from tokenroom.game.commands import Answer, AskHint, Next
from tokenroom.game.events import AnyEvent
from tokenroom.game.goal import misses_without
from tokenroom.room.draw.asked_again import large_score, nothing_written
from tokenroom.room.screens.staged import StagedScreen
from tokenroom.room.sheet import MODES, Mode
from tokenroom.room.widgets.answering import Answering


class PredictScreen(StagedScreen):
    """Plays one session."""

    BINDINGS = [  # noqa: RUF012 - Textual's form
        Binding("f2,ctrl+s", "mode('scores')", show=False),
        Binding("f3,ctrl+k", "mode('chips')", show=False),
        Binding("f4,ctrl+g", "mode('guess')", show=False),
        Binding("ctrl+t", "hint", show=False),
    ]
    leave_words = "Escape once more to leave. The session is kept; only the answer you are writing is not."
    _lets_instinct = False  # Enter was pressed once with nothing written
    _doubted: Answer | None = None  # the answer that was asked about once

    def on_key(self, event: events.Key) -> None:
        """Any key hurries; while an answer is asked for, keys write it."""
        if self.is_too_small or event.key in {"f1", "f2", "f3", "f4"} or event.key.startswith("ctrl+"):
            return
        event.stop()
        event.prevent_default()
        self.take_in_turn(event)

    def take(self, event: events.Key) -> None:
        """Leave, write, or hurry, as the stage has it."""
        if event.key == "escape" and not self._finding:
            self.action_leave()
            return
        self.stay()
        if self.stage not in {"telling", "card", "passing"} and self.passage_shown.scroll(event.key):
            return
        if self.stage == "asking":
            self._write(event)
        elif self.stage != "passing" or not self.log_shown.scroll(event.key):
            self._hurry(goes_on=event.key in {"enter", "space"})

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted is typed, as far as it can be."""
        if self._may_write and not self.is_too_small:
            self._lets_instinct = False
            self.voice.finish()
            self._answering.type(event.text)

    def action_step(self, direction: int) -> None:
        """Do what the arrows do, for the mouse."""
        if self._may_write:
            self._answering.press("right" if direction else "down", None)

    def action_look_back(self) -> None:
        """Look back at the phrases that went by, for the mouse."""
        self.log_shown.scroll("up")

    def action_find(self) -> None:
        """Open the find line."""
        if self._may_write and not self._finding:
            self._answering.press("slash", "/")

    def action_mode(self, mode: Mode) -> None:
        """Answer in another way, now and from here on."""
        self.mode = mode
        if self._may_write:
            self._answering.switch(mode)

    def action_next_mode(self) -> None:
        """Answer in the next of the three ways, for the mouse."""
        self.action_mode(MODES[(MODES.index(self.mode) + 1) % len(MODES)])

    def action_hint(self) -> None:
        """Ask for the next hint."""
        if self._may_write:
            self.carry_out(AskHint())

    def action_lock(self) -> None:
        """Lock the answer, or hurry the voice first."""
        if not self.voice.is_done:
            self.voice.finish()
            return
        if self._answering.sheet.is_blank and not self._lets_instinct:
            self._lets_instinct = True
            self.say(nothing_written(self.session.part, self.session.setup.goal))
            return
        try:
            command = self._answering.answer()
        except AnswerError as error:
            self.say(str(error))
            return
        if not self._asks_again(command):
            self.carry_out(command)

    def _leave_to_instinct(self) -> None:
        """Answer with nothing; where the goal is then missed, say so first."""
        if misses_without(self.session.setup.goal):
            self.say("Nothing is written yet. Enter says what becomes of that.")
            return
        self._lets_instinct = True
        self.action_lock()

    def action_hurry(self) -> None:
        """Go on, for the mouse."""
        if self.is_working:
            return
        self._hurry(goes_on=True)

    def _asks_again(self, answer: Answer) -> bool:
        """Ask once whether a score that hardly anybody means is meant; True if it was asked now."""
        doubtful = doubtful_score(answer)
        if doubtful is None or answer == self._doubted:
            return False
        self._doubted = answer
        self.say(large_score(self.session.part, *doubtful))
        return True

    @property
    def _answering(self) -> Answering:
        return self.query_one(Answering)

    @property
    def _may_write(self) -> bool:
        return self.stage == "asking" and not self.is_working

    @property
    def _finding(self) -> bool:
        return self.stage == "asking" and self._answering.finder.is_open

    def _write(self, event: events.Key) -> None:
        self.say("")
        if event.key == "enter" and not self._finding:
            self._lets_instinct = False  # Enter alone, however often, gives nothing away
            self.action_lock()
            return
        if event.key == "space" and self._lets_instinct and not self._finding:
            self.action_lock()
            return
        self._lets_instinct = False
        self.voice.finish()
        if event.character == "?" and not self._finding:
            self.action_help()
        elif event.key == "space" and self._answering.sheet.is_blank and not self._finding:
            self._leave_to_instinct()
        elif self._answering.press(event.key, event.character) == "none found":
            self.say("no token begins so: rub out a letter, or Escape")

    def _hurry(self, goes_on: bool) -> None:
        self.say("")
        if self.hurries(goes_on or self.stage not in {"compared", "telling"}):
            return
        if self.stage == "passing" and not self.log_shown.is_done:
            self.log_shown.finish()
        elif not self.next_beat():
            self.carry_out(Next())

    def show_told(self, told: Sequence[AnyEvent]) -> None:
        """Say a hint, or show the events; Enter must be pressed anew to let instinct answer."""
        self._lets_instinct, self._doubted = False, None
        super().show_told(told)

    @on(Answering.Refused)
    def _refused(self, event: Answering.Refused) -> None:
        self.say(event.words)

    @on(Answering.Locked)
    def _locked(self) -> None:
        self.action_lock()
