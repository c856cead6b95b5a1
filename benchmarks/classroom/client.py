"""One connection to a class, as small as can be: what comes is timed, and read only as far as is needed."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import aiohttp
import msgspec

Message = dict[str, Any]
VERSION = 1
PATIENCE = 60.0  # seconds that a message may take


class Heard(msgspec.Struct, frozen=True):
    """What is read of a message in any case; the rest of it is left unread, which keeps clients cheap."""

    kind: str
    id: str | None = None
    phase: str = ""
    stage: int = 0
    play: int = 0
    item: int = 0
    code: str = ""
    seat: int = 0


_HEARD: msgspec.json.Decoder[Heard] = msgspec.json.Decoder(Heard)


@dataclass
class Client:
    """A connection that says and hears."""

    socket: aiohttp.ClientWebSocketResponse
    seat: int = 0

    async def say(self, kind: str, **fields: Any) -> None:
        """Send a message."""
        await self.socket.send_bytes(msgspec.json.encode({"kind": kind, **fields}))

    async def until(self, kind: str, phase: str = "", message_id: str | None = None) -> tuple[float, Heard, str]:
        """Wait for a message, and return when it came, what it is, and its text; what comes before it is let go."""
        while True:
            text = await self.socket.receive_str(timeout=PATIENCE)
            came, heard = time.perf_counter(), _HEARD.decode(text)
            if heard.kind == "refused":
                raise RuntimeError(f"the host refused: {text[:300]}")
            if heard.kind == kind and phase in {"", heard.phase} and message_id in {None, heard.id}:
                return came, heard, text


async def enter(session: aiohttp.ClientSession, url: str, role: str, code: str) -> Client:
    """Come in with a code."""
    client = Client(await session.ws_connect(url, max_msg_size=0))
    await client.say("enter", version=VERSION, role=role, code=code)
    await client.until("entered")
    return client


async def join(session: aiohttp.ClientSession, url: str, code: str, number: int) -> Client:
    """Come in as a student, and take a seat."""
    client = await enter(session, url, "student", code)
    await client.say("join", id="join", device=f"device-of-student-{number:06}", name=f"student {number}")
    _, heard, _ = await client.until("seated")
    client.seat = heard.seat
    return client


def asked(text: str) -> tuple[int, int, list[int]]:
    """Return play, item and the ids of the listed tokens of a stage of *predict*."""
    view = msgspec.json.decode(text)["view"]
    return view["play"], view["item"], [option["id"] for option in view["candidates"]]
