"""The campaign map: go along the corridor, and through a door that is open."""

from __future__ import annotations

from rich.text import Text
from textual import on
from textual.app import ComposeResult

from tokenroom.game.standing import NATS_AN_ITEM, LevelStanding
from tokenroom.game.units import Units
from tokenroom.room.draw.home import daily_words
from tokenroom.room.draw.keyline import Key
from tokenroom.room.draw.lines import rule
from tokenroom.room.draw.map import CampaignMap, MapEntry
from tokenroom.room.draw.map_legend import legend_text
from tokenroom.room.opening import Opened
from tokenroom.room.screens.base import RoomScreen
from tokenroom.room.widgets.drawing import Drawing
from tokenroom.room.widgets.key_line import KeyLine
from tokenroom.room.widgets.map_view import MapView
from tokenroom.room.widgets.notice import Notice

KEYS = (
    Key("Enter", "go in", "go_in"),
    Key("↑↓", "choose", "move(1)"),
    Key("Esc", "back", "app.pop_screen"),
    Key("D", "daily phrase", "app.open('daily')"),
    Key("P", "practice", "app.open('practice')"),
    Key("F1", "help", "help"),
)
PAGE = 8  # doors
FAR = 10**9


class MapScreen(RoomScreen):
    """Shows all levels as doors; behind the last come the daily phrase and practice.

    Args:
        opened: what there is to play, as it was last seen; it follows what is seen later.
    """

    help_about = "map"
    BINDINGS = [  # noqa: RUF012 - Textual's form
        ("up", "move(-1)", "Choose"),
        ("down", "move(1)", "Choose"),
        ("pageup", f"move(-{PAGE})", "Choose"),
        ("pagedown", f"move({PAGE})", "Choose"),
        ("home", f"move(-{FAR})", "Choose"),
        ("end", f"move({FAR})", "Choose"),
        ("enter,space", "go_in", "Go in"),
        ("d,D", "app.open('daily')", "Daily phrase"),
        ("p,P", "app.open('practice')", "Practice"),
        ("c,C", "app.open('certificate')", "Certificate"),
        ("escape", "app.pop_screen", "Back"),
        ("question_mark", "help", "Help"),
    ]
    DEFAULT_CSS = """
    MapScreen #header { height: 1; padding: 0 1; }
    MapScreen MapView { height: 1fr; margin: 1 1 0 1; }
    MapScreen #legend { height: auto; padding: 0 2; }
    """

    def __init__(self, opened: Opened) -> None:
        super().__init__()
        self._opened = opened
        self._cursor = opened.next_at or 0

    def compose_room(self) -> ComposeResult:
        """Yield the header, the map, the notice and the keys."""
        yield Drawing(self._header, id="header")
        yield MapView(self._drawn())
        yield Drawing(self._legend, id="legend")
        yield Notice()
        yield KeyLine(KEYS)

    def catch_up(self) -> None:
        """Show how things stand now."""
        assert self.room.opened is not None
        self._opened = self.room.opened
        self.query_one("#legend", Drawing).show(self._legend)
        self.action_move(0)

    def action_move(self, by: int) -> None:
        """Go to another door; the ends of the corridor are its ends."""
        self._go_to(max(0, min(len(self._opened.levels) + 1, self._cursor + by)))

    def action_go_in(self) -> None:
        """Go through the door, if it is open."""
        levels = self._opened.levels
        if self._cursor < len(levels):
            self.room.choose(levels[self._cursor])
        else:
            self.room.action_open("daily" if self._cursor == len(levels) else "practice")

    def _go_to(self, at: int) -> None:
        if at != self._cursor:
            self.query_one(Notice).say("")
        self._cursor = at
        self.query_one(MapView).lay_out(self._drawn())

    def _drawn(self) -> CampaignMap:
        opened, units = self._opened, self.room.units
        return CampaignMap(
            [entry(level, units) for level in opened.levels],
            self._cursor,
            rival_at(opened.levels),
            daily=daily_words(opened, units),
        )

    def _legend(self, width: int, _height: int) -> Text:
        return legend_text(self._drawn().entries, width)

    def _header(self, width: int, _height: int) -> Text:
        return rule("Map", f"mean surprise in {self.room.units.name} an item: the lower the better", width)

    @on(MapView.Clicked)
    def _clicked(self, event: MapView.Clicked) -> None:
        self._go_to(event.at)
        self.action_go_in()

    @on(MapView.Turned)
    def _turned(self, event: MapView.Turned) -> None:
        self.action_move(event.by)


def entry(level: LevelStanding, units: Units) -> MapEntry:
    """Return a level as it stands on the map; its figures in the unit that is shown, unless they are no surprise."""
    best, rival = (_shown(nats, level, units) for nats in (level.best, level.rival))
    unit = "" if level.unit == NATS_AN_ITEM else level.unit
    return MapEntry(level.name, level.title, level.act, level.state, best, rival, level.medals, unit)


def rival_at(levels: tuple[LevelStanding, ...]) -> int | None:
    """Return where the rival stands: beside the first level that you have not won, or the last if you have them all."""
    return next((n for n, level in enumerate(levels) if not level.won), len(levels) - 1 if levels else None)


def _shown(figure: float | None, level: LevelStanding, units: Units) -> float | None:
    return units.of(figure) if figure is not None and level.unit == NATS_AN_ITEM else figure
