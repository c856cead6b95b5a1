"""A host of a class in a process of its own, watched from outside: codes, memory, disk, processor."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

OPEN = "Ctrl-C closes the class"  # what it says last, once it is open
TICKS = os.sysconf("SC_CLK_TCK")  # of the processor's clock a second


@dataclass
class HostProcess:
    """`tokenroom class host`, started, ended, killed and started again on the same port and file.

    Attributes:
        home: the folder of its data.
        lesson: what it hosts: levels, or `--plan 90`.
        name: of the class.
    """

    home: Path
    lesson: tuple[str, ...]
    name: str = "load"
    port: int = field(default_factory=lambda: _free_port())
    code: str = ""
    remote: str = ""
    _process: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        """The address of its WebSocket."""
        return f"ws://127.0.0.1:{self.port}/ws"

    @property
    def file(self) -> Path:
        """The file of the class."""
        return self.home / "classes" / f"{self.name}.sqlite"

    def start(self) -> None:
        """Start it, and wait until it is open."""
        command = [sys.executable, "-m", "tokenroom", "class", "host", *self.lesson]
        command += ["--name", self.name, "--port", str(self.port)]
        self._process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "TOKENROOM_HOME": str(self.home), "PYTHONUTF8": "1"},
        )
        assert self._process.stdout is not None
        said = ""
        for line in self._process.stdout:
            said += line
            if OPEN in line:
                break
        codes = re.findall(r"^(?:Students|Remote):.* code (\S+)$", said, re.MULTILINE)
        if len(codes) != 2:
            raise RuntimeError(f"the host did not open:\n{said}")
        self.code, self.remote = codes

    def kill(self) -> None:
        """End it as a power cut would: by SIGKILL."""
        self._end(signal.SIGKILL)

    def close(self) -> None:
        """End it as its teacher would."""
        self._end(signal.SIGINT)

    def memory(self) -> float:
        """Return what it has in memory now, in MB."""
        return self._status("VmRSS")

    def peak(self) -> float:
        """Return the most that it has had in memory since `forget_peak`, in MB."""
        return self._status("VmHWM")

    def forget_peak(self) -> None:
        """Let the peak be what it has now."""
        (self._facts / "clear_refs").write_text("5")

    def written(self) -> int:
        """Return how many bytes it has had written to disk."""
        found = re.search(r"^write_bytes: (\d+)$", (self._facts / "io").read_text(), re.MULTILINE)
        assert found is not None
        return int(found[1])

    def busy(self) -> float:
        """Return the seconds of processor time that it has used."""
        user, system = (self._facts / "stat").read_text().rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / TICKS

    @property
    def _facts(self) -> Path:
        assert self._process is not None
        return Path(f"/proc/{self._process.pid}")

    def _status(self, name: str) -> float:
        found = re.search(rf"^{name}:\s+(\d+) kB$", (self._facts / "status").read_text(), re.MULTILINE)
        assert found is not None
        return int(found[1]) * 1024 / 1e6

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            try:
                self._process.wait(30)
            except subprocess.TimeoutExpired:
                self._process.kill()
                raise
            assert self._process.stdout is not None
            self._process.stdout.close()
            self._process = None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
