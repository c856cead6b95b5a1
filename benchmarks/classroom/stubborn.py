"""Clients that come back however often they are cut off, say again what was not acknowledged, and log all of it."""

from __future__ import annotations

import asyncio
import random
import socket
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import aiohttp
import msgspec

from benchmarks.classroom.client import VERSION, Message

AGAIN = 0.2  # seconds between tries to come back
BEAT = 0.75  # seconds that the teacher lets pass between two acts


class Logged(msgspec.Struct, frozen=True):
    """A line of a client's log.

    Attributes:
        who: the seat; 0 for the teacher.
        what: `sent`, `kept` or `refused`.
        id: of the message.
        said: what was sent; the code of a refusal.
    """

    who: int
    what: str
    id: str
    said: Any = None


@dataclass
class Address:
    """Where the class is, and its codes."""

    session: aiohttp.ClientSession
    url: str
    code: str
    remote: str


class Stubborn(ABC):
    """Somebody who stays until `leave`.

    Args:
        number: another one for everybody.
        address: of the class.
        log: is told every line.
        dice: for what they do.
    """

    def __init__(self, number: int, address: Address, log: Callable[[Logged], None], dice: random.Random) -> None:
        self.number, self.address, self._log, self.dice = number, address, log, dice
        self.who = 0
        self.unkept: dict[str, Message] = {}
        self.connections = 0
        self.socket: aiohttp.ClientWebSocketResponse | None = None
        self._said = 0
        self.is_leaving = False

    async def stay(self) -> None:
        """Come, and come back, until it is time to leave."""
        while not self.is_leaving:
            with suppress(aiohttp.ClientError, OSError, TimeoutError):
                async with self.address.session.ws_connect(self.address.url, max_msg_size=0) as self.socket:
                    self.connections += 1
                    await self._say(self.first_words())
                    async for frame in self.socket:
                        await self._hear(msgspec.json.decode(frame.data))
            self.socket = None
            await asyncio.sleep(AGAIN * self.dice.random())

    def cut(self) -> None:
        """Lose the network: what is under way in either direction is lost."""
        if self.socket is not None and (line := self.socket.get_extra_info("socket")) is not None:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    async def leave(self) -> None:
        """Go, and do not come back."""
        self.is_leaving = True
        if self.socket is not None:
            await self.socket.close()

    async def want(self, message: Message) -> None:
        """Send something that is to be acknowledged, again and again if need be."""
        self._said += 1
        message = {**message, "id": f"{self.number}-{self._said}"}
        self.unkept[message["id"]] = message
        self._log(Logged(self.who, "sent", message["id"], message))
        await self._say(message)

    async def repeat(self) -> None:
        """Send once more what was not acknowledged."""
        for message in list(self.unkept.values()):
            await self._say(message)

    @abstractmethod
    def first_words(self) -> Message:
        """Return what is said first on a new connection."""

    @abstractmethod
    async def act(self, message: Message) -> None:
        """Do what a message makes one do."""

    async def _say(self, message: Message) -> None:
        if self.socket is not None:
            await self.socket.send_bytes(msgspec.json.encode(message))

    async def _hear(self, message: Message) -> None:
        if message["kind"] in {"kept", "done", "refused"} and message["id"] in self.unkept:
            del self.unkept[message["id"]]
            what = "refused" if message["kind"] == "refused" else "kept"
            self._log(Logged(self.who, what, message["id"], message.get("code")))
        await self.act(message)


class Student(Stubborn):
    """A student who answers every item at some time within half a second, late if the class has gone on."""

    token = ""

    def first_words(self) -> Message:
        """Come with the code, later with the token."""
        if self.token:
            return {"kind": "resume", "version": VERSION, "token": self.token}
        return {"kind": "enter", "version": VERSION, "role": "student", "code": self.address.code}

    async def act(self, message: Message) -> None:
        """Join, answer, and catch up."""
        match message:
            case {"kind": "entered"}:
                device = f"device-of-student-{self.number:06}"
                await self._say({"kind": "join", "id": "join", "device": device, "name": f"student {self.number}"})
            case {"kind": "seated", "token": token, "seat": seat}:
                self.token, self.who = token, seat
                await self.repeat()
            case {"kind": "stage", "phase": "asked", "view": {"play": play, "item": item, "candidates": listed}}:
                await self._answer(play, item, [option["id"] for option in listed])
            case {"kind": "behind"} if self.dice.random() < 0.5:
                await self._catch_up(message)
            case {"kind": "kept", "late": True}:
                await self._catch_up(message)

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._answered: set[tuple[int, int]] = set()

    async def _answer(self, play: int, item: int, listed: list[int]) -> None:
        if (play, item) in self._answered:
            return
        self._answered.add((play, item))
        await asyncio.sleep(0.5 * self.dice.random())
        scores = {str(self.dice.choice(listed)): round(4 * self.dice.random(), 3)}
        answer = {"command": "scores", "scores": scores}
        await self.want({"kind": "answer", "play": play, "item": item, "answer": answer})

    async def _catch_up(self, message: Message) -> None:
        await self.want({"kind": "go_on", "play": message["play"], "item": message["item"], "to": "class"})


class Teacher(Stubborn):
    """A teacher who reveals and goes on; each act names the stage it was meant for."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._stage: Message = {}
        self._acted = 0.0

    def first_words(self) -> Message:
        """Come with the remote's code."""
        return {"kind": "enter", "version": VERSION, "role": "remote", "code": self.address.remote}

    async def act(self, message: Message) -> None:
        """Know where the class is; say again what was not done."""
        match message:
            case {"kind": "entered"}:
                await self.repeat()
            case {"kind": "stage"}:
                self._stage = message

    async def lead(self) -> None:
        """Act once in a while, for as long as it is not time to leave."""
        while not self.is_leaving:
            await asyncio.sleep(BEAT)
            if self._stage and not self.unkept and self.socket is not None:
                kind = "reveal" if self._stage["phase"] == "asked" else "next"
                with suppress(aiohttp.ClientError, OSError):
                    await self.want({"kind": kind, "stage": self._stage["stage"]})


async def settled(everybody: list[Stubborn], seconds: float) -> None:
    """Wait until all that was sent is acknowledged or refused, for so long at most."""
    until = time.perf_counter() + seconds
    while any(one.unkept for one in everybody) and time.perf_counter() < until:
        await asyncio.sleep(0.05)
