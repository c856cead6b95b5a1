"""One room in a process of its own, behind a browser: what it is started with, and that it ends."""

from __future__ import annotations

import asyncio
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

PATIENCE = 5.0  # seconds that a room is given to end by itself
LARGEST = 1_000  # columns or lines that are believed


@dataclass(frozen=True, slots=True)
class Command:
    """How a room is started.

    Attributes:
        arguments: the program and what it is told.
        folder: where it is started.
    """

    arguments: Sequence[str]
    folder: Path


class ApartRoom(AppService):
    """A room whose terminal is a WebSocket.

    Args:
        command: starts it.
        variables: put into its environment.
        socket: of the browser.
    """

    def __init__(self, command: Command, variables: Mapping[str, str], socket: web.WebSocketResponse) -> None:
        super().__init__(
            "",
            write_bytes=socket.send_bytes,
            write_str=socket.send_str,
            close=self._close,
            download_manager=DownloadManager(),
        )
        self._command, self._variables, self._socket = command, dict(variables), socket

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        return {**super()._build_environment(_size(width), _size(height)), "PYTHONUTF8": "1", **self._variables}

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        """Start it without a shell, so that it is the room itself that can be ended."""
        self._process = await asyncio.create_subprocess_exec(
            *self._command.arguments,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=self._build_environment(width, height),
            cwd=self._command.folder,
        )
        self._stdin = self._process.stdin
        return self._process

    async def on_data(self, payload: bytes) -> None:
        """Show what the room paints; a browser that has gone needs nothing."""
        with suppress(ConnectionError):
            await super().on_data(payload)

    async def take(self, message: object) -> None:
        """Do what the terminal in the browser says; what makes no sense is passed over."""
        match message:
            case ["stdin", str(keys)]:
                await self.send_bytes(keys.encode("utf-8", "replace"))
            case ["resize", {"width": int(width), "height": int(height)}]:
                await self.set_terminal_size(_size(width), _size(height))
            case ["ping", value]:
                await self._socket.send_json(["pong", value])
            case ["focus", *_]:
                await self.focus()
            case ["blur", *_]:
                await self.blur()

    async def end(self) -> None:
        """Ask it to end, and make it if it does not, or if there is no time to wait for it."""
        try:
            with suppress(TimeoutError, OSError):
                await asyncio.wait_for(self.stop(), PATIENCE)
            if self._process is not None:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._process.wait(), 1.0)
        finally:
            await self._kill()

    async def _kill(self) -> None:
        if self._process is not None and self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()

    async def _close(self) -> None:
        await self._socket.close()


def _size(cells: int) -> int:
    return max(1, min(LARGEST, cells))
