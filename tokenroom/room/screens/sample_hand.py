"""The part of the sample screen on which a text is gone on with by hand: keys and clicks become commands."""

from __future__ import annotations

from textual import events, on

from tokenroom.game.commands import Next
from tokenroom.game.sample_commands import GoTo, LetChance, TakeToken, TakeTop, TurnKnobs
from tokenroom.room.draw.sample_knobs import KNOBS, turned
from tokenroom.room.screens.sample_staged import SampleStagedScreen
from tokenroom.room.widgets.sampler import KnobList, NextList, TreeOutline

TEN = 10
WORK: dict[str, tuple[str] | tuple[str, int]] = {  # what a key does to the text in hand: an action, and how far
    "enter": ("take",),
    "space": ("chance", 1),
    "c": ("chance", TEN),
    "t": ("top",),
    "up": ("move", -1),
    "down": ("move", 1),
    "left": ("turn", -1),
    "right": ("turn", 1),
    "tab": ("knob", 1),
    "shift+tab": ("knob", -1),
    "backspace": ("back",),
    "home": ("start",),
    "b": ("branch", 1),
    "B": ("branch", -1),
    "n": ("next",),
}


class SampleHandScreen(SampleStagedScreen):
    """Works on the text in hand while the stage is "hand"."""

    def work(self, event: events.Key) -> None:
        """Do what a key means to the text in hand."""
        self.say("")
        if event.key in {"enter", "space"} and not self.voice.is_done:
            self.voice.finish()
            return
        self.voice.finish()
        key = event.key if event.key in WORK else event.key.lower()
        if key in WORK:
            name, *by = WORK[key]
            getattr(self, f"action_{name}")(*by)
        elif event.character == "?":
            self.action_help()

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

    def action_start(self) -> None:
        """Go back to the prompt."""
        self._go(0)

    def action_move(self, by: int) -> None:
        """Move the cursor among the tokens that are listed."""
        self.query_one(NextList).move(by)

    def action_branch(self, by: int) -> None:
        """Go to the end of another branch."""
        if self._is_in_hand:
            self._go(self.view.tree.next_tip(self.view.at, by))

    def action_next(self) -> None:
        """Go on to the next round."""
        if self._is_in_hand:
            self.carry_out(Next())

    @property
    def _is_in_hand(self) -> bool:
        return self.stage == "hand" and not self.is_working

    def _go(self, node: int) -> None:
        if node != self.view.at:
            self.carry_out(GoTo(node))
        else:
            self.say("There is nowhere else to go: nothing has grown there yet.")

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
