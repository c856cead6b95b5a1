"""A screen whose commands are carried out in a thread: a rival from outside may think for long. Keys wait meanwhile."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING

from textual import events
from textual.timer import Timer

from tokenroom.errors import BadInput
from tokenroom.game.answer import AnswerError
from tokenroom.game.commands import Answer, AnyCommand
from tokenroom.game.events import AnyEvent
from tokenroom.game.session import CommandError
from tokenroom.room.screens.base import RoomScreen
from tokenroom.room.widgets.notice import Notice

if TYPE_CHECKING:
    from tokenroom.game.recorded import RecordedSession

WORK = "work"  # the name of a thread that carries a command out
PATIENCE = 0.5  # seconds until the player is told why nothing happens


class WorkingScreen(RoomScreen):
    """Moves a session on; what a key means is for `take` to say, and what is shown for `show_told`.

    Args:
        recorded: the session.
    """

    def __init__(self, recorded: RecordedSession) -> None:
        super().__init__()
        self.recorded = recorded
        self.is_working = False
        self._waiting: deque[events.Key] = deque()
        self._patience: Timer | None = None

    leave_words = "Escape once more to leave. The session is kept."
    at_stake = False  # whether an answer is being given, which leaving now would lose
    _leaving = False  # Escape was pressed once

    def stay(self) -> None:
        """Forget that Escape was pressed once: another key was."""
        self._leaving = False

    def action_leave(self) -> None:
        """Leave for the home screen when asked twice."""
        if self.is_working:
            return
        if self._leaving:
            self.room.go_home()
            return
        self._leaving = True
        self.say(self.leave_words)

    def take(self, event: events.Key) -> None:
        """Do what a key means."""
        raise NotImplementedError

    def show_told(self, told: Sequence[AnyEvent]) -> None:
        """Show what a command brought about."""
        raise NotImplementedError

    def fault_words(self, fault: str) -> str:
        """Say what could not be done; nothing where all went well."""
        return fault

    def say(self, words: str) -> None:
        """Show a word to the player below all else."""
        self.query_one(Notice).say(words)

    def take_in_turn(self, event: events.Key) -> None:
        """Take a key now, or when the command at work is done."""
        if self.is_working:
            self._waiting.append(event)
        else:
            self.take(event)

    def carry_out(self, command: AnyCommand) -> None:
        """Begin to carry out a command, unless one is at work (a second click on the same thing)."""
        if self.is_working:
            return
        self.say("")
        self.is_working, self.at_stake = True, isinstance(command, Answer)
        self._patience = self.set_timer(PATIENCE, self._ask_for_patience)
        Thread(target=self._apply, args=(command,), name=WORK, daemon=True).start()  # it must not keep us from leaving

    def _apply(self, command: AnyCommand) -> None:
        try:
            done = partial(self._done, self.recorded.apply(command), "")
        except (AnswerError, CommandError, BadInput) as error:
            done = partial(self._done, (), str(error))
        except Exception as error:  # a fault of ours, raised where Textual sees it
            done = partial(self._fail, error)
        with suppress(RuntimeError):  # the room has been left
            self.call_later(done)

    def _fail(self, error: Exception) -> None:
        raise error

    def _done(self, told: Sequence[AnyEvent], fault: str) -> None:
        self.is_working = False
        if self._patience is not None:
            self._patience.stop()
        self.say(self.fault_words(fault))
        if told:
            self.show_told(told)
        while self._waiting and self.is_current and not self.is_working:
            self.take(self._waiting.popleft())
        if not self.is_current:  # keys that were meant for this screen are for no other
            self._waiting.clear()

    def _ask_for_patience(self) -> None:
        lost = "; this answer is then lost" if self.at_stake else ", and loses nothing"
        self.say(f"Someone in the next room is still thinking. Ctrl+Q leaves{lost}.")
