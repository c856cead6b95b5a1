"""The first screen: the room, painted before anything heavy is loaded; then where to go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical

from tokenroom.room.draw.keyline import Key
from tokenroom.room.draw.scene import room_text
from tokenroom.room.screens.base import RoomScreen
from tokenroom.room.widgets.drawing import Drawing
from tokenroom.room.widgets.key_line import KeyLine
from tokenroom.room.widgets.notice import Notice

if TYPE_CHECKING:
    from tokenroom.room.opening import Opened

KEYS = (
    Key("Enter", "go in", "go_in"),
    Key("↑↓", "choose", "choose"),
    Key("F1", "help", "help"),
    Key("S", "settings", "app.open('settings')"),
    Key("J", "journal", "app.open('journal')"),
    Key("T", "tokens", "app.open('tokens')"),
    Key("^P", "all", "app.command_palette"),
    Key("^Q", "leave", "app.quit"),
)
NARROW, WIDE = 74, 100  # columns of the picture


class HomeScreen(RoomScreen):
    """Shows the room at once, and the levels when the campaign has been opened."""

    BINDINGS = [  # noqa: RUF012 - Textual's form
        ("question_mark", "help", "Help"),
        ("s", "app.open('settings')", "Settings"),
        ("j", "app.open('journal')", "Journal"),
        ("t", "app.open('tokens')", "Tokens"),
    ]
    DEFAULT_CSS = """
    HomeScreen #scene { height: 14; content-align: center top; }
    HomeScreen.-wide #scene { height: 19; }
    HomeScreen #name { height: 2; content-align: center top; text-style: bold; }
    HomeScreen #frame { align: center middle; }
    HomeScreen #choices { height: auto; min-height: 4; max-height: 40%; align: center top; }
    HomeScreen OptionList { width: 72; height: auto; max-height: 100%; border: none; background: transparent; }
    HomeScreen OptionList:focus { border: none; background-tint: transparent; }
    """

    def compose_room(self) -> ComposeResult:
        """Yield the picture, the name, and room for the choices."""
        yield Drawing(_scene, id="scene")
        yield Drawing(_name, id="name")
        with Vertical(id="choices"):
            yield Drawing(_waking, id="waking")
        yield Notice()
        yield KeyLine(KEYS)

    def show(self, opened: Opened, notice: str) -> None:
        """Offer the unfinished session and all levels."""
        from tokenroom.room.widgets.choices import choices  # after the first paint

        self.query_one("#choices").remove_children()
        listed = choices(opened, self.room.ascii_only, self.room.units)
        self.query_one("#choices").mount(listed)
        listed.focus()
        self.say(notice)

    def say(self, notice: str) -> None:
        """Show one line of notice."""
        self.query_one(Notice).say(notice)

    def action_go_in(self) -> None:
        """Choose the row of the cursor, for the mouse."""
        for listed in self.query("OptionList"):
            listed.action_select()  # type: ignore[attr-defined]

    def action_choose(self) -> None:
        """Go to the next row, for the mouse."""
        for listed in self.query("OptionList"):
            listed.action_cursor_down()  # type: ignore[attr-defined]


def _scene(width: int, height: int) -> Text:
    return room_text(min(width - 2, WIDE if width >= 120 else NARROW), height)


def _name(_width: int, _height: int) -> Text:
    return Text("t o k e n r o o m")


def _waking(width: int, _height: int) -> Text:
    return Text("the lights come on …".center(width))
