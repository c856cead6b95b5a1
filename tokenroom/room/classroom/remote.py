"""The remote of a teacher as an app: what is wanted is said once, even if the network goes meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from textual import on

from tokenroom.classroom.from_clients import Delete, Enter
from tokenroom.classroom.to_clients import AnyToClient, Done, Entered, RefusedMessage, Stage
from tokenroom.classroom.wire import VERSION, FromClient
from tokenroom.errors import BadInput
from tokenroom.room.classroom.acts import after
from tokenroom.room.classroom.app import ClassApp, Connect
from tokenroom.room.classroom.remote_screen import RemoteScreen
from tokenroom.room.classroom.seat import FATAL
from tokenroom.settings import Settings


class RemoteApp(ClassApp):
    """A teacher at a terminal.

    Args:
        connect: makes a connection to the class.
        code: the remote's.
        fresh_id: makes an id for a message, another one each time.
        settings: what the teacher has set in the single game; None for the defaults.
        timed: whether things happen by the clock (not in tests and pictures).
        ascii_only: whether to show ASCII alone; None looks at the terminal's encoding.
    """

    CSS_PATH = "remote.tcss"

    def __init__(
        self,
        connect: Connect,
        code: str,
        fresh_id: Callable[[], str],
        settings: Settings | None = None,
        *,
        timed: bool = True,
        ascii_only: bool | None = None,
    ) -> None:
        super().__init__(connect, settings, timed=timed, ascii_only=ascii_only)
        self._code, self._remote = code, RemoteScreen(fresh_id)
        self._unsaid: dict[str, FromClient] = {}  # acts, not yet known to be done

    def get_default_screen(self) -> RemoteScreen:
        """Return the only screen."""
        return self._remote

    def first_words(self) -> FromClient:
        """Come in with the remote's code."""
        return Enter(version=VERSION, role="remote", code=self._code[:200])

    async def take(self, message: AnyToClient) -> None:
        """Show what the host has said."""
        said = self._unsaid.pop(getattr(message, "id", None) or "", None)
        if isinstance(message, RefusedMessage):
            if message.code in FATAL:
                self.leave(BadInput("class remote", "", message.why, "the host shows the remote's code"))
            else:
                self._remote.refuse(message)
            return
        if isinstance(message, Done) and isinstance(said, Delete):
            self._remote.tell(replace(self._remote.watched, is_deleted=True))
        if isinstance(message, Entered):
            for act in list(self._unsaid.values()):  # after the network was gone: done once all the same
                self.send(act)
        self._remote.tell(after(self._remote.watched, message), isinstance(message, Stage))

    async def lose(self) -> None:
        """Show that the network is gone."""
        self._remote.tell(replace(self._remote.watched, is_lost=True))

    @on(RemoteScreen.Wanted)
    def _wanted(self, event: RemoteScreen.Wanted) -> None:
        self._unsaid[event.act.id] = event.act
        self.send(event.act)
