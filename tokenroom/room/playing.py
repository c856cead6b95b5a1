"""What the room's app does with the campaign: it opens it, looks at it and starts levels, in threads beside the screen.

The threads are daemons: none of them keeps the player from leaving, however long a rival from outside thinks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING

from tokenroom.errors import BadInput
from tokenroom.room.settled import Save, SettledApp
from tokenroom.room.warming import Warming

if TYPE_CHECKING:
    from tokenroom.game.campaign import Campaign, Play
    from tokenroom.game.standing import LevelStanding
    from tokenroom.room.opening import Opened
    from tokenroom.settings import Settings

Then = Callable[[], None]  # what the app does when a thread is done


class PlayingApp(SettledApp):
    """An app that starts levels.

    Args:
        open_campaign: opens the campaign; slow, and called once.
        settings: see `SettledApp`.
        save_settings: see `SettledApp`.
    """

    def __init__(self, open_campaign: Callable[[], Campaign], settings: Settings | None, save_settings: Save | None):
        super().__init__(settings, save_settings)
        self._open_campaign = open_campaign
        self._campaign: Campaign | None = None
        self.opened: Opened | None = None  # what there is to play, once it is known
        self.jobs = 0  # threads at work
        self._starting = False  # a level is being made ready
        self._warming = Warming()
        self._asked_to_close: str | None = None  # the level that was chosen once, beside an unfinished session

    def enter(self, play: Play, resumed: bool) -> None:
        """Show the screen of a session."""
        raise NotImplementedError

    def show_opened(self, notice: str) -> None:
        """Show what there is to play, and a notice if there is one."""
        raise NotImplementedError

    def say(self, notice: str) -> None:
        """Say something where the player looks."""
        raise NotImplementedError

    def open_campaign(self, level: str | None, notice: str) -> None:
        """Open the campaign; then start the level that was asked for, or show what there is."""
        self.in_thread(partial(self._open, level, notice))

    def look(self, notice: str = "") -> None:
        """Look again at what there is to play."""
        if self._campaign is not None:
            self.in_thread(partial(self._look, self._campaign, notice))

    def choose(self, level: LevelStanding) -> None:
        """Start a level if its door is open; else say when it opens."""
        if level.state == "locked":
            self.say("This door opens when the level before it has been played to its end. Settings can open them all.")
        else:
            self.play(level.name)

    def play(self, level: str) -> None:
        """Start a level, or go on with the unfinished session; only one at a time is made ready."""
        if self._campaign is None or self._starting or not self._may_close_unfinished(self._campaign, level):
            return
        self.say("one moment: the room is being made ready")
        self._start(self._campaign, level)

    def in_thread(self, work: Callable[[], Then]) -> None:
        """Do slow work in a thread, and then what it returns, in the app's own."""
        self.jobs += 1
        Thread(target=self._work, args=(work,), daemon=True).start()

    def _work(self, work: Callable[[], Then]) -> None:
        try:
            then = work()
        except Exception as error:  # a fault of ours, raised where Textual sees it
            then = partial(_fail, error)
        with suppress(RuntimeError):  # the room has been left
            self.call_later(self._done, then)

    def _done(self, then: Then) -> None:
        self.jobs -= 1
        then()

    def _may_close_unfinished(self, campaign: Campaign, level: str) -> bool:
        """Ask once more before a level is started that closes the unfinished session."""
        from tokenroom.room.opening import GO_ON

        if level == GO_ON or self._asked_to_close == level or campaign.unfinished() is None:
            self._asked_to_close = None
            return True
        self._asked_to_close = level
        self.say("That closes your unfinished session; what it holds is kept. Choose it once more to start anew.")
        return False

    def _open(self, level: str | None, notice: str) -> Then:
        try:
            campaign = self._open_campaign()
        except (BadInput, OSError) as error:
            return partial(self.say, str(error))
        shown = self._look(campaign, "; ".join(words for words in (notice, getattr(campaign, "notice", "")) if words))

        def begin() -> None:
            self._campaign = campaign
            shown()
            if level is not None:
                self._start(campaign, level)
            self._warming.begin(_pieces(campaign))

        return begin

    def _look(self, campaign: Campaign, notice: str) -> Then:
        from tokenroom.room.opening import look

        try:
            opened = look(campaign)
        except BadInput as error:
            return partial(self.say, str(error))
        return partial(self._looked, opened, notice)

    def _looked(self, opened: Opened, notice: str) -> None:
        self.opened = opened
        self.show_opened(notice)

    def _start(self, campaign: Campaign, level: str) -> None:
        self._starting = True
        self.in_thread(partial(self._make_ready, campaign, level))

    def _make_ready(self, campaign: Campaign, level: str) -> Then:
        """Open a level, or the unfinished session."""
        from tokenroom.room import opening

        resumed = level == opening.GO_ON
        try:
            with self._warming.aside():
                play = opening.open_unfinished(campaign) if resumed else opening.open_level(campaign, level)
        except (BadInput, OSError) as error:
            return partial(self._made_ready, self._look(campaign, str(error)))
        then = self._look(campaign, "") if play is None else partial(self.enter, play, resumed)
        return partial(self._made_ready, then)

    def _made_ready(self, then: Then) -> None:
        self._starting = False
        then()


def _pieces(campaign: Campaign) -> Iterator[Callable[[], object]]:
    """What can be done ahead of the first level."""
    from tokenroom.room.screens.by_mechanic import import_screens

    yield import_screens
    yield from campaign.warm_up()


def _fail(error: Exception) -> None:
    raise error
