"""The screen of the mechanic *merge*: keys and clicks become picks; `WorkingScreen` carries them out."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, on
from textual.binding import Binding
from textual.containers import VerticalScroll

from tokenroom.game.commands import AskHint, Next
from tokenroom.game.events import AnyEvent
from tokenroom.game.merge_commands import PickPair
from tokenroom.room.draw.merge_help import help_text
from tokenroom.room.screens.merge_staged import MergeStagedScreen
from tokenroom.room.widgets.merge_page import MergePage
from tokenroom.room.widgets.pair_list import PairList
from tokenroom.text.display import safe_text
from tokenroom.text.symbol_names import read_pair, typed_symbol

LONGEST = 60  # characters of a typed pair


class MergeScreen(MergeStagedScreen):
    """Plays one session."""

    BINDINGS = [  # noqa: RUF012 - Textual's form
        Binding("f2", "let_pass", show=False),
        Binding("ctrl+t", "hint", show=False),
    ]
    _typed: str | None = None  # the pair that is being typed

    def on_key(self, event: events.Key) -> None:
        """Any key hurries; while a pair is asked for, keys choose it."""
        if self.is_too_small or event.key in {"f1", "f2"} or event.key.startswith("ctrl+"):
            return
        event.stop()
        event.prevent_default()
        self.take_in_turn(event)

    def take(self, event: events.Key) -> None:
        """Leave, look, choose, or hurry, as the stage has it."""
        if event.key == "escape" and self._typed is None:
            self.action_leave()
            return
        self.stay()
        if event.key in {"pageup", "pagedown"}:
            self.action_scroll(-1 if event.key == "pageup" else 1)
        elif self.stage == "asking":
            self._choose(event)
        else:
            self._hurry(goes_on=event.key in {"enter", "space"})

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted is typed, as far as it can be."""
        if self._may_pick and not self.is_too_small:
            self._type((self._typed or "") + event.text)

    def action_help(self) -> None:
        """Show what the keys do here, and what the words mean."""
        from tokenroom.room.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(help_text))

    def action_choose(self) -> None:
        """Go to the next pair, for the mouse."""
        if self._may_pick:
            self.query_one(PairList).move("right")

    def action_type(self) -> None:
        """Open the line in which any pair can be typed."""
        if self._may_pick and self._typed is None:
            self._type("")

    def action_scroll(self, by: int = 1) -> None:
        """Show another part of the text."""
        sheet = self.query_one("#sheet", VerticalScroll)
        sheet.scroll_relative(y=by * max(1, sheet.size.height - 1), animate=False)

    def action_hint(self) -> None:
        """Ask for the next hint."""
        if self._may_pick:
            self.carry_out(AskHint())

    def action_let_pass(self) -> None:
        """Merge nothing this time."""
        if self._may_pick:
            self.voice.finish()
            self.carry_out(Next())

    def action_merge(self) -> None:
        """Merge the pair that is typed or chosen, or hurry the voice first."""
        if not self._may_pick:
            return
        if not self.voice.is_done:
            self.voice.finish()
            return
        chosen = self.query_one(PairList).chosen
        if self._typed is not None:
            self._merge_typed(self._typed)
        elif chosen is not None:
            self.carry_out(PickPair(chosen.left.id, chosen.right.id))
        else:
            self.say("Choose a pair first: with the arrows, by typing its two symbols, or in the text with the mouse.")

    def action_hurry(self) -> None:
        """Go on, for the mouse."""
        if not self.is_working:
            self._hurry(goes_on=True)

    def show_told(self, told: Sequence[AnyEvent]) -> None:
        """Say a hint, or show the events; what was being typed is given up."""
        self._typed = None
        super().show_told(told)

    @property
    def _may_pick(self) -> bool:
        return self.stage == "asking" and not self.is_working

    def _choose(self, event: events.Key) -> None:
        self.say("")
        if event.key == "enter":
            self.action_merge()
            return
        self.voice.finish()
        if event.character == "?" and self._typed is None:
            self.action_help()
        elif event.key == "escape":
            self._type(None)
        elif event.key == "backspace":
            self._type(self._typed[:-1] if self._typed else None)
        elif not self.query_one(PairList).move(event.key) and event.character and event.character.isprintable():
            self._type((self._typed or "").lstrip() + event.character)

    def _type(self, typed: str | None) -> None:
        self._typed = None if typed is None else safe_text(typed, LONGEST).replace("\n", " ")
        self.show_typed(self._typed)

    def _merge_typed(self, typed: str) -> None:
        try:
            self.carry_out(PickPair(*read_pair(typed, self.view.symbols)))
        except ValueError as error:
            self.say(f"{str(error)[:1].upper()}{str(error)[1:]}.")

    def _hurry(self, goes_on: bool) -> None:
        self.say("")
        if not self.hurries(goes_on or self.stage not in {"picked", "telling"}) and not self.next_beat():
            self.carry_out(Next())

    @on(PairList.Picked)
    def _picked(self) -> None:
        self.action_merge()

    @on(MergePage.Clicked)
    def _clicked(self, event: MergePage.Clicked) -> None:
        """A symbol in the text was clicked: write it and the one behind it into the line."""
        if self._may_pick:
            self.say("")
            self._type(" ".join(typed_symbol(symbol, self.view.symbols) for symbol in event.pair))

    @on(events.Click, "#merge")
    def _button_clicked(self) -> None:
        self.action_merge()
