"""What is typed on the verify screen: how sure one is, a checker, an answer; by keys, by clicks and by pasting."""

from __future__ import annotations

from dataclasses import replace

from textual import events, on

from tokenroom.game.commands import Next
from tokenroom.game.verify_commands import CheckAnswer, WriteChecker
from tokenroom.room.draw.verify_bench import Typed
from tokenroom.room.screens.verify_parts import VerifyParts
from tokenroom.room.widgets.chips import Chips
from tokenroom.text.display import safe_text

LONGEST = 250  # characters of the typed line
_STEPS = {"left": -5, "right": 5, "down": -1, "up": 1}


class VerifyTyping(VerifyParts):
    """Takes what is typed; what else a key means is for `VerifyScreen` to say."""

    _digits = ""  # of the figure that is typed
    _asked_to_end = False  # Enter was pressed once on an empty line
    _offered = -1  # the example that was taken last

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted is typed, as far as it can be."""
        if self.stage == "bench" and not self.is_too_small:
            self.put(self.typed.text + event.text)

    def action_sure(self, by: int) -> None:
        """Be more or less sure."""
        if self.stage == "asking":
            self._digits = ""
            self.sure = max(1, min(99, self.sure + by))
            self.redraw()

    def action_turn(self) -> None:
        """Type an answer in place of a checker, or a checker again."""
        if self.stage == "bench":
            self._asked_to_end = False
            self.typed = Typed(is_answer=not self.typed.is_answer)
            self.redraw()

    def action_offer(self, by: int) -> None:
        """Write one of the checkers that lie there into the line."""
        if self.stage == "bench" and self.view.started is not None:
            offered = self.view.started.checkers
            self._offered = (self._offered + by) % len(offered) if self._offered >= 0 or by > 0 else len(offered) - 1
            self.typed = Typed(offered[self._offered])
            self.redraw()

    @on(Chips.Clicked)
    def _clicked(self, event: Chips.Clicked) -> None:
        """Write a word into the line with the mouse."""
        if self.stage == "bench":
            self.put(self.typed.with_chip(event.chip))

    def type_figure(self, event: events.Key) -> None:
        """Turn the figure by arrows, or type it."""
        if event.key in _STEPS:
            self.action_sure(_STEPS[event.key])
        elif event.character and event.character in "0123456789":
            typed = self._digits + event.character
            self._digits = "99" if typed == "100" else typed[-2:]
            self.sure = max(1, int(self._digits))
            self.redraw()
        elif event.character == "?":
            self.action_help()

    def type_line(self, event: events.Key) -> None:
        """Write into the line, or change what it is for."""
        match event.key:
            case "tab" | "shift+tab":
                self.action_turn()
            case "up" | "down":
                self.action_offer(-1 if event.key == "up" else 1)
            case "escape":
                self.put("")
            case "backspace":
                self.put(self.typed.text[:-1])
            case _ if event.character == "?" and not self.typed.text:
                self.action_help()
            case _ if event.character and event.character.isprintable():
                self.put(self.typed.text + event.character)

    def put(self, text: str) -> None:
        """Write `text` into the line, shown as text and no longer than it may be."""
        self._asked_to_end = False
        self.typed = replace(self.typed, text=safe_text(text, LONGEST).replace("\n", " "))
        self.redraw()

    def enter(self) -> None:
        """Write the checker or give the answer; on an empty line for a checker, close the bench when asked twice."""
        if self.typed.is_answer:
            answer = self.typed.text
            self.typed = Typed(is_answer=True)
            self.carry_out(CheckAnswer(answer))
        elif self.typed.text.strip():
            self.carry_out(WriteChecker(self.typed.text))
        elif self._asked_to_end:
            self.carry_out(Next())
        else:
            self._asked_to_end = True
            self.say("Enter once more closes the bench. F2 trains against the checker.")
