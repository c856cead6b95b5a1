"""What a student's and a teacher's app have in common: the room's colours, and a connection whose words are events."""

from __future__ import annotations

import sys
from abc import abstractmethod
from collections.abc import Callable

from textual import on
from textual.binding import Binding
from textual.message import Message

from tokenroom.classroom.to_clients import AnyToClient
from tokenroom.classroom.wire import FromClient
from tokenroom.errors import BadInput
from tokenroom.room.ascii import shows_unicode
from tokenroom.room.classroom.link import Link
from tokenroom.room.settled import SettledApp
from tokenroom.settings import Settings

Connect = Callable[[], Link]


class ClassApp(SettledApp):
    """Somebody of a class at a terminal.

    Args:
        connect: makes a connection to the class.
        settings: what the player has set in the single game; None for the defaults.
        timed: whether things happen by the clock (not in tests and pictures).
        ascii_only: whether to show ASCII alone; None looks at the terminal's encoding.
    """

    TITLE = "tokenroom"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [Binding("ctrl+q,ctrl+c", "quit", "Leave", show=False, priority=True)]  # noqa: RUF012 - Textual's form

    class Heard(Message):
        """The host has said something."""

        def __init__(self, message: AnyToClient) -> None:
            super().__init__()
            self.message = message

    class Lost(Message):
        """The network is gone."""

    def __init__(
        self, connect: Connect, settings: Settings | None = None, *, timed: bool = True, ascii_only: bool | None = None
    ) -> None:
        super().__init__(settings, None)
        self._connect, self.timed = connect, timed
        encoding = getattr(sys.__stderr__, "encoding", None)  # Textual paints there
        self.ascii_only = not shows_unicode(encoding) if ascii_only is None else ascii_only
        self.link: Link | None = None
        self.fault: BadInput | None = None  # why it ended at once

    @property
    def moves(self) -> bool:
        """Whether words come one by one, and shocks take their time."""
        return self.timed and self.may_move

    def on_mount(self) -> None:
        """Dress the room, and connect."""
        self.set_class(self.ascii_only, "-ascii")
        self.wear()
        self.dress(self.current_theme)
        self.call_after_refresh(self.connect)

    def connect(self) -> None:
        """Begin a connection."""
        self.link = self._connect()
        self.run_worker(self._run(self.link), exclusive=True)

    async def _run(self, link: Link) -> None:
        try:
            await link.run(self)
        except BadInput as fault:
            self.leave(fault)

    def leave(self, fault: BadInput) -> None:
        """End, and let the command line say why."""
        self.fault = fault
        self.exit(return_code=2)

    @abstractmethod
    def first_words(self) -> FromClient:
        """Return what is said first on a new connection."""

    def hear(self, message: AnyToClient) -> None:
        """Take what the host says, in its turn among keys and clicks."""
        self.post_message(self.Heard(message))

    def lost(self) -> None:
        """Learn that the network is gone."""
        self.post_message(self.Lost())

    def send(self, message: FromClient) -> None:
        """Say something to the host."""
        if self.link is not None:
            self.link.send(message)

    @on(Heard)
    async def _heard(self, event: Heard) -> None:
        await self.take(event.message)

    @on(Lost)
    async def _lost(self) -> None:
        await self.lose()

    @abstractmethod
    async def take(self, message: AnyToClient) -> None:
        """Show what the host has said."""

    @abstractmethod
    async def lose(self) -> None:
        """Show that the network is gone."""
