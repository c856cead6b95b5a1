"""The settings: a row each; a change takes effect at once and is written at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.text import Text
from textual import on
from textual.app import ComposeResult

from tokenroom.errors import BadInput
from tokenroom.room.draw.keyline import Key
from tokenroom.room.draw.lines import rule
from tokenroom.room.draw.settings import settings_text
from tokenroom.room.screens.base import RoomScreen
from tokenroom.room.widgets.drawing import Drawing
from tokenroom.room.widgets.key_line import KeyLine
from tokenroom.room.widgets.notice import Notice
from tokenroom.room.widgets.settings_list import SettingsList
from tokenroom.settings import KEYS, Settings, changed, stepped

KEY_LINE = (
    Key("←→", "change", "step(1)"),
    Key("↑↓", "choose", "move(1)"),
    Key("Esc", "back", "app.pop_screen"),
    Key("F1", "help", "help"),
    Key("R", "as at first", "reset"),
)


class SettingsScreen(RoomScreen):
    """Changes the settings.

    Args:
        settings: returns them as they are now, since a theme may be chosen elsewhere too.
        themes: the names of all themes.
        change: lets new settings take effect and keeps them (raises BadInput if they cannot be kept).
    """

    help_about = "settings"
    BINDINGS = [  # noqa: RUF012 - Textual's form
        ("up", "move(-1)", "Choose"),
        ("down", "move(1)", "Choose"),
        ("left", "step(-1)", "Change"),
        ("right,enter,space", "step(1)", "Change"),
        ("r,R", "reset", "As at first"),
        ("escape", "app.pop_screen", "Back"),
        ("question_mark", "help", "Help"),
    ]
    DEFAULT_CSS = """
    SettingsScreen #header { height: 1; padding: 0 1; }
    SettingsScreen SettingsList { margin: 1 2 0 2; }
    """

    def __init__(
        self, settings: Callable[[], Settings], themes: Sequence[str], change: Callable[[Settings], None]
    ) -> None:
        super().__init__()
        self._settings, self._themes, self._change = settings, tuple(themes), change
        self.place = 0

    def compose_room(self) -> ComposeResult:
        """Yield the header, the list, the notice and the keys."""
        yield Drawing(_header, id="header")
        yield SettingsList(self._drawn)
        yield Notice()
        yield KeyLine(KEY_LINE)

    def action_move(self, by: int) -> None:
        """Go to another row; behind the last comes the first."""
        self.place = (self.place + by) % len(KEYS)
        self._redraw("")

    def action_step(self, by: int) -> None:
        """Take the value after, or before, the one that is set."""
        self._set(stepped(self._settings(), KEYS[self.place], by, self._themes))

    def action_reset(self) -> None:
        """Set the chosen row to what it was at first."""
        key = KEYS[self.place]
        self._set(changed(self._settings(), key, getattr(Settings(), key)))

    def _set(self, settings: Settings) -> None:
        notice = ""
        try:
            self._change(settings)
        except BadInput as error:
            notice = f"not kept, it holds until you leave: {error}"
        self._redraw(notice)

    def _redraw(self, notice: str) -> None:
        self.query_one(SettingsList).show(self._drawn)
        self.query_one(Notice).say(notice)

    def _drawn(self, width: int, height: int) -> Text:
        return settings_text(self._settings(), self.place, width, height)

    @on(SettingsList.Clicked)
    def _clicked(self, event: SettingsList.Clicked) -> None:
        self.place = event.place
        if event.hit == "row":
            self._redraw("")
        else:
            self.action_step(1 if event.hit == "more" else -1)


def _header(width: int, _height: int) -> Text:
    return rule("Settings", "kept for the next time", width)
