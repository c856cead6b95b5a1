"""What the room's app does with the settings: a change takes effect at once, and is kept."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import App
from textual.theme import Theme

from tokenroom.room.ink import room_theme

if TYPE_CHECKING:
    from tokenroom.game.units import Units
    from tokenroom.settings import Settings

Save = Callable[["Settings"], None]


class SettledApp(App[None]):
    """An app that wears the settings.

    Args:
        settings: those that were read; None for the defaults.
        save_settings: keeps them (raises BadInput); None where nothing is to be kept.
    """

    def __init__(self, settings: Settings | None, save_settings: Save | None) -> None:
        plain = "NO_COLOR" in os.environ
        super().__init__(ansi_color=plain or None)  # Textual then paints no background either
        if settings is None:
            from tokenroom.settings import Settings

            settings = Settings()
        self.settings, self._save = settings, save_settings
        self._first_theme, self._first_level = self.theme, self.animation_level

    @property
    def may_move(self) -> bool:
        """Whether anything may move at all: not where reduced motion is asked for."""
        return self.animation_level != "none" and not os.environ.get("NO_MOTION")

    @property
    def units(self) -> Units:
        """The unit in which surprise is shown."""
        from tokenroom.game.units import Units

        return Units(self.settings.units)

    def ring(self) -> None:
        """Ring the terminal's bell, if sound is on."""
        if self.settings.sound:
            self.bell()

    def change_settings(self, settings: Settings) -> None:
        """Let new settings take effect, then keep them.

        Raises:
            BadInput: they cannot be kept; they hold until the player leaves.
        """
        before, self.settings = self.settings, settings
        self.wear()
        self.settings_changed(before)
        if self._save is not None:
            self._save(settings)

    def settings_changed(self, before: Settings) -> None:
        """Let what else depends on the settings follow them."""

    def wear(self) -> str:
        """Wear the settings' colours and stillness; return what is wrong with them, for the player."""
        self.animation_level = "none" if self.settings.reduced_motion else self._first_level
        known = self.settings.theme is None or self.settings.theme in self.available_themes
        self.theme = (self.settings.theme if known else None) or self._first_theme
        return "" if known else f"settings: theme: no theme is called {self.settings.theme!r}; another is worn"

    def keep_theme(self) -> None:
        """Take a theme that was chosen elsewhere, such as in Textual's palette, for the settings' (raises BadInput)."""
        from tokenroom.settings import changed

        meant = self.settings.theme if self.settings.theme in self.available_themes else None
        if self.theme != (meant or self._first_theme):
            self.change_settings(changed(self.settings, "theme", self.theme))

    def dress(self, _theme: Theme) -> None:
        """Give our drawings the colours of the theme."""
        self.console.push_theme(room_theme(self.theme_variables))
        self.refresh(layout=True)
