"""Who plays in the single-player rooms of a server: one process a visitor, and at most so many."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from aiohttp import web

from tokenroom.serving.apart import Command


@dataclass
class Rooms:
    """Who is playing.

    Attributes:
        command: starts a room.
        most: rooms that may be open at a time.
        variables: the environment of a visitor's room, by the visitor's token.
        fresh_token: draws a token for a visitor.
        open: the sockets of the rooms that are open, by token; each with an event that is set when it has ended.
    """

    command: Command
    most: int
    variables: Callable[[str], Mapping[str, str]]
    fresh_token: Callable[[], str]
    open: dict[str, tuple[web.WebSocketResponse, asyncio.Event]] = field(default_factory=dict)

    def is_full(self, visitor: str) -> bool:
        """Whether somebody must wait; who has a room already may come back to it."""
        return visitor not in self.open and len(self.open) >= self.most

    async def make_way(self, visitor: str) -> None:
        """End the room that a visitor has open in another tab."""
        while visitor in self.open:
            socket, ended = self.open[visitor]
            await socket.close()
            await ended.wait()

    async def close(self) -> None:
        """End all rooms."""
        for visitor in list(self.open):
            await self.make_way(visitor)
