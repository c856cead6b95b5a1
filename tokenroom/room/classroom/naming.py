"""The screen on which a student takes a name: one of three, one of their own, or the seat they had elsewhere."""

from __future__ import annotations

from functools import partial

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from tokenroom.classroom.to_clients import Entered
from tokenroom.errors import one_line
from tokenroom.room.classroom.draw.help import help_text
from tokenroom.room.draw.keyline import Key
from tokenroom.room.draw.lines import rule, stack, wrapped
from tokenroom.room.ink import MUTED, TITLE
from tokenroom.room.screens.base import RoomScreen
from tokenroom.room.screens.help import HelpScreen
from tokenroom.room.widgets.drawing import Drawing
from tokenroom.room.widgets.key_line import KeyLine
from tokenroom.room.widgets.notice import Notice
from tokenroom.text.display import safe_text

KEYS = (
    Key("Enter", "take it", "take"),
    Key("↑↓", "choose", "choose"),
    Key("Tab", "next line", "app.focus_next"),
    Key("F1", "help", "help"),
    Key("^Q", "leave", "app.quit"),
)
ASKED = "What do you want to be called? Take one of these names, or type another."
TYPED = "Another name, at most 24 letters:"
ELSEWHERE = "If you have a seat already, on another device: type its name above, and here its two words:"
NAME, WORD = 200, 80  # characters


class NameScreen(RoomScreen):
    """Asks for a name.

    Args:
        entered: what the host said of the lesson, and names that are free.
        why: a name could not be had; empty if none was asked for.
    """

    DEFAULT_CSS = """
    NameScreen #header { height: 1; padding: 0 1; }
    NameScreen VerticalScroll { height: 1fr; padding: 0 2; }
    NameScreen VerticalScroll Drawing { margin-top: 1; }
    NameScreen OptionList { height: auto; max-width: 44; margin: 1 2 0 2; border: none; }
    NameScreen OptionList:focus { border: none; }
    NameScreen Input { max-width: 44; margin: 0 2; border: none; height: 1; padding: 0 1; background: $panel; }
    NameScreen Input:focus { background: $primary 40%; }
    NameScreen #take { width: 12; height: 1; margin: 1 2 0 2; background: $primary; color: $text; text-style: bold; }
    """

    class Took(Message):
        """A name was taken, or a seat is to be come back to with its words."""

        def __init__(self, name: str, word: str) -> None:
            super().__init__()
            self.name, self.word = name, word

    def __init__(self, entered: Entered, why: str) -> None:
        super().__init__()
        self._title, self._is_open, self._why = entered.title, entered.door_open, why
        self.names = tuple(one_line(name, 60) for name in entered.names)

    def compose_room(self) -> ComposeResult:
        """Yield the names, the lines to type in, and the button."""
        yield Drawing(lambda width, _: rule(safe_text(self._title), "", width), id="header")
        with VerticalScroll(can_focus=False):
            closed = "Nobody new can join just now; who has a seat can come back."
            yield Drawing(partial(_words, ASKED if self._is_open else closed, TITLE))
            yield OptionList(*(Option(Text(name)) for name in self.names))
            yield Drawing(partial(_words, TYPED, ""))
            yield _input("name", NAME)
            yield Drawing(partial(_words, ELSEWHERE, MUTED))
            yield _input("word", WORD)
            yield Drawing(lambda width, _: Text("Go in".center(width)), id="take")
        yield Notice()
        yield KeyLine(KEYS)

    def on_mount(self) -> None:
        """Put the cursor on the first name."""
        names = self.query_one(OptionList)
        names.highlighted = 0 if self.names else None
        names.focus()
        if self._why:
            self.refuse(self._why)

    def refuse(self, why: str) -> None:
        """Say why a name cannot be had."""
        self.query_one(Notice).say(f"{why[:1].upper()}{why[1:]}.")

    def action_take(self) -> None:
        """Take what is typed, or else the name at the cursor."""
        name, word = (self.query_one(f"#{line}", Input).value.strip() for line in ("name", "word"))
        chosen = self.query_one(OptionList).highlighted
        if not name and not word and chosen is not None:
            name = self.names[chosen]
        if name:
            self.post_message(self.Took(name, word))
        else:
            self.refuse("type a name first")

    def action_choose(self) -> None:
        """Put the cursor on the next name, for the mouse."""
        self.query_one(OptionList).focus()
        self.query_one(OptionList).action_cursor_down()

    def action_help(self) -> None:
        """Show how a class is played."""
        self.app.push_screen(HelpScreen(partial(help_text, "NameScreen")))

    def on_key(self, event: events.Key) -> None:
        """Letters that are typed on the list go to the line."""
        if isinstance(self.focused, OptionList) and event.character and event.character.isprintable():
            line = self.query_one("#name", Input)
            line.focus()
            line.insert_text_at_cursor(event.character)
            event.stop()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.post_message(self.Took(self.names[event.option_index], ""))

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_take()

    @on(events.Click, "#take")
    def _clicked(self) -> None:
        self.action_take()


def _input(name: str, longest: int) -> Input:
    line = Input(max_length=longest, compact=True, select_on_focus=False, id=name)
    line.cursor_blink = False  # it must be seen at any moment
    return line


def _words(words: str, ink: str, width: int, _height: int) -> Text:
    return stack(wrapped(words, width, ink))
