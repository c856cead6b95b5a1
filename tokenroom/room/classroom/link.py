"""What screens know of the connection to a class: somebody who carries messages both ways."""

from __future__ import annotations

from typing import Protocol

from tokenroom.classroom.to_clients import AnyToClient
from tokenroom.classroom.wire import FromClient


class Hears(Protocol):
    """Whoever talks with the host."""

    def first_words(self) -> FromClient:
        """Return what is said first on a new connection."""

    def hear(self, message: AnyToClient, /) -> None:
        """Take what the host says."""

    def lost(self) -> None:
        """Learn that the network is gone; it is tried again."""


class Link(Protocol):
    """A connection to a class that comes back by itself."""

    def send(self, message: FromClient, /) -> None:
        """Say something to the host; lost if the network is gone, which shows by no reply."""

    def close(self) -> None:
        """End, once all has been said."""

    async def run(self, hears: Hears, /) -> None:
        """Stay until it is closed (raises BadInput if there is no class there)."""
