"""Connections cut at random every second, the host killed twice; then every client's log is held against the file."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import aiohttp

from benchmarks.classroom.crowd import LEVEL
from benchmarks.classroom.host import HostProcess
from benchmarks.classroom.proof import prove
from benchmarks.classroom.stubborn import Address, Logged, Stubborn, Student, Teacher, settled

SHARE = 0.1  # of all connections, cut every second
KILLS = 2
PATIENCE = 20.0  # seconds to come to rest afterwards
LESSON = (LEVEL,) * 8  # longer than the teacher gets to


def run_chaos(home: Path, students: int, seconds: int, seed: int) -> None:
    """Let a class play for `seconds` under cuts and kills, and print what its clients know and what was kept."""
    host, log = HostProcess(home, LESSON, name="chaos"), list[Logged]()
    host.start()
    try:
        cuts, connections = asyncio.run(_play(host, students, seconds, log, seed))
    finally:
        host.close()
    print(f"{students} students and a remote for {seconds} s; seed {seed}")
    print(f"connections cut while they were up      {cuts:>8,}")
    print(f"connections made                        {connections:>8,}")
    print(f"host killed with SIGKILL                {KILLS:>8,}")
    for what, count in prove(host.file, log).items():
        print(f"{what:<40}{count:>8,}")


async def _play(host: HostProcess, students: int, seconds: int, log: list[Logged], seed: int) -> tuple[int, int]:
    """Return how often a connection was cut, and how many were made."""
    dice = random.Random(seed)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        address = Address(session, host.url, host.code, host.remote)
        teacher = Teacher(0, address, log.append, random.Random(f"{seed} teacher"))
        class_ = [Student(n, address, log.append, random.Random(f"{seed} {n}")) for n in range(1, students + 1)]
        everybody: list[Stubborn] = [teacher, *class_]
        staying = [asyncio.create_task(one.stay()) for one in everybody]
        leading = asyncio.create_task(teacher.lead())
        cuts = await _break(host, everybody, seconds, dice)
        leading.cancel()
        await settled(everybody, PATIENCE)
        await asyncio.gather(*(one.leave() for one in everybody))
        await asyncio.gather(*staying)
    return cuts, sum(one.connections for one in everybody)


async def _break(host: HostProcess, everybody: list[Stubborn], seconds: int, dice: random.Random) -> int:
    """Cut a tenth of all connections every second, and kill the host now and then; return how many were cut."""
    kills, cuts = {seconds * (n + 1) // (KILLS + 1) for n in range(KILLS)}, 0
    for second in range(seconds):
        await asyncio.sleep(1.0)
        for one in dice.sample(everybody, max(1, round(SHARE * len(everybody)))):
            cuts += one.socket is not None
            one.cut()
        if second in kills:
            host.kill()
            await asyncio.to_thread(host.start)
    return cuts
