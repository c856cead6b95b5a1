"""The line front end: lines in, lines out, fit for a screen reader and for a pipe."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO

from tokenroom.errors import BadInput
from tokenroom.game.campaign import Campaign, Play
from tokenroom.game.milestones import Milestone
from tokenroom.game.units import NATS, Units
from tokenroom.plain.after import tell_what_follows
from tokenroom.plain.by_mechanic import lines_for
from tokenroom.plain.choosing import after_the_end, ask_level, choose_level, unfinished_to_go_on
from tokenroom.plain.intake import EndOfInput, Intake
from tokenroom.plain.page import Page
from tokenroom.plain.talk import LONGEST_LINE, Quit, Talk
from tokenroom.plain.typed import Kind

INTERRUPTED = 130  # exit status after Ctrl-C: 128 + SIGINT


def play_lines(
    campaign: Campaign,
    level: str | None,
    stdin: TextIO,
    stdout: TextIO,
    answer_in: Kind | None,
    sleep: Callable[[float], None],
    units: Units = NATS,
) -> int:
    """Play in lines until the player leaves or input ends, and return the exit status.

    Args:
        campaign: what there is to play.
        level: the level to start; None offers the unfinished session, then the levels.
        stdin: where lines come from.
        stdout: where lines go; it is flushed whenever the player is to read.
        answer_in: how numbers are read; None as the level says.
        sleep: waits for the seconds of a shock; called only if `stdout` is a terminal.
        units: in which surprise is told.

    Raises:
        BadInput: there is no such level, or it cannot be opened.
    """
    talk = Talk(Page(stdout), Intake(stdin, LONGEST_LINE), units)
    wait = sleep if talk.page.is_watched else _no_wait
    try:
        return _leave_well(_Visit(campaign, talk, answer_in, wait), level)
    except BrokenPipeError:  # whoever read this has gone, and nobody is left to tell
        return 0


class _Visit:
    """Level after level, until the player has had enough."""

    def __init__(self, campaign: Campaign, talk: Talk, answer_in: Kind | None, wait: Callable[[float], None]) -> None:
        self.campaign, self.talk = campaign, talk
        self._answer_in, self._wait = answer_in, wait
        self._passed: set[Milestone] = set()  # milestones told in this sitting

    def run(self, level: str | None) -> None:
        """Play from `level` on; a level that the player named must open, others may be refused with a line."""
        following = self._arrive() if level is None else self._play(self._start(level))
        while following is not None:
            following = self._open(following)

    def farewell(self) -> str:
        """Return what to say on leaving: whether something is kept to go on with."""
        if self.campaign.unfinished() is None:
            return "Goodbye."
        return "The session is kept: start tokenroom again to go on with it."

    def _arrive(self) -> str | None:
        """Go on where the player left, or choose a level; return the level to play next."""
        record = unfinished_to_go_on(self.campaign, self.talk)
        if record is None:
            return choose_level(self.campaign, self.talk)
        try:
            play = self.campaign.resume(record)
        except BadInput as error:
            return self._refused(error)
        return self._play(play, resumed=True)

    def _start(self, level: str) -> Play:
        """Start a level; there is one unfinished session at most, so say so if that ends another."""
        unfinished, play = self.campaign.unfinished(), self.campaign.start(level)
        if unfinished is not None:
            self.talk.say(["Your unfinished session has been closed; what you answered in it is kept."])
        return play

    def _open(self, level: str) -> str | None:
        try:
            play = self._start(level)
        except BadInput as error:
            return self._refused(error)
        return self._play(play)

    def _refused(self, error: BadInput) -> str:
        self.talk.say([error.line()])
        return ask_level(self.campaign.levels(), self.talk)

    def _play(self, play: Play, resumed: bool = False) -> str | None:
        """Play a session to its end and return the level that the player wants next."""
        recorded, events = play
        session = lines_for(self.talk, recorded, self._answer_in, self._wait)
        (session.go_on if resumed else session.begin)(events)
        ended = session.play()
        self.talk.say([""])
        tell_what_follows(self.campaign, self.talk, ended, self._passed)
        return after_the_end(self.campaign, self.talk, ended.level, ended.won)


def _leave_well(visit: _Visit, level: str | None) -> int:
    """Run a visit and end it in good order, however it ends."""
    try:
        visit.run(level)
        visit.talk.say([visit.farewell()])
    except Quit:
        visit.talk.say([visit.farewell()])
    except EndOfInput:
        visit.talk.say(["", f"End of input. {visit.farewell()}"])
    except KeyboardInterrupt:
        visit.talk.say(["", f"Stopped. {visit.farewell()}"])
        return INTERRUPTED
    return 0


def _no_wait(seconds: float) -> None:
    """Nobody looks on: a pipe feels no shock."""
