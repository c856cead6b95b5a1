"""A host that may open few files says so, lets in whom it can, and neither crashes nor prints a traceback."""

from __future__ import annotations

import asyncio
import errno
import os
import re
import subprocess
import sys
from pathlib import Path

import aiohttp
import pytest

from tokenroom.serving.descriptors import PAUSE, RESERVE, Space, raise_limit, warning

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
LOW = 64


def host_command(limit: str) -> list[str]:
    return ["sh", "-c", f'{limit} && exec "$0" -m tokenroom class host 0 --new --port 0', sys.executable]


def started(home: Path, limit: str) -> tuple[subprocess.Popen[str], str]:
    """Start a host under a limit; return it and what it said."""
    env = {**os.environ, "TOKENROOM_HOME": str(home), "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}
    pipe = subprocess.PIPE
    host = subprocess.Popen(host_command(limit), stdout=pipe, stderr=subprocess.STDOUT, text=True, env=env)
    told = ""
    assert host.stdout is not None
    for line in host.stdout:
        told += line
        if "Ctrl-C closes" in line:
            break
    return host, told


async def crowd(address: str, code: str, size: int) -> list[int]:
    """Let so many come at once and stay a while; return the seats of those who were let in."""
    enter = {"kind": "enter", "version": 1, "role": "student", "code": code}

    async def come(client: aiohttp.ClientSession, number: int) -> int:
        join = {"kind": "join", "id": "j", "device": f"device-of-a-crowd-{number:06d}", "name": f"Ada {number}"}
        try:
            async with client.ws_connect(f"{address}ws", timeout=aiohttp.ClientWSTimeout(ws_close=1.0)) as socket:
                await socket.send_json(enter)
                await socket.send_json(join)
                while (message := await socket.receive_json(timeout=5))["kind"] != "seated":
                    pass
                await asyncio.sleep(3.0)
                return int(message["seat"])
        except (aiohttp.ClientError, TimeoutError, TypeError):
            return 0

    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(8)) as client:
        return [seat for seat in await asyncio.gather(*(come(client, n) for n in range(size))) if seat]


def test_a_host_that_may_open_few_files_says_so_and_lets_in_whom_it_can(tmp_path: Path) -> None:
    host, told = started(tmp_path / "home", f"ulimit -n {LOW}")
    try:
        assert told.count(f"only {LOW} files and connections may be open at once") == 1
        found = re.search(r"Students: (\S+) +code (\S+)", told)
        assert found is not None
        let_in = asyncio.run(crowd(found[1], found[2], 2 * LOW))
        assert 10 <= len(let_in) <= LOW - RESERVE
        assert asyncio.run(crowd(found[1], found[2], 3))  # those who left have made room
    finally:
        host.terminate()
        rest = host.communicate(timeout=20)[0]
    assert host.returncode == 0
    assert rest.count("somebody cannot be let in") == 1, rest
    assert "Traceback" not in rest


def test_a_host_raises_its_own_limit_as_far_as_it_may(tmp_path: Path) -> None:
    host, told = started(tmp_path / "home", f"ulimit -Sn {LOW}")
    host.terminate()
    host.communicate(timeout=20)
    assert "may be open at once" not in told


def test_the_limit_of_this_process_is_known() -> None:
    limit = raise_limit()
    assert limit is None or limit > 0
    assert warning(RESERVE + 1).startswith(f"only {RESERVE + 1} files")


def test_a_refusal_is_told_once_in_a_while() -> None:
    told: list[str] = []
    now = [100.0]
    space = Space(RESERVE + 2, told.append, lambda: now[0])
    assert [space.holds(n) for n in (1, 2, 3)] == [True, True, False]
    for _ in range(3):
        assert space.is_exhausted_by(OSError(errno.EMFILE, "too many"))
    assert len(told) == 1
    now[0] += PAUSE
    space.refuse()
    assert len(told) == 2
    assert not space.is_exhausted_by(ValueError("another"))
    assert Space().holds(10**6)
