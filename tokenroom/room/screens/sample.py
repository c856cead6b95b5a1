"""The screen of the mechanic *sample*: keys and clicks become commands; `WorkingScreen` carries them out."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, on

from tokenroom.game.commands import AskHint, Next
from tokenroom.game.events import AnyEvent, Hinted, Said
from tokenroom.game.sample_commands import GoTo, LetChance, TakeToken, TakeTop, TurnKnobs
from tokenroom.room.draw.sample_help import help_text
from tokenroom.room.draw.sample_knobs import KNOBS, turned
from tokenroom.room.draw.voice import hint_words
from tokenroom.room.screens.sample_staged import SampleStagedScreen
from tokenroom.room.widgets.sampler import KnobList, NextList, TreeOutline

SECONDS_PER_FRAGMENT = 0.15
TEN = 10


class SampleScreen(SampleStagedScreen):
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
            self._work(event)
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

    def action_take(self) -> None:
        """Take the token at the cursor."""
        chosen = self.query_one(NextList).chosen
        if self._is_in_hand and chosen is not None:
            self.carry_out(TakeTop() if self.query_one(NextList).is_at_top else TakeToken(chosen))

    def action_chance(self, times: int) -> None:
        """Let chance choose."""
        if self._is_in_hand:
            self.carry_out(LetChance(times))

    def action_top(self) -> None:
        """Take the likeliest token ten times."""
        if self._is_in_hand:
            self.carry_out(TakeTop(TEN))

    def action_knob(self, by: int) -> None:
        """Turn to another knob."""
        if self._is_in_hand:
            self.knob = KNOBS[(KNOBS.index(self.knob) + by) % len(KNOBS)]
            self.redraw("hand")

    def action_turn(self, by: int) -> None:
        """Turn the knob."""
        if self._is_in_hand and self.view.weighed is not None:
            self.carry_out(TurnKnobs(*turned(self.view.weighed, self.knob, by)))

    def action_back(self) -> None:
        """Go back a token."""
        if self._is_in_hand:
            self._go(self.view.tree.back(self.view.at, 1))

    def action_branch(self, by: int) -> None:
        """Go to the end of another branch."""
        if self._is_in_hand:
            self._go(self.view.tree.next_tip(self.view.at, by))

    def action_next(self) -> None:
        """Go on to the next round."""
        if self._is_in_hand:
            self.carry_out(Next())

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
        self.lets_instinct = False
        if isinstance(told[0], Hinted):
            self.voice.tell([Said(speaker="voice", text=hint_words(told[0]))], word_by_word=self.room.moves)
            return
        self.stage_events(told)
        if self._running:
            self._run_on()

    @property
    def _is_in_hand(self) -> bool:
        return self.stage == "hand" and not self.is_working

    def _work(self, event: events.Key) -> None:
        """Do what a key means to the text in hand."""
        self.say("")
        if event.key in {"enter", "space"} and not self.voice.is_done:
            self.voice.finish()
            return
        self.voice.finish()
        match event.key.lower() if len(event.key) == 1 else event.key:
            case "enter":
                self.action_take()
            case "space":
                self.action_chance(1)
            case "c":
                self.action_chance(TEN)
            case "t":
                self.action_top()
            case "up" | "down":
                self.query_one(NextList).move(-1 if event.key == "up" else 1)
            case "left" | "right":
                self.action_turn(-1 if event.key == "left" else 1)
            case "tab" | "shift+tab":
                self.action_knob(1 if event.key == "tab" else -1)
            case "backspace":
                self.action_back()
            case "home":
                self._go(0)
            case "b":
                self.action_branch(1 if event.key == "b" else -1)
            case "n":
                self.action_next()
            case _ if event.character == "?":
                self.action_help()

    def _go(self, node: int) -> None:
        if node != self.view.at:
            self.carry_out(GoTo(node))
        else:
            self.say("There is nowhere else to go: nothing has grown there yet.")

    def _hurry(self, goes_on: bool) -> None:
        self.say("")
        if self.settle():
            return
        if not self.voice.is_done:
            self.voice.finish()
        elif goes_on and not self.next_beat():
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

    @on(NextList.Taken)
    def _taken(self) -> None:
        self.action_take()

    @on(KnobList.Clicked)
    def _knob_clicked(self, event: KnobList.Clicked) -> None:
        if self._is_in_hand:
            self.knob = event.knob
            self.redraw("hand")
            if event.by:
                self.action_turn(event.by)

    @on(TreeOutline.Clicked)
    def _tree_clicked(self, event: TreeOutline.Clicked) -> None:
        if self._is_in_hand:
            self._go(event.node)
