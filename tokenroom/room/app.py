"""The room's app: it paints the first screen at once, opens the campaign beside it, and leads from screen to screen.

Nothing heavy is imported here: NumPy, the tokenizer and the game itself come with the campaign, after the first paint.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.theme import Theme

from tokenroom.errors import BadInput
from tokenroom.room.ascii import shows_unicode
from tokenroom.room.palette import room_commands
from tokenroom.room.playing import PlayingApp
from tokenroom.room.screens.base import RoomScreen
from tokenroom.room.screens.home import HomeScreen
from tokenroom.room.settled import Save
from tokenroom.room.widgets.notice import Notice

if TYPE_CHECKING:
    from tokenroom.game.campaign import Campaign, Play
    from tokenroom.game.milestones import Milestone
    from tokenroom.room.draw.ending import Ending
    from tokenroom.room.sheet import Mode
    from tokenroom.settings import Settings


LOOK_SECONDS = 2.0  # how often to see whether the terminal is still there


class RoomApp(PlayingApp):
    """The game in a terminal.

    Args:
        open_campaign: opens the campaign; slow, so it is called in a thread after the first paint.
        level: the level to start at once; None waits on the home screen.
        answer_in: scores, chips or guess; None leaves it to the settings, and they may leave it to the level.
        timed: whether things happen by the clock; if not, each step waits for a key (for tests and pictures).
        ascii_only: whether to show ASCII alone; None looks at the terminal's encoding.
        settings: what the player has set; None for the defaults.
        save_settings: keeps what the player sets (raises BadInput); None keeps nothing.
    """

    TITLE = "tokenroom"
    COMMANDS = {room_commands}  # noqa: RUF012 - Textual's form
    BINDINGS = [Binding("ctrl+q,ctrl+c", "quit", "Leave", show=False, priority=True)]  # noqa: RUF012 - Textual's form

    def __init__(
        self,
        open_campaign: Callable[[], Campaign],
        level: str | None = None,
        answer_in: Mode | None = None,
        *,
        timed: bool = True,
        ascii_only: bool | None = None,
        settings: Settings | None = None,
        save_settings: Save | None = None,
    ) -> None:
        super().__init__(open_campaign, settings, save_settings)
        self._level, self._answer_in = level, answer_in
        self.passed: set[Milestone] = set()  # milestones shown in this sitting
        self.timed = timed
        # Textual paints on standard error
        encoding = getattr(sys.__stderr__, "encoding", None)
        self.ascii_only = not shows_unicode(encoding) if ascii_only is None else ascii_only

    @property
    def has_charts(self) -> bool:
        """Whether charts can be shown; the plotting library draws with more than ASCII."""
        return not self.ascii_only

    @property
    def moves(self) -> bool:
        """Whether words come one by one."""
        return self.timed and self.may_move

    def get_default_screen(self) -> HomeScreen:
        """Return the screen that is painted first."""
        return HomeScreen()

    def on_mount(self) -> None:
        """Dress the room, and have the campaign opened once the first screen has been painted."""
        self.set_class(self.ascii_only, "-ascii")
        unworn = self.wear()
        self.dress(self.current_theme)
        self.theme_changed_signal.subscribe(self, self._redress)
        self.call_after_refresh(self.open_campaign, self._level, unworn)
        if not self.is_headless and hasattr(signal, "SIGHUP"):
            self.set_interval(LOOK_SECONDS, partial(leave_if_orphaned, os.getppid()) if self.is_web else leave_if_alone)

    def go_home(self, notice: str = "") -> None:
        """Go back to the home screen and look again at what there is."""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.look(notice)

    def open_settings(self) -> None:
        """Show the settings."""
        from tokenroom.room.screens.settings import SettingsScreen

        if not isinstance(self.screen, SettingsScreen):
            themes = sorted(self.available_themes, key=lambda name: (name.startswith("ansi"), name))
            self.push_screen(SettingsScreen(lambda: self.settings, themes, self.change_settings))

    def open_journal(self) -> None:
        """Show the journal."""
        from tokenroom.room.screens.journal import JournalScreen

        if self._campaign is None or isinstance(self.screen, JournalScreen):
            return
        try:
            self.push_screen(JournalScreen(self._campaign.journal()))
        except BadInput as error:
            self.say(str(error))

    def open_tokens(self) -> None:
        """Show how any text is cut into tokens."""
        from tokenroom.room.screens.tokens import TokensScreen, shipped

        if not isinstance(self.screen, TokensScreen):
            self.push_screen(TokensScreen(shipped))

    @property
    def has_certificate(self) -> bool:
        """Whether there is a certificate to be had."""
        return self.opened is not None and self.opened.certify is not None

    def open_certificate(self) -> None:
        """Ask for the name on the certificate, or say how one is earned."""
        from tokenroom.room.screens.certificate import CertificateScreen

        if self.opened is None or isinstance(self.screen, CertificateScreen):
            return
        if self.opened.certify is None:
            self.say("There is a certificate for whoever passes the exam, the last level of the first act.")
        else:
            self.push_screen(CertificateScreen(self.opened.certify))

    def open_help(self) -> None:
        """Show the help of the screen on top."""
        if isinstance(self.screen, RoomScreen):
            self.screen.action_help()

    def open_map(self) -> None:
        """Show the map as it was last seen, and look again when it has been painted."""
        from tokenroom.room.screens.map import MapScreen

        if self.opened is not None and not isinstance(self.screen, MapScreen):
            self.push_screen(MapScreen(self.opened))
            self.call_after_refresh(self.look)

    def open_daily(self) -> None:
        """Play the phrase of the day."""
        self.play("daily")

    def open_practice(self) -> None:
        """Show what one may practise on."""
        from tokenroom.room.screens.practice import PracticeScreen

        if self._campaign is not None and not isinstance(self.screen, PracticeScreen):
            self.push_screen(PracticeScreen())

    def action_open(self, place: str) -> None:
        """Open a place that `open_PLACE` leads to."""
        getattr(self, f"open_{place}")()

    def settings_changed(self, before: Settings) -> None:
        """Let the pace and the ways to answer follow, and the figures at home."""
        if self.settings.pace != before.pace and self._campaign is not None:
            self._campaign.seconds_per_nat = self.settings.seconds_per_nat
        if self.settings.all_open != before.all_open and self._campaign is not None:
            self._campaign.all_open = self.settings.all_open
            self.look()
        if self.settings.answer_in != before.answer_in:
            self._answer_in = None  # what is set now is newer than the command line
        if self.settings.units != before.units and self.opened is not None:
            self.show_opened("")

    def show_ending(self, ending: Ending) -> None:
        """Show the end of a level."""
        from tokenroom.room.offers import offers
        from tokenroom.room.screens.ending import EndingScreen

        assert self._campaign is not None
        while len(self.screen_stack) > 2:  # help lies over the level
            self.pop_screen()
        self.switch_screen(EndingScreen(ending, offers(self._campaign, ending.ended, self.ascii_only)))

    def enter(self, play: Play, resumed: bool) -> None:
        """Show the screen of a session."""
        from tokenroom.room.screens.by_mechanic import screen_for

        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.push_screen(screen_for(play, resumed, self._answer_in or self.settings.answer_in))

    def show_opened(self, notice: str) -> None:
        """Let every screen follow what there is to play, and the notice at home."""
        for screen in self.screen_stack:
            if isinstance(screen, RoomScreen):
                screen.catch_up()
        if notice:
            self.say(notice)
        else:
            self.screen_stack[0].query_one(Notice).say("")  # nothing is being made ready any more

    def say(self, notice: str) -> None:
        """Say something where the player looks: on the screen on top, and at home."""
        for screen in {self.screen_stack[0], self.screen}:
            for shown in screen.query(Notice):
                shown.say(notice)

    def _redress(self, theme: Theme) -> None:
        self.dress(theme)
        try:
            self.keep_theme()
        except BadInput as error:
            self.say(str(error))


def leave_if_alone() -> None:
    """End this process if its terminal has been closed; all that was answered is on disk.

    A closed terminal is told to the program that was started in it, which may be `make` and tell nobody.
    """
    if not os.isatty(sys.__stdin__.fileno() if sys.__stdin__ else 0):
        os.kill(os.getpid(), signal.SIGHUP)


def leave_if_orphaned(parent: int) -> None:
    """End this process if the server has gone that carries it to a browser: nothing else would tell it."""
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGHUP)


def run_room(
    open_campaign: Callable[[], Campaign],
    level: str | None,
    answer_in: Mode | None,
    *,
    settings: Settings | None = None,
    save_settings: Save | None = None,
) -> None:
    """Run the room until the player leaves."""
    RoomApp(open_campaign, level, answer_in, settings=settings, save_settings=save_settings).run()
