"""The room's app: it paints the first screen at once, opens the campaign beside it, and leads from screen to screen.

Nothing heavy is imported here: NumPy, the tokenizer and the game itself come with the campaign, after the first paint.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import work
from textual.binding import Binding
from textual.theme import Theme

from tokenroom.errors import BadInput
from tokenroom.room.ascii import shows_unicode
from tokenroom.room.palette import room_commands
from tokenroom.room.screens.home import HomeScreen
from tokenroom.room.settled import Save, SettledApp
from tokenroom.room.widgets.notice import Notice

if TYPE_CHECKING:
    from textual.widgets import OptionList

    from tokenroom.game.campaign import Campaign, Play
    from tokenroom.game.milestones import Milestone
    from tokenroom.room.draw.ending import Ending
    from tokenroom.room.opening import Opened
    from tokenroom.room.sheet import Mode
    from tokenroom.settings import Settings


LOOK_SECONDS = 2.0  # how often to see whether the terminal is still there


class RoomApp(SettledApp):
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
        super().__init__(settings, save_settings)
        self._open_campaign, self._level, self._answer_in = open_campaign, level, answer_in
        self._campaign: Campaign | None = None
        self.opened: Opened | None = None  # what there is to play, once it is known
        self._starting = False  # a level is being made ready in a thread
        self._asked_to_close: str | None = None  # the level that was chosen once, beside an unfinished session
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
        self._unworn = self.wear()
        self.dress(self.current_theme)
        self.theme_changed_signal.subscribe(self, self._redress)
        self.call_after_refresh(self._open)
        if not self.is_headless and hasattr(signal, "SIGHUP"):
            self.set_interval(LOOK_SECONDS, leave_if_alone)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Start what was chosen on the home screen."""
        if event.option_id is not None:
            self.play(event.option_id)

    def play(self, level: str) -> None:
        """Start a level, or go on with the unfinished session; only one at a time is made ready."""
        if self._starting or not self._may_close_unfinished(level):
            return
        self._starting = True
        self._say("one moment: the room is being made ready")
        self._start(level)

    def _may_close_unfinished(self, level: str) -> bool:
        """Ask once more before a level is started that closes the unfinished session."""
        from tokenroom.room.widgets.choices import GO_ON

        assert self._campaign is not None
        if level == GO_ON or self._asked_to_close == level or self._campaign.unfinished() is None:
            self._asked_to_close = None
            return True
        self._asked_to_close = level
        self._say("That closes your unfinished session; what it holds is kept. Choose it once more to start anew.")
        return False

    def go_home(self, notice: str = "") -> None:
        """Go back to the home screen and look again at what there is."""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self._look(notice)

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
            self._say(str(error))

    def open_tokens(self) -> None:
        """Show how any text is cut into tokens."""
        from tokenroom.room.screens.tokens import TokensScreen, shipped

        if not isinstance(self.screen, TokensScreen):
            self.push_screen(TokensScreen(shipped))

    def open_help(self) -> None:
        """Show help."""
        from tokenroom.room.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen())

    def action_open(self, place: str) -> None:
        """Open a place that `open_PLACE` leads to."""
        getattr(self, f"open_{place}")()

    def settings_changed(self, before: Settings) -> None:
        """Let the pace and the ways to answer follow, and the figures at home."""
        if self.settings.pace != before.pace and self._campaign is not None:
            self._campaign.seconds_per_nat = self.settings.seconds_per_nat
        if self.settings.answer_in != before.answer_in:
            self._answer_in = None  # what is set now is newer than the command line
        if self.settings.units != before.units and self.opened is not None:
            self._show_home(self.opened, "")

    def show_ending(self, ending: Ending) -> None:
        """Show the end of a level."""
        from tokenroom.room.offers import offers
        from tokenroom.room.screens.ending import EndingScreen

        assert self._campaign is not None
        while len(self.screen_stack) > 2:  # help lies over the level
            self.pop_screen()
        self.switch_screen(EndingScreen(ending, offers(self._campaign, ending.ended, self.ascii_only)))

    @work(thread=True, exclusive=True)
    def _open(self) -> None:
        """Open the campaign; then start what was asked for, or show what there is."""
        try:
            self._campaign = self._open_campaign()
        except (BadInput, OSError) as error:
            self.call_from_thread(self._say_home, str(error))
            return
        notices = (self._unworn, getattr(self._campaign, "notice", ""))
        self._look_now(self._campaign, "; ".join(notice for notice in notices if notice))
        if self._level is not None:
            self._start_now(self._campaign, self._level)

    @work(thread=True, exclusive=True)
    def _look(self, notice: str) -> None:
        assert self._campaign is not None
        self._look_now(self._campaign, notice)

    @work(thread=True, exclusive=True)
    def _start(self, level: str) -> None:
        assert self._campaign is not None
        self._start_now(self._campaign, level)

    def _look_now(self, campaign: Campaign, notice: str) -> None:
        from tokenroom.room.opening import look

        try:
            opened = look(campaign)
        except BadInput as error:
            self.call_from_thread(self._say_home, str(error))
            return
        self.call_from_thread(self._show_home, opened, notice)

    def _start_now(self, campaign: Campaign, level: str) -> None:
        """Open a level, or the unfinished session, in the thread that this is called in."""
        from tokenroom.room import opening
        from tokenroom.room.widgets.choices import GO_ON

        resumed = level == GO_ON
        try:
            play = opening.open_unfinished(campaign) if resumed else opening.open_level(campaign, level)
        except (BadInput, OSError) as error:
            self._starting = False
            self._look_now(campaign, str(error))
            return
        self._starting = False
        if play is not None:
            self.call_from_thread(self._enter, play, resumed)

    def _enter(self, play: Play, resumed: bool) -> None:
        from tokenroom.room.screens.by_mechanic import screen_for

        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.push_screen(screen_for(play, resumed, self._answer_in or self.settings.answer_in))

    @property
    def _home(self) -> HomeScreen:
        home = self.screen_stack[0]
        assert isinstance(home, HomeScreen)
        return home

    def _show_home(self, opened: Opened, notice: str) -> None:
        self.opened = opened
        self._home.show(opened, notice)
        if notice:
            self._say(notice)

    def _say_home(self, notice: str) -> None:
        self._home.say(notice)

    def _say(self, notice: str) -> None:
        """Say something where the player looks: on the screen on top, and at home."""
        self._say_home(notice)
        for shown in self.screen.query(Notice):
            shown.say(notice)

    def _redress(self, theme: Theme) -> None:
        self.dress(theme)
        try:
            self.keep_theme()
        except BadInput as error:
            self._say(str(error))


def leave_if_alone() -> None:
    """End this process if its terminal has been closed; all that was answered is on disk.

    A closed terminal is told to the program that was started in it, which may be `make` and tell nobody.
    """
    if not os.isatty(sys.__stdin__.fileno() if sys.__stdin__ else 0):
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
