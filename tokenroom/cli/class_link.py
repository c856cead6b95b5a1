"""A WebSocket to a class, that comes back by itself; whoever talks over it knows nothing of sockets."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Protocol

import aiohttp
import msgspec

from tokenroom.classroom.to_clients import AnyToClient, decode_host
from tokenroom.classroom.wire import FromClient
from tokenroom.errors import BadInput

HEARTBEAT = 20.0  # seconds between pings
AGAIN = (0.5, 1.0, 2.0, 4.0)  # seconds between tries to come back; the last for all further ones
_NOBODY = (aiohttp.ClientError, OSError, TimeoutError)


class Hears(Protocol):
    """Whoever talks with the host."""

    def first_words(self) -> FromClient:
        """Return what is said first on a new connection."""

    def hear(self, message: AnyToClient, /) -> None:
        """Take what the host says."""

    def lost(self) -> None:
        """Learn that the network is gone; it is tried again."""


class Link:
    """A connection, from the first to the last.

    Args:
        url: the class's WebSocket.
    """

    def __init__(self, url: str) -> None:
        self._url, self.tries = url, 0  # tries to come back since the network was there
        self._closed = asyncio.Event()
        self.answered = asyncio.Event()  # whether the host has said something on this connection
        self._to_say: asyncio.Queue[FromClient | None] | None = None

    def send(self, message: FromClient) -> None:
        """Say something to the host; lost if the network is gone, which the caller learns by no reply."""
        if self._to_say is not None:
            self._to_say.put_nowait(message)

    def close(self) -> None:
        """End, once all has been said."""
        self._closed.set()
        if self._to_say is not None:
            self._to_say.put_nowait(None)

    async def run(self, hears: Hears) -> None:
        """Connect again and again until it is closed (raises BadInput if there is no class there)."""
        was_in = False
        async with aiohttp.ClientSession() as session:
            while not self._closed.is_set():
                try:
                    async with session.ws_connect(self._url, heartbeat=HEARTBEAT, max_msg_size=0) as socket:
                        self.tries, was_in = 0, True
                        await self._stay(socket, hears)
                except _NOBODY as error:
                    if not was_in:
                        wrong = f"cannot be reached: {error}"
                        raise BadInput(self._url, "", wrong, "is the class open?") from error
                if not self._closed.is_set():
                    hears.lost()
                    with suppress(TimeoutError):
                        await asyncio.wait_for(self._closed.wait(), AGAIN[min(self.tries, len(AGAIN) - 1)])
                    self.tries += 1

    async def _stay(self, socket: aiohttp.ClientWebSocketResponse, hears: Hears) -> None:
        self._to_say = asyncio.Queue()
        self.send(hears.first_words())
        writing = asyncio.create_task(self._write(socket, self._to_say))
        try:
            async for frame in socket:
                if frame.type == aiohttp.WSMsgType.TEXT:
                    with suppress(msgspec.MsgspecError):  # of a later version: not for us
                        hears.hear(decode_host(frame.data))
                    self.answered.set()
        finally:
            self.answered.clear()
            self._to_say = None
            writing.cancel()

    async def _write(self, socket: aiohttp.ClientWebSocketResponse, to_say: asyncio.Queue[FromClient | None]) -> None:
        """Say what waits; the reader notices when the network is gone."""
        with suppress(*_NOBODY):
            while (message := await to_say.get()) is not None:
                await socket.send_str(msgspec.json.encode(message).decode())
            await socket.close()
