"""A small class that is served on a real port, for tests with browsers; it can be ended and served again."""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp.test_utils import TestServer

from tests.classroom.lessons import PLAN, SECRET, SmallGames
from tokenroom.classroom import codes
from tokenroom.classroom.hosting import Host
from tokenroom.classroom.room import Founding, Room
from tokenroom.classroom.store import Store
from tokenroom.rivals.field import Field
from tokenroom.serving.server import Where, make_app, pumping

CLASS, REMOTE = codes.class_code(SECRET), codes.remote_code(SECRET)


class Served:
    """A class, its address, and a teacher who leads it."""

    def __init__(self, folder: Path, small: Field) -> None:
        self._folder, self._small, self._ids = folder, small, itertools.count()
        self.port = 0
        self.room: Room
        self._socket: aiohttp.ClientWebSocketResponse
        self.heard: dict[str, dict[str, Any]] = {}  # the newest message of each kind to the remote

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Serve the class; a second time it is the same one, on the same port, from its file."""
        path = self._folder / "class.sqlite"
        store = Store(path) if path.exists() else Store.found(path, Founding(SECRET, 7, PLAN, 0.0))
        self.room = store.room(SmallGames(self._folder, self._small))
        app = make_app(Host(self.room, store, _fail), time.time, Where())
        server = TestServer(app, port=self.port or None)
        await server.start_server(shutdown_timeout=0.5)  # pages come back at once, and would be waited for
        self.port = server.port or 0
        try:
            async with (
                pumping(app),
                aiohttp.ClientSession() as client,
                client.ws_connect(f"{self.url}ws") as self._socket,
            ):
                await self._say("enter", version=1, role="remote", code=REMOTE)
                yield
        finally:
            await server.close()
            store.close()

    async def teach(self, kind: str = "next", **fields: Any) -> None:
        """Let the teacher do something."""
        number = f"t{next(self._ids)}-{time.monotonic_ns()}"
        await self._say(kind, id=number, **fields)
        while True:
            message = json.loads(await self._socket.receive_str(timeout=10))
            assert message["kind"] != "refused", message
            if message["kind"] == "done" and message["id"] == number:
                return

    async def _say(self, kind: str, **fields: Any) -> None:
        await self._socket.send_str(json.dumps({"kind": kind, **fields}))

    def answers(self, item: int) -> dict[int, Any]:
        """What was given to an item, by seat."""
        play = self.room.lesson.play
        assert play is not None
        return dict(play.state.rounds[item - 1].given)


def _fail(fault: Exception) -> None:
    raise fault
