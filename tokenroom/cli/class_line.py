"""A class in lines: typed lines on one side, a connection on the other."""

from __future__ import annotations

import asyncio
import sys
import threading
from abc import ABC, abstractmethod
from contextlib import suppress

from tokenroom.classroom.to_clients import AnyToClient
from tokenroom.classroom.wire import FromClient
from tokenroom.cli.class_link import Link
from tokenroom.errors import BadInput
from tokenroom.plain.intake import EndOfInput, Intake, TooLong
from tokenroom.plain.page import Page

LONGEST_LINE = 4096


class Line(ABC):
    """Somebody at a terminal, from the first connection to the last.

    Args:
        url: the class's WebSocket.
    """

    def __init__(self, url: str) -> None:
        self.url, self.page, self.status = url, Page(sys.stdout), 0
        self._link = Link(url)
        self._typed: asyncio.Queue[str | None] = asyncio.Queue()

    @abstractmethod
    def first_words(self) -> FromClient:
        """Return what is said first on a new connection."""

    @abstractmethod
    def hear(self, message: AnyToClient) -> None:
        """Take what the host says."""

    @abstractmethod
    def type(self, line: str) -> None:
        """Take what was typed."""

    def lost(self) -> None:
        """Say once that the network is gone."""
        if self._link.tries == 0:
            self.page.say(["The class is out of reach; trying again."])

    def send(self, message: FromClient) -> None:
        """Say something to the host; lost if the network is gone, which the caller learns by no reply."""
        self._link.send(message)

    def leave(self, status: int) -> None:
        """End, with an exit status."""
        self.status = status
        self._link.close()

    async def run(self) -> int:
        """Stay until somebody has had enough (raises BadInput if there is no class there)."""
        threading.Thread(target=self._read, args=(asyncio.get_running_loop(),), daemon=True).start()
        tasks = [asyncio.create_task(self._link.run(self)), asyncio.create_task(self._type())]
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        if not tasks[0].done() and tasks[1].exception() is None:
            await tasks[0]  # typing has ended: the last words are said
        for task in tasks:
            task.cancel()
        for done in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(done, Exception):
                raise done
        return self.status

    async def _type(self) -> None:
        await self._link.answered.wait()
        while (line := await self._typed.get()) is not None and line.strip().casefold() != "quit":
            await self._link.answered.wait()  # the network may have gone meanwhile
            self.type(line)
        self.leave(self.status)

    def _read(self, loop: asyncio.AbstractEventLoop) -> None:
        """Take in typed lines; in a daemon thread, for nothing else can stop a read."""
        intake = Intake(sys.stdin, LONGEST_LINE)
        while True:
            try:
                line: str | None = intake.line()
            except TooLong as error:
                self.page.say([str(error)])
                continue
            except (EndOfInput, ValueError):  # the latter of a stream that was closed
                line = None
            with suppress(RuntimeError):  # the loop has ended meanwhile
                loop.call_soon_threadsafe(self._typed.put_nowait, line)
            if line is None:
                return


def run_line(line: Line) -> int:
    """Stay at a class until it is over, and return the exit status; Ctrl-C leaves."""
    try:
        return asyncio.run(line.run())
    except KeyboardInterrupt:
        return 130


def socket_url(address: str) -> str:
    """Return the WebSocket behind what was typed: a page's address, a host, a host and port (raises BadInput).

    >>> socket_url("192.168.1.20"), socket_url("https://laptop.local:8443/#K7RWX")
    ('ws://192.168.1.20:8000/ws', 'wss://laptop.local:8443/ws')
    """
    scheme, _, rest = (address if "://" in address else f"http://{address}").partition("://")
    known = {"http": "ws", "https": "wss", "ws": "ws", "wss": "wss"}
    host = rest.partition("/")[0].partition("#")[0]
    if scheme.casefold() not in known or not host or any(c.isspace() for c in host):
        raise BadInput("ADDRESS", address, "is no address", "such as http://192.168.1.20:8000/")
    has_port = ":" in host.rpartition("]")[2]
    is_secure = known[scheme.casefold()] == "wss"
    return f"{known[scheme.casefold()]}://{host}{'' if has_port or is_secure else ':8000'}/ws"
