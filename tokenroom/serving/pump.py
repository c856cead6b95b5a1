"""Between sockets and the class: what comes is carried out in one thread, many at once, and sent once it is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from tokenroom.classroom.game import Job
from tokenroom.classroom.hosting import Came, Failed, Goes, Host, Learned
from tokenroom.classroom.to_clients import encode

TICK = 0.25  # seconds between two looks at the clock, if nothing comes
AT_ONCE = 512  # messages that are kept with one sync
LONGEST_QUEUE = 512  # messages that wait for a slow connection, before it is cut off; it can come back
CLOSE = None  # in a connection's queue: close it behind what stands before


@dataclass(eq=False)
class Line:
    """What waits to be sent on one connection."""

    number: int
    address: str
    queue: asyncio.Queue[str | None] = field(default_factory=lambda: asyncio.Queue(LONGEST_QUEUE))
    is_cut_off: asyncio.Event = field(default_factory=asyncio.Event)

    def put(self, text: str | None) -> None:
        """Let a text wait; whoever reads too slowly is cut off."""
        try:
            self.queue.put_nowait(text)
        except asyncio.QueueFull:
            self.is_cut_off.set()


class Pump:
    """Carries messages between connections and a host, never blocking the loop that it runs in.

    Args:
        host: the class and its file.
        now: the time in seconds since the epoch.
    """

    def __init__(self, host: Host, now: Callable[[], float]) -> None:
        self._host, self._now = host, now
        self._coming: asyncio.Queue[Came | Learned | Failed] = asyncio.Queue()
        self._lines: dict[int, Line] = {}
        self._numbers = 0
        self._hands = ThreadPoolExecutor(1, "class")  # carries out messages, one batch after the other
        self._school = ThreadPoolExecutor(1, "learning")  # lets models learn meanwhile
        self._learning: asyncio.Task[None] | None = None

    @property
    def connections(self) -> int:
        """How many connections there are."""
        return len(self._lines)

    def of_address(self, address: str) -> int:
        """Return how many connections come from an address; of this machine none are counted."""
        if address in {"127.0.0.1", "::1"}:
            return 0
        return sum(line.address == address for line in self._lines.values())

    def connect(self, address: str) -> Line:
        """Let a connection in, and return the line on which it is to be sent what waits."""
        self._numbers += 1
        line = self._lines[self._numbers] = Line(self._numbers, address)
        self._coming.put_nowait(Came(line.number, address=address))
        return line

    def said(self, line: Line, text: str | bytes) -> None:
        """Take what a connection said."""
        self._coming.put_nowait(Came(line.number, text=text))

    def disconnect(self, line: Line) -> None:
        """Let a connection go."""
        if self._lines.pop(line.number, None) is not None:
            self._coming.put_nowait(Came(line.number))

    async def run(self) -> None:
        """Carry messages until cancelled or the class is deleted (raises BadInput if it can no longer be kept)."""
        while not self._host.is_deleted:
            came, learned = await self._next()
            if learned is not None:
                self._learning = None
                self._send(await self._do(self._host.learned, learned, self._now()))
            self._send(await self._do(self._host.handle, came, self._now()))
            await self._let_learn()

    async def close(self) -> None:
        """Say good-bye to everybody, and end the threads."""
        if self._learning is not None:
            self._learning.cancel()
        await asyncio.to_thread(self._hands.shutdown, cancel_futures=True)  # what it has in hand is finished first
        self._send(self._host.farewell())
        self._school.shutdown(wait=False, cancel_futures=True)

    async def _do(self, work: Callable[..., Goes], *arguments: object) -> Goes:
        return await asyncio.get_running_loop().run_in_executor(self._hands, work, *arguments)

    async def _next(self) -> tuple[list[Came], Learned | Failed | None]:
        """Wait for something to come, but not for long; return all of it up to what a model has learned."""
        came: list[Came] = []
        try:
            async with asyncio.timeout(TICK):  # and not wait_for, which forgets that it was cancelled if something came
                first = await self._coming.get()
        except TimeoutError:
            return came, None
        while True:
            if not isinstance(first, Came):
                return came, first
            came.append(first)
            if self._coming.empty() or len(came) >= AT_ONCE:
                return came, None
            first = self._coming.get_nowait()

    async def _let_learn(self) -> None:
        """Let a model take its next steps in a thread of its own, if one is learning and its last ones are told."""
        if self._learning is None:
            job = await asyncio.get_running_loop().run_in_executor(self._hands, self._host.job)
            if job is not None:
                self._learning = asyncio.create_task(self._learn(job))

    async def _learn(self, job: Job) -> None:
        try:
            events = await asyncio.get_running_loop().run_in_executor(self._school, job)
        except Exception as fault:  # the model is lost, the lesson is not
            self._coming.put_nowait(Failed(fault))
        else:
            self._coming.put_nowait(Learned(events))

    def _send(self, goes: Goes) -> None:
        for delivery in goes.deliveries:
            text = encode(delivery.message)
            for number in delivery.connections:
                if (line := self._lines.get(number)) is not None:
                    line.put(text)
                    if delivery.closing:
                        line.put(CLOSE)
        for number in goes.cut_off:
            if (line := self._lines.get(number)) is not None:
                line.is_cut_off.set()
