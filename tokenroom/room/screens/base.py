"""What all screens of the room share: help on F1, a frame that can dim, and a word when the terminal is too small."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import Screen

from tokenroom.room.widgets.too_small import LEAST_HEIGHT, LEAST_WIDTH, TooSmall

if TYPE_CHECKING:
    from tokenroom.room.app import RoomApp
    from tokenroom.room.draw.places_help import Place


class RoomScreen(Screen[None]):
    """A screen of the room; it composes its widgets in `compose_room`."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (LEAST_WIDTH, "-normal"), (120, "-wide")]  # noqa: RUF012 - Textual's form
    VERTICAL_BREAKPOINTS = [(0, "-low"), (LEAST_HEIGHT, "-high"), (32, "-tall")]  # noqa: RUF012
    BINDINGS = [Binding("f1", "help", "Help", show=False)]  # noqa: RUF012
    help_about: ClassVar[Place | None] = None  # whose help is shown; None on the screen of *predict*
    DEFAULT_CSS = """
    RoomScreen { overflow: hidden; }
    RoomScreen.-narrow > *, RoomScreen.-low > * { display: none; }
    RoomScreen.-narrow > TooSmall, RoomScreen.-low > TooSmall { display: block; }
    """

    def compose(self) -> ComposeResult:
        """Put the screen's own widgets into the frame."""
        with Vertical(id="frame"):
            yield from self.compose_room()
        yield TooSmall()

    def compose_room(self) -> ComposeResult:
        """Yield the widgets of the screen."""
        raise NotImplementedError

    @property
    def room(self) -> RoomApp:
        """The app, by its own type."""
        return cast("RoomApp", self.app)

    @property
    def is_too_small(self) -> bool:
        """Whether the screen is covered because nothing fits."""
        return self.size.width < LEAST_WIDTH or self.size.height < LEAST_HEIGHT

    def on_resize(self) -> None:
        """Give the keys back to what had them, once it can be seen again."""
        if self.focused is None and not self.is_too_small:
            self.call_after_refresh(self._focus_first)

    def _focus_first(self) -> None:
        for widget in self.focus_chain[:1]:
            widget.focus()

    def catch_up(self) -> None:
        """Follow what there is to play, on a screen that shows it; it has been looked at again."""

    def action_help(self) -> None:
        """Show help for this place."""
        from tokenroom.room.draw.places_help import place_help  # seldom needed: not before the first paint
        from tokenroom.room.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(partial(place_help, self.help_about) if self.help_about else None))
