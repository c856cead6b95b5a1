"""A class that plays one level of *predict*, timed from its clients: joining, answering, revealing."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass

import aiohttp
import numpy as np

from benchmarks.classroom.client import Client, asked, enter, join
from benchmarks.classroom.host import HostProcess

LEVEL = "03-the-numbers-are-words"
CALM = 10.0  # seconds over which the answers of a calm class are spread


@dataclass(frozen=True)
class Measured:
    """What a class of `students` cost; times in seconds, memory in MB."""

    students: int
    joining: float  # until the last has a seat
    calm: list[float]  # from each answer to its acknowledgement, while answers are spread over some seconds
    rush: list[float]  # the same, with all answers at once
    reveals: list[float]  # from the teacher's key until the last student had both messages
    projected: float  # messages a second to the projector meanwhile
    memory: float  # at the end
    peak: float
    written: float  # MB a second on disk, while a calm class answers
    busy: float  # share of one core that the host was busy, while a calm class answers


@dataclass
class Crowd:
    """Students, a remote and a projector on one host."""

    host: HostProcess
    students: list[Client]
    teacher: Client
    projector: Client
    acts: int = 0
    projected: int = 0

    async def act(self, kind: str) -> None:
        """Let the teacher do something."""
        self.acts += 1
        await self.teacher.say(kind, id=f"act-{self.acts}")
        await self.teacher.until("done", message_id=f"act-{self.acts}")

    async def watch(self) -> None:
        """Let the projector read, and count what it is sent."""
        async for _ in self.projector.socket:
            self.projected += 1

    def used(self) -> np.ndarray:
        """Return the time, messages to the projector, MB on disk and seconds of the processor until now."""
        return np.array([time.perf_counter(), self.projected, self.host.written() / 1e6, self.host.busy()])

    async def answer(self, spread: float) -> list[float]:
        """Let each student answer the open item; return the seconds until each was acknowledged."""
        stages = await asyncio.gather(*(student.until("stage", "asked") for student in self.students))
        play, item, tokens = asked(stages[0][2])

        async def one(number: int, student: Client) -> float:
            await asyncio.sleep(spread * number / len(self.students))
            scores = {str(tokens[number % len(tokens)]): 2.0}
            began = time.perf_counter()
            answer = {"command": "scores", "scores": scores}
            await student.say("answer", id=f"answer-{play}-{item}", play=play, item=item, answer=answer)
            return (await student.until("kept"))[0] - began

        return await asyncio.gather(*(one(number, student) for number, student in enumerate(self.students)))

    async def reveal(self) -> float:
        """Let the teacher reveal; return the seconds until the last student had their figures."""
        began = time.perf_counter()
        told = [asyncio.ensure_future(student.until("yours")) for student in self.students]
        await self.act("reveal")
        return max(came for came, _, _ in await asyncio.gather(*told)) - began


async def measure(host: HostProcess, students: int, items: int = 3) -> Measured:
    """Let a class join all at once, answer each of `items` calmly and another one in a rush."""
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        teacher = await enter(session, host.url, "remote", host.remote)
        projector = await enter(session, host.url, "projector", host.code)
        began = time.perf_counter()
        seats = await asyncio.gather(*(join(session, host.url, host.code, number) for number in range(students)))
        joining = time.perf_counter() - began
        crowd = Crowd(host, list(seats), teacher, projector)
        watching = asyncio.create_task(crowd.watch())
        try:
            return await _played(crowd, joining, items)
        finally:
            watching.cancel()
            with suppress(asyncio.CancelledError):
                await watching


async def _played(crowd: Crowd, joining: float, items: int) -> Measured:
    """Play `items` pairs of items: one calm, one in a rush."""
    calm: list[float] = []
    rush: list[float] = []
    reveals: list[float] = []
    used = np.zeros(4)
    await crowd.act("next")
    for _ in range(items):
        await crowd.act("next")
        before = crowd.used()
        calm += await crowd.answer(CALM)
        used += crowd.used() - before
        reveals.append(await crowd.reveal())
        await crowd.act("next")
        rush += await crowd.answer(0.0)
        reveals.append(await crowd.reveal())
    projected, written, busy = used[1:] / used[0]
    memory = (crowd.host.memory(), crowd.host.peak())
    return Measured(len(crowd.students), joining, calm, rush, reveals, projected, *memory, written, busy)
