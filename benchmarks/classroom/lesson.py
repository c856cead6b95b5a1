"""What a whole lesson of 90 minutes needs in memory, step by step, models that learn included."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import aiohttp
import msgspec

from benchmarks.classroom.client import Client, enter, join
from benchmarks.classroom.host import HostProcess

ITEMS = 2  # that are answered of each step, before the next one is opened; of what a model learns from: all
LEARNING = {"curate", "prefer"}
STEADY = 1.0  # seconds between two looks


def show_lesson(home: Path, students: int) -> None:
    """Print the peak of each step, for ten students and for many."""
    few, many = (asyncio.run(_lead(home, count)) for count in (10, students))
    print(f"{'peak of the host in each step of plan 90, MB':<48} {10:>8} {students:>8}")
    for (title, one), (_, other) in zip(few, many, strict=True):
        print(f"{title:<48} {one:>8.0f} {other:>8.0f}", flush=True)
    beyond = max(peak for _, peak in many) - max(peak for _, peak in few)
    print(f"{'the class beyond ten, of the highest peaks':<48} {'':>8} {beyond:>8.0f}   at most 150")


async def _lead(home: Path, students: int) -> list[tuple[str, float]]:
    host = HostProcess(home, ("--plan", "90"), name=f"lesson-of-{students}")
    host.start()
    try:
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
            teacher = Teacher(await enter(session, host.url, "remote", host.remote))
            numbers = range(students)
            seats = await asyncio.gather(*(join(session, host.url, host.code, number) for number in numbers))
            playing = [asyncio.create_task(_play(seat)) for seat in seats]
            watching = asyncio.create_task(teacher.watch())
            try:
                return await _peaks(host, teacher)
            finally:
                for task in (*playing, watching):
                    task.cancel()
                await asyncio.gather(*playing, watching, return_exceptions=True)
    finally:
        host.close()


class Teacher:
    """The teacher, who knows where the class is."""

    def __init__(self, client: Client) -> None:
        self._client, self._acts = client, 0
        self.stage: dict[str, Any] = {}
        self.answered = self.seats = 0
        self.refused = ""
        self._turned = asyncio.Event()

    async def watch(self) -> None:
        """Read what the host says, for as long as the lesson lasts."""
        async for frame in self._client.socket:
            message = msgspec.json.decode(frame.data)
            match message["kind"]:
                case "stage":
                    self.stage, self.answered = message, 0
                    self._turned.set()
                case "count":
                    self.answered, self.seats = message["answered"], message["seats"]
                case "refused":
                    self.refused = message["why"]
                    self._turned.set()

    async def act(self, kind: str, **fields: Any) -> None:
        """Do something, and wait until the class is elsewhere."""
        self._turned.clear()
        self._acts += 1
        await self._client.say(kind, id=f"act-{self._acts}", **fields)
        await asyncio.wait_for(self._turned.wait(), 60.0)
        if self.refused:
            raise RuntimeError(f"the host refused {kind}: {self.refused}")

    async def all_answered(self) -> None:
        """Wait until everybody has answered, for ten seconds at most."""
        until = time.perf_counter() + 10.0
        while self.answered < self.seats and time.perf_counter() < until:
            await asyncio.sleep(0.05)


async def _play(client: Client) -> None:
    """Answer whatever can be answered, as simply as can be."""
    done: set[tuple[int, int]] = set()
    async for frame in client.socket:
        message = msgspec.json.decode(frame.data)
        view = message.get("view")
        if message["kind"] != "stage" or message["phase"] != "asked" or not view:
            continue
        place = (view["play"], view["item"])
        if place not in done:
            done.add(place)
            given = {"id": f"a-{place[0]}-{place[1]}", "play": place[0], "item": place[1]}
            await client.say("answer", **given, answer=_answer(view, client.seat))


def _answer(view: dict[str, Any], seat: int) -> dict[str, Any]:
    match view["view"]:
        case "questions":
            return {"command": "write", "texts": ["It guesses the next token."] * len(view["questions"])}
        case "predict":
            tokens = view["candidates"]
            return {"command": "scores", "scores": {str(tokens[seat % len(tokens)]["id"]): 1.0}}
        case "prefer":
            return {"command": "value_pair", "first": float(seat % 3), "second": 1.0}
        case "merge":
            pair = view["candidates"][seat % len(view["candidates"])]
            return {"command": "merge_pick", "left": pair["left"]["id"], "right": pair["right"]["id"]}
        case "curate":
            setting = view["options"][seat % len(view["options"])]["setting"]
            return {"command": "set_filter", "filter": view["filter"], "setting": setting}
    raise ValueError(view["view"])


async def _peaks(host: HostProcess, teacher: Teacher) -> list[tuple[str, float]]:
    """Go through all steps, and return the title and the peak of each."""
    while not teacher.stage:
        await asyncio.sleep(0.05)
    peaks = []
    for step in range(1, teacher.stage["steps"] + 1):
        host.forget_peak()
        await teacher.act("open", step=step - 1)
        title, phases = teacher.stage["title"], 0
        mechanic = (teacher.stage["view"] or {}).get("view")
        most = 10_000 if mechanic in LEARNING else 2 * ITEMS
        while phases < most and await _go_on(teacher):
            phases += 1
        peaks.append((f"{step}. {title}"[:46], host.peak()))
    return peaks


async def _go_on(teacher: Teacher) -> bool:
    """Take one step inside a level; False at its end."""
    match teacher.stage["phase"]:
        case "asked" if teacher.stage["view"]["view"] == "questions":
            await teacher.all_answered()
            return False
        case "asked":
            await teacher.all_answered()
            await teacher.act("reveal")
        case "working":
            with suppress(TimeoutError):
                await asyncio.wait_for(_until_worked(teacher), 600.0)
        case "talk" | "ended" | "over":
            return False
        case _:
            await teacher.act("next")
    return True


async def _until_worked(teacher: Teacher) -> None:
    while teacher.stage["phase"] == "working":
        await asyncio.sleep(0.1)
