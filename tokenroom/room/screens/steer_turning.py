"""What can be turned on the steer screen: the knob, the length of a run, pages, prompts of an update."""

from __future__ import annotations

from textual.widgets import Input

from tokenroom.game.steer_commands import LookAtGroup, SetKnob
from tokenroom.room.screens.steer_parts import SteerParts


class SteerTurning(SteerParts):
    """The parts of the screen, with what keys and clicks turn on them."""

    wanted = 0  # the prompt whose answers are to be shown once the update at work is taken; 0 for none

    def turn(self, key: str) -> None:
        """Turn the knob, or pages, by an arrow, Tab or a page key."""
        match key:
            case "left" | "right" if self.stage == "set":
                self.action_knob(1 if key == "right" else -1)
            case "up" | "down" if self.stage == "set":
                self.action_length(1 if key == "up" else -1)
            case "left" | "right":
                self.action_group(1 if key == "right" else -1)
            case "tab" if self.stage in {"steering", "steered"}:
                self.action_page()
            case "up" | "down" | "pageup" | "pagedown":
                self.action_read_on({"up": -1, "down": 1, "pageup": -8, "pagedown": 8}[key])

    def action_knob(self, by: int = 1) -> None:
        """Turn the knob by a setting; a click goes round."""
        started = self.view.started
        if self.stage == "set" and started is not None and not self.is_working:
            place = (started.knobs.index(self.view.kl_weight) + by) % len(started.knobs)
            self.carry_out(SetKnob(started.knobs[place], self.view.updates))

    def action_length(self, by: int = 1) -> None:
        """Let the next run take more or fewer updates; a click goes round."""
        started = self.view.started
        if self.stage == "set" and started is not None and not self.is_working:
            place = (started.lengths.index(self.view.updates) + by) % len(started.lengths)
            self.carry_out(SetKnob(self.view.kl_weight, started.lengths[place]))

    def action_group(self, by: int = 1) -> None:
        """Show the answers to another prompt; during a run, as soon as the update at work is taken."""
        shown = self.view.shown
        if self.stage not in {"steering", "steered"} or shown is None:
            return
        self.page = "update"
        self.wanted = ((self.wanted or shown.group) - 1 + by) % shown.groups + 1
        if not self.is_working:
            self.look()
        self.redraw()

    def look(self) -> None:
        """Have the answers shown to the prompt that was asked for."""
        group, self.wanted = self.wanted, 0
        self.carry_out(LookAtGroup(group))

    def action_again(self) -> None:
        """Write the last answer once more, so that it can be changed."""
        if self.stage == "fooling" and self.view.tries:
            line = self.query_one(Input)
            line.value = self.view.tries[-1].yours.text
            line.action_end()
