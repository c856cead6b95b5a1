"""The screen of the mechanic *prefer*: keys and clicks value answers; a reward model learns while one looks on."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, on
from textual.binding import Binding

from tokenroom.game.commands import AskHint, Next
from tokenroom.game.events import AnyEvent
from tokenroom.game.prefer_commands import Fit, FitOn, LearnFrom, StopFit, TurnPair, UndoFit, ValuePair
from tokenroom.game.prefer_events import FitUndone, LearnsFrom, PairAsked, PairTold
from tokenroom.game.prefer_words import whose_words
from tokenroom.room.pair_sheet import PairSheet
from tokenroom.room.prefer_view import Stage, fold
from tokenroom.room.screens.prefer_parts import PreferParts
from tokenroom.room.widgets.pair_values import PairClicked
from tokenroom.room.widgets.voice import Voice

STAGES: dict[str, Stage] = {"asked": "asked", "told": "told", "fit": "fit", "fitting": "fitting", "fitted": "fitted"}


class PreferScreen(PreferParts):
    """Plays one session."""

    BINDINGS = [Binding("ctrl+t", "hint", show=False)]  # noqa: RUF012 - Textual's form
    _alike = False  # Enter was pressed once with equal values, and what they mean has been said

    def on_mount(self) -> None:
        """Tell the story, or go on where the session stands."""
        if self.view.said and not self._resumed:
            self.tell_story()
        else:
            self.go_on_with_session()
        self.query_one("#voice", Voice).tell((), word_by_word=False)

    def on_key(self, event: events.Key) -> None:
        """Keys value answers; while a model learns from all pairs, S stops it and nothing else waits."""
        if self.is_too_small or event.key == "f1" or event.key.startswith("ctrl+"):
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
        pressed = self.sheet.pressed(event.key, event.character) if self.stage == "asked" else None
        match event.key.lower():
            case "enter" | "space":
                self.action_go_on()
            case "pageup" | "pagedown":
                self.action_read_on(-1 if event.key == "pageup" else 1)
            case "g" if self.stage != "telling":
                self.action_guideline()
            case "d":
                self.action_turn()
            case "w":
                self.action_whose()
            case "u":
                self.action_undo()
            case "n":
                self.action_without()
            case _ if event.character == "?":
                self.action_help()
            case _ if self.stage == "telling":
                self.hurries(goes_on=False)
            case _ if pressed is not None:
                self.voice.finish()
                self._write(pressed)

    def show_told(self, told: Sequence[AnyEvent]) -> None:
        """Show what a command brought about; a training goes on by itself."""
        self.view = fold(self.view, told)
        if any(isinstance(event, PairAsked) for event in told):
            self.sheet = PairSheet()
            self.settle()
        if self.view.ended is not None and not self.view.said:
            self.show_end()
        elif self.view.ended is not None or self.view.is_told_alone:
            self.tell_story()
        else:
            self._tell_beside(told)
            self.go_on_with_session()
            if isinstance(told[0], PairTold):
                self.room.ring()
                self.shock()
        for event in told:
            if isinstance(event, LearnsFrom):
                self.say(whose_words(event.whose))
            elif isinstance(event, FitUndone):
                self.say("What it had learned is gone.")

    def _tell_beside(self, told: Sequence[AnyEvent]) -> None:
        if self.view.said or isinstance(told[0], PairTold) or any(isinstance(event, PairAsked) for event in told):
            self.query_one("#voice", Voice).tell(self.view.said, word_by_word=self.room.moves)

    def action_go_on(self) -> None:
        """Hurry what is told; lock the values; train; go on."""
        if self.is_working:
            return
        if not self.voice.is_done:
            self.voice.finish()
        elif self.view.ended is not None:
            self.show_end()
        elif self.stage == "telling":
            self.go_on_with_session()
        elif self.stage == "asked":
            self._lock()
        elif self.stage == "fit":
            self.stopping = False
            self.carry_out(Fit())
        elif self.stage in {"told", "fitted"}:
            self.settle()
            self.carry_out(Next())

    def _lock(self) -> None:
        first, second = self.sheet.values
        if first == second and not self._alike:
            self._alike = True
            self.say("Equal values say that you cannot tell. Enter once more locks them, here and from now on.")
        else:
            self.carry_out(ValuePair(first, second))

    def action_other(self) -> None:
        """Go to the other answer, for the mouse."""
        if self._may_value:
            self._write(self.sheet.at(1 - self.sheet.place))

    def action_turn(self) -> None:
        """Say that one would choose the other answer, or take that back."""
        last = self.view.last
        if self.stage == "told" and last is not None and not last.held_out:
            self.carry_out(TurnPair(last.pair not in self.view.turned))

    def action_whose(self) -> None:
        """Let the reward model learn from the other choices."""
        if self.stage in {"fit", "told"} and not (self.view.last and self.view.last.held_out):
            self.carry_out(LearnFrom("guideline" if self.view.whose == "mine" else "mine"))

    def action_undo(self) -> None:
        """Undo the training."""
        if self.stage == "fitted":
            self.carry_out(UndoFit())

    def action_without(self) -> None:
        """Go on without letting a model learn from all pairs."""
        if self.stage == "fit":
            self.carry_out(Next())

    def action_hint(self) -> None:
        """Ask for the next hint."""
        if self.stage in {"asked", "told", "fit"}:
            self.carry_out(AskHint())

    @on(PairClicked)
    def _clicked(self, event: PairClicked) -> None:
        """Do with the mouse what the keys do."""
        if self._may_value:
            self.say("")
            sheet = self.sheet if event.place == self.sheet.place else self.sheet.at(event.place)
            self._write(sheet.stepped(event.by) if event.by else sheet)

    @property
    def _may_value(self) -> bool:
        return self.stage == "asked" and not self.is_working

    def _write(self, sheet: PairSheet) -> None:
        self.sheet = sheet
        self.redraw()

    def go_on_with_session(self) -> None:
        """Show the stage that the session is in; let a training go on."""
        phase = self.session.state.phase
        self.show(STAGES.get(phase, self.stage))
        if phase == "fitting":
            self.carry_out(StopFit() if self.stopping else FitOn())

    def _ask_for_patience(self) -> None:
        if self.stage == "fit":
            self.say("One moment: the model is tried on all held-out pairs.")
        elif self.stage != "fitting":
            self.say("One moment: the reward model takes its step.")
