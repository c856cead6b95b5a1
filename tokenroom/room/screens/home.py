"""The first screen: the room, painted before anything heavy is loaded; then where to go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical

from tokenroom.room.draw.keyline import Key
from tokenroom.room.draw.scene import Scene
from tokenroom.room.screens.base import RoomScreen
from tokenroom.room.widgets.drawing import Drawing
from tokenroom.room.widgets.key_line import KeyLine
from tokenroom.room.widgets.notice import Notice
from tokenroom.room.widgets.scene import SceneView

if TYPE_CHECKING:
    from textual.widgets import OptionList

KEYS = (
    Key("Enter", "go in", "go_in"),
    Key("↑↓", "choose", "choose"),
    Key("F1", "help", "help"),
    Key("M", "map", "app.open('map')"),
    Key("S", "settings", "app.open('settings')"),
    Key("^P", "all", "app.command_palette"),
    Key("^Q", "leave", "app.quit"),
    Key("J", "journal", "app.open('journal')"),
    Key("T", "tokens", "app.open('tokens')"),
)
WIDEST = 100  # columns of the picture


class HomeScreen(RoomScreen):
    """Shows the room at once, and a menu when the campaign has been opened; the room is then as the story has it."""

    help_about = "home"
    BINDINGS = [  # noqa: RUF012 - Textual's form
        ("question_mark", "help", "Help"),
        ("m,M", "app.open('map')", "Map"),
        ("d,D", "app.open('daily')", "Daily phrase"),
        ("p,P", "app.open('practice')", "Practice"),
        ("j,J", "app.open('journal')", "Journal"),
        ("c,C", "app.open('certificate')", "Certificate"),
        ("t,T", "app.open('tokens')", "Tokens"),
        ("s,S", "app.open('settings')", "Settings"),
    ]
    DEFAULT_CSS = """
    HomeScreen SceneView { height: 1fr; max-height: 14; padding: 0 3; }
    HomeScreen.-wide.-tall SceneView { max-height: 20; }
    HomeScreen #name { height: 2; content-align: center top; text-style: bold; }
    HomeScreen.-tall #name { height: 3; padding-top: 1; }
    HomeScreen #frame { align: center middle; }
    HomeScreen #choices { height: auto; min-height: 8; margin-bottom: 1; align: center top; }
    HomeScreen OptionList { width: 72; height: auto; max-height: 100%; border: none; }
    HomeScreen OptionList { background: transparent; overflow: hidden; }
    HomeScreen OptionList:focus { border: none; background-tint: transparent; }
    """

    def compose_room(self) -> ComposeResult:
        """Yield the picture, the name, and room for the menu."""
        yield SceneView(Scene(), WIDEST, id="scene")
        yield Drawing(_name, id="name")
        with Vertical(id="choices"):
            yield Drawing(_waking, id="waking")
        yield Notice()
        yield KeyLine(KEYS)

    def catch_up(self) -> None:
        """Show how far the campaign is, and what there is to play."""
        from tokenroom.room.draw.scene_story import home_scene  # what is imported here comes after the first paint
        from tokenroom.room.widgets.choices import choices

        opened = self.room.opened
        assert opened is not None
        self.query_one(SceneView).enter(home_scene(opened.levels))
        self.query_one("#choices").remove_children()
        listed = choices(opened, self.room.ascii_only, self.room.units)
        self.query_one("#choices").mount(listed)
        listed.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go where the row leads."""
        event.stop()
        to = event.option_id or ""
        place = to.removeprefix("open ")
        if place == to:
            self.room.play(to)
        else:
            self.room.action_open(place)

    def action_go_in(self) -> None:
        """Choose the row of the cursor, for the mouse."""
        for listed in self.query("OptionList"):
            listed.action_select()  # type: ignore[attr-defined]

    def action_choose(self) -> None:
        """Go to the next row, for the mouse."""
        for listed in self.query("OptionList"):
            listed.action_cursor_down()  # type: ignore[attr-defined]


def _name(_width: int, _height: int) -> Text:
    return Text("t o k e n r o o m")


def _waking(width: int, _height: int) -> Text:
    return Text("the lights come on …".center(width))
