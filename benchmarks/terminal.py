"""A program in a pseudo-terminal of 80×24, timed from the outside as a person would see it."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Sequence

GIVE_UP = 30.0  # seconds


class Terminal:
    """Starts `command` in a pseudo-terminal; `read_until` waits for text that it paints."""

    def __init__(self, command: Sequence[str], environment: dict[str, str]) -> None:
        self._main, side = pty.openpty()
        fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.began = time.perf_counter()
        env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **environment}
        self._process = subprocess.Popen(
            command, stdin=side, stdout=side, stderr=side, env=env, start_new_session=True, close_fds=True
        )
        os.close(side)
        self.painted = ""  # everything that came so far, escape codes and all

    def read_until(self, text: str) -> float:
        """Read until `text` was painted and return the time at which its last byte came."""
        seen, wanted = b"", text.encode()
        while wanted not in seen:
            seen += self._read(GIVE_UP)
        return time.perf_counter()

    def press(self, keys: str) -> float:
        """Type `keys`, and return the seconds until the screen was painted anew."""
        self.settle()
        began = time.perf_counter()
        os.write(self._main, keys.encode())
        self._read(GIVE_UP)
        return time.perf_counter() - began

    def paint(self, keys: str, text: str) -> float:
        """Type `keys`, and return the seconds until `text` was painted, and with it all that came before it."""
        began = time.perf_counter()
        os.write(self._main, keys.encode())
        return self.read_until(text) - began

    def settle(self, quiet: float = 0.05) -> None:
        """Read until nothing has come for `quiet` seconds."""
        while select.select([self._main], [], [], quiet)[0]:
            self._read(0)

    def close(self) -> None:
        """End the program."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        os.close(self._main)

    def _read(self, timeout: float) -> bytes:
        if not select.select([self._main], [], [], timeout)[0]:
            raise TimeoutError("the program painted nothing")
        data = os.read(self._main, 65536)
        self.painted += data.decode(errors="replace")
        return data
