"""`tokenroom class host` in a process of its own, that can be killed and started again; and other commands."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

PLAN = Path(__file__).parent / "plan.toml"
NAME = "7b"
PATIENCE = 60.0  # seconds that a process has to say something
_TOKENROOM = (sys.executable, "-m", "tokenroom")


class Spoken:
    """A process, what it says, and what it is told."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process, self.told = process, ""

    async def until(self, text: str) -> str:
        """Read until a line holds a text; return all lines since one last read."""
        assert self._process.stdout is not None
        lines = ""
        while text not in lines:
            try:
                line = (await asyncio.wait_for(self._process.stdout.readline(), PATIENCE)).decode()
            except TimeoutError:
                line = ""
            assert line, f"{text!r} never came\n{self.told}{lines}"
            lines += line
        self.told += lines
        return lines

    async def type(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n".encode())
        await self._process.stdin.drain()

    async def end(self, sign: signal.Signals | None = None) -> str:
        """Let it end, by a signal or because nothing more is typed; return what it said last."""
        if sign is not None:
            with suppress(ProcessLookupError):
                self._process.send_signal(sign)
        try:
            rest, _ = await asyncio.wait_for(self._process.communicate(b""), PATIENCE)
        except TimeoutError:
            self._process.kill()
            raise AssertionError(f"it did not end in {PATIENCE:.0f} seconds\n{self.told}") from None
        self.told += rest.decode()
        return rest.decode()

    @property
    def status(self) -> int | None:
        return self._process.returncode


@dataclass
class Hosted:
    """A class in a folder that is this person's home."""

    home: Path
    url: str = ""
    code: str = ""
    remote_code: str = ""
    process: Spoken | None = field(default=None, repr=False)

    async def start(self) -> None:
        """Host it; a second time it goes on at the same port."""
        port = self.url.rsplit(":", 1)[-1].strip("/") or "0"
        first = () if self.url else ("--plan", str(PLAN), "--seed", "7")
        self.process = await self.command("class", "host", *first, "--name", NAME, "--port", port)
        told = await self.process.until("Ctrl-C closes")
        found = re.search(r"Students: (\S+) +code (\S+)[\s\S]* code (\S+)\n", told)
        assert found is not None, told
        self.url, self.code, self.remote_code = found.groups()

    async def kill(self) -> None:
        """Take the power from it."""
        assert self.process is not None
        await self.process.end(signal.SIGKILL)

    async def close(self) -> int | None:
        """End it as a teacher does, by Ctrl-C; twice is once."""
        assert self.process is not None
        if self.process.status is not None:
            return self.process.status
        await self.process.end(signal.SIGINT)
        return self.process.status

    async def command(self, *arguments: str) -> Spoken:
        """Start another command of the same person."""
        pipe = asyncio.subprocess.PIPE
        env = {**os.environ, "TOKENROOM_HOME": str(self.home), "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
        process = await asyncio.create_subprocess_exec(
            *_TOKENROOM, *arguments, stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.STDOUT, env=env
        )
        return Spoken(process)

    async def run(self, *arguments: str) -> str:
        """Carry out another command; return what it says."""
        spoken = await self.command(*arguments)
        told = await spoken.end()
        assert spoken.status == 0, told
        return told
